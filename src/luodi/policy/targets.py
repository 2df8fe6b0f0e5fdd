"""Finds the targets of a policy: every number that its issuer commits to reach or to provide."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.clauses.model import Clause, Outline
from luodi.clauses.sentences import body_span, sentences
from luodi.policy import target_carried as carried
from luodi.policy import target_contexts as context
from luodi.policy import target_naming as naming
from luodi.policy.model import DocumentFacts, Every, Target
from luodi.policy.target_comparators import comparator
from luodi.policy.target_frames import Announced, Deadline, Governing, Headings, Recurring, deadlines, recurrences
from luodi.policy.target_measures import measured
from luodi.policy.target_phrases import NOTE, OPENS_NOTE, PHRASE, STATEMENT, Placed, Stretch, cut, in_brackets, place
from luodi.policy.target_tables import outside, targets_of_tables
from luodi.policy.target_words import worded_targets
from luodi.problems import Problem
from luodi.quantities import Quantity, numbers
from luodi.spans import Span

_COMMITS = re.compile(
    r"力争|争取|确保|努力|实现|达到|突破|完成|建成|建设|建立|打造|培育|培养|形成|创建|引进|引育|招引|集聚|汇聚|新增|新建|认定|发展|组织|"
    r"组建|共建|开通|实施|推进|推动|开展|举办|遴选|评选|筛选|选取|搭建|设立|安排|统筹|提供|提取|累计|争创|获批|筹建|落地|挖掘|梳理|发布|推广|推出|"
    r"腾出|腾退|盘活|整治|淘汰|处置|改造|开工|竣工|投产|储备|谋划|签约|转化|攻克|制定|制修订|制订|服务|走访|培训|带动|帮助|布局|配备|配套|"
    r"选派|选育|孵化|上线|上市|挂牌|纳入|入库|净增|保持|稳定|控制|压减|削减|降低|下降|减少|提高|提升|增加|增长|扩大|缩小|覆盖|超过|"
    r"扶持|支持|启动|消纳|种植|栽培|创成|滚动|吸纳|招收|吸引|研发|开发|征集|编制|攻关|设置|建好|规划|派驻|招聘|招募|授信|投放|撬动|"
    r"募集|拨付|切出|退出|关停|压缩|收储|供应|出让|迁建|扩建|采购|申报|列入|升级|达标|利用|治理|修复|造林|绿化|投入|筹集|筹措|归集|"
    r"出资|宣传|选树|表彰|树立|评定|评出|推选|选出|择优|入驻|落户|入选|获评|获得|入围|跻身|进入|新改扩?建|新开|改建|修建|铺设|硬化|"
    r"不低于|不少于|高于|快于|优于|低于"
)
_MAKES = re.compile(
    r"(?:建设|引进|培育|新增|建成|创建|举办|打造|形成|组建|设立|开展|新建|认定|落地|争创)(?:好|了|出)?$"
)
_MANNER_NOUN = re.compile(r"\s*(?:试点|制度|改革|任务|措施|机制|行动|专项|体系|清单|工作|方面|举措)")
_INSISTS = re.compile(r"力争|争取|确保|全[市省区县](?!范围)|累计|设立|安排|统筹|提供|提取|筹集|建立|组建|筹措")
_OPEN_CONDITION = re.compile(r"对|[，,][^，,]*的$")
_DOES = re.compile(r"实现|达到|完成|建成|入选|通过")
_TOWARDS = re.compile(r"(?:在|为|对|面向|向|从|让|由)$")
_CHANGES = re.compile(r"(?:提高|提升|增加|下降|降低|减少|扩大|缩小)$")
_OF_YEAR = re.compile(r"[到至](20\d\d)年[底末]?的?$")
_WILLS = re.compile(r"力争|争取|确保|努力|目标|计划|预计|到20|要|将|应|不少于|不低于|达到|突破|以上|任务")
_EXACT_FROM = 100
_TIME_CUT = re.compile(r"压缩|缩短|压减|减少|控制在|提速")
_SHARE_OF_NOUN = re.compile(r"\s*(?:全覆盖|覆盖|的|以上)")
_PRICES = re.compile(r"按|的$")
_SIZES_NOUN = re.compile(r"\s*的(?:企业|项目|单位|园区)")
_ENDS_EVERY = re.compile(r"\s*(?:全年|年内|带动|累计|到20|力争|总[数量]|[一二两三四五\d]年)")
_ACHIEVES = re.compile(r"(?:保持|稳定|维持)在$|达到?$|突破$|超过?$|总[数额]|累计")
_DEED = re.compile(
    r"\s*(?:前|之前)?(?:全面|基本|力争|全部|要|须)*(?:完成|建成|落实|启动|上报|报送|制定|出台|印发|投用|投产|竣工|实现)[^，,；;。\d]*[，,；;]"
)
# 2024年增长8.5%，实现了较快增长: what has been done.
_DONE = re.compile(r"(?:实现|取得|达到|完成|增长|获得|超过|突破|形成|呈现)了")
_MAKES_ALL = re.compile(r"^[，,]?(?:力争|争取|基本)?(?:形成|打造|建成|培育形成|打造形成)[^，；。]*等$")
_BARE_DEED = re.compile(r"(新增|新建|建成|引进|新认定|创建|培育)数量")
_RAISES = re.compile(r"[，,；;\s]*(?:力争|争取|冲刺|确保)[到至]?\s*$")
_WORTH_READING = re.compile(r"[0-9０-９二两三四五六七八九十百千零覆番]")  # any number, year, 全覆盖, 清零, 翻番
_JOINED = re.compile(r"\s*[、和及与]")
_AT_HEAD = 6
_NEXT = 6
_FIGURE = re.compile(
    r"^\s*[^\d，。；]{0,14}(?:产值|增加值|收入|销售额|投资|税收|利润|率|比重|占比|总量|规模|进出口|出口)(?:总?额)?$"
)
_SENTENCE_MOST = 1000


def find_targets(outline: Outline, facts: DocumentFacts) -> tuple[list[Target], list[Problem]]:
    """The targets in the order of the text; ``target.unclear`` where a committed number has no readable indicator."""
    targets: list[Target] = []
    problems: list[Problem] = []
    headings = Headings(outline)
    governing = Governing(outline, headings)
    issued = facts.issued_on.year if facts.issued_on else facts.horizon[0] if facts.horizon else None
    # A notice speaks of the plan it sends; where it sends none, it is itself the policy.
    read: set[str] = {"plan", "annex"} if outline.parts("plan", "annex") else {"notice"}
    for clause in outline.clauses:
        if clause.part not in read or clause.kind == "title":
            continue
        above, own = governing.enter(clause)
        if headings.of_qualifying(clause) or any(announced.qualifies for announced in above):
            continue
        if not _WORTH_READING.search(outline.text, clause.span.start, clause.span.end):
            continue
        found, unclear = _in_clause(outline, clause, above, issued, headings.of_goals(clause))
        targets.extend(found)
        problems.extend(unclear)
        if own is not None and own.shares_out and found:
            own.indicator = found[-1].indicator
    of_tables, unread, stretches = targets_of_tables(outline, facts, read)
    targets = [*outside(targets, stretches), *of_tables]
    problems = [*outside(problems, stretches), *unread]
    targets.sort(key=lambda target: (target.span.start, target.span.end))
    return targets, problems


def _in_clause(
    outline: Outline, clause: Clause, above: list[Announced], issued: int | None, goals: bool
) -> tuple[list[Target], list[Problem]]:
    text = outline.text
    year = next((announced.year for announced in reversed(above) if announced.year), None)
    base = next((announced.indicator for announced in reversed(above) if announced.indicator), "")
    targets: list[Target] = []
    problems: list[Problem] = []
    whole = sentences(outline, body_span(outline, clause))
    for order, sentence in enumerate(part for long in whole for part in _bounded(text, long)):
        if not _WORTH_READING.search(text, sentence.start, sentence.end):
            continue  # neither a number nor a year
        years = deadlines(text, sentence.start, sentence.end)
        reader = _Sentence(text, sentence, years, _Governed(year, base, issued, goals))
        reader.carried = targets[-1] if targets else None
        reader.read()
        targets.extend(reader.targets)
        problems.extend(reader.problems)
        heads = order <= 1 and years and years[0].start - sentence.start <= _AT_HEAD
        if years and (goals or heads):  # said at the head of a paragraph, a year holds until another is said
            year = years[-1].year
    return targets, problems


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence that never ends is read in pieces, so that no document takes more than linear time."""
    start = sentence.start
    while sentence.end - start > _SENTENCE_MOST:
        limit = start + _SENTENCE_MOST
        at = max(text.rfind(stop, start + _SENTENCE_MOST // 2, limit) for stop in "；;，,、")
        at = at + 1 if at > 0 else limit
        yield Span(sentence.document, start, at)
        start = at
    yield Span(sentence.document, start, sentence.end)


@dataclass(frozen=True, slots=True)
class _Governed:
    """What holds for a sentence from outside it."""

    year: int | None  # by which it is due
    base: str  # the indicator that an introduction shares out: 任务分解如下
    issued: int | None  # a year before the document was issued, or its horizon begins, tells a past state
    goals: bool = False  # under a heading of goals


class _Sentence:
    """One sentence read from left to right; a number's neighbours decide what it is."""

    def __init__(self, text: str, span: Span, years: list[Deadline], governed: _Governed) -> None:
        self.text, self.span, self.years = text, span, years
        self.above, self.base, self.issued, self.goals = governed.year, governed.base, governed.issued, governed.goals
        self.targets: list[Target] = []
        self.problems: list[Problem] = []
        self.own_years: dict[int, int] = {}  # by the start of a number
        self.carried: Target | None = None  # the last target of the sentence before, in the same clause
        self.previous = ""  # the indicator before, for phrases that go on without a subject
        self.every: Every | None = None
        self.recurring: list[Recurring] = []
        self.required_from = span.end
        self.shared: list[str] = []  # the nouns among which the last 分别 dealt its numbers

    def read(self) -> None:
        text, span = self.text, self.span
        quantities = context.with_points(text, list(numbers(text, span.start, span.end)))
        if quantities:
            if OPENS_NOTE.search(text, span.start, span.end):
                notes = [found.span() for found in NOTE.finditer(text, span.start, span.end)]
                quantities = [q for q in quantities if not any(a <= q.start < b for a, b in notes)]
            self.recurring = recurrences(text, span.start, span.end)
            self.required_from = context.required_from(text, span.start, span.end)
            if not self._tells_result(quantities):
                self._statements(quantities)
        self.targets.extend(worded_targets(text, span, self.targets, self._by))

    def _tells_result(self, quantities: list[Quantity]) -> bool:
        """2025年，全市新增企业131家: a bare year, no word of will and an exact count tell what has been, not what shall be."""
        text, span = self.text, self.span
        if _DONE.search(text, span.start, span.end) and not _WILLS.search(text, span.start, span.end):
            return True
        if self.goals or not self.years or not self.years[0].is_bare or _WILLS.search(text, span.start, span.end):
            return False
        return any(q.value >= _EXACT_FROM and q.value % 5 and not q.upper and not q.after for q in quantities)

    def _statements(self, quantities: list[Quantity]) -> None:
        starts = [q.start for q in quantities]
        for stretch in cut(self.text, self.span.start, self.span.end, STATEMENT):
            if bisect_left(starts, stretch[0]) == bisect_left(starts, stretch[1]):
                continue
            statement = context.Statement(self.text, *stretch)
            for phrase in cut(self.text, *stretch, PHRASE):
                own = quantities[bisect_left(starts, phrase[0]) : bisect_left(starts, phrase[1])]
                self._phrase(statement, phrase, own)

    def _phrase(self, statement: context.Statement, phrase: Stretch, quantities: list[Quantity]) -> None:
        every = self._recurs(phrase)
        if every is not None:
            self.every = every
        elif self.every and _ENDS_EVERY.match(self.text, *phrase):
            self.every = None
        if not quantities:
            if every is None:
                self.every = None  # another activity in between, without a number, ends 每年
            return
        own = [q for q in quantities if not in_brackets(self.text, phrase[0], q.start)]
        kept: list[Placed] = []
        for one in place(self.text, phrase, own):
            if self._is_target(one, statement, bool(kept or self.targets)):
                kept.append(one)
        for group in naming.groups(self.text, kept):
            starts = [one.quantity.start for one in group]
            self.own_years.update(zip(starts, naming.years_of(self.text, group), strict=False))
            names = self._names_again(group) or naming.names(
                self.text, group, self.previous, (self.span.start, self.span.end)
            )
            self.shared = naming.shared(self.text, group) or self.shared
            for one, name in zip(group, names, strict=True):
                self._add(one, name)

    def _names_again(self, group: list[Placed]) -> list[str]:
        """甲、乙分别提高5个、6个百分点，达到88%、70%: the nouns that were dealt out hold for what they come to."""
        if len(group) < 2 or len(group) != len(self.shared):
            return []
        return [measured(noun, one.quantity) for noun, one in zip(self.shared, group, strict=True)]

    def _by(self, at: int) -> int | None:
        if at in self.own_years:
            return self.own_years[at]
        low = max(self.span.start, at - 10)
        if self.text.find("20", low, at) >= 0 and (said := _OF_YEAR.search(self.text, low, at)):
            return int(said[1])  # 提高到2028年的50%
        before = bisect_left(self.years, at, key=lambda deadline: deadline.start)
        return next((one.year for one in reversed(self.years[:before]) if not self._is_done_by(one, at)), self.above)

    def _is_done_by(self, deadline: Deadline, at: int) -> bool:
        """12月15日前完成，每年招引8个: the day is that of the deed before; what recurs is not due by it."""
        deed = _DEED.match(self.text, deadline.end, at)
        return deed is not None and any(deed.end() <= one.at < at for one in self.recurring)

    def _recurs(self, phrase: Stretch) -> Every | None:
        """``每年`` and its kin in a phrase; the last one counts."""
        before = bisect_left(self.recurring, phrase[1], key=lambda recurring: recurring.at)
        found = self.recurring[before - 1] if before else None
        return found.every if found and found.at >= phrase[0] else None

    def _is_target(self, one: Placed, statement: context.Statement, in_list: bool) -> bool:
        text, q = self.text, one.quantity
        left, right = one.left(text), one.right(text)
        if statement.defines or q.start >= self.required_from or self._is_over(q):
            return False
        made = self._by(q.start) is not None and _MAKES_ALL.search(left)  # 到2027年，形成甲、乙等8个集群
        if (context.is_enumerated(q, left, right) and not made) or context.is_ceiling(q, left):
            return False
        if context.in_condition(text, statement, one.phrase[0], q.start, one.stop):
            return False
        phrase = text[one.phrase[0] : one.phrase[1]]
        if context.is_payment(phrase, statement, q, left, right) or context.is_meeting(q, phrase):
            return False
        if context.is_past(text, left, self.span.start, one.phrase[0]):
            return False
        return self._reads_as_one(one, statement, left, right) and (in_list or self._is_committed(one, left))

    def _is_over(self, quantity: Quantity) -> bool:
        year = self._by(quantity.start)
        return self.issued is not None and year is not None and year < self.issued

    def _reads_as_one(self, one: Placed, statement: context.Statement, left: str, right: str) -> bool:
        """Whether what the number measures can be a commitment; stricter beside payments and for numbers in characters."""
        q = one.quantity
        if q.is_time and not _TIME_CUT.search(left):
            return False
        if q.unit == "" and not (q.before or q.after or _CHANGES.search(left)):
            return False
        if not one.closed and not self._counts_right(one, left, right):
            return False
        if statement.pays and not self._insists(one, left):
            return False
        plain = not q.in_words or q.is_share or context.is_money(q)
        return plain or self._insists_in_words(one, left)

    def _counts_right(self, one: Placed, left: str, right: str) -> bool:
        """Whether a number in front of its noun counts it, rather than saying how large each of it is."""
        q = one.quantity
        if context.sets_aside(left, right, q):
            return True
        if context.is_money(q) or q.is_time or q.unit == "":
            return False
        if context.is_measure(q) and right.lstrip().startswith("的"):
            return False
        if context.is_share(q):
            return bool(
                q.after or context.GOES_TO.match(right) or (_SHARE_OF_NOUN.match(right) and not _PRICES.search(left))
            )
        return not _SIZES_NOUN.match(right)

    def _insists(self, one: Placed, left: str) -> bool:
        """Words that only an issuer says of its own work; needed where payments stand by."""
        q = one.quantity
        led = self.text[one.phrase[0] : q.start]  # 每年遴选10家企业、50个项目: the verb holds for the whole list
        if _INSISTS.search(left) or (self._recurs(one.phrase) and _COMMITS.search(led)):
            return True
        if self.years and self.years[0].start < q.start:
            return True
        lead = self.text[max(self.span.start, q.start - 200) : q.start]
        return bool(q.before) and not context.is_money(q) and not _OPEN_CONDITION.search(lead)

    def _insists_in_words(self, one: Placed, left: str) -> bool:
        """三个, 两家 are mostly manner of speech; a deadline, a comparison or 每年 makes them figures."""
        q = one.quantity
        if q.before or q.after or q.upper:
            return True
        dated = self._by(q.start) is not None or self._recurs(one.phrase) is not None
        return dated and bool(_MAKES.search(left)) and not _MANNER_NOUN.match(self.text, one.stop)

    def _is_committed(self, one: Placed, left: str) -> bool:
        q = one.quantity
        if self.base or _COMMITS.search(left) or q.before or (q.after and one.closed):
            return True
        if not one.closed:
            does = _COMMITS if _TOWARDS.search(left) else _DOES
            if does.search(self.text, one.stop, one.right_to):
                return True
        return self.every is not None or self._by(q.start) is not None or self._goes_on(one, left)

    def _goes_on(self, one: Placed, left: str) -> bool:
        """力争增加值增长8%。总产值4200亿元。: a bare figure and its number right behind a target are its neighbour."""
        if self.carried is None or not one.closed or self.previous or one.left_from != self.span.start:
            return False
        near = self.span.start - self.carried.span.end <= _NEXT
        return near and bool(_FIGURE.search(left)) and one.stop + 1 >= self.span.end

    def _add(self, one: Placed, name: str) -> None:
        q, span = one.quantity, self._span(one)
        if self.base and name.endswith("数量") and one.closed:
            name = name.removesuffix("数量").removesuffix("各") + self.base
        if not naming.is_named(name) and (same := self._same_as_before(one)):
            name = same
        if (bare := _BARE_DEED.fullmatch(name)) and not self.previous:
            name = naming.deed_of(self.text, one, self.span.start, bare[1]) or name
        if not naming.is_named(name):
            before = naming.behind(self.text, one, self.span.start, q.unit) if q.before else None
            name = before or naming.ahead(self.text, one, self.span.end) or name
        if not naming.is_named(name):
            self._unclear(span)
            return
        left = one.left(self.text)
        if self.targets:
            name = carried.sized(name, self.targets[-1].indicator)
            name = carried.acted(name, self.targets[-1].indicator) if _JOINED.match(left) else name
        compared = comparator(q, left, self.text[one.stop : one.stop + 4])
        every = self._every(one, left, carried.continues(name, self.previous))
        self.targets.append(Target(span, name, compared, q.value, q.unit, q.upper, self._by(q.start), every))
        if not carried.continues(name, self.previous):
            self.previous = name

    def _same_as_before(self, one: Placed) -> str:
        """到2026年达到20家，到2027年达到30家; the later year may open the next sentence: …20家。到2027年，突破30家。"""
        q, left = one.quantity, one.left(self.text)
        last = self.targets[-1] if self.targets else self.carried
        if last is None or last.unit != q.unit or not (q.before or _RAISES.search(left)):
            return ""
        if self.targets:
            return self.previous
        opens = bool(self.years) and self.years[0].start - self.span.start <= _AT_HEAD
        return last.indicator if opens else ""

    def _every(self, one: Placed, left: str, goes_on: bool) -> Every | None:
        """每年 holds for the activities that follow it in the sentence and for their shares, not for what is reached."""
        if self._recurs(one.phrase) or self.text.startswith("其中", one.phrase[0]):
            return self.every
        if _ACHIEVES.search(left) or "年均" in left:
            return None
        return self.every if goes_on or not context.is_share(one.quantity) else None

    def _span(self, one: Placed) -> Span:
        start, end = one.left_from, one.stop if one.closed else max(one.stop, one.right_to)
        while start < one.quantity.start and self.text[start] in "、，,；;和及与 　\n":
            start += 1
        while end > one.stop and self.text[end - 1] in "，,；;。、：: 　\n":
            end -= 1
        return Span(self.span.document, start, end)

    def _unclear(self, span: Span) -> None:
        message = f"“{span.slice(self.text)[-60:].strip()}”像是一项目标，但看不出衡量的是什么。"
        hint = "请对照原文补上指标名称，或者驳回这一项。"
        self.problems.append(Problem("target.unclear", message, span, hint, "question"))
