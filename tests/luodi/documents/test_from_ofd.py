"""OFD files: text where the page shows it, whatever the order and the scale in which it was written."""

from __future__ import annotations

import pytest
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of
from tests.luodi.documents.ofd_files import ofd_file, ofd_parts
from tests.luodi.documents.pdf_files import HEIGHT, LEFT, PdfPage, set_in_print
from tests.luodi.documents.word_files import archive

from luodi.documents import from_ofd
from luodi.documents.model import Document
from luodi.documents.watch import Cancelled, Watch
from luodi.problems import UnreadableDocument

_PLAN = [
    "为推动云州市先进制造业高质量发展，加快建设具有全国影响力的先进制造业基地，现结合我市实际，制定本行动方案，请各县区认真组织实施。",
    "一、总体要求",
    "到2027年，全市规模以上工业企业达到1500家，年均增长10%以上，其中高新技术企业占比超过40%，培育省级以上专精特新企业100家。",
    "（一）培育企业。",
    "市经济和信息化局会同市财政局、市科学技术局等有关部门建立企业培育库，实行动态管理，每季度末将进展情况报送市制造强市建设领导小组办公室。",
]


def _read(data: bytes) -> Document:
    document, problems = from_ofd.parse(data, "甲")
    assert problems == []
    assert_sound(document)
    assert document.kind == "ofd"
    return document


@pytest.mark.parametrize("scale", [1.0, 0.3528, 4.0])
def test_it_joins_lines_to_paragraphs(scale: float) -> None:
    """By the geometry that PDF files are read by, at whatever scale a text object has; page numbers are left out."""
    assert lines_of(_read(ofd_file(*set_in_print(_PLAN * 3, lines_a_page=7), scale=scale))) == _PLAN * 3


def test_it_reads_top_down_whatever_the_order_of_writing() -> None:
    """Programs may write the last line first."""
    page = set_in_print(_PLAN[:3], numbered=False)[0]
    page.texts.reverse()
    assert lines_of(_read(ofd_file(page))) == _PLAN[:3]


def test_it_reads_ruled_tables() -> None:
    """Words between drawn lines are cells."""
    page = PdfPage()
    page.write(LEFT, 720, "云州市先进制造业重点任务分工如下：")
    page.grid([80, 140, 340, 500], [680, 640, 590])
    for x, y, words in [(90, 660, "序号"), (150, 660, "重点任务"), (350, 660, "牵头单位"), (90, 610, "1"),
                        (150, 620, "培育规模以上工业企业，扩大先进制"), (150, 600, "造业规模"), (350, 610, "市经信局")]:  # fmt: skip
        page.write(x, y, words, 12)
    document = _read(ofd_file(page))
    assert [cell[:3] for cell in cells_of(document)] == [
        ("序号", 0, 0), ("重点任务", 0, 1), ("牵头单位", 0, 2), ("1", 1, 0),
        ("培育规模以上工业企业，扩大先进制造业规模", 1, 1), ("市经信局", 1, 2),
    ]  # fmt: skip


def test_it_prints_templates_under_their_pages() -> None:
    """What a template says stands on each page that uses it; a head that all pages repeat is furniture."""
    template = PdfPage()
    template.write(200, HEIGHT - 300, "云州市人民政府文件", 22)
    page = set_in_print(_PLAN[:1])[0]
    assert lines_of(_read(ofd_file(page, template=template))) == [_PLAN[0], "云州市人民政府文件"]
    template.texts.clear()
    template.write(LEFT, HEIGHT - 50, "云州市人民政府公报", 10)
    assert lines_of(_read(ofd_file(*set_in_print(_PLAN * 4, lines_a_page=7), template=template))) == _PLAN * 4


def test_it_reads_every_body() -> None:
    """A file may hold several documents."""
    one, two = ofd_parts(*set_in_print(_PLAN[:1])), ofd_parts(*set_in_print(_PLAN[1:3]), folder="Doc_1")
    body = "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    both = {**two, **one, "OFD.xml": str(one["OFD.xml"]).replace("</ofd:OFD>", body)}
    assert lines_of(_read(archive(both))) == _PLAN[:3]


def test_it_leaves_out_what_is_hidden_or_slanted() -> None:
    """Watermarks across the page and invisible objects are no text of the document."""
    parts = ofd_parts(*set_in_print(_PLAN[:1]))
    place = "Doc_0/Pages/Page_0/Content.xml"
    text = '<ofd:TextCode X="0" Y="5">内部资料</ofd:TextCode></ofd:TextObject>'
    slanted = f'<ofd:TextObject ID="1" Boundary="90 90 90 90" Size="9" CTM="0.7 -0.7 0.7 0.7 0 0">{text}'
    hidden = f'<ofd:TextObject ID="2" Boundary="90 90 90 90" Size="9" Visible="false">{text}'
    parts[place] = str(parts[place]).replace("</ofd:Layer>", slanted + hidden + "</ofd:Layer>")
    assert lines_of(_read(archive(parts))) == _PLAN[:1]


def test_it_places_text_without_distances() -> None:
    """Without DeltaX the next character follows at its own width; a second TextCode without X keeps the first one's."""
    parts = ofd_parts(*set_in_print(_PLAN[:1]))
    place = "Doc_0/Pages/Page_0/Content.xml"
    text = (
        '<ofd:TextObject ID="1" Boundary="27.9 200 150 20" Size="5.64"><ofd:TextCode X="0" Y="5">云州市经信局</ofd:TextCode>'
        '<ofd:TextCode Y="15">2026年1月</ofd:TextCode></ofd:TextObject>'
    )
    parts[place] = str(parts[place]).replace("</ofd:Layer>", text + "</ofd:Layer>")
    assert lines_of(_read(archive(parts))) == [_PLAN[0], "云州市经信局", "2026年1月"]


def test_it_says_that_a_seal_was_not_checked() -> None:
    """A signed file is read; whether the seal is true is for others to say."""
    document, problems = from_ofd.parse(ofd_file(*set_in_print(_PLAN), signed=True), "甲")
    assert lines_of(document) == _PLAN
    assert [(problem.code, problem.severity) for problem in problems] == [("ofd.signed", "question")]


def test_it_names_pages_that_are_pictures() -> None:
    """A page of one picture holds words that were not read; a file of nothing else is a scan."""
    pages = [*set_in_print(_PLAN), PdfPage(pictures=1)]
    document, problems = from_ofd.parse(ofd_file(*pages), "甲")
    assert lines_of(document) == _PLAN
    assert [problem.code for problem in problems] == ["document.pages_scanned"]
    assert _refusal(ofd_file(PdfPage(pictures=1))) == "document.scanned"


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        from_ofd.parse(data, "甲")
    problem = refused.value.problem
    assert "Word" not in problem.message
    assert problem.hint
    return problem.code


_ROOT, _PAGE = "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("part", "inside", "code"),
    [
        (_ROOT, None, "document.broken"),
        (_PAGE, None, "document.broken"),
        (_PAGE, "<ofd:Page><ofd:Content>", "document.broken"),
        (_PAGE, "", "document.broken"),
        ("OFD.xml", "<OFD/>", "document.broken"),
        (_PAGE, '<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b;</p>', "document.bomb"),
        (_PAGE, "<p>" + " " * (25 << 20) + "</p>", "document.bomb"),
        ("Doc_0/Encryptions.xml", "<Encryptions/>", "document.encrypted"),
        ("META-INF/decryptseed.dat", "00", "document.encrypted"),
    ],
)
def test_it_refuses_broken_and_hostile_files(part: str, inside: str | None, code: str) -> None:
    """A missing or damaged part, entities, what unpacks to far too much, and encryption are said in words."""
    parts = ofd_parts(*set_in_print(_PLAN[:1]))
    if inside is None:
        del parts[part]
    else:
        parts[part] = inside
    assert _refusal(archive(parts)) == code


def test_it_reads_on_through_odd_numbers() -> None:
    """A distance that is no number, a box that is infinite or a path without end harms nothing but itself."""
    parts = ofd_parts(*set_in_print(_PLAN[:1]))
    odd = (
        '<ofd:TextObject ID="1" Boundary="inf nan 1" Size="x" CTM="1 2"><ofd:TextCode X="?" DeltaX="g 99999999999 1 g">'
        "</ofd:TextCode></ofd:TextObject><ofd:PathObject><ofd:AbbreviatedData>M 1 L A 3 C C 9e999 L 1 1"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    parts[_PAGE] = str(parts[_PAGE]).replace("</ofd:Layer>", odd + "</ofd:Layer>")
    assert lines_of(_read(archive(parts))) == _PLAN[:1]


def test_it_stops_when_called_off() -> None:
    """Whoever waits is asked before each page."""
    with pytest.raises(Cancelled):
        from_ofd.parse(ofd_file(*set_in_print(_PLAN)), "甲", Watch(cancelled=lambda: True))
