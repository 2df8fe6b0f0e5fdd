"""Text files keep their own text, to the character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.documents.invariants import assert_sound, lines_of

from luodi.documents import from_text
from luodi.documents.decoding import decode

_PROSE = st.text(st.sampled_from("云州市工业，。\u3000 \t\n\r一二（）12abA\ufeff"), max_size=200)


@given(_PROSE)
def test_it_agrees_with_how_everybody_opens_a_file(text: str) -> None:
    """Offsets are those of read_text("utf-8"): line ends of all kinds count as one character, the mark counts."""
    document, _ = from_text.parse(text.encode(), "甲")
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert_sound(document)


def test_it_gives_the_text_of_read_text(tmp_path: Path) -> None:
    """The same, through a real file with a mark and Windows line ends."""
    path = tmp_path / "方案.v2.txt"
    path.write_bytes("\ufeff云州市行动方案\r\n\r\n\u3000\u3000一、目标\r二、任务".encode())
    document, problems = from_text.read(path)
    assert document.text == path.read_text("utf-8")
    assert (document.name, document.kind, problems) == ("方案.v2", "text", [])
    assert lines_of(document) == ["云州市行动方案", "一、目标", "二、任务"]


def test_it_says_nothing_about_roles_and_tables() -> None:
    """A text file has no styles; nothing is guessed here."""
    document, _ = from_text.parse("标题\n甲\t乙\n".encode(), "甲")
    assert {paragraph.role for paragraph in document.paragraphs} == {"body"}
    assert document.tables == ()


@pytest.mark.needs_shared
def test_it_reads_every_document_at_hand(shared: Path) -> None:
    """Every real document, as it is and as the other charsets would hold it, gives its own text."""
    paths = sorted((shared / "corpus").rglob("*.txt"))
    assert paths
    for path in paths:
        document, problems = from_text.read(path)
        assert document.text == path.read_text("utf-8")
        assert problems == []
        assert_sound(document)
        for charset in ("gb18030", "utf-16", "utf-16-le", "utf-16-be"):
            assert decode(document.text.encode(charset), path.stem) == (document.text, [])
