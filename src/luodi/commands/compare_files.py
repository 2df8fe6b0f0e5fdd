"""``luodi compare A B``: 新旧对照 of two editions, or with --superior 承接 of A, the superior's policy, by B."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from luodi.commands.file_lists import compile_or_tell
from luodi.commands.parser import Parser
from luodi.commands.written_files import new_file
from luodi.policy.compare.editions import CHANGE_NAMES, compare_editions, summary
from luodi.policy.compare.superior import VERDICT_NAMES, compare_with_superior
from luodi.policy.in_words import target_line
from luodi.reports import comparison
from luodi.reports.to_html import report_to_html
from luodi.reports.to_word import write as write_word


def main(argv: Sequence[str]) -> int:
    """Compare; prints a summary and the differences, and writes Word or HTML where asked."""
    parser = Parser(prog="luodi compare", description="新旧对照；加 --superior 为上级政策承接情况。")
    parser.add_argument("old", type=Path, metavar="旧版或上级政策")
    parser.add_argument("new", type=Path, metavar="新版或本级政策")
    parser.add_argument("--superior", action="store_true", help="前者是上级政策，看后者是否承接")
    parser.add_argument("--out", type=new_file, metavar="文件", help="写成 .docx 或 .html")
    options = parser.parse_args(argv)
    if options.out and options.out.suffix.lower() not in (".docx", ".html"):
        parser.error("--out 的文件名应以 .docx 或 .html 结尾")
    old, new = compile_or_tell(options.old), compile_or_tell(options.new)
    if old is None or new is None:
        return 1
    if options.superior:
        targets, tasks = compare_with_superior(old.policy, old.outline, new.policy, new.outline)
        for target in targets:
            here = target_line(target.local) if target.local else "—"
            print(f"{VERDICT_NAMES[target.verdict]}\t{target_line(target.superior)}\t{here}")
        for task in tasks:
            mine, theirs = (
                task.superior.title or "（无标题）",
                (task.local.title or "（无标题）") if task.local else "—",
            )
            print(f"{VERDICT_NAMES[task.verdict]}\t{mine}\t{theirs}")
        report = comparison.build_superior(old.policy, new.policy, targets, tasks, on=date.today())  # noqa: DTZ011 the command line is where today comes from
    else:
        rows = compare_editions(old.outline, new.outline)
        for row in rows:
            if row.change != "same":
                print(f"{CHANGE_NAMES[row.change]}\t{row.old_words or '—'}\t{row.new_words or '—'}")
        counts = summary(rows)
        print("，".join(f"{CHANGE_NAMES[change]}{counts[change]}处" for change in CHANGE_NAMES), file=sys.stderr)
        report = comparison.build_editions(old.policy, new.policy, rows, on=date.today())  # noqa: DTZ011
    if options.out and options.out.suffix.lower() == ".docx":
        write_word(report, options.out)
    elif options.out:
        options.out.write_text(report_to_html(report), "utf-8")
    return 0
