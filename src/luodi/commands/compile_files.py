"""``luodi compile FILE… [--format table|json|yaml|html] [--out DIR] [--jobs N] [--rules PACK]``."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from luodi.commands.file_lists import count, files_of, why_failed
from luodi.commands.page_bar import page_bar
from luodi.commands.parser import Parser
from luodi.commands.written_files import new_file, new_folder
from luodi.datasets.from_yaml import catalogue
from luodi.pipeline import Failed, compile_or_fail
from luodi.policy.model import Policy
from luodi.policy.rules.draft_pack import pack_of
from luodi.policy.rules.from_benefits import draft_rules
from luodi.policy.rules.to_yaml import to_yaml
from luodi.policy.to_html import policy_to_html
from luodi.policy.to_json import policy_to_json
from luodi.policy.to_table import policy_to_table
from luodi.policy.to_yaml import policy_to_yaml


def _json(policy: Policy, text: str) -> str:
    return json.dumps(policy_to_json(policy, text), ensure_ascii=False, indent=1)


def _table(policy: Policy, text: str) -> str:
    return policy_to_table(policy, text, shutil.get_terminal_size((120, 40)).columns)


_WRITERS: dict[str, tuple[str, Callable[[Policy, str], str]]] = {
    "json": (".json", _json),
    "yaml": (".yaml", policy_to_yaml),
    "html": (".html", policy_to_html),
    "table": (".table.txt", _table),
}


@dataclass(frozen=True)
class Outcome:
    """What came of one file: its words to print (when nothing is written), or why it failed."""

    path: Path
    words: str | None = None
    failed: str | None = None


def main(argv: Sequence[str]) -> int:
    """Compile; goes on past a broken file, tells of it at the end and then exits with 1."""
    parser = Parser(prog="luodi compile", description="编译一个或多个文件，或整个文件夹。")
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="文件或文件夹（.txt .html .docx .pdf …）")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table", help="输出格式，默认 table")
    parser.add_argument("--out", type=new_folder, metavar="文件夹", help="每个文件写成 文件夹/名称.json 等")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="并行进程数，默认 1")
    parser.add_argument("--rules", type=new_file, metavar="规则.yaml", help="把奖补写成规则草稿；只用于一个文件")
    parser.add_argument("--quiet", action="store_true", help="不显示进度条")
    options = parser.parse_args(argv)
    paths = list(files_of(options.files))
    if not paths:
        print("没有找到可编译的文件：支持 .txt .html .docx .pdf 等。", file=sys.stderr)
        return 2
    if options.rules:
        return _draft_rules(paths, options.rules)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    may_show = not options.quiet and sys.stderr.isatty()
    work = partial(
        _work, kind=options.format, out=options.out, doubled=_doubled(paths), shows_pages=may_show and len(paths) == 1
    )
    failed: list[str] = []
    show_bar = len(paths) > 1 and may_show
    for done in tqdm(_each(work, paths, options.jobs), total=len(paths), unit="份", desc="编译", disable=not show_bar):
        if done.failed is not None:
            failed.append(done.failed)
        elif done.words is not None:
            print(done.words)
    for why in failed:
        print(why, file=sys.stderr)
    if len(paths) > 1 or failed:
        good = len(paths) - len(failed)
        print(f"共{len(paths)}份，编译成功{good}份，未能读取{len(failed)}份。", file=sys.stderr)
    return 1 if failed else 0


def _draft_rules(paths: Sequence[Path], out: Path) -> int:
    """The benefits of one document as a draft pack, with what a person must complete marked in it."""
    if len(paths) > 1:
        print("规则草稿一次写一份：请只给一个文件。", file=sys.stderr)
        return 2
    done = compile_or_fail(paths[0])
    if isinstance(done, Failed):
        print(why_failed(done), file=sys.stderr)
        return 1
    drafts = draft_rules(done.policy, done.outline, catalogue())
    out.write_text(to_yaml(pack_of(drafts, done.policy.facts, catalogue()), catalogue()), "utf-8")
    whole = sum(rule.is_complete for rule in drafts.rules)
    print(
        f"奖补{len(done.policy.benefits)}项，写成规则{len(drafts.rules)}条：完整{whole}条，"
        f"待补{len(drafts.rules) - whole}条；不写成规则{len(drafts.unwritten)}项。已存为 {out}",
        file=sys.stderr,
    )
    return 0


def _doubled(paths: Sequence[Path]) -> frozenset[str]:
    """Names that two files share but for their ending: these keep it in the name of their output."""
    return frozenset(name for name, times in Counter(p.stem for p in paths).items() if times > 1)


def _work(path: Path, *, kind: str, out: Path | None, doubled: frozenset[str], shows_pages: bool) -> Outcome:
    """Compile one file and write it out here, in the worker, so that nothing large travels between processes."""
    with page_bar(shows_pages) as watch:
        done = compile_or_fail(path, watch)
    if isinstance(done, Failed):
        return Outcome(path, failed=why_failed(done))
    suffix, write = _WRITERS[kind]
    words = write(done.policy, done.document.text)
    if out is None:
        return Outcome(path, words=words)
    name = path.name if path.stem in doubled else path.stem
    (out / f"{name}{suffix}").write_text(words + "\n", "utf-8")
    return Outcome(path)


def _each(work: Callable[[Path], Outcome], paths: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    """Outcomes in the order of the files, with only a few files under way at once, so that memory stays flat."""
    if jobs == 1 or len(paths) < 2:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = iter(paths)
        under_way: deque[Future[Outcome]] = deque(pool.submit(work, p) for p in islice(waiting, jobs * 4))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(pool.submit(work, p) for p in islice(waiting, 1))
