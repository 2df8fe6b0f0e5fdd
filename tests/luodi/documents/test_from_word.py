"""Word files: what a person would read in them, in order."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of
from tests.luodi.documents.word_files import (
    abstract,
    bold,
    cell,
    level,
    listed,
    number,
    paragraph,
    row,
    run,
    table,
    word_file,
)

from luodi.documents import from_word
from luodi.documents.model import Document


def _read(body: str, **parts: str) -> Document:
    document, problems = from_word.parse(word_file(body, **parts), "甲")
    assert problems == []
    assert_sound(document)
    return document


def test_it_reads_paragraphs_and_tables_in_their_order() -> None:
    """A table stands where it stands in the document."""
    document = _read(paragraph("前") + table(row("任务", "单位"), row("培育", "市经信局")) + paragraph("后"))
    assert document.text == "前\n任务\t单位\n培育\t市经信局\n后\n"
    assert document.kind == "word"


def test_it_reads_what_word_libraries_write() -> None:
    """A file made by python-docx, with its styles: title, headings, list."""
    made = docx.Document()
    made.add_heading("云州市行动方案", 0)
    made.add_heading("总体要求", 2)
    made.add_paragraph("培育企业", style="List Number")
    made.add_paragraph("盘活土地", style="List Number")
    packed = BytesIO()
    made.save(packed)
    document, _ = from_word.parse(packed.getvalue(), "甲")
    assert lines_of(document) == ["云州市行动方案", "总体要求", "1. 培育企业", "2. 盘活土地"]
    assert [(p.role, p.level) for p in document.paragraphs] == [
        ("title", None),
        ("heading", 2),
        ("body", None),
        ("body", None),
    ]


def test_it_covers_the_places_of_merged_cells() -> None:
    """gridSpan and vMerge: a merged cell stands once, at its upper left corner."""
    joined, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = _read(
        table(
            row(cell("重点任务", properties='<w:gridSpan w:val="2"/>'), "单位"),
            row("1", "培育", cell("市经信局", properties=joined)),
            row("2", "盘活", cell(properties=goes_on)),
            row("3", "招引", cell("市商务局", properties=joined)),
        )
    )
    assert cells_of(document) == [
        ("重点任务", 0, 0, 1, 2), ("单位", 0, 2, 1, 1), ("1", 1, 0, 1, 1), ("培育", 1, 1, 1, 1), ("市经信局", 1, 2, 2, 1),
        ("2", 2, 0, 1, 1), ("盘活", 2, 1, 1, 1), ("3", 3, 0, 1, 1), ("招引", 3, 1, 1, 1), ("市商务局", 3, 2, 1, 1),
    ]  # fmt: skip


def test_it_counts_the_numbers_of_a_table() -> None:
    """序号 is often a list in cells that are otherwise empty."""
    rows = [row(cell(listed("")), cell("任务")) for _ in range(3)]
    document = _read(table(*rows), numbering=abstract(0, level(0, "%1")) + number(1, 0))
    assert document.text == "1\t任务\n2\t任务\n3\t任务\n"


def test_it_reads_a_frame_as_what_stands_in_it() -> None:
    """A table of one cell around a paragraph and a table in it."""
    document = _read(table(row(cell("框内", table(row("甲", "乙"))))))
    assert document.text == "框内\n甲\t乙\n"


def test_it_loses_nothing_of_a_table_in_a_cell() -> None:
    """Its rows become lines of the cell."""
    document = _read(table(row(cell("外", table(row("甲", "乙"), row("丙", "丁"))), "右")))
    assert cells_of(document)[0][0] == "外\u2028甲 乙\u2028丙 丁"


def test_it_reads_tracked_changes_as_accepted_and_says_so() -> None:
    """What was inserted counts, what was deleted or moved away does not; a row can be deleted too."""
    deleted = '<w:del w:id="1"><w:r><w:delText>5家</w:delText></w:r></w:del>'
    away = f'<w:moveFrom w:id="2">{run("旧")}</w:moveFrom>'
    added = f'<w:ins w:id="3">{run("10家")}</w:ins>'
    body = paragraph("新增", deleted, away, added) + table(
        row("甲", "乙"), row("丙", "丁", properties='<w:del w:id="4"/>')
    )
    document, problems = from_word.parse(word_file(body), "甲")
    assert document.text == "新增10家\n甲\t乙\n"
    assert [problem.code for problem in problems] == ["word.tracked_changes"]


def test_it_joins_paragraphs_whose_mark_was_deleted() -> None:
    """They are one paragraph once the change is accepted, and count once in a list."""
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    in_list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("培育", properties=in_list + gone) + paragraph("企业", properties=in_list) + listed("盘活")
    document, _ = from_word.parse(word_file(body, numbering=abstract(0, level(0, "%1.")) + number(1, 0)), "甲")
    assert lines_of(document) == ["1. 培育企业", "2. 盘活"]


def test_it_skips_hidden_text() -> None:
    """Hidden directly or by style is not printed; a style's hiding can be taken back."""
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    by_style, back = '<w:rStyle w:val="h"/>', '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'
    body = paragraph("甲", run("密", "<w:vanish/>"), run("密", by_style), run("乙", back))
    assert _read(body, styles=styles).text == "甲乙\n"


def test_it_shows_results_of_fields_and_not_their_codes() -> None:
    """A field has an instruction and, between separate and end, what is printed; fields nest."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF a \\h</w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("密") + mark("end")
    body = paragraph("见", mark("begin"), code, inner, mark("separate"), run("附件1"), mark("end"), "。")
    assert _read(body).text == "见附件1。\n"


def test_it_reads_numbers_in_circles_made_by_a_field() -> None:
    """Word's 带圈字符 writes ① as EQ \\o\\ac(○,1), a field without a result."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = paragraph(begin, "<w:r><w:instrText>EQ \\o\\ac(○,12)</w:instrText></w:r>", end, "优化布局")
    assert _read(body).text == "⑫优化布局\n"


def test_it_reads_text_boxes_once() -> None:
    """The same box is stored twice, for new programs and for old ones."""
    inside = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert _read(paragraph("正文", box, "继续")).text == "正文继续\n框内文字\n"


def test_it_says_that_an_object_was_not_read() -> None:
    """An embedded workbook or diagram holds words that are not here."""
    _, problems = from_word.parse(word_file(paragraph("见表", "<w:r><w:object/></w:r>")), "甲")
    assert [problem.code for problem in problems] == ["word.embedded_object"]


def test_it_breaks_paragraphs_at_soft_breaks_and_keeps_tabs() -> None:
    """Shift+Enter begins a line that reads as a paragraph; a tab stays."""
    document = _read(paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"))
    assert lines_of(document) == ["甲\t乙", "丙-"]


def test_it_reads_symbols_of_symbol_fonts() -> None:
    """w:sym names a font and a place in it."""
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="25A1"/></w:r>'
    assert _read(paragraph(sign, "同意")).text == "☑□同意\n"


def test_it_reads_through_whatever_wraps_words() -> None:
    """Links, content controls, smart tags, insertions around blocks, formulas and ruby bases."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('二')}</w:sdtContent></w:sdt>"
    ruby = f"<w:r><w:ruby><w:rt>{run('sān')}</w:rt><w:rubyBase>{run('三')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    body = paragraph(f"<w:hyperlink>{run('一')}</w:hyperlink>", control, ruby, formula)
    body += f"<w:sdt><w:sdtContent>{paragraph('四')}</w:sdtContent></w:sdt>"
    body += f'<w:customXml w:element="x">{paragraph("五")}</w:customXml>'
    assert _read(body).text == "一二三x+1\n四\n五\n"


def test_it_puts_footnotes_at_the_end() -> None:
    """They split no sentence; the separator and notes without a reference are not printed."""
    notes = (
        f'<w:footnote w:id="-1">{paragraph("分隔")}</w:footnote><w:footnote w:id="2">{paragraph("注：含外资。")}'
        f'</w:footnote><w:footnote w:id="3">{paragraph("无人引用")}</w:footnote>'
    )
    body = paragraph("新增企业", '<w:r><w:footnoteReference w:id="2"/></w:r>', "10家。") + paragraph("完")
    assert _read(body, footnotes=notes).text == "新增企业10家。\n完\n注：含外资。\n"


_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "lead",
    [
        bold("培育企业。"),
        run("培育企业。", '<w:rFonts w:eastAsia="楷体_GB2312"/>'),
        run("培育企业。", '<w:rStyle w:val="s"/>'),
    ],
)
def test_it_finds_the_lead_phrase(lead: str) -> None:
    """Bold, bold by style, or another face than the body's 仿宋."""
    document = _read(paragraph("（一）", lead, "到2027年新增10家。"), styles=_STYLES)
    assert document.paragraphs[0].lead_end == len("（一）培育企业。")


@pytest.mark.parametrize(
    "plain", [run("培育企业。", '<w:b w:val="0"/>'), run("培育企业。", '<w:rFonts w:eastAsia="仿宋"/>')]
)
def test_it_finds_no_lead_phrase_in_plain_print(plain: str) -> None:
    """Bold switched off, and another name of the same face, set nothing off."""
    assert _read(paragraph(plain, "到2027年。"), styles=_STYLES).paragraphs[0].lead_end is None


def test_it_takes_roles_from_styles() -> None:
    """Title, headings by outline level, a table of contents as furniture; all else is body."""
    body = "".join(paragraph("字", properties=f'<w:pStyle w:val="{style}"/>') for style in ("t", "c", "1", "x"))
    body += paragraph("字", properties='<w:outlineLvl w:val="1"/>')
    document = _read(body, styles=_STYLES)
    roles = [(p.role, p.level) for p in document.paragraphs]
    assert roles == [("title", None), ("chrome", None), ("heading", 1), ("body", None), ("heading", 2)]


@pytest.mark.needs_shared
def test_it_gives_the_words_of_every_document_saved_as_word(shared) -> None:
    """Each real document, saved as .docx by another program, has the same paragraphs."""
    paths = sorted((shared / "corpus").rglob("*.txt"))
    assert paths
    for path in paths:
        wanted = [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]
        made = docx.Document()
        for line in wanted:
            made.add_paragraph(line)
        packed = BytesIO()
        made.save(packed)
        document, problems = from_word.parse(packed.getvalue(), path.stem)
        assert lines_of(document) == wanted
        assert problems == []
