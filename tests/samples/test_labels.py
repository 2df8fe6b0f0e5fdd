"""The labels of the sample documents hold together with the documents they were read from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LABELS = sorted((SAMPLES / "labels").glob("*.json"))
FIELDS = {
    "tasks": {"quote", "title", "lead", "units", "expanded", "implied"},
    "targets": {"quote", "indicator", "comparator", "value", "upper", "unit", "by", "every"},
    "benefits": {"quote", "beneficiary", "condition", "amount", "rate", "rate_of", "cap", "basis"},
    "duties": {"quote", "who", "what", "to", "due", "every"},
    "mechanisms": {"kind", "quote", "params"},
}
MECHANISMS = {
    "lead_first",
    "supervision",
    "issue_clearance",
    "horse_race",
    "colour_map",
    "annual_assessment",
    "chain_chief",
    "chain_leaders",
    "chain_innovators",
    "missing_links",
    "chain_carriers",
    "chain_plan",
    "risk_warning",
    "matching",
    "challenge",
    "technology_transfer",
    "cultivation_ladder",
    "listing_pool",
    "zombie_disposal",
    "project_library",
    "project_lists",
    "project_officer",
    "finance_whitelist",
    "special_fund",
    "fund_evaluation",
    "per_mu",
    "energy_gate",
    "talent_pool",
    "task_force",
    "statistics_monitoring",
}
each_label = pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The labels, and the plain text that they were read from."""
    return json.loads(path.read_text("utf-8")), (SAMPLES / "documents" / f"{path.stem}.txt").read_text("utf-8")


def test_it_has_labels_for_every_sample_document() -> None:
    """Each plain text has its labels, and there are three of them."""
    assert [path.stem for path in LABELS] == sorted(p.stem for p in (SAMPLES / "documents").glob("*.txt"))
    assert len(LABELS) == 3


@each_label
@pytest.mark.parametrize("kind", FIELDS)
def test_it_quotes_a_stretch_found_exactly_once(path: Path, kind: str) -> None:
    """A quote names one place in the document, so it must stand there once and once only."""
    labels, text = read(path)
    assert [item["quote"] for item in labels[kind] if text.count(item["quote"]) != 1] == []


@each_label
@pytest.mark.parametrize("kind", FIELDS)
def test_it_says_everything_that_the_codebook_asks(path: Path, kind: str) -> None:
    """Every field is there, and no other beside `optional`."""
    labels, _ = read(path)
    assert [item for item in labels[kind] if set(item) - {"optional"} != FIELDS[kind]] == []


@each_label
def test_it_gives_targets_that_can_be_compared(path: Path) -> None:
    """A range has an upper end above its value, nothing else has one; comparators and cycles are the codebook's."""
    labels, _ = read(path)
    for item in labels["targets"]:
        assert item["comparator"] in {">=", "<=", "~", "=", "-"}
        assert item["every"] in {None, "year", "quarter", "month"}
        assert (item["upper"] is not None) == (item["comparator"] == "-")
        assert item["upper"] is None or item["upper"] > item["value"]
        assert item["by"] is None or 2026 <= item["by"] <= 2035


@each_label
def test_it_names_leads_among_the_units(path: Path) -> None:
    """Leads are units, and a shortened form that is expanded stands among units or implied units."""
    labels, text = read(path)
    for item in labels["tasks"]:
        assert set(item["lead"]) <= set(item["units"])
        assert set(item["expanded"]) <= set(item["units"]) | set(item["implied"])
        assert all(unit in text for unit in item["units"] + item["implied"])


@each_label
def test_it_names_each_mechanism_once(path: Path) -> None:
    """At most one mechanism of a kind, and only kinds of the codebook."""
    kinds = [item["kind"] for item in read(path)[0]["mechanisms"]]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= MECHANISMS


@each_label
def test_it_gives_benefits_a_sum_or_a_rate(path: Path) -> None:
    """A benefit that is not optional states an amount, a rate or a cap."""
    for item in read(path)[0]["benefits"]:
        assert item.get("optional") or any(item[key] is not None for key in ("amount", "rate", "cap"))
        assert item["basis"] in {None, "once", "year"}


def test_it_shows_every_kind_of_mechanism() -> None:
    """Together the three documents demonstrate all that the codebook names."""
    shown = {item["kind"] for path in LABELS for item in read(path)[0]["mechanisms"]}
    assert shown == MECHANISMS


def test_it_shows_every_comparator_and_cycle() -> None:
    """Targets of all comparators; duties with dates and with every cycle."""
    labels = [read(path)[0] for path in LABELS]
    assert {t["comparator"] for one in labels for t in one["targets"]} == {">=", "<=", "~", "=", "-"}
    assert {d["every"] for one in labels for d in one["duties"]} >= {"month", "quarter", "half-year", "year", "regular"}
    assert any(d["due"] for one in labels for d in one["duties"])
