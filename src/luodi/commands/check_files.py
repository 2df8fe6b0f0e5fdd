"""``luodi check FILE…``: what a policy says against itself, and what could not be read."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from luodi.commands.file_lists import compile_or_tell, files_of
from luodi.pipeline import check
from luodi.policy.to_json import problem_to_json

_SIGNS = {"error": "错误", "warning": "疑点", "question": "请核对"}


def main(argv: Sequence[str]) -> int:
    """Check; exits with 1 when a file could not be read or an error or a warning was found, not for questions alone."""
    parser = argparse.ArgumentParser(prog="luodi check", description="核对政策内部是否一致。")
    parser.add_argument("files", nargs="+", type=Path, metavar="文件")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args(argv)
    code = 0
    for path in files_of(options.files):
        compiled = compile_or_tell(path)
        if compiled is None:
            code = 1
            continue
        problems = check(compiled)
        code = max(code, int(any(p.severity != "question" for p in problems)))
        if options.format == "json":
            said = [problem_to_json(p) for p in problems]
            print(json.dumps({"path": str(path), "problems": said}, ensure_ascii=False))
            continue
        print(f"{path}：{len(problems)}处")
        for problem in problems:
            line = compiled.document.text.count("\n", 0, problem.span.start) + 1 if problem.span else 0
            place = f"第{line}行" if line else "全文"
            print(f"  {place} [{_SIGNS[problem.severity]}] {problem.message}{problem.hint}〔{problem.code}〕")
    return code
