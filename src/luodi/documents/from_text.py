"""Plain text files as documents: the text is the file's own, and every line that says something is a paragraph."""

from __future__ import annotations

from pathlib import Path

from luodi.documents.decoding import decode
from luodi.documents.lines import lines
from luodi.documents.model import Document, Paragraph
from luodi.problems import Problem
from luodi.spans import Span


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str) -> tuple[Document, list[Problem]]:
    """The bytes of a text file as a document.

    Offsets agree with ``Path.read_text("utf-8")``, which is how everybody else opens such a file and therefore how
    offsets are compared: it turns ``\\r\\n`` and a lone ``\\r`` into ``\\n`` and keeps a byte order mark as the first
    character. Raises ``UnreadableDocument`` for bytes that are no text.
    """
    text, problems = decode(data, name)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(name, text, "text", paragraphs(text, name)), problems


def paragraphs(text: str, name: str) -> tuple[Paragraph, ...]:
    """One paragraph for each line that is not empty."""
    return tuple(Paragraph(Span(name, start, end)) for start, end in lines(text))
