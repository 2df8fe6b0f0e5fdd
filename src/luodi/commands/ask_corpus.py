"""``luodi ask OUT promises|subsidies|leads [--like 词] [--format table|csv|json]``: ready questions to a corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from luodi.commands.parser import Parser
from luodi.corpus.questions import QUESTIONS, shown


def main(argv: Sequence[str]) -> int:
    """Ask; exits with 2 where the folder holds no corpus."""
    parser = Parser(prog="luodi ask", description="；".join(f"{k}：{w}" for k, (w, _) in QUESTIONS.items()))
    parser.add_argument("corpus", type=Path, metavar="文件夹", help="luodi corpus 的输出")
    parser.add_argument("question", choices=tuple(QUESTIONS), metavar="|".join(QUESTIONS))
    parser.add_argument("--like", metavar="词", help="只看含这些词的（空格分开）")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    options = parser.parse_args(argv)
    if not (options.corpus / "documents.parquet").exists():
        print(f"“{options.corpus}”里没有表：请先运行 luodi corpus 文件夹 --out {options.corpus}。", file=sys.stderr)
        return 2
    _, question = QUESTIONS[options.question]
    print(shown(question(options.corpus, options.like), options.format))
    return 0
