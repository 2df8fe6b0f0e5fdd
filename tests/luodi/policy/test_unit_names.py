"""Lists of units: one name per unit, as written, and what is no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.policy.unit_names import read_units


def names(words: str) -> list[str]:
    return [unit.written for unit in read_units(words)[0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市经信局、市财政局", ["市经信局", "市财政局"]),
        ("市经信局，市财政局；市商务局", ["市经信局", "市财政局", "市商务局"]),
        ("市经信局 市财政局　市商务局", ["市经信局", "市财政局", "市商务局"]),
        ("市经信局、市财\n政局", ["市经信局", "市财政局"]),
        ("市经信局等", ["市经信局"]),
        ("市经信局等部门", ["市经信局"]),
        ("市经信局等8个部门", ["市经信局"]),
        ("市税务局等相关单位", ["市税务局", "相关单位"]),
        ("市税务局等有关部门按职责分工负责", ["市税务局", "有关部门"]),
        ("各县（市、区）人民政府、云溪高新区管委会", ["各县（市、区）人民政府", "云溪高新区管委会"]),
        ("各区、县（市）政府", ["各区、县（市）政府"]),
        ("各市、县（区）人民政府，青屿综合实验区管委会", ["各市、县（区）人民政府", "青屿综合实验区管委会"]),
        ("各市、州、县人民政府", ["各市、州、县人民政府"]),
        ("各县（区）党委、政府", ["各县（区）党委、政府"]),
        ("市委组织部（人才办）、团市委", ["市委组织部（人才办）", "团市委"]),
        ("市自然资源和规划局、市政务服务和大数据局", ["市自然资源和规划局", "市政务服务和大数据局"]),
        ("市经信局和市财政局", ["市经信局", "市财政局"]),
        ("省发改委及其他省直有关单位", ["省发改委", "其他省直有关单位"]),
        ("石浦、临湖和沙河市政府", ["石浦", "临湖", "沙河市政府"]),
        ("*市经信局、市财政局", ["市经信局", "市财政局"]),
        ("各区人民政府（含开发区管委会，下同）", ["各区人民政府"]),
        ("由市经信局会同市财政局", ["市经信局", "市财政局"]),
        ("市经信局、市经信局", ["市经信局"]),
        ("国网云溪供电公司、市水投集团", ["国网云溪供电公司", "市水投集团"]),
        ("各级财政、税务、民政等主管部门", ["各级财政", "税务", "民政等主管部门"]),
        ("人行云溪市分行、云溪海关", ["人行云溪市分行", "云溪海关"]),
    ],
)
def test_it_reads_one_name_for_each_unit(words: str, expected: list[str]) -> None:
    """Names stay as written; separators, broken lines, a trailing 等, marks and verbs are left out."""
    assert names(words) == expected


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("市经信局牵头，市财政局、各区政府配合", ["市经信局"]),
        ("市经信局、市发改委牵头，市财政局按职责分工负责", ["市经信局", "市发改委"]),
        ("由市经信局负责牵头，会同市财政局", ["市经信局"]),
        ("市经信局牵头会同市财政局", ["市经信局"]),
        ("市财政局、市经信局（牵头）", ["市经信局"]),
        ("市经信局、市财政局负责", []),
        ("市经信局、市财政局按职责分工负责落实", []),
    ],
)
def test_it_knows_who_leads_by_the_verb(words: str, leads: list[str]) -> None:
    """…牵头 speaks of the names in front of it; 负责 and 配合 make nobody lead."""
    assert [unit.written for unit in read_units(words)[0] if unit.leads] == leads


@pytest.mark.parametrize(
    "words",
    [
        "对达标企业给予奖励10万元",
        "待定",
        "详见附件：任务分工",
        "《云溪市行动方案》",
        "局",
        "2026年",
        "应当按规定执行。",
        "比例不低于30%",
        "为了加快发展",
        "通过公开招标确定的承接机构",
    ],
)
def test_it_takes_no_sentence_for_a_unit(words: str) -> None:
    """What does not read as a name is handed back unread, never dropped."""
    found, unread = read_units(words)
    assert not found
    assert unread


@given(st.text(alphabet="市县区省局委办厅、，；（）()和等各级政府 \n*牵头负责", max_size=80))
def test_it_survives_any_list(words: str) -> None:
    """Whatever the list, names are neither empty nor white."""
    assert all(unit.written.strip() == unit.written != "" for unit in read_units(words)[0])
