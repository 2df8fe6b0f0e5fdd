"""Tasks: what a note of who is responsible is attached to, who leads, and who is implied."""

from __future__ import annotations

import json

import pytest
from tests.luodi.policy.written import SHARED, f1, pairs, written

from luodi.clauses.from_document import outline
from luodi.documents.model import Cell, Document, Paragraph, Table
from luodi.policy.model import DocumentFacts, Task
from luodi.policy.tasks import find_tasks
from luodi.problems import Problem
from luodi.spans import Span

HEAD = "云溪市工业提质行动方案\n一、主要任务\n"


def found(text: str) -> tuple[list[Task], list[Problem]]:
    return find_tasks(written(text, "云溪"), DocumentFacts(jurisdiction="云溪市"))


def tasks(text: str) -> list[Task]:
    return found(HEAD + text)[0]


def item(note: str) -> str:
    return f"（一）建设园区。推进园区建设。{note}\n"


AB = (("市经信局",), ("市经信局", "市财政局"))
NO = ((), ("市经信局", "市财政局"))
STYLES = [
    ("（责任单位：市经信局、市财政局）", NO),
    ("[责任单位:市经信局、市财政局]", NO),
    ("〔责任单位：市经信局、市财政局〕", NO),
    ("【责任部门：市经信局、市财政局】", NO),
    ("(责任主体: 市经信局, 市财政局)", NO),
    ("（实施单位：市经信局、市财政局）", NO),
    ("（市级责任单位：市经信局，市财政局）", NO),
    ("（责任单位：市经信局、市财政局等）", NO),
    ("（责任单位：市经信局、市财政局；完成时限：2026年底）", NO),
    ("（责任领导：张山；责任单位：市经信局、市财政局；责任人：李四）", NO),
    ("（牵头单位：市经信局；责任单位：市财政局）", AB),
    ("（牵头单位:市经信局;配合单位:市财政局)", AB),
    ("（牵头部门：市经信局，参与部门：市财政局）", AB),
    ("（主办单位：市经信局；协办单位：市财政局）", AB),
    ("（牵头：市经信局；配合：市财政局）", AB),
    ("（牵头单位：市经信局）（责任单位：市财政局）", AB),
    ("（牵头单位：市经信局；\n责任单位：市财政\n局）", AB),
    ("（由市经信局牵头，市财政局配合）", AB),
    ("（市经信局牵头，市财政局按职责分工负责）", AB),
    ("（市经信局、市财政局负责）", NO),
    ("（市经信局、市财政局按职责分工负责）", NO),
    ("（责任单位：市经信局、市财政局，列首位的为牵头单位，下同）", AB),
    ("（责任单位：市经信局、市财政局。排在第一位的为牵头单位）", AB),
    ("（责任单位：市经信局（牵头）、市财政局）", AB),
    ("责任单位：市经信局、市财政局。", NO),
    ("\n责任单位：市经信局、市财政局", NO),
    ("\n牵头单位：市经信局\n责任单位：市财政局\n完成时限：持续推进", AB),
    ("\n　　牵头单位：市经信局，配合单位：市财政局", AB),
    ("（责任单位：市经信局、市财政局", NO),
]


@pytest.mark.parametrize(("note", "expected"), STYLES)
def test_it_reads_notes_in_every_style(note: str, expected: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Brackets, labels, verbs and lines of their own all say who leads and who answers."""
    (task,) = tasks(item(note))
    assert (task.lead, task.units) == expected
    assert task.title == "建设园区"


@pytest.mark.parametrize(
    "words",
    [
        "由市经信局牵头推进园区建设。",
        "牵头单位要认真履行职责，会同各责任单位推动落实。",
        "责任单位要明确时间节点。",
        "园区建设（含配套设施）由各区负责。",
        "对项目（由第三方机构负责）给予支持，每个奖励10万元。",
        "推进园区建设（详见附件1）。",
        "培育企业（规上工业企业、专精特新企业）。",
        "完善部门联席会议（市经信局、市财政局）工作制度。",
        "落实责任，明确分工：抓进度、抓质量。",
        "举办论坛（主办方为市经信局）活动。",
        "牵头设立产业技术研究院等新型研发机构。",
        "（一）建设园区。支持行业排名首位的企业牵头组建联合体。",
    ],
)
def test_it_takes_no_mention_for_a_note(words: str) -> None:
    """A unit named in a sentence, or what a word means, is no note: such a document has no assigned task."""
    assert all(not task.units and task.note is None for task in tasks(f"（一）建设园区。{words}\n"))


def test_it_ends_a_task_at_its_note_and_starts_the_next_behind_it() -> None:
    """Two notes in one paragraph are two tasks; the heading belongs to the first."""
    text = HEAD + "1.培育企业。加强培育。（责任单位：市经信局）支持上市。（责任单位：市金融局）\n"
    first, second = found(text)[0]
    assert (first.title, first.span.slice(text)) == ("培育企业", "1.培育企业。加强培育。")
    assert (second.title, second.span.slice(text)) == (None, "支持上市。")


def test_it_lets_a_note_cover_the_paragraphs_before_it() -> None:
    """Paragraphs without a note of the same list belong to the next note."""
    text = (
        HEAD
        + "壮大电子产业。\n壮大医药产业。\n壮大食品产业。[责任单位：市经信局]\n壮大纺织产业。[责任单位：市商务局]\n"
    )
    first, second = found(text)[0]
    assert first.span.slice(text) == "壮大电子产业。\n壮大医药产业。\n壮大食品产业。"
    assert second.span.slice(text) == "壮大纺织产业。"


def test_it_gives_a_note_line_all_the_items_above_it() -> None:
    """1. 2. 责任单位：… is one task; the next list starts anew."""
    text = HEAD + "1.优先立项。\n2.优先供地。\n责任单位：市发改委\n1.支持研发。\n责任单位：市科技局\n"
    assert [task.span.slice(text) for task in found(text)[0]] == ["1.优先立项。\n2.优先供地。", "1.支持研发。"]


def test_it_leaves_an_introduction_to_none_of_its_items() -> None:
    """A heading with an introduction above items that carry the notes belongs to none of them."""
    text = HEAD + (
        "（一）建设平台。建设三类平台，形成体系。\n算力平台：建设算力平台。（责任单位：市数据局）\n"
        "服务平台：建设服务平台。（责任单位：市科技局）\n"
    )
    assert [task.title for task in found(text)[0]] == ["算力平台", "服务平台"]
    assert all("三类" not in task.span.slice(text) for task in found(text)[0])


def test_it_does_not_reach_back_over_goals_or_headings() -> None:
    """What the plan aims at is not what the first note assigns."""
    text = "云溪市方案\n一、工作目标\n到2028年产值翻番。\n二、强化园区。建设园区。（责任单位：市经信局）\n"
    (task,) = found(text)[0]
    assert task.span.slice(text) == "二、强化园区。建设园区。"


def test_it_takes_a_note_in_front_of_its_text() -> None:
    """A note straight under the heading speaks for the text behind it."""
    text = HEAD + "（一）建设园区\n牵头单位：市经信局\n推进园区建设。\n（二）培育企业\n牵头单位：市发改委\n加强培育。\n"
    first, second = found(text)[0]
    assert first.title == "建设园区" and "推进园区建设" in first.span.slice(text)
    assert second.lead == ("市发改委",)


def test_it_reads_a_document_in_one_line() -> None:
    """Without line breaks a note ends where the next clause opens."""
    text = "云溪市方案一、主要任务（一）建园区。建设园区。责任单位：市经信局、财政局（二）育企业。加强培育。责任单位：市发改委"
    assert [task.units for task in found(text)[0]] == [("市经信局", "财政局"), ("市发改委",)]


GENERAL = [
    "以下工作均需各区人民政府落实，不再列出",
    "以下各项任务均需各区人民政府负责落实，不再逐一列出",
    "以下均涉及各区人民政府，不再重复列出",
    "以下任务责任单位均包括各区人民政府，不再列出",
    "各区人民政府均为以下各项任务的责任单位，不再一一列出",
]


@pytest.mark.parametrize("sentence", GENERAL)
def test_it_adds_units_of_a_general_sentence_to_later_tasks(sentence: str) -> None:
    """The sentence speaks of what follows; the task whose note holds it names its units itself."""
    first, second, third = tasks(
        f"1.甲。做甲。（责任单位：市经信局，各区人民政府。{sentence}）\n2.乙。做乙。（责任单位：市发改委）\n"
        "3.丙。做丙。（责任单位：市商务局）\n"
    )
    assert (first.units[0], first.implied) == ("市经信局", ())
    assert second.implied == third.implied == ("各区人民政府",)


def test_it_adds_units_of_a_closing_sentence_to_earlier_tasks() -> None:
    """以上 speaks of what stands before."""
    first, second = tasks(
        "1.甲。做甲。（责任单位：市经信局）\n2.乙。做乙。（责任单位：市发改委。以上各项均需各区人民政府落实，不再列出）\n"
    )
    assert (first.implied, second.implied) == (("各区人民政府",), ())


def test_it_adds_units_that_the_notice_names_for_every_task() -> None:
    """A sentence outside the notes holds for all."""
    text = HEAD + "1.甲。做甲。（责任单位：市经信局）\n二、要求\n各区人民政府对各项任务均承担属地责任，表中不再列出。\n"
    assert found(text)[0][0].implied == ("各区人民政府",)


@pytest.mark.parametrize(
    "sentence",
    [
        "各项任务按照分级负责原则，分别由市直部门、各区人民政府负责落实。",
        "以下情形不予支持，由各区人民政府认定。",
        "各责任单位要抓好落实。",
        "以上措施自印发之日起施行，由市经信局会同有关部门组织实施。",
    ],
)
def test_it_implies_nothing_from_ordinary_sentences(sentence: str) -> None:
    """Only a sentence that leaves the units out of the notes adds them."""
    made = found(
        HEAD + f"1.甲。做甲。（责任单位：市经信局）\n2.乙。做乙。（责任单位：市发改委）\n二、要求\n{sentence}\n"
    )[0]
    assert all(task.implied == () for task in made)


def test_it_lets_the_first_unit_lead_where_the_notice_says_so() -> None:
    """The rule may stand anywhere in the file."""
    text = HEAD.replace("一、", "列责任单位第一位的为该任务的牵头单位。\n一、") + item(
        "（责任单位：市经信局、市财政局）"
    )
    assert found(text)[0][0].lead == ("市经信局",)


def test_it_lets_marked_units_lead() -> None:
    """加*的为牵头单位."""
    text = HEAD.replace("一、", "加*的为牵头单位。\n一、") + item("（责任单位：市经信局、*市财政局）")
    assert (found(text)[0][0].lead, found(text)[0][0].units) == (("市财政局",), ("市经信局", "市财政局"))


def test_it_gives_full_names_of_shortened_units() -> None:
    """The written form stays; the full name stands beside it, over the roles of one note."""
    (task,) = tasks(item("（牵头单位：省农业厅，配合单位：林业厅；东湖经开区、西山新区管委会）"))
    assert dict(task.expanded) == {"林业厅": ("省林业厅",), "东湖经开区": ("东湖经开区管委会",)}


def test_it_says_when_a_note_cannot_be_read() -> None:
    """Nothing is dropped: the task stands, and the note is asked about."""
    made, problems = found(HEAD + item("（责任单位：待定）"))
    assert [task.units for task in made] == [()]
    assert [problem.code for problem in problems] == ["task.units_unread"]


def test_it_asks_about_a_clause_left_without_units() -> None:
    """At the end of a list whose other clauses carry notes, one without is a question, not a task."""
    made, problems = found(HEAD + item("（责任单位：市经信局）") + "（二）引进人才。加大人才引进力度，完善配套服务。\n")
    assert len(made) == 1
    assert [(problem.code, problem.severity) for problem in problems] == [("task.without_units", "question")]


@pytest.mark.parametrize(
    "closing",
    [
        "本方案自印发之日起施行，有效期至2028年12月31日。",
        "云溪市人民政府办公室\n2026年3月5日",
        "（此件公开发布）",
        "本措施由市经信局负责解释，国家有新规定的从其规定。",
    ],
)
def test_it_asks_nothing_about_closing_words(closing: str) -> None:
    """Terms of validity, signatures and remarks are no work."""
    assert found(HEAD + item("（责任单位：市经信局）") + closing + "\n")[1] == []


@pytest.mark.parametrize("text", ["（责任单位：市科技局）", "[责任单位：市科技局]"])
def test_it_asks_what_a_note_without_words_belongs_to(text: str) -> None:
    """A note with no words of its own in front makes a task that is the note itself, and a question."""
    made, problems = found(text)
    assert [(problem.code, problem.severity) for problem in problems] == [("task.without_text", "question")]
    assert made[-1].span == made[-1].note == problems[0].span
    assert made[-1].units == ("市科技局",)


def test_it_makes_tasks_to_assign_of_a_document_without_notes() -> None:
    """The lowest numbered clauses of the action part, not goals or safeguards."""
    text = (
        "云溪市方案\n一、总体要求\n（一）指导思想。坚持发展。\n二、主要任务\n（一）强园区\n1.建设园区。推进建设。\n2.改造园区。推进改造。\n"
        "（二）育企业。加强培育。\n三、保障措施\n（一）加强领导。建立专班。\n"
    )
    made = found(text)[0]
    assert [task.title for task in made] == ["建设园区", "改造园区", "育企业"]
    assert all(task.units == () and task.note is None for task in made)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "云溪市人民政府", "（", "（责任单位：", "责任单位：\n", "））（（责任单位：，、；", "一、\n（一）\n"],
)
def test_it_survives_scraps(text: str) -> None:
    """A scrap gives no unit out of nothing."""
    assert all(not task.units for task in found(text)[0])


def table(rows: list[list[str]]) -> Document:
    """A document that is one table, cells divided by tabs."""
    text, cells, paragraphs = "", [], []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            span = Span("表", len(text), len(text) + len(words))
            cells.append(Cell(span, r, c))
            paragraphs += [Paragraph(span, "cell")] if words else []
            text += words + ("\n" if c == len(row) - 1 else "\t")
    whole = Table(Span("表", 0, len(text)), tuple(cells), len(rows), len(rows[0]))
    return Document("表", text, "word", tuple(paragraphs), (whole,))


def test_it_reads_a_table_of_tasks() -> None:
    """One task for each row: its words from the task's column, its units from theirs."""
    document = table(
        [
            ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"],
            ["1", "建设园区。", "市经信局", "市财政局、商务局", "2026年"],
            ["2", "培育企业。", "市发改委", "", "2027年"],
        ]
    )
    first, second = find_tasks(outline(document)[0], DocumentFacts())[0]
    assert first.span.slice(document.text) == "建设园区。"
    assert (first.lead, first.units) == (("市经信局",), ("市经信局", "市财政局", "商务局"))
    assert dict(first.expanded) == {"商务局": ("市商务局",)}
    assert second.units == ("市发改委",)
    assert first.note and first.note.slice(document.text) == "市经信局\t市财政局、商务局\t2026年"


def test_it_gives_a_note_under_safeguards_to_its_own_item() -> None:
    """Items under 保障措施 each ask something of their own; elsewhere one note at the end still covers a list."""
    items = (
        "（一）加强领导。建立专班。\n（二）落实报送。按季报送进展。\n（三）确保安全。压实责任。（牵头单位：市应急局）\n"
    )
    for heading, title in (("二、保障措施", "确保安全"), ("二、重点产品", None)):
        text = f"某市工作方案\n一、总体要求\n坚持稳中求进。\n{heading}\n{items}三、其他\n自印发之日起施行。\n"
        (task,) = found(text)[0]
        assert ("建立专班" in task.span.slice(text)) == (title is None)
        assert title is None or task.title == title


def test_it_takes_no_other_table_for_tasks() -> None:
    """A table of figures names no units."""
    document = table([["序号", "指标", "2026年", "2028年"], ["1", "规上工业企业数（家）", "100", "150"]])
    assert all(not task.units for task in find_tasks(outline(document)[0], DocumentFacts())[0])


def test_it_comes_close_to_the_labels_of_real_documents() -> None:
    """Tasks, leads, units and implied units beside labels made by reading."""
    hits, missed, invented = pairs("tasks", lambda o, f: [t for t in find_tasks(o, f)[0] if t.note], lambda *_: True)
    assert f1(hits, missed, invented) >= 0.98


@pytest.mark.parametrize("field", ["lead", "units", "implied"])
def test_it_names_the_units_of_real_documents(field: str) -> None:
    """Units as written, in order, for each labelled task."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the labelled documents do not lie beside the project")
    right = of = 0
    for label in sorted((SHARED / "gold").glob("*.json")):
        text = (SHARED / "corpus" / f"{label.stem}.txt").read_text("utf-8")
        made = find_tasks(written(text, label.stem), DocumentFacts())[0]
        for gold in json.loads(label.read_text("utf-8")).get("tasks", []):
            at = text.find(gold["quote"])
            task = next((t for t in made if t.span.start < at + len(gold["quote"]) and at < t.span.end), None)
            right += task is not None and list(getattr(task, field)) == gold[field]
            of += 1
    assert right / of >= 0.96


def test_it_makes_no_task_of_how_benefits_that_meet_are_paid() -> None:
    """就高不重复 is nobody's work; the measure beside it is to be assigned."""
    found = tasks(
        "一、支持措施\n（一）支持设备更新。对技术改造项目按设备投资额给予补助。\n"
        "（二）同一项目符合多项条款的，按照从高不重复原则执行。"
    )
    assert [task.title for task in found] == ["支持设备更新"]
