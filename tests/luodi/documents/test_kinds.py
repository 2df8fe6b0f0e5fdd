"""Files are known by what they hold."""

from __future__ import annotations

import pytest
from tests.luodi.documents.pdf_files import PdfPage, pdf_file
from tests.luodi.documents.word_files import archive, paragraph, word_file

from luodi.documents.kinds import kind_of, promised

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_file(paragraph("甲")), "word"),
        (pdf_file(PdfPage()), "pdf"),
        (b"\n\n%PDF-1.7", "pdf"),
        (_OLE + "WordDocument".encode("utf-16-le"), "old_word"),
        (_OLE + "Workbook".encode("utf-16-le"), "old_sheet"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_office"),
        (archive({"xl/workbook.xml": ""}), "sheet"),
        (archive({"OFD.xml": "", "Doc_0/Document.xml": ""}), "ofd"),
        (archive({"content.xml": "", "mimetype": ""}), "opendocument"),
        (archive({"附件.txt": "甲"}), "archive"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "image"),
        (b"{\\rtf1 a}", "rtf"),
        ("<!DOCTYPE html><p>甲".encode(), "html"),
        ("\ufeff\n<!-- 甲 -->\n<HTML lang=zh>".encode(), "html"),
        ("<html><p>甲".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "html"),
        (b"<?xml version='1.0'?><w:wordDocument>", "word_xml"),
        (b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mail_page"),
        ("云州市行动方案".encode(), "text"),
        ("云州市行动方案".encode("gbk"), "text"),
        ("关于<html>标签的说明，见<p>。".encode(), "text"),
        (b"BM: 1\n", "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_knows_a_file_without_its_name(data: bytes, kind: str) -> None:
    """Magic bytes, the names inside an archive, streams of old Office files, the first tag of a page."""
    assert kind_of(data) == kind


def test_it_asks_the_name_only_about_pieces_of_pages() -> None:
    """<p> without <html> is a page in a .html file, and quoted in a .txt file."""
    assert kind_of(b"<p>a</p>", ".html") == "html"
    assert kind_of(b"<p>a</p>", ".txt") == "text"
    assert kind_of("没有标签的文字".encode(), ".html") == "text"


def test_it_knows_what_extensions_promise() -> None:
    """In any case; an unknown one promises nothing."""
    assert promised(".DOCX") == "word"
    assert promised(".bak") is None
