"""Evidence of the sample that is worth opening: small Word files, the same for the same words."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from luodi.reports.model import Column, Paragraph, Report, Run, Signature, Table
from luodi.reports.to_word import to_bytes


def word_file(
    name: str, words: tuple[str, ...], *, issuer: str, on: date, rows: tuple[tuple[str, str], ...] = ()
) -> SimpleUploadedFile:
    """A page with a title, paragraphs, a table of what was done where there are rows, and who signed it when."""
    blocks = [Paragraph((Run(line),)) for line in words]
    table = Table((Column("事项", 0.6), Column("完成情况", 0.4)), tuple(((Run(a),), (Run(b),)) for a, b in rows))
    report = Report("evidence", name, (*blocks, table) if rows else tuple(blocks), Signature(issuer, on))
    return SimpleUploadedFile(f"{name}.docx", to_bytes(report))
