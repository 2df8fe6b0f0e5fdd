"""Names of units: short, full and former names, governments, zones, collectives, and what stays unknown."""

from __future__ import annotations

import pytest

from luodi.terms.unit_registry import departments, resolve


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("市经信局", "清河市经济和信息化局"),
        ("市经济和信息化局", "清河市经济和信息化局"),
        ("市发改委", "清河市发展和改革委员会"),
        ("市发展改革委", "清河市发展和改革委员会"),
        ("市人力资源社会保障局", "清河市人力资源和社会保障局"),
        ("市卫生健康委", "清河市卫生健康委员会"),
        ("市市场监管局", "清河市市场监督管理局"),
        ("市委组织部", "清河市委组织部"),
        ("市政府办公室", "清河市人民政府"),
    ],
)
def test_it_gives_the_full_name(written: str, full: str) -> None:
    """市 stands for the document's own city, and short functions for their full ones."""
    assert resolve(written, "清河市").full.startswith(full)
    assert resolve(written, "清河市").standing == "current"


@pytest.mark.parametrize(
    ("written", "full", "until"),
    [
        ("市经信委", "清河市经济和信息化局", 2019),
        ("市质监局", "清河市市场监督管理局", 2019),
        ("市国土资源局", "清河市自然资源和规划局", 2019),
        ("市环保局", "清河市生态环境局", 2019),
    ],
)
def test_it_knows_names_that_a_reorganisation_ended(written: str, full: str, until: int) -> None:
    """A former name leads to the present one, with the year in which it generally ended."""
    found = resolve(written, "清河市")
    assert (found.full, found.standing, found.until) == (full, "former", until)


def test_it_gives_a_province_its_own_suffix() -> None:
    """At a province the successor of 经信委 is a 厅."""
    assert resolve("省经信委", "江右省").full == "江右省经济和信息化厅"


@pytest.mark.parametrize(
    "written", ["各区人民政府", "相关县区政府", "各县（市、区）人民政府", "领导小组成员单位", "各有关部门"]
)
def test_it_keeps_collectives_as_such(written: str) -> None:
    """A collective is no unit of its own: whom it means is the registry's to say."""
    assert resolve(written, "清河市").standing == "collective"


@pytest.mark.parametrize("written", ["清河供电公司", "清河海关", "某某研究院", "市好事促进会"])
def test_it_keeps_what_it_does_not_know_as_written(written: str) -> None:
    """An unknown name is kept and marked, never bent to the nearest."""
    found = resolve(written, "清河市")
    assert (found.full, found.standing) == (written, "unknown")


@pytest.mark.parametrize(
    ("written", "region", "level"),
    [("东山区政府", "东山区", "county"), ("清河市人民政府", "清河市", "city"), ("省政府", "江右省", "province")],
)
def test_it_reads_governments_with_their_region_and_level(written: str, region: str, level: str) -> None:
    """A government's name says which place and which level it is of."""
    found = resolve(written, "江右省" if written.startswith("省") else "清河市")
    assert (found.region, found.level) == (region, level)


def test_it_has_one_meaning_for_each_current_spelling() -> None:
    """No two departments share a full name."""
    full = [d.function + s for d in departments() for s in d.suffixes]
    assert len(full) == len(set(full))
