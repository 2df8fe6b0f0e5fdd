"""The editor's answer while one types: each formula right or wrong with its place, the rule read back, examples tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from django.utils.translation import gettext as _

from luodi.formula.ast import FormulaError
from luodi.formula.fields import Describes
from luodi.formula.to_words import in_words
from luodi.policy.rules.checks.texts_held import doubts_of
from luodi.policy.rules.draft_json import draft_from_json
from luodi.policy.rules.drafts import Gap, checked, read_formula, to_rule
from luodi.spans import Span
from luodi_site.policies.rules.drafting import catalogue
from luodi_site.policies.rules.forms import RuleForm
from luodi_site.policies.rules.trial import Example, examples_of
from luodi_site.policies.rules.wording import sentence_of


@dataclass(frozen=True, slots=True)
class Mistake:
    """An error with the formula cut at its place, and names that may have been meant."""

    before: str
    wrong: str
    behind: str
    start: int
    end: int
    message: str
    hint: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said under one formula: its words where it is right, its mistakes where it is not."""

    name: str
    words: str = ""
    mistakes: tuple[Mistake, ...] = ()
    doubts: tuple[str, ...] = ()  # of a formula that is right, but finds nobody as it is written


@dataclass(frozen=True, slots=True)
class Check:
    """All that the editor shows besides its fields."""

    said: tuple[Said, ...]
    sentence: str
    gaps: tuple[Gap, ...]
    examples: tuple[Example, ...]
    on: date
    errors: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[Gap, ...]:
        """What the formulas lack as they stand; what the words leave open is ticked off by hand."""
        return tuple(one for one in self.gaps if one.is_formula)

    @property
    def open_words(self) -> int:
        """How much the words of the document leave open: read back, the rule is not yet all that they say."""
        return sum(not one.is_formula for one in self.gaps)

    @property
    def has_wrong_cells(self) -> bool:
        return any(cell.error for one in self.examples for cell in one.cells)

    @property
    def columns(self) -> str:
        """The figures that the examples ask for: where they stay the same, only the results change."""
        return " ".join(cell.name for one in self.examples for cell in one.cells)


def check(form: RuleForm, posted: Mapping[str, str], on: date) -> Check:
    """Checks a form as it stands, complete or not. ``on`` is the day that examples are judged on."""
    said = tuple(_said(form, name) for name in _formula_names(form))
    if not form.is_valid():
        errors = tuple(str(one) for found in form.errors.values() for one in found)
        return Check(said, "", (), (), on, errors)
    return _of_payload(form.payload(), said, posted, on)


def check_stored(form: RuleForm, on: date) -> Check:
    """The same for a rule that is only being opened."""
    said = tuple(_said(form, name) for name in _formula_names(form))
    return _of_payload(form.before, said, {}, on)


def _of_payload(payload: dict[str, Any], said: tuple[Said, ...], posted: Mapping[str, str], on: date) -> Check:
    draft = checked(draft_from_json(payload, "rule", Span("", 0, 0)), catalogue())
    return Check(said, sentence_of(draft), draft.gaps, examples_of(to_rule(draft, catalogue()), on, posted), on)


def _formula_names(form: RuleForm) -> list[str]:
    return [name for name, field in form.fields.items() if field.widget.attrs.get("data-formula")]


def _describes(form: RuleForm) -> Describes:
    given = str(form["describes"].value())
    return cast(Describes, given) if given in get_args(Describes) else "firm"


def _said(form: RuleForm, name: str) -> Said:
    text = " ".join(str(form[name].value() or "").split())
    if not text:
        return Said(name)
    formula, errors = read_formula(text, catalogue(), form.fields[name].widget.attrs["data-formula"], _describes(form))
    if formula is not None and not errors:
        doubts = tuple(f"{one.message}{one.hint}" for one in doubts_of(formula.tree))
        return Said(name, words=in_words(formula), doubts=doubts)
    return Said(name, mistakes=tuple(_mistake(text, one, _describes(form)) for one in errors[:3]))


def _mistake(text: str, error: FormulaError, describes: Describes) -> Mistake:
    start, end = error.place
    fitting = {one.name for one in catalogue().seen_from(describes)}
    near = catalogue().nearest(text[start:end], 9) if error.code == "formula.unknown_name" else ()
    alike = tuple(name for name in near if name in fitting)[:3]
    hint = error.hint if not alike else _("点下面的名称换上，或从字段目录里另选")
    wrong = text[start:end] or "▲"
    return Mistake(text[:start], wrong, text[end:], start, end, error.message, hint, alike)
