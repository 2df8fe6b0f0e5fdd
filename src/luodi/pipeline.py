"""The whole flow, one call per arrow: document → clauses → policy. Read this file first.

    document, found  = read(path)                    luodi.documents
    clauses, more    = outline(document)             luodi.clauses
    policy, still    = compile_policy(clauses)       luodi.policy

    problems         = run_checks(policy, clauses)   luodi.policy.checks

Each stage returns its value and what it found doubtful; all of it ends in ``policy.problems``, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from luodi.clauses.from_document import outline
from luodi.clauses.model import Outline
from luodi.documents.model import Document
from luodi.documents.read import read
from luodi.documents.watch import UNWATCHED, Cancelled, Watch
from luodi.policy.checks import run_checks
from luodi.policy.from_clauses import compile_policy
from luodi.policy.model import Policy
from luodi.problems import Problem, UnreadableDocument


@dataclass(frozen=True)
class Compiled:
    """What one file became: its text, its outline and its policy."""

    document: Document
    outline: Outline
    policy: Policy


@dataclass(frozen=True)
class Failed:
    """A file that could not be read, and why, in words for the person who sent it."""

    path: Path
    problem: Problem


def compile_document(document: Document, found: Sequence[Problem] = ()) -> Compiled:
    """Compile a document that is already read; ``found`` are the reader's problems."""
    clauses, more = outline(document)
    policy, still = compile_policy(clauses)
    problems = sorted([*found, *more, *still], key=lambda p: p.span.start if p.span else -1)
    return Compiled(document, clauses, replace(policy, problems=tuple(problems)))


def compile_file(path: Path | str, watch: Watch = UNWATCHED) -> Compiled:
    """Read and compile one file (.txt .html .docx .pdf .ofd …, scans included).

    ``watch`` is told of the pages of slow files and may call the reading off, which raises ``Cancelled``. Raises
    ``UnreadableDocument`` with a problem in plain words.
    """
    document, found = read(Path(path), watch=watch)
    return compile_document(document, found)


def check(compiled: Compiled) -> list[Problem]:
    """What the policy says against itself, with what could not be read, in the order of the text."""
    found = [*compiled.policy.problems, *run_checks(compiled.policy, compiled.outline)]
    return sorted(found, key=lambda problem: problem.span.start if problem.span else -1)


def compile_or_fail(path: Path, watch: Watch = UNWATCHED) -> Compiled | Failed:
    """Compile one file of many: what breaks is told, never raised, so that it harms no other."""
    try:
        return compile_file(path, watch)
    except UnreadableDocument as why:
        return Failed(path, why.problem)
    except Cancelled:
        raise
    except Exception as bug:  # one broken file must not end a run over thousands
        return Failed(
            path,
            Problem(
                "compile.bug",
                f"编译“{path.name}”时程序出错：{type(bug).__name__}: {bug}",
                None,
                "这是程序的缺陷，不是文件的问题；请把这份文件发给维护人员。",
                "error",
            ),
        )
