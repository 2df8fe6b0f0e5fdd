"""Ruled tables on the pages of a PDF: their cells as boxes in points, found from the drawn lines by pdfplumber."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO

import pdfplumber

from luodi.documents.page_tables import Ruled, ruled

# pdfminer reports every oddity of a font; that is no news to the person who sent the file.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def ruled_tables(data: bytes, pages: Sequence[int]) -> dict[int, list[Ruled]]:
    """The tables with at least two rows and two columns on the given pages."""
    found: dict[int, list[Ruled]] = {}
    if not pages:
        return found
    try:
        with pdfplumber.open(BytesIO(data), pages=[at + 1 for at in pages]) as book:
            for page in book.pages:
                left, _, _, top = page.mediabox
                tables = [ruled(table.cells, left, top) for table in page.find_tables()]
                found[page.page_number - 1] = [table for table in tables if table.is_table]
                page.close()  # else every character of every page stays in memory
    except Exception:  # pdfminer raises whatever a broken font or stream leads to; the words are read without it
        logging.getLogger(__name__).warning("tables left as lines", exc_info=True)
    return found
