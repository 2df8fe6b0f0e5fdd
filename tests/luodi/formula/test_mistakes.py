"""Every error of the language is explained to the person who meets it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tests.luodi.formula.generated import CASES, CATALOGUE, ROOT

from luodi.formula import mistakes
from luodi.formula.from_text import read


def codes_in_source() -> set[str]:
    found: set[str] = set()
    for path in Path(mistakes.__file__).parent.glob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'(?:error|stop)\(\s*"([a-z_]+)"', text))
        if "_CODES" in text:
            found |= set(re.findall(r'"[a-z_]+": "([a-z_]+)"', text[text.index("_CODES: dict") :].partition("}")[0]))
    return found


def test_it_explains_every_code() -> None:
    """Each code stands in docs/formulas.md, and that page names none that does not exist."""
    explained = set(re.findall(r"`formula\.([a-z_]+)`", (ROOT / "docs/formulas.md").read_text("utf-8")))
    assert codes_in_source() == explained


def test_it_has_a_bad_formula_for_nearly_every_code() -> None:
    """The cases of bad formulas meet each code, except the one for a catalogue without qualifications."""
    with (CASES / "bad.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    met = {error.code for row in rows for error in read(row["formula"], CATALOGUE)[1]}
    unmet = codes_in_source() - {code.removeprefix("formula.") for code in met}
    assert unmet == {"no_qualifications", "wrong_result"}
