"""Finds the targets of a policy: every number that its issuer commits to reach or to provide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.clauses.model import Clause, Outline
from luodi.clauses.sentences import body_span, sentences
from luodi.policy import target_contexts as context
from luodi.policy import target_indicators as indicators
from luodi.policy.model import Comparator, DocumentFacts, Every, Target
from luodi.policy.target_frames import Announced, Deadline, Governing, deadlines, recurrence
from luodi.policy.target_words import worded_targets
from luodi.problems import Problem
from luodi.quantities import Quantity, numbers
from luodi.spans import Span

_NOTE = re.compile(
    r"[（(〔【\[［]\s*(?:市|区|省|县|各)?(?:责任|牵头|配合|负责|参与|主办|承办|实施|落实|完成)(?:单位|部门|领导|人|时限)?[^）)〕】\]］]*[）)〕】\]］]?"
    r"|(?:责任|牵头|配合)(?:单位|部门)\s*[:：].*"
)
_COMMITS = re.compile(
    r"力争|争取|确保|努力|实现|达到|突破|完成|建成|建设|建立|打造|培育|培养|形成|创建|引进|引育|招引|集聚|汇聚|新增|新建|认定|发展|组织|实施|推进|推动|开展|举办|遴选|评选|筛选|选取|搭建|"
    r"设立|安排|统筹|提供|提取|累计|争创|获批|筹建|落地|挖掘|梳理|发布|推广|推出|腾出|盘活|整治|淘汰|处置|改造|开工|竣工|投产|储备|谋划|签约|转化|攻克|制定|制修订|制订|服务|走访|"
    r"培训|带动|帮助|布局|配备|配套|选派|选育|孵化|上线|上市|挂牌|纳入|入库|净增|保持|稳定|控制|压减|削减|降低|下降|减少|提高|提升|增加|增长|扩大|缩小|覆盖|超过|扶持|支持|启动|"
    r"消纳|种植|栽培|创成|滚动|吸纳|招收|吸引|研发|开发|征集|编制|攻关|设置|建好|规划|派驻|招聘|招募|授信|投放|撬动|募集|拨付|切出|退出|关停|压缩|收储|供应|出让|迁建|扩建|采购|申报|列入|升级|"
    r"达标|利用|治理|修复|造林|绿化|投入|筹集|筹措|归集|出资|宣传|选树|表彰|树立|评定|评出|推选|选出|择优|新改扩?建|新开|改建|修建|铺设|硬化|不低于|不少于|高于|快于|优于|低于|入驻|落户|入选|获评|获得|入围|跻身|进入"
)
_CLOSE = "，,；;。：:、）)”」】]　\n!！"
_JOINT = re.compile(r"、|以及|和|及|与|并|或")
_PHRASE = re.compile(r"[，,；;：:。\n]")
_STATEMENT = re.compile(r"[；;。\n]")
_MOST = re.compile(r"不超过|不得超过|不高于|不大于|不多于|不突破|低于|少于|小于|控制在|降至|降到|降低到|降低至|下降到|下降至|压缩到|压缩至|压减到|压减至|缩短到|缩短至|减少到|减少至|缩小到|缩小至|≤|＜|<")
_LEAST = re.compile(r"不低于|不少于|不小于|不得少于|不得低于|至少|最低|≥|＞|>")
_ABOUT = re.compile(r"约|大约|稳定在|保持在|维持在|接近|近$")
_MAKES = re.compile(r"(?:建设|引进|培育|新增|建成|创建|举办|打造|形成|组建|设立|开展|新建|认定|落地|争创)(?:好|了|出)?$")
_MANNER_NOUN = re.compile(r"\s*(?:试点|制度|改革|任务|措施|机制|行动|专项|体系|清单|工作|方面|举措)")
_ONLY_SETS_ASIDE = re.compile(r"^(?!.*(?:资金|基金|经费|额度|贷款|预算)).*(?:安排|统筹|投入|设立|筹集|筹措|列支|切出|拨付)$")
_TIME_CUT = re.compile(r"压缩|缩短|压减|减少|控制在|提速")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in its phrase: what stands left and right of it, and on which side its noun is."""

    quantity: Quantity
    left_from: int
    stop: int
    right_to: int
    closed: bool  # the number ends its phrase, so its noun stands to the left
    phrase: tuple[int, int]


def find_targets(outline: Outline, facts: DocumentFacts) -> tuple[list[Target], list[Problem]]:
    """The targets in the order of the text; ``target.unclear`` where a committed number has no readable indicator."""
    targets: list[Target] = []
    problems: list[Problem] = []
    governing = Governing(outline)
    for clause in outline.clauses:
        if clause.part in ("chrome", "notice") or clause.kind == "title":
            continue
        above, own = governing.enter(clause)
        if any(context.QUALIFIES.search(outline.heading(c) or "") for c in outline.path(clause)):
            continue
        if any(announced.qualifies for announced in above):
            continue
        found, unclear = _in_clause(outline, clause, above, facts.issued_on.year if facts.issued_on else None)
        targets.extend(found)
        problems.extend(unclear)
        if own is not None and own.shares_out and found:
            own.indicator = found[-1].indicator
    targets.sort(key=lambda target: (target.span.start, target.span.end))
    return targets, problems


def _in_clause(
    outline: Outline, clause: Clause, above: list[Announced], issued: int | None
) -> tuple[list[Target], list[Problem]]:
    year = next((announced.year for announced in reversed(above) if announced.year), None)
    base = next((announced.indicator for announced in reversed(above) if announced.indicator), "")
    heads = any("目标" in (outline.heading(c) or "") for c in outline.path(clause))
    targets: list[Target] = []
    problems: list[Problem] = []
    whole = sentences(outline, body_span(outline, clause))
    for order, sentence in enumerate(part for long in whole for part in _bounded(outline.text, long)):
        years = deadlines(outline.text, sentence.start, sentence.end)
        found, unclear = _Sentence(outline.text, sentence, years, year, base, issued).read()
        targets.extend(found)
        problems.extend(unclear)
        if years and (heads or order <= 1):  # said at the head of a paragraph, a year holds until another is said
            year = years[-1].year
    return targets, problems


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence that never ends is read in pieces, so that no document takes more than linear time."""
    start = sentence.start
    while sentence.end - start > _SENTENCE_MOST:
        limit = start + _SENTENCE_MOST
        cut = max(text.rfind(stop, start + _SENTENCE_MOST // 2, limit) for stop in "；;，,、")
        cut = cut + 1 if cut > 0 else limit
        yield Span(sentence.document, start, cut)
        start = cut
    yield Span(sentence.document, start, sentence.end)


class _Sentence:
    """One sentence read from left to right; a number's neighbours decide what it is."""

    def __init__(self, text: str, span: Span, years: list[Deadline], above: int | None, base: str, issued: int | None) -> None:
        self.text, self.span, self.years, self.above = text, span, years, above
        self.issued = issued  # a year before the document was issued tells a past state
        self.base = base  # the indicator that an introduction shares out: 任务分解如下
        self.notes = [found.span() for found in _NOTE.finditer(text, span.start, span.end)]
        self.targets: list[Target] = []
        self.problems: list[Problem] = []
        self.own_years: dict[int, int] = {}  # by the start of a number
        self.previous = ""  # the indicator before, for phrases that go on without a subject
        self.every: Every | None = None
        self.last_stop = -1

    def read(self) -> tuple[list[Target], list[Problem]]:
        for statement in _cut(self.text, self.span.start, self.span.end, _STATEMENT):
            for phrase in _cut(self.text, *statement, _PHRASE):
                self._phrase(statement, phrase)
        self.targets.extend(worded_targets(self.text, self.span, self.targets, self._by))
        return self.targets, self.problems

    def _by(self, at: int) -> int | None:
        if at in self.own_years:
            return self.own_years[at]
        year = self.above
        for deadline in self.years:
            if deadline.start < at:
                year = deadline.year
        return year

    def _phrase(self, statement: tuple[int, int], phrase: tuple[int, int]) -> None:
        quantities = [
            q for q in numbers(self.text, *phrase) if not any(a <= q.start < b for a, b in self.notes) and not self._bracketed(phrase, q)
        ]
        every = recurrence(self.text, *phrase)
        if every is not None:
            self.every = every
        elif self.every and re.match(r"\s*(?:带动|累计|到20|力争|总[数量])", self.text[phrase[0] : phrase[1]]):
            self.every = None
        kept: list[_Found] = []
        for found in self._sides(phrase, quantities):
            if self._is_target(found, statement, bool(kept or self.targets)):
                kept.append(found)
        self._emit(kept)

    def _bracketed(self, phrase: tuple[int, int], quantity: Quantity) -> bool:
        before = self.text[phrase[0] : quantity.start]
        return any(before.count(a) > before.count(b) for a, b in ("（）", "()", "〔〕", "[]", "“”"))

    def _sides(self, phrase: tuple[int, int], quantities: list[Quantity]) -> list[_Found]:
        """Numbers of a phrase with their own stretch; numbers that only say how large a counted thing is drop out."""
        text = self.text
        counting = self._counting(phrase, quantities)
        found: list[_Found] = []
        left_from = phrase[0]
        for order, quantity in enumerate(counting):
            stop = context.after_word(text, quantity)
            following = counting[order + 1] if order + 1 < len(counting) else None
            closed = self._closed(stop, phrase[1]) or bool(context.is_share(quantity) and context.STATES.match(text, stop))
            joint = self._last_joint(stop, following.start) if following else None
            right_to = phrase[1] if following is None else following.start if joint is None else joint
            found.append(_Found(quantity, left_from, stop, right_to, closed, phrase))
            left_from = stop if closed else right_to
        return found

    def _counting(self, phrase: tuple[int, int], quantities: list[Quantity]) -> list[Quantity]:
        """Without sizes: 总投资10亿元以上的项目15个 counts 15, 2个产值100亿元以上的园区 counts 2."""
        kept: list[Quantity] = []
        quantities = _without_brackets(quantities)
        for order, quantity in enumerate(quantities):
            stop = context.after_word(self.text, quantity)
            following = quantities[order + 1] if order + 1 < len(quantities) else None
            sizing = context.is_money(quantity) or context.is_share(quantity) or quantity.is_time
            if sizing and following and self._sizes(quantities[order:], phrase):
                continue
            if sizing and kept and self._counts(kept[-1], quantity, phrase):
                continue
            kept.append(quantity)
        return kept

    def _sizes(self, run: list[Quantity], phrase: tuple[int, int]) -> bool:
        """Whether a sum, or a list of sums (过50亿元、10亿元的项目), stands in front of a noun that a later number counts."""
        stop = context.after_word(self.text, run[0])
        if len(run) == 1:
            return False
        if not self._closed(stop, phrase[1]):
            return self._last_joint(stop, run[1].start) is None or bool(re.match(r"的[^，。；]*分别", self.text[stop : run[1].start]))
        joined = re.fullmatch(r"\s*(?:、|和|及|以及)(?:超?过|突破|达到?)?", self.text[stop : run[1].start])
        return bool(joined) and run[1].unit == run[0].unit and self._sizes(run[1:], phrase)

    def _counts(self, first: Quantity, size: Quantity, phrase: tuple[int, int]) -> bool:
        """Whether a count stands in front of the noun that a sum behind it sizes."""
        stop = context.after_word(self.text, first)
        plain = not (context.is_money(first) or context.is_share(first))
        return plain and not self._closed(stop, phrase[1]) and self._last_joint(stop, size.start) is None

    def _closed(self, stop: int, end: int) -> bool:
        while stop < end and self.text[stop] in " 　\t":
            stop += 1
        return stop >= end or self.text[stop] in _CLOSE or bool(_JOINT.match(self.text, stop, end))

    def _last_joint(self, start: int, end: int) -> int | None:
        at = None
        for hit in _JOINT.finditer(self.text, start, end):
            at = hit.start()
        return at

    def _is_target(self, found: _Found, statement: tuple[int, int], in_list: bool) -> bool:
        text, q = self.text, found.quantity
        left, right = text[found.left_from : q.start], text[found.stop : found.right_to]
        phrase, whole = text[found.phrase[0] : found.phrase[1]], text[statement[0] : statement[1]]
        at = q.start - statement[0]
        if context.is_defined(whole) or context.is_enumerated(q, left, right) or context.is_ceiling(q, left + q.before):
            return False
        if context.in_condition(whole, found.phrase[0] - statement[0], at, found.stop - statement[0]):
            return False
        if context.is_payment(phrase, whole, q, left, right) or context.is_past(left, text[self.span.start : found.phrase[0]]):
            return False
        if context.is_requirement(text[self.span.start : q.start]) or context.is_meeting(q, phrase):
            return False
        if self.issued and (self._by(q.start) or self.issued) < self.issued:
            return False
        if q.is_time and not _TIME_CUT.search(left):
            return False
        if not found.closed and not self._counts_right(found, left, right):
            return False
        if context.PAYS.search(whole) and not self._insists(left, found):
            return False
        if q.in_words and not q.is_share and not context.is_money(q) and not self._insists_in_words(left, found):
            return False
        return in_list or self._is_committed(found, left)

    def _counts_right(self, found: _Found, left: str, right: str) -> bool:
        """Whether a number in front of its noun counts it, rather than saying how large each of it is."""
        q = found.quantity
        if context.sets_aside(left, right, q):
            return True
        if context.is_money(q) or q.is_time:
            return False
        if context.is_share(q):
            return bool(re.match(r"\s*(?:全覆盖|覆盖|的|以上)", right)) and not re.search(r"按|的$", left) or bool(q.after)
        return not re.match(r"\s*的(?:企业|项目|单位|园区)", right) and q.unit != ""

    def _insists(self, left: str, found: _Found) -> bool:
        """Words that only an issuer says of its own work; needed where payments or numbers in characters stand by."""
        lead = self.text[self.span.start : found.quantity.start]
        return bool(
            re.search(r"力争|争取|确保|全[市省区县](?!范围)|累计", left)
            or (recurrence(self.text, *found.phrase) and _COMMITS.search(left))
            or (self.years and self.years[0].start < found.quantity.start)
            or re.search(r"设立|安排|统筹|提供|提取|筹集", left)
            or (found.quantity.before and not context.is_money(found.quantity) and not re.search(r"对|[，,][^，,]*的$", lead))
        )

    def _insists_in_words(self, left: str, found: _Found) -> bool:
        """三个, 两家 are mostly manner of speech; a deadline, a comparison or 每年 makes them figures."""
        q = found.quantity
        if q.before or q.after or q.upper:
            return True
        dated = self._by(q.start) is not None or recurrence(self.text, *found.phrase) is not None
        return dated and bool(_MAKES.search(left)) and not _MANNER_NOUN.match(self.text, found.stop)

    def _is_committed(self, found: _Found, left: str) -> bool:
        q = found.quantity
        if not found.closed and re.search(r"(?:在|为|对|面向|向|从|让|由)$", left) and _COMMITS.search(self.text, found.stop, found.right_to):
            return True
        if _COMMITS.search(left) or q.before or (q.after and found.closed):
            return True
        return self.every is not None or self._by(q.start) is not None

    def _emit(self, kept: list[_Found]) -> None:
        for group in _distributed(self.text, kept):
            names = self._names(group)
            for found, name in zip(group, names, strict=True):
                self._add(found, name)

    def _names(self, group: list[_Found]) -> list[str]:
        if len(group) > 1:
            words = self.text[group[0].left_from : group[0].quantity.start]
            nouns, _, verb = words.rpartition("分别")
            if years := re.fullmatch(r"(?:到|至)?((?:20\d\d年?[、和及，]?)+)(.*)", nouns.strip()):
                return self._by_year(group, re.findall(r"20\d\d", years[1]), years[2] + verb)
            parts = indicators.distribute(nouns, len(group))
            if parts:
                changed = indicators.changes(verb)
                return [indicators.of_left(p + changed, "", f.quantity, self.previous) for p, f in zip(parts, group, strict=True)]
            return [indicators.of_left(words, "", f.quantity, self.previous) for f in group]
        (found,) = group
        left, right = self.text[found.left_from : found.quantity.start], self.text[found.stop : found.right_to]
        if found.closed and _ONLY_SETS_ASIDE.search(indicators.strip_trail(left)):
            before = self.text[max(self.span.start, found.phrase[0] - 60) : found.phrase[0]]
            before = re.split(r"[，,；;。]", before.rstrip("，,；;。"))[-1]
            behind = self.text[found.stop : self.span.end][:40].lstrip("，,")
            return [indicators.of_sum(left, before, behind)]
        if found.closed:
            return [indicators.of_left(left, self.text[found.stop : found.phrase[1]], found.quantity, self.previous)]
        if found.right_to < found.phrase[1]:
            right = indicators.share_tail(right, self._last_noun(found))
        return [indicators.of_right(left, right, found.quantity)]

    def _by_year(self, group: list[_Found], years: list[str], words: str) -> list[str]:
        """2025年、2026年新增企业分别达到10家、20家: one year for each number."""
        if len(years) == len(group):
            self.own_years.update({f.quantity.start: int(y) for f, y in zip(group, years, strict=True)})
        return [indicators.of_left(words, "", f.quantity, self.previous) for f in group]

    def _last_noun(self, found: _Found) -> str:
        """The noun of the last number in a list, from which the others may borrow: 4个国家级、20个市级孵化器."""
        later = [q for q in numbers(self.text, found.right_to, found.phrase[1])]
        return self.text[later[-1].end : found.phrase[1]].rstrip(_CLOSE) if later else ""

    def _add(self, found: _Found, name: str) -> None:
        q = found.quantity
        if self.base and name.endswith("数量") and found.closed:
            name = name.removesuffix("数量").removesuffix("各") + self.base
        span = self._span(found)
        if not _is_named(name) and self.previous and q.before and self.targets[-1:] and self.targets[-1].unit == q.unit:
            name = self.previous  # 到2026年达到20家，到2027年达到30家
        if not _is_named(name) and found.closed and (ahead := _AHEAD.match(self.text, found.stop, self.span.end)):
            name = ahead[1] + "数量"  # 建成20个以上、面积10万平方米，功能完善的标杆社区
        if not _is_named(name):
            self._unclear(span)
            return
        achieves = re.search(r"达到?$|突破$|超过?$|总[数额]|累计", self.text[found.left_from : q.start])
        said = recurrence(self.text, *found.phrase) or self.text.startswith("其中", found.phrase[0])
        every = self.every if said or not (context.is_share(q) or achieves) else None
        self.targets.append(
            Target(span, name, comparator(q, self.text[found.left_from : q.start], self.text[found.stop : found.stop + 4]), q.value, q.unit, q.upper, self._by(q.start), every)
        )
        if not indicators.continues(name, self.previous):
            self.previous = name

    def _span(self, found: _Found) -> Span:
        start = found.left_from
        while start < found.quantity.start and (self.text[start] in "、，,；;和及与 　\n" or self.text.startswith("以及", start)):
            start += 2 if self.text.startswith("以及", start) else 1
        end = found.stop if found.closed else max(found.stop, found.right_to)
        while end > found.stop and self.text[end - 1] in "，,；;。、：: 　\n":
            end -= 1
        return Span(self.span.document, start, end)

    def _unclear(self, span: Span) -> None:
        self.problems.append(
            Problem(
                "target.unclear",
                f"“{span.slice(self.text)}”像是一项目标，但看不出衡量的是什么。",
                span,
                "请对照原文补上指标名称，或者驳回这一项。",
                "question",
            )
        )


_AHEAD = re.compile(r"[^。；]{0,40}?的([^，。；、的]{2,15})[，。；]")


def _is_named(name: str) -> bool:
    """Whether anything is left of an indicator without its verbs and without 数量, 比例, 规模."""
    bare = indicators.strip_lead(re.sub(r"(?:数量|比例|规模|场次|人次|总数|全[市省区县])", "", name))
    return sum(c.isalpha() for c in bare) >= 2


_COMPARED = re.compile(r"不超过|不高于|低于|控制在|稳定在|保持在|维持在|不低于|不少于|至少")


def comparator(quantity: Quantity, left: str, behind: str) -> Comparator:
    """``-`` for a range, then the words behind, then the words in front; a bare commitment is at least."""
    before = quantity.before or "".join(_COMPARED.findall(left[-20:]))
    if quantity.upper is not None:
        return "-"
    if quantity.after in ("以下", "以内", "之内"):
        return "<="
    if quantity.after in ("左右", "上下"):
        return "~"
    if quantity.after == "以上" or _LEAST.search(before):
        return ">="
    if "全覆盖" in behind:
        return "="
    if _ABOUT.search(before):
        return "~"
    return "<=" if _MOST.search(before) else ">="


def _cut(text: str, start: int, end: int, stops: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces between stops; stops inside brackets, thousands and ratios do not count."""
    begin, closes = start, start
    for hit in stops.finditer(text, start, end):
        at = hit.start()
        if at < closes and hit.group() != "\n":
            continue
        opened = max(text.rfind("（", max(begin, closes), at), text.rfind("(", max(begin, closes), at))
        if opened >= 0 and hit.group() != "\n":
            closed = _CLOSING.search(text, opened, min(end, opened + _ASIDE_MOST))
            if closed and closed.start() > at:
                closes = closed.end()
                continue
        if hit.group() in ",:：" and _inside_number(text, at, hit.group()):
            continue
        yield begin, hit.end()
        begin = hit.end()
    if begin < end:
        yield begin, end


_CLOSING = re.compile(r"[）)]")
_ASIDE_MOST = 160
_SENTENCE_MOST = 1600


def _inside_number(text: str, at: int, stop: str) -> bool:
    behind = r"\d{3}(?!\d)" if stop == "," else r"\d"
    return text[at - 1 : at].isdigit() and bool(re.match(behind, text[at + 1 : at + 5]))


def _without_brackets(quantities: list[Quantity]) -> list[Quantity]:
    """Drops size classes such as 20万元以上30万元以下."""
    kept: list[Quantity] = []
    for quantity in quantities:
        if kept and quantity.after == "以下" and kept[-1].after == "以上" and quantity.start - kept[-1].end <= 4:
            kept.pop()
        else:
            kept.append(quantity)
    return kept


def _distributed(text: str, kept: list[_Found]) -> list[list[_Found]]:
    """Numbers behind one 分别 belong together: 分别达到8家、8家和120家."""
    groups: list[list[_Found]] = []
    for found in kept:
        if groups and groups[-1][0].closed and found.closed and _is_bare(text[found.left_from : found.quantity.start]):
            if "分别" in text[groups[-1][0].left_from : groups[-1][0].quantity.start]:
                groups[-1].append(found)
                continue
        groups.append([found])
    return groups


def _is_bare(between: str) -> bool:
    return not re.sub(r"[、，,和及与以\s]|达到|突破|超过|不少于", "", between)
