"""Which lines of a file are the plan, which its covering notice, which an annex, and which only the web page around it."""

from __future__ import annotations

import itertools
import re

from luodi.clauses.markers import marker_at
from luodi.clauses.model import Part
from luodi.clauses.phrases.responsibility import LABEL
from luodi.documents.model import Document, Paragraph

# What an official document calls itself, at the end of its title.
GENRE = (
    r"(?:通知|方案|意见|措施|办法|计划|规划|细则|分解|政策|规定|要点|纲要|决定|通告|公告|条例|举措|若干条|清单|制度|指引|分工"
    r"|行动|工程|工作任务|任务|条款|[一二三四五六七八九十]+条)"
)
TITLE_END = re.compile(rf"{GENRE}》?(?:的通知|的通告|的函)?\s*(?:[（(〔\[][^（）()]{{1,24}}[）)〕\]]\s*)*$")
_SENTENCE_END = "。；;！!？?：:，,、"
_SENDS = re.compile(
    r"(?:现|特此)?(?:将)?.{0,80}(?:印发|转发|下发|发)给你们|现予(?:以)?(?:印发|发布|公布)|特此通知|遵照执行|贯彻执行|组织实施|抓好落实"
)
_DATE_LINE = re.compile(
    r"^(?:[二〇○零一二三四五六七八九十]{4}|\d{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$"
)
_ISSUER_LINE = re.compile(r"^[一-鿿、\s]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|厅|局|委|部|管委会|领导小组)$")
_RELEASE = re.compile(r"^[（(【\[](?:此件|本件|公开方式|信息公开).{0,20}[）)】\]]$")
_NUMBER_LINE = re.compile(r"^[（(]?[一-鿿]{1,12}[〔\[【（(]\d{4}[〕\]】）)]\s*第?\s*\d+\s*号[）)]?$")
_ANNEX = re.compile(r"^附\s*(?:件|表|录|图)\s*[\d一二三四五六七八九十]*\s*(?:[:：.、．]|$|[一-鿿])")
_SENT = re.compile(r"给你们|现予|特此通知|遵照执行|贯彻执行|组织实施|抓好落实")  # a quick look before _SENDS
_HINT = re.compile(r"阅读量|浏览|点击|ICP备|公网安备")
_CHROME = re.compile(
    r"^(?:声明[:：]|免责声明|主办单位|承办单位|版权所有|地址[:：]|电话[:：]|邮编|招商热线|咨询热线|联系电话|热点排行|相关(?:阅读|文章|推荐|链接)|上一篇|下一篇"
    r"|扫一扫|分享到|[\W]*(?:打印|关闭|返回|收藏)(?:本页|窗口|顶部|首页|列表|此页)?\W*$|责任编辑|来源[:：]|编辑[:：]|日期[:：]|链接[:：]|标题[:：]|原文链接|发布(?:时间|日期|机构)|时间\s*[:：]|索引号|主题词|信息来源|阅读量|浏览(?:次数|量)?\W*\d"
    r"|首\s*页|当前位置|您(?:的|现在的)位置|政策库|网站地图|政策文号|实施日期|失效日期|文件状态|正文$|.{0,12}(?:公网安备|ICP备)|【法宝引证码】|•|·\s|\W*无搜索结果$|[a-zA-Z]{1,8}$)"
)
_CHROME_INSIDE = re.compile(r"(?:^|\s)(?:阅读量|浏览(?:次数)?|点击(?:数|量)?|次浏览)[:：]?\s*\d*\s*$|ICP备\d|公网安备")


def _sends(words: str) -> bool:
    """Whether a line says that something is printed and sent, to be carried out."""
    return bool(_SENT.search(words) and _SENDS.search(words))


def looks_like_title(words: str) -> bool:
    """Whether a line of its own reads as a document's title rather than a sentence, a heading or a greeting."""
    bare = re.sub(r"\s", "", words)
    if not 6 <= len(bare) <= 120 or bare[-1] in _SENTENCE_END or marker_at(bare, 0):
        return False
    if re.search(r"[。；]", bare) or (bare.startswith(("《", "关于请", "现将")) and not TITLE_END.search(bare)):
        return False
    return bool(TITLE_END.search(bare))


def is_chrome(words: str) -> bool:
    """Whether a line is the web page's own: navigation, counts, hotlines, disclaimers."""
    bare = words.strip()
    found = _CHROME.match(bare) or (_HINT.search(bare) and _CHROME_INSIDE.search(bare))
    return bool(found) and not bare.endswith(("落实", "执行"))


def _title_block(document: Document, lines: list[Paragraph], at: int, limit: int = 5) -> int:
    """How many lines from ``at`` on make one title (titles are broken over lines), 0 if none does."""
    joined = ""
    for count in range(limit):
        if at + count >= len(lines):
            break
        words = document.words(lines[at + count].span).strip()
        if not words or words[-1] in "。；：:" or marker_at(words, 0) or is_chrome(words) or len(words) > 120:
            break
        if any(p.match(words) for p in (_DATE_LINE, _RELEASE, _NUMBER_LINE)) or (
            _ISSUER_LINE.match(words) and not _reads_on(document, lines, at + count + 1)
        ):
            break
        joined += words
        if looks_like_title(joined) and not _continues(document, lines, at + count + 1):
            return count + 1
    return 0


def _reads_on(document: Document, lines: list[Paragraph], at: int) -> bool:
    """Whether an issuer's name on a line of its own opens a title: the next line goes on with 关于 or 印发."""
    return at < len(lines) and bool(re.match(r"关于|印发|转发", document.words(lines[at].span).strip()))


def _continues(document: Document, lines: list[Paragraph], at: int) -> bool:
    """Whether the next line is only the tail of a title, such as （2023—2027年） or 的通知."""
    if at >= len(lines):
        return False
    words = document.words(lines[at].span).strip()
    return bool(re.fullmatch(r"[（(〔\[].{1,24}[）)〕\]](?:的通知)?|的通知", words))


def titles(document: Document, lines: list[Paragraph]) -> list[tuple[int, int]]:
    """Title blocks as ``(first line, number of lines)``, in order."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        count = _title_block(document, lines, at) if lines[at].role != "cell" else 0
        if count:
            found.append((at, count))
        at += count or 1
    return found


def assign_parts(document: Document) -> tuple[list[Part], list[int], list[tuple[int, int]]]:
    """For every paragraph its part and which plan of the file it belongs to; and the title blocks.

    The plan begins at the last title in front of its first sentence; a covering notice is what stands between a title
    ending in 通知 and the next title, when it says that it sends or prints something.
    """
    lines = list(document.paragraphs)
    parts: list[Part] = ["plan"] * len(lines)
    plans = [0] * len(lines)
    words = [document.words(p.span).strip() for p in lines]
    blocks = titles(document, lines)
    _mark_notice(words, parts, blocks)
    _mark_empty_titles(words, parts, blocks)
    _mark_plans(words, parts, plans, blocks)
    _mark_annexes(words, parts, plans, blocks)
    _mark_chrome(lines, words, parts, blocks)
    return parts, plans, blocks


def _mark_notice(words: list[str], parts: list[Part], blocks: list[tuple[int, int]]) -> None:
    """A notice runs from its title to the date under its signature, and something must follow it."""
    for order, (at, count) in enumerate(blocks):
        title = "".join(words[at : at + count])
        if not re.search(r"通知\W*$|印发|转发", title):
            continue
        end = blocks[order + 1][0] if order + 1 < len(blocks) else len(words)
        between = range(at + count, end)
        dates = [i for i in between if _DATE_LINE.match(words[i])]
        sends = [i for i in between if _sends(words[i])]
        if not sends or (order + 1 == len(blocks) and not dates):
            continue
        last = next((d for d in dates if d >= sends[0]), None)
        if order + 1 == len(blocks):
            body_follows = last is not None and len(words) - last > 4 and sum(map(len, words[last + 1 :])) > 400
            end = last + 1 if last is not None and body_follows else at
        if sum(map(len, words[at + count : end])) > 6000:
            continue
        for i in range(at, end):
            parts[i] = "notice"


def _mark_empty_titles(words: list[str], parts: list[Part], blocks: list[tuple[int, int]]) -> None:
    """A title with nothing under it before the next one is the web page's, or the head of the covering notice."""
    for (at, count), (after, more) in itertools.pairwise(blocks):
        between = [w for w in words[at + count : after] if not (_NUMBER_LINE.match(w) or is_chrome(w))]
        if between:
            continue
        title, following = "".join(words[at : at + count]), "".join(words[after : after + more])
        part: Part = "notice" if title != following and re.search(r"通知\W*$", title) else "chrome"
        for i in range(at, after):
            if parts[i] == "plan" or (part == "chrome" and i < at + count):
                parts[i] = part


def _mark_plans(words: list[str], parts: list[Part], plans: list[int], blocks: list[tuple[int, int]]) -> None:
    """A later title with an outline of its own behind it opens another plan of the same file."""
    plan, seen_body = 0, False
    openings = dict(blocks)
    for i, line in enumerate(words):
        if i in openings and parts[i] == "plan" and seen_body and _opens_outline(words, i + openings[i]):
            plan, seen_body = plan + 1, False
        if parts[i] == "plan" and (found := marker_at(line, 0)) and found.style in ("一、", "第一条", "第一章"):
            seen_body = True
        plans[i] = plan


def _opens_outline(words: list[str], at: int) -> bool:
    for line in words[at : at + 12]:
        found = marker_at(line, 0)
        if found and found.style in ("一、", "第一条", "第一章"):
            return found.number == 1
    return False


def _mark_annexes(words: list[str], parts: list[Part], plans: list[int], blocks: list[tuple[int, int]]) -> None:
    """From a line 附件… on, unless another plan's title stands under it."""
    titled = {at for at, _ in blocks}
    annex = False
    for i, line in enumerate(words):
        if _ANNEX.match(line) and parts[i] == "plan":
            annex = True
        elif annex and i in titled and plans[i] != plans[i - 1]:
            annex = False
        if annex and parts[i] == "plan":
            parts[i] = "annex"


def _mark_lead_in(words: list[str], parts: list[Part], first_title: int) -> None:
    """In front of the first title stand the page's own lines, or a covering notice whose title was lost."""
    sends = next((i for i in range(first_title) if _sends(words[i])), None)
    opens = first_title
    if sends is not None:
        opens = sends
        while opens > 0 and (words[opens - 1].endswith(("：", ":")) or _NUMBER_LINE.match(words[opens - 1])):
            opens -= 1
    for i in range(first_title):
        if parts[i] == "chrome":
            continue
        if i >= opens:
            parts[i] = "notice"
        elif len(words[i]) < 60 and not re.search(r"〔\d{4}〕|[。；]$", words[i]):
            parts[i] = "chrome"


def _mark_chrome(lines: list[Paragraph], words: list[str], parts: list[Part], blocks: list[tuple[int, int]]) -> None:
    for i, line in enumerate(words):
        if lines[i].role == "chrome" or is_chrome(line):
            parts[i] = "chrome"
    if blocks:
        _mark_lead_in(words, parts, blocks[0][0])
    for i in reversed(range(len(words))):
        if parts[i] == "chrome":
            continue
        if (
            re.search(r"[。；;）)\]〕】日]$", words[i])
            or lines[i].role == "cell"
            or marker_at(words[i], 0)
            or len(words[i]) > 60
            or LABEL.match(words[i])  # 责任单位：市经信局 may close a plan without a stop
        ):
            break
        if parts[i] == "annex" and not any(parts[j] == "chrome" for j in range(i, len(words))):
            break
        if not _ANNEX.match(words[i]) and len(words[i]) < 30:
            parts[i] = "chrome"
        else:
            break
