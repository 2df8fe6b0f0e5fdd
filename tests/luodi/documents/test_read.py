"""One door: the right reader for every file, and a clear word for what cannot be read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luodi.documents.invariants import assert_sound, lines_of
from tests.luodi.documents.pdf_files import PdfPage, pdf_file, set_in_print
from tests.luodi.documents.word_files import archive, paragraph, word_file

from luodi.documents import from_scan
from luodi.documents.read import LARGEST, parse, read
from luodi.problems import UnreadableDocument

_WORD = word_file(paragraph("云州市行动方案"))
_PRINTED = pdf_file(*set_in_print(["云州市先进制造业集群建设行动方案已经市政府研究同意。"]))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


def _code(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        parse(data, name)
    problem = refused.value.problem
    assert problem.severity == "error"
    assert problem.message
    assert problem.hint
    return problem.code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("甲.txt", "云州市行动方案".encode("gbk"), "text"),
        ("甲.html", "<html><p>云州市行动方案".encode(), "html"),
        ("甲.docx", _WORD, "word"),
        ("甲.pdf", _PRINTED, "pdf"),
        ("甲", _WORD, "word"),
    ],
    ids=_said,
)
def test_it_chooses_the_reader(name: str, data: bytes, kind: str) -> None:
    """The four kinds that are read, and a file without an extension."""
    document, problems = parse(data, name)
    assert (document.name, document.kind, problems) == ("甲", kind, [])


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("甲.txt", _WORD, "word"), ("甲.docx", _PRINTED, "pdf"), ("甲.doc", "<html><p>甲".encode(), "html"),
     ("甲.pdf", "云州市".encode(), "text")],
    ids=_said,
)  # fmt: skip
def test_it_believes_the_content_and_says_so(name: str, data: bytes, kind: str) -> None:
    """A wrong extension is read all the same, with a warning."""
    document, problems = parse(data, name)
    assert document.kind == kind
    assert [(p.code, p.severity) for p in problems] == [("document.wrong_extension", "warning")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "document.empty"),
        ("空.txt", "\ufeff \r\n\u3000\n".encode(), "document.empty"),
        ("空.docx", word_file(paragraph(" ")), "document.empty"),
        ("空.html", b"<html><script>app()</script>", "document.empty"),
        ("空.pdf", pdf_file(PdfPage()), "document.empty"),
        ("零.bin", bytes(5000), "document.empty"),
        ("程序.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "document.binary"),
        ("密.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "document.encrypted"),
        ("密.pdf", pdf_file(PdfPage(), password=True), "document.encrypted"),
        ("断.docx", _WORD[: len(_WORD) // 2], "document.broken"),
        ("断.pdf", _PRINTED[:300], "document.broken"),
        ("空壳.docx", archive({"word/styles.xml": "<a/>"}), "document.broken"),
        ("坏.docx", archive({"word/document.xml": "<w:document"}), "document.broken"),
        ("表.xlsx", archive({"xl/workbook.xml": ""}), "document.format_unsupported"),
        ("包.zip", archive({"a.txt": "a"}), "document.format_unsupported"),
    ],
    ids=_said,
)
def test_it_says_why_a_file_cannot_be_read(name: str, data: bytes, code: str) -> None:
    """One code each, with a message and with what to do, in words."""
    assert _code(data, name) == code


@pytest.mark.parametrize(
    ("name", "data"),
    [("扫描.pdf", pdf_file(PdfPage(pictures=1))), ("图.png", b"\x89PNG\r\n\x1a\n\0\0\0")],
    ids=_said,
)
def test_it_says_what_pictures_need(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra for recognising print, pictures are refused with how to install it."""
    monkeypatch.setattr(from_scan, "is_installed", lambda: False)
    assert _code(data, name) == "document.scanned"


def test_it_looks_at_the_size_before_reading(tmp_path: Path) -> None:
    """A file of 200 MB is refused without being opened."""
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(UnreadableDocument) as refused:
        read(path)
    assert refused.value.problem.code == "document.too_large"
    assert "200MB" in refused.value.problem.message
    assert "64MB" in refused.value.problem.message


def test_it_takes_another_limit() -> None:
    """The limit is the caller's, and a file of just that size passes."""
    assert parse(b"abcd", "甲.txt", largest=4)[0].text == "abcd"
    with pytest.raises(UnreadableDocument):
        parse(b"abcde", "甲.txt", largest=4)
    assert LARGEST == 64 * 1024 * 1024


@pytest.mark.parametrize("name", ["没有.txt", "没有/也没有.txt", "x" * 300, "零\0字节.txt"])
def test_it_says_that_a_file_is_missing(tmp_path: Path, name: str) -> None:
    """No such file, no such folder, and names that no file can have."""
    with pytest.raises(UnreadableDocument) as refused:
        read(tmp_path / name)
    assert refused.value.problem.code == "document.missing"


def test_it_does_not_read_folders_and_pipes(tmp_path: Path) -> None:
    """A folder has no text, and a pipe might never end."""
    os.mkfifo(tmp_path / "管道")
    for path in (tmp_path, tmp_path / "管道"):
        with pytest.raises(UnreadableDocument) as refused:
            read(path)
        assert refused.value.problem.code == "document.not_a_file"


@contextlib.contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything, so root steps down for a moment."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_it_says_that_it_may_not_read(tmp_path: Path) -> None:
    """A file that belongs to somebody else."""
    path = tmp_path / "甲.txt"
    path.write_text("甲", "utf-8")
    path.chmod(0)
    with _as_nobody(), pytest.raises(UnreadableDocument) as refused:
        read(path)
    assert refused.value.problem.code == "document.no_permission"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([_WORD, _PRINTED, "<html><table><tr><td>云州市</table>".encode(), "云州市，一、二".encode()]),
    st.integers(0, 3000),
    st.binary(max_size=6),
    st.sampled_from([".txt", ".docx", ".pdf", ".html", ""]),
)
def test_it_reads_or_refuses_whatever_comes(data: bytes, at: int, put: bytes, extension: str) -> None:
    """Damaged anywhere, under any name: a sound document or one clear refusal, and never another exception."""
    at %= len(data)
    damaged = data[:at] + put + data[at + len(put) :]
    with contextlib.suppress(UnreadableDocument):
        assert_sound(parse(damaged, "甲" + extension)[0])


@pytest.mark.needs_shared
def test_it_reads_every_document_at_hand(shared: Path) -> None:
    """All real documents, labelled or not, without a problem."""
    paths = sorted((shared / "corpus").rglob("*.txt"))
    assert paths
    for path in paths:
        document, problems = read(path)
        assert problems == []
        assert lines_of(document) == [line.strip() for line in document.text.split("\n") if line.strip()]
