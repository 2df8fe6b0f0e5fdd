"""Reads the texts of papers that come along, for an office to use or to change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from luodi.reports.templates import Template


@dataclass(frozen=True, slots=True)
class PaperText:
    """One kind of paper: its identifier, what it is called, and the text that comes along."""

    key: str
    name: str
    template: Template


@cache
def paper_texts() -> tuple[PaperText, ...]:
    """The kinds of papers in the order of ``paper_texts.yaml``."""
    rows = yaml.safe_load(files("luodi.reports").joinpath("paper_texts.yaml").read_text("utf-8"))
    return tuple(
        PaperText(row["key"], row["name"], Template(row["title"], row["body"].strip(), row.get("addressees", "")))
        for row in rows
    )


def paper_text(key: str) -> PaperText:
    return next(text for text in paper_texts() if text.key == key)
