"""What the forms of steps share: the version that was looked at, the words that go with a step, and its files."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from luodi_site.supervision.evidence import NotEvidence, check


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of one field; each of a kind and size that is taken as evidence."""

    widget = ManyFiles
    is_asked = False  # the ledger refuses a step without: the form does not call the field optional

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(one, initial) for one in data or ()] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        kept = [file for file in files if file]
        for file in kept:
            try:
                check(file)
            except NotEvidence as why:
                raise forms.ValidationError(why.words) from why
        return kept


class StepForm(forms.Form):
    """A step of an issue's, an order's or a paper's way. ``texts`` has the label and the help of each step that takes
    words; ``may_be_silent`` are those that go without as well."""

    texts: ClassVar[dict[str, tuple[Any, Any]]] = {}
    may_be_silent: ClassVar[tuple[str, ...]] = ()
    longest: ClassVar[int] = 4000
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, item: Any, step: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": item.version, **kwargs.pop("initial", {})}, **kwargs)
        self.item, self.step = item, step
        self.auto_id = f"{step}_%s"
        if step in self.texts:
            label, help_text = self.texts[step]
            self.fields["words"] = forms.CharField(
                label=label, help_text=help_text, max_length=self.longest, required=step not in self.may_be_silent,
                widget=forms.Textarea({"rows": 3}),
            )  # fmt: skip

    def ask_files(self, *, is_evidence: bool, help_text: Any, is_optional: bool = True) -> None:
        """Whether a step goes without files the ledger decides; what it never takes without is not called optional."""
        label = gettext_lazy("佐证材料") if is_evidence else gettext_lazy("材料")
        self.fields["files"] = files = FilesField(label=label, required=False, help_text=help_text)
        files.is_asked = not is_optional

    @property
    def evidence(self) -> list[Any]:
        found: list[Any] = self.cleaned_data.get("files") or []
        return found
