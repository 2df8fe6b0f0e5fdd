"""``luodi test PACK…``: runs the cases that packs carry, and says which came out otherwise, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from luodi.commands.pack_files import read_or_tell
from luodi.commands.parser import Parser
from luodi.engine.benefits import cases as benefits
from luodi.engine.ladders import cases as ladders
from luodi.engine.scoreboards import cases as scoreboards
from luodi.formula.values import Subject
from luodi.policy.rules.case_model import Case
from luodi.policy.rules.cases import whole
from luodi.policy.rules.model import Rules


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result that a case expects, and what came out."""

    name: str
    expected: str
    found: str
    is_as_expected: bool
    why: tuple[str, ...]


def _benefits(rules: Rules, case: Case) -> Iterable[Verdict]:
    for one in benefits.judge(rules, case):
        yield Verdict(one.name, one.expected, one.found, one.is_as_expected, one.why)


def _scoreboards(rules: Rules, case: Case) -> Iterable[Verdict]:
    subject = Subject(case.name, case.figures, benefits.data_begin(case))
    for board in rules.scoreboards:
        expected = case.expected.get(board.id)
        if expected is not None:
            is_right, found, why = scoreboards.judge(board, subject, case.on, expected)
            yield Verdict(board.name, expected, found, is_right, tuple(why))


def _ladders(rules: Rules, case: Case) -> Iterable[Verdict]:
    subject = Subject(case.name, case.figures, benefits.data_begin(case))
    for one in ladders.judge(rules, case, subject):
        yield Verdict(one.name, one.expected, one.found, one.is_as_expected, one.why)


# Who judges what a case expects, in the order of the format.
JUDGES: tuple[Callable[[Rules, Case], Iterable[Verdict]], ...] = (_benefits, _ladders, _scoreboards)


def main(argv: Sequence[str]) -> int:
    """Run the cases; exits with 1 when one came out otherwise, a pack has none, or one could not be read."""
    parser = Parser(prog="luodi test", description="运行规则包自带的用例。")
    parser.add_argument("packs", nargs="+", metavar="规则包", help="规则包（.yaml），或自带规则包的名称")
    parser.add_argument("--all", action="store_true", help="通过的用例也列出")
    options = parser.parse_args(argv)
    return max([_test(named, options.all) for named in options.packs])


def _test(named: str, shows_all: bool) -> int:
    made = read_or_tell(named)
    if made is None or made.rules is None:
        return 1
    failed = 0
    for case in whole(made.rules):
        verdicts = [verdict for judge in JUDGES for verdict in judge(made.rules, case)]
        wrong = [verdict for verdict in verdicts if not verdict.is_as_expected]
        failed += bool(wrong)
        if wrong or shows_all:
            print(f"{'未通过' if wrong else '通过'}　{case.place}　{case.name}（{case.on}）")
        for verdict in wrong:
            print(f"　　{verdict.name}：应得 {verdict.expected}，算出 {verdict.found}")
            for sentence in verdict.why:
                print(f"　　　　{sentence}")
    total = len(made.rules.cases)
    print(f"{named}：用例 {total} 个，通过 {total - failed} 个" + (f"，未通过 {failed} 个" if failed else ""))
    if not total:
        print("　　在规则包的 cases 里写上用例：一句话、数据、应得的结果。")
    return 1 if failed or not total else 0
