"""``luodi check FILE…``: what a policy, or a pack of rules, says against itself, and what could not be read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from luodi.commands import pack_files
from luodi.commands.file_lists import compile_or_tell, files_of
from luodi.commands.parser import Parser
from luodi.pipeline import check
from luodi.policy.rules.checks import run_checks
from luodi.policy.to_json import problem_to_json
from luodi.problems import Problem


def main(argv: Sequence[str]) -> int:
    """Check; exits with 1 when a file could not be read or an error or a warning was found, not for questions alone."""
    parser = Parser(prog="luodi check", description="核对政策文件或规则包内部是否一致。")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="政策文件、文件夹、规则包（.yaml）或自带规则包的名称"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args(argv)
    code = 0
    for named in options.files:
        pack = pack_files.pack_named(named)
        for problems in [_check_pack(pack, options.format)] if pack else _check_documents(named, options.format):
            code = max(code, int(problems is None or any(p.severity != "question" for p in problems)))
    return code


def _check_documents(named: Path, format: str) -> Iterator[list[Problem] | None]:
    """The problems of each document; None for one that could not be read."""
    paths = list(files_of([named]))
    if not paths:
        print(f"“{named}”里没有可核对的文件：支持 .txt .html .docx .pdf 等。", file=sys.stderr)
        yield None
    for path in paths:
        compiled = compile_or_tell(path)
        if compiled is None:
            yield None
            continue
        problems = check(compiled)
        yield problems
        if format == "json":
            said = [problem_to_json(p) for p in problems]
            print(json.dumps({"path": str(path), "problems": said}, ensure_ascii=False))
            continue
        print(f"{path}：{len(problems)}处")
        for problem in problems:
            line = compiled.document.text.count("\n", 0, problem.span.start) + 1 if problem.span else 0
            place = f"第{line}行" if line else "全文"
            print(f"  {place} [{pack_files.SIGNS[problem.severity]}] {problem.message}{problem.hint}〔{problem.code}〕")


def _check_pack(path: Path, format: str) -> list[Problem]:
    """The errors of a pack that cannot run, else what its rules leave to doubt."""
    made = pack_files.read_pack(path)
    problems = made.problems if made.rules is None else run_checks(made.rules, made.places)
    if format == "json":
        print(pack_files.as_json(path, problems, made.text))
        return problems
    print(f"{path}：{len(problems)}处")
    for line in pack_files.in_words(problems, made.text):
        print(f"  {line}")
    return problems
