"""The words that forms say of a field left empty."""

from __future__ import annotations

import pytest
from django import forms


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (forms.CharField(), "请填写这一项。"),
        (forms.DateField(), "请填写这一项。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "请选择一项。"),
        (forms.FileField(), "请选择文件。"),
    ],
)
def test_it_says_what_to_do_with_an_empty_field(field, words):
    """Fill in, choose, attach: by the kind of field."""
    with pytest.raises(forms.ValidationError) as told:
        field.clean(None)
    assert told.value.messages == [words]
