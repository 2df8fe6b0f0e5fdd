"""A form that was sent twice makes one thing: each form that is shown bears a key, and what it makes keeps that key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def new_key() -> str:
    return uuid4().hex


class FormKeyField(forms.CharField):
    """Hidden; a form without it (of an older page) is taken as new each time."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=32, initial=new_key, widget=forms.HiddenInput, empty_value=None)


def form_key_column() -> Any:
    """Empty where no form made the row; of equal keys the database takes one only."""
    return models.CharField(max_length=32, null=True, unique=True, editable=False)


def made_once(model: type[Row], form_key: str | None, make: Callable[[], Row]) -> tuple[Row, bool]:
    """What this form made already, or what ``make`` makes now, and whether it is new. Two presses at once: the second waits
    for the first and finds its row."""
    if not form_key:
        return make(), True
    if known := model._default_manager.filter(form_key=form_key).first():
        return known, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        known = model._default_manager.filter(form_key=form_key).first()
        if known is None:
            raise
        return known, False
