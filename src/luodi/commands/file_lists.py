"""The files that a command was given, and what it says of those it could not read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from luodi.pipeline import Compiled, Failed, compile_or_fail

READABLE = (".txt", ".html", ".htm", ".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf", ".odt", ".tif", ".tiff")


def files_of(named: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those of a kind we read below the folders named, in a fixed order."""
    for path in named:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE)
        else:
            yield path


def count(words: str) -> int:
    """A whole number above 0, for options such as --jobs."""
    if not words.isdigit() or int(words) < 1:
        raise argparse.ArgumentTypeError("应为大于 0 的整数")
    return int(words)


def why_failed(failed: Failed) -> str:
    """One line: which file, what is wrong, what to do."""
    return f"{failed.path}：{failed.problem.message}{failed.problem.hint}〔{failed.problem.code}〕"


def compile_or_tell(path: Path) -> Compiled | None:
    """A compiled file, or None after saying on the error stream why there is none."""
    done = compile_or_fail(path)
    if isinstance(done, Failed):
        print(why_failed(done), file=sys.stderr)
        return None
    return done
