"""Which numbers of a policy are targets, what they measure, by when, and which only look like one."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.policy.written import f1, pairs, written

from luodi.policy.model import DocumentFacts, Target
from luodi.policy.targets import find_targets

CASES = Path(__file__).parents[2] / "cases"


def read(text: str, facts: DocumentFacts | None = None) -> list[Target]:
    return find_targets(written(text), facts or DocumentFacts())[0]


def said(target: Target) -> str:
    """A target as the case file writes it."""
    value = f"{target.value}" if len(f"{target.value}") < 10 else f"{target.value:.2f}"
    number = f"{value}-{target.upper}" if target.upper is not None else f"{target.comparator} {value}"
    words = f"{target.indicator}: {number} {target.unit}".rstrip()
    words += f" by {target.by}" if target.by else ""
    words += f" every {target.every}" if target.every else ""
    return words + (" optional" if target.optional else "")


def found_cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in (CASES / "targets.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            cases[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            cases.append((line.replace("⏎", "\n"), []))
    return cases


def empty_cases() -> list[str]:
    lines = (CASES / "no_targets.txt").read_text("utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), found_cases(), ids=[text[:24] for text, _ in found_cases()])
def test_it_finds_what_the_issuer_commits_to(text: str, expected: list[str]) -> None:
    """One number, one target; indicator, comparison, value, unit, year and recurrence as the codebook says."""
    assert [said(target) for target in read(text)] == expected


@pytest.mark.parametrize("text", empty_cases(), ids=[text[:24] for text in empty_cases()])
def test_it_leaves_out_what_only_looks_like_a_target(text: str) -> None:
    """Conditions, payments, sizes, names, dates, past states, limits and meetings are no targets."""
    assert [said(target) for target in read(text)] == []


def test_it_is_tried_on_as_much_of_both() -> None:
    """At least forty cases of what is found and forty of what is not."""
    assert len(found_cases()) >= 40 and len(empty_cases()) >= 40


def test_it_takes_a_year_before_the_issue_for_a_past_state() -> None:
    """A figure of a year before the document was issued tells what was, not what shall be."""
    text = "2024年，全市高新技术企业达到300家。到2027年，高新技术企业达到500家。"
    issued = DocumentFacts(issued_on=date(2025, 3, 1))
    assert [(t.value, t.by) for t in read(text, issued)] == [(Decimal(500), 2027)]
    assert len(read(text)) == 2


def test_it_uses_a_year_only_where_it_governs() -> None:
    """The plan's horizon, a start and a neighbouring paragraph's year are no deadlines."""
    text = "一、重点任务\n到2026年，建成园区5个。\n培育龙头企业10家。\n从2025年起，每年举办展会3场。"
    assert [t.by for t in read(text, DocumentFacts(horizon=(2025, 2027)))] == [2026, None, None]


def test_it_spans_the_number_and_what_it_measures() -> None:
    """A span slices to its own text."""
    text = "加快发展。到2026年，新增高新技术企业20家、绿色工厂3家。"
    assert [t.span.slice(text) for t in read(text)] == ["新增高新技术企业20家", "绿色工厂3家"]


def test_it_says_so_where_it_cannot_read_what_is_measured() -> None:
    """A committed number without a readable indicator is a problem with its place, never a guess."""
    text = "加快发展，力争到2027年达到500家。"
    targets, problems = find_targets(written(text), DocumentFacts())
    assert targets == []
    (problem,) = problems
    assert problem.code == "target.unclear"
    assert problem.span is not None and "500家" in problem.span.slice(text)


@given(
    st.text(
        alphabet="0123456789，。；：、（）()“”《》\n \t一二三十百千万亿%家个年以上到达超对的分别每其中力争新增企业比重增长占元2025",
        max_size=200,
    )
)
def test_it_never_fails_on_garbage(text: str) -> None:
    """No exception on any text, and every span lies in the text."""
    outline = written(text)
    targets, problems = find_targets(outline, DocumentFacts())
    for item in (*targets, *problems):
        assert item.span is not None and 0 <= item.span.start < item.span.end <= len(text)


def test_it_takes_linear_time() -> None:
    """One endless line costs no more per character than a short one."""
    piece = "推动产业高质量发展，加强统筹协调，全市新增企业100家以上、产值突破3000亿元，"
    times = []
    for count in (200, 1600):
        outline = written(piece * count)
        began = time.perf_counter()
        find_targets(outline, DocumentFacts())
        times.append((time.perf_counter() - began) / count)
    assert times[1] < times[0] * 3


def _fits(label: dict, target: Target) -> bool:
    same = {"％": "%", "户": "家"}
    units = [same.get(unit, unit) for unit in (label["unit"], target.unit)]
    ends = [(label["value"], target.value), (label["upper"], target.upper)]
    return units[0] == units[1] and all(
        (a is None) == (b is None) and (a is None or abs(float(a) - float(b or 0)) <= 1e-3 * abs(float(a)))
        for a, b in ends
    )


@pytest.mark.needs_shared
def test_it_comes_close_to_the_labels_beside_the_project() -> None:
    """F1 over the labelled documents stays near what was reached."""
    hits = pairs("targets", lambda outline, facts: find_targets(outline, facts)[0], _fits)
    assert f1(*hits) >= 0.97
