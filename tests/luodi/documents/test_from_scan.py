"""Pictures of pages: print is recognised and laid out as the printed page was."""

from __future__ import annotations

import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of
from tests.luodi.documents.pdf_files import LEFT, PdfPage, pdf_file, set_in_print

from luodi.documents import from_scan
from luodi.documents.read import parse, read
from luodi.documents.watch import Cancelled, Watch
from luodi.pipeline import compile_document
from luodi.policy.model import Policy
from luodi.problems import UnreadableDocument

SAMPLE = Path(__file__).resolve().parents[3] / "samples/documents/technical-upgrade-2026"
_PLAN = [
    "为推动云州市先进制造业高质量发展，加快建设具有全国影响力的先进制造业基地，现结合我市实际，制定本行动方案，请各县区认真组织实施。",
    "一、总体要求",
    "到2027年，全市规模以上工业企业达到1500家，年均增长10%以上，培育省级以上专精特新企业100家。（牵头单位：市经信局）",
]
needs_ocr = pytest.mark.skipif(not from_scan.is_installed(), reason="没有文字识别组件: pip install 'luodi[ocr]'")


def _drawn(data: bytes) -> list[Image.Image]:
    book = pypdfium2.PdfDocument(data)
    pages = [book[at].render(scale=from_scan.DPI / 72).to_pil().convert("L") for at in range(len(book))]
    book.close()
    return pages


def _file(pages: list[Image.Image], kind: str) -> bytes:
    into = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind in ("TIFF", "PDF") else {}
    pages[0].save(into, kind, resolution=float(from_scan.DPI), **more)
    return into.getvalue()


@needs_ocr
@pytest.mark.parametrize(
    ("name", "kind"), [("甲.png", "PNG"), ("甲.jpg", "JPEG"), ("甲.tif", "TIFF"), ("甲.pdf", "PDF")]
)
def test_it_reads_what_a_page_says(name: str, kind: str) -> None:
    """Paragraphs across lines and pages, without page numbers, from every kind of picture; each page is told."""
    pages = _drawn(pdf_file(*set_in_print(_PLAN, lines_a_page=5)))
    has_many = kind in ("TIFF", "PDF")
    told: list[tuple[int, int]] = []
    document, _ = parse(_file(pages, kind), name, watch=Watch(told=lambda page, of: told.append((page, of))))
    assert_sound(document)
    assert document.kind == "scan"
    found = "".join(lines_of(document))
    wanted = "".join(_PLAN)
    assert _alike(found, wanted if has_many else wanted[: len(found)]) > 0.97
    assert told == ([(1, 2), (2, 2)] if has_many else [(1, 1)])
    if has_many:
        assert len(lines_of(document)) == len(_PLAN)


def _alike(one: str, other: str) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


@needs_ocr
def test_it_reads_a_ruled_table() -> None:
    """Lines in the picture rule cells as drawn lines do."""
    page = PdfPage()
    page.write(LEFT, 720, "云州市先进制造业重点任务分工如下：")
    page.grid([80, 140, 340, 500], [680, 640, 590])
    for x, y, words in [(90, 655, "序号"), (150, 655, "重点任务"), (350, 655, "牵头单位"), (90, 610, "1"),
                        (150, 620, "培育规模以上工业企业，扩大先"), (150, 600, "进制造业规模"), (350, 610, "市经信局")]:  # fmt: skip
        page.write(x, y, words, 13)
    document, _ = parse(_file(_drawn(pdf_file(page)), "PNG"), "甲.png")
    assert [words for words, *_ in cells_of(document)] == [
        "序号", "重点任务", "牵头单位", "1", "培育规模以上工业企业，扩大先进制造业规模", "市经信局",
    ]  # fmt: skip


@needs_ocr
def test_it_reads_scanned_pages_between_printed_ones() -> None:
    """An annex that was scanned into a PDF with text follows the text."""
    book = pypdfium2.PdfDocument(pdf_file(*set_in_print(_PLAN[:2])))
    book.import_pages(pypdfium2.PdfDocument(_file(_drawn(pdf_file(*set_in_print(_PLAN[2:]))), "PDF")))
    into = BytesIO()
    book.save(into)
    document, _ = parse(into.getvalue(), "甲.pdf")
    assert document.kind == "pdf"
    assert lines_of(document)[:2] == _PLAN[:2]
    assert _alike("".join(lines_of(document)[2:]), _PLAN[2]) > 0.97


@needs_ocr
def test_it_says_what_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that were read without certainty are marked, paragraph by paragraph; clear print is not."""
    picture = _file(_drawn(pdf_file(*set_in_print(_PLAN))), "PNG")
    document, problems = parse(picture, "甲.png")
    assert problems == []
    monkeypatch.setattr(from_scan, "_DOUBTFUL", 1.01)
    document, problems = parse(picture, "甲.png")
    assert [problem.code for problem in problems] == ["scan.doubtful"] * len(_PLAN)
    assert [problem.span for problem in problems] == [paragraph.span for paragraph in document.paragraphs]


@needs_ocr
def test_it_stops_when_called_off() -> None:
    """Between two pages; no page more is read."""
    pages = _drawn(pdf_file(*set_in_print(_PLAN, lines_a_page=3)))
    told: list[int] = []
    watch = Watch(told=lambda page, _: told.append(page), cancelled=lambda: len(told) == 1)
    with pytest.raises(Cancelled):
        parse(_file(pages, "PDF"), "甲.pdf", watch=watch)
    assert told == [1]


def _refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        parse(data, name)
    assert refused.value.problem.hint
    return refused.value.problem.code


@needs_ocr
def test_it_refuses_pictures_without_print() -> None:
    """An empty page, a broken file, a picture far too large, too many pages."""
    assert _refusal(_file([Image.new("L", (800, 1100), 255)], "PNG"), "白.png") == "scan.no_print"
    assert _refusal(_file([Image.new("L", (800, 1100), 255)], "PNG")[:60], "断.png") == "document.broken"
    assert _refusal(_file([Image.new("1", (20_000, 7_000))], "PNG"), "大.png") == "document.bomb"
    assert (
        _refusal(_file([Image.new("1", (8, 8))] * (from_scan.MOST_PAGES + 1), "TIFF"), "多.tif")
        == "scan.too_many_pages"
    )


def test_it_says_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra a picture is refused, and the words say which command brings it."""
    monkeypatch.setattr(from_scan, "_engine", lambda: None)
    for data, name in ((_file([Image.new("L", (90, 90))], "PNG"), "甲.png"), (pdf_file(PdfPage(pictures=1)), "甲.pdf")):
        with pytest.raises(UnreadableDocument) as refused:
            parse(data, name)
        assert refused.value.problem.code == "document.scanned"
        assert "luodi[ocr]" in refused.value.problem.hint


@needs_ocr
@pytest.mark.needs_libreoffice
def test_it_assigns_the_tasks_of_a_scanned_plan_to_the_same_units(libreoffice: str, tmp_path: Path) -> None:
    """A sample document printed and scanned: who is responsible for what, as in its text, F1 of at least 0.90."""
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [libreoffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), f"{SAMPLE}.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = _drawn((tmp_path / f"{SAMPLE.name}.pdf").read_bytes())
    assert len(pages) >= 10
    scanned, found = parse(_file(pages, "PDF"), "扫描.pdf")
    ours = _units(compile_document(scanned, found).policy)
    theirs = _units(compile_document(*read(Path(f"{SAMPLE}.txt"))).policy)
    common = sum((ours & theirs).values())
    assert 2 * common / (ours.total() + theirs.total()) >= 0.90


def _units(policy: Policy) -> Counter[tuple[str, str]]:
    """Each task's units, the task told by the first words that follow its number."""
    return Counter((str(task.title)[:6], unit) for task in policy.tasks for unit in task.units)
