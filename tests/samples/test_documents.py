"""The sample documents are our own words, of a fictional city, and can be built again from their plain text."""

from __future__ import annotations

import html
import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "samples" / "documents"
TEXTS = sorted(DOCUMENTS.glob("*.txt"))
LENGTH = 40


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """`samples/build_documents.py`, which is a script and not part of a package."""
    spec = importlib.util.spec_from_file_location("build_documents", ROOT / "samples" / "build_documents.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squeeze(text: str) -> str:
    """Without white space, and with one form of punctuation, so that a copied sentence is seen as copied."""
    return "".join(text.split()).translate(str.maketrans(",():;", "，（）：；"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_is_of_a_length_worth_showing(path: Path) -> None:
    """Each document has 5,000 to 9,000 characters."""
    assert 5000 <= len(path.read_text("utf-8")) <= 9000


def test_it_shares_no_stretch_with_a_real_document() -> None:
    """No 40 characters of a sample or a case coincide with the real documents that the project learns from."""
    corpus = ROOT.parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the folder ../shared/corpus with real documents is not there: originality was NOT checked")
    ours: dict[str, str] = {}
    for path in [*TEXTS, *(ROOT / "tests" / "cases" / "compiler").glob("*.yaml"), *(ROOT / "samples").glob("*.md")]:
        text = squeeze(path.read_text("utf-8"))
        ours.update((text[i : i + LENGTH], path.name) for i in range(len(text) - LENGTH + 1))
    copied = set()
    for path in corpus.rglob("*.txt"):
        text = squeeze(path.read_text("utf-8", errors="replace"))
        copied |= {(ours[s], path.name, s) for i in range(len(text)) if (s := text[i : i + LENGTH]) in ours}
    assert copied == set()


def test_it_builds_the_same_word_file_again(builder: ModuleType, tmp_path: Path) -> None:
    """The committed Word file has the parts that the script makes of the plain text today."""
    builder.main(tmp_path)
    name = f"{builder.WORD_SAMPLE}.docx"
    with zipfile.ZipFile(tmp_path / name) as new, zipfile.ZipFile(DOCUMENTS / name) as committed:
        for part in ("word/document.xml", "word/numbering.xml"):
            assert new.read(part) == committed.read(part)


def test_it_builds_the_same_web_page_again(builder: ModuleType, tmp_path: Path) -> None:
    """The committed web page is what the script makes of the plain text today."""
    builder.main(tmp_path)
    name = f"{builder.PAGE_SAMPLE}.html"
    assert (tmp_path / name).read_bytes() == (DOCUMENTS / name).read_bytes()


def test_it_leaves_the_numbers_to_word(builder: ModuleType) -> None:
    """No paragraph of the Word file types 一、（一）or 1. at its start: the multi-level list generates them."""
    word = Document(str(DOCUMENTS / f"{builder.WORD_SAMPLE}.docx"))
    typed = [
        p.text
        for p in word.paragraphs
        if re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.", p.text)
    ]
    numbered = [p for p in word.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert typed == []
    assert len(numbered) == sum(builder._level(line) is not None for line in builder.lines_of(builder.WORD_SAMPLE))


def test_it_generates_the_numbers_that_the_plain_text_has(builder: ModuleType) -> None:
    """Counting each level anew below the one above gives exactly the markers of the plain text."""
    digits = "零一二三四五六七八九十"
    counts = [0, 0, 0]
    for line in builder.lines_of(builder.WORD_SAMPLE):
        level = builder._level(line)
        if level is None:
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        wanted = (f"{digits[counts[0]]}、", f"（{digits[counts[1]]}）", f"{counts[2]}.")[level]
        assert line.startswith(wanted)


def test_it_puts_the_plain_text_into_the_web_page_whole(builder: ModuleType) -> None:
    """Every line of the plain text stands in the page, in order, amid the furniture of the site."""
    page = html.unescape(re.sub(r"<[^>]+>", "", (DOCUMENTS / f"{builder.PAGE_SAMPLE}.html").read_text("utf-8")))
    place = page.index("打印")
    for line in builder.lines_of(builder.PAGE_SAMPLE):
        place = page.index(line, place) + len(line)
    assert "阅读量" in page
    assert "招商热线" in page[place:]
