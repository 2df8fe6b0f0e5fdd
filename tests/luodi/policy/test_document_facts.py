"""What a document says of itself: title, issuer, region, number, date, years and what it is made under."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.luodi.policy.written import SHARED, written

from luodi.policy.document_facts import read_facts
from luodi.policy.model import DocumentFacts

NOTICE = """云溪市人民政府办公室关于印发云溪市强链行动方案（2026—2028年）的通知
云政办发〔2026〕7号
各县（市、区）人民政府，市直各部门：
《云溪市强链行动方案（2026—2028年）》已经市政府同意，现印发给你们，请认真组织实施。
云溪市人民政府办公室
2026年3月5日
云溪市强链行动方案
（2026—2028年）
为贯彻落实《岚江省人民政府关于推进强链工程的意见》（岚政发〔2025〕9号），制定本方案。
一、主要任务
（一）强链。推进强链。
"""


def facts(text: str) -> DocumentFacts:
    return read_facts(written(text, "云溪"))[0]


def test_it_reads_a_notice_with_its_plan() -> None:
    """The plan's title, the notice's signature, number and date."""
    assert facts(NOTICE) == DocumentFacts(
        title="云溪市强链行动方案（2026—2028年）",
        issuer="云溪市人民政府办公室",
        jurisdiction="云溪市",
        number="云政办发〔2026〕7号",
        issued_on=date(2026, 3, 5),
        horizon=(2026, 2028),
        based_on=facts(NOTICE).based_on,
    )
    (under,) = facts(NOTICE).based_on
    assert (under.title, under.number) == ("岚江省人民政府关于推进强链工程的意见", "岚政发〔2025〕9号")


def test_it_reads_a_plan_alone() -> None:
    """What is not said stays open: no issuer, no number, no date."""
    made = facts(
        "关于推进强链的工作方案\n为推动发展，根据《强链意见》（岚政发〔2025〕9号）精神，制定本方案。\n一、任务\n推进。\n"
    )
    assert (made.title, made.issuer, made.number, made.issued_on, made.horizon) == (
        "关于推进强链的工作方案",
        None,
        None,
        None,
        None,
    )


def test_it_reads_a_document_in_one_line() -> None:
    """Title, number, signature and date run together on some web pages."""
    made = facts(
        "云溪市人民政府关于加快工业发展的意见云府发〔2025〕17号各区县人民政府，有关单位：近年来发展较快。一、总体要求坚持发展。"
        "二、任务推进工作。云溪市人民政府   2025年6月28日   （此件公开发布）"
    )
    assert (made.title, made.number) == ("云溪市人民政府关于加快工业发展的意见", "云府发〔2025〕17号")
    assert (made.issuer, made.issued_on) == ("云溪市人民政府", date(2025, 6, 28))


def test_it_joins_those_who_sign_together() -> None:
    """Joint issuers stand in order; where the title names one of them, the document is that one's."""
    signed = "云溪市工业和信息化局\n云溪市财政局\n2026年3月5日\n云溪市强链方案\n一、任务\n（一）强链。推进。\n"
    text = "关于印发云溪市强链方案的通知\n各区：\n现将《云溪市强链方案》印发给你们，请认真组织实施。\n" + signed
    assert facts(text).issuer == "云溪市工业和信息化局、云溪市财政局"
    assert facts("云溪市工业和信息化局" + text).issuer == "云溪市工业和信息化局"


@pytest.mark.parametrize(
    ("ending", "day"),
    [
        ("云溪市人民政府\n2026年3月5日\n", date(2026, 3, 5)),
        ("云溪市人民政府\n二〇二六年三月五日\n（此件公开发布）\n", date(2026, 3, 5)),
        ("云溪市人民政府2026年3月5日印发\n", date(2026, 3, 5)),
        ("请于2026年3月5日前报送。\n", None),
        ("2026年3月5日起施行。\n", None),
        ("本方案自2026年3月5日起执行，有效期2年。\n", None),
    ],
)
def test_it_reads_the_day_under_the_signature(ending: str, day: date | None) -> None:
    """A date inside a sentence is not the date of issue."""
    assert facts(f"云溪市工业发展若干措施\n一、任务\n（一）强链。推进强链，完善机制。\n{ending}").issued_on == day


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("云政发〔2026〕12号", "云政发〔2026〕12号"),
        ("云政发〔2026〕12 号", "云政发〔2026〕12号"),
        ("（云政办秘〔2026〕82号）", "云政办秘〔2026〕82号"),
        ("云政发[2026]12号各区人民政府，市直各部门：", "云政发[2026]12号"),
        ("政策文号：云府规〔2026〕3号", "云府规〔2026〕3号"),
        ("根据云政发〔2025〕12号文件精神，制定本措施。", None),
        ("为落实《强链意见》（岚政发〔2025〕9号），制定本措施。", None),
        ("（联系电话：0990-5550126）", None),
    ],
)
def test_it_tells_its_own_number_from_cited_ones(line: str, number: str | None) -> None:
    """Its own number stands on a line of its own, opens the addressees' line, or stands behind a label."""
    assert facts(f"云溪市工业发展若干措施\n{line}\n一、任务\n（一）强链。推进强链。\n").number == number


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("根据《强链意见》，制定本方案。", ["强链意见"]),
        ("为贯彻落实《强链意见》《补链意见》等文件精神，制定本方案。", ["强链意见", "补链意见"]),
        ("为进一步转型、实施《强链计划》，提出如下措施。", ["强链计划"]),
        ("现将《云溪市工业发展方案》印发给你们。", []),
        ("各区要学习《读本》，掌握方法。", []),
        ("推进发展，制定本方案。", []),
    ],
)
def test_it_reads_what_it_is_made_under(sentence: str, titles: list[str]) -> None:
    """Only what the introduction says it carries out; its own title is none of it."""
    text = f"云溪市工业发展方案\n{sentence}\n一、任务\n（一）强链。落实《另一意见》。\n"
    assert [under.title for under in facts(text).based_on] == titles


def test_it_says_when_there_is_no_title() -> None:
    """A text without a title is asked about."""
    made, problems = read_facts(written("推进强链，完善机制。\n"))
    assert made.title is None
    assert [problem.code for problem in problems] == ["document.title_missing"]


@pytest.mark.parametrize("text", ["", "\n", "《", "〔2026〕", "2026年", "关于", "的通知\n的通知\n"])
def test_it_survives_scraps(text: str) -> None:
    """No scrap raises, and none has a date."""
    assert facts(text).issued_on is None


@pytest.mark.parametrize("field", ["title", "issuer", "jurisdiction", "number", "issued_on", "horizon"])
def test_it_reads_real_documents(field: str) -> None:
    """Each field beside the labels, white space aside."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the labelled documents do not lie beside the project")
    right = []
    for label in sorted((SHARED / "gold").glob("*.json")):
        made = facts((SHARED / "corpus" / f"{label.stem}.txt").read_text("utf-8"))
        gold = json.loads(label.read_text("utf-8"))["document"][field]
        value = getattr(made, field)
        value = list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        right.append("".join(str(value).split()) == "".join(str(gold).split()))
    assert sum(right) / len(right) >= 0.93
