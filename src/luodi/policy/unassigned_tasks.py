"""Tasks that no note assigns: those of a document without notes, and clauses left over at the end of a list."""

from __future__ import annotations

import re

from luodi.clauses.model import Clause, Outline
from luodi.policy.model import Task
from luodi.policy.task_extents import GOALS, Extents, lead_phrase
from luodi.problems import Problem
from luodi.spans import Span

_ACTION = re.compile(
    r"(?:主要|重点|工作|具体|核心|目标|行动)(?:任务|举措|措施|工作|内容|行动|事项|政策)|任务(?:分工|清单|举措)|(?:政策|实施|推进|支持|扶持)(?:措施|内容|举措|任务)|^(?:任务|措施|举措)"
)
_FRAME = re.compile(
    r"保障(?:措施|机制)|组织(?:保障|领导|实施)|附则|总则|有关(?:要求|说明)|工作要求|实施(?:说明|期限|时间)|名词|定义|术语|解释|宗旨|实施部门|(?:支持|奖励|扶持|资助|申报)对象|(?:兑现|界定|重复).{0,8}(?:问题|奖励)?$|其他(?:事项)?$|监督(?:管理|检查)|有效期"
)
# Closing words of a document, and lines that are none of its text.
_CLOSING = re.compile(
    r"[自从](?:本\w{1,4})?(?:印发|发布|公布|\d{4}年).{0,20}起.{0,6}(?:实施|施行|执行)|有效期|负责解释|此件|(?:实施|执行)(?:至|期限)|^\s*(?:为|根据)[^。]{2,300}(?:如下|制定)"
    # How benefits that meet are paid is nobody's task.
    r"|同一(?:项目|企业|事项|主体|单位)[^。]{0,60}(?:就高|从高|不重复|不得重复)"
)


def unassigned_tasks(outline: Outline) -> list[Task]:
    """The lowest numbered clauses of the action part, without units, to be assigned by a person."""
    plan = [c for c in outline.clauses if c.part == "plan"]
    action = [c for c in plan if c.kind == "numbered" and _ACTION.search(outline.heading(c) or "")]
    wanted = _under(outline, action) - {c.index for c in action} if action else {c.index for c in plan}
    wanted -= _under(outline, [c for c in plan if _is_frame(outline, c)])
    parents = {c.parent for c in plan if c.kind == "numbered" and _is_item(outline, c)}
    items = [c for c in plan if c.kind == "numbered" and c.index not in parents and _is_item(outline, c)]
    if not items:
        items = [c for c in plan if c.kind == "body" and lead_phrase(outline, c) and len(outline.words(c)) > 40]
    tasks = []
    for clause in items:
        span = _trimmed(outline, outline.whole(clause))
        if clause.index in wanted and span and not _CLOSING.search(outline.words(clause)[:80]):
            tasks.append(Task(span=span, title=lead_phrase(outline, clause)))
    return tasks


def _is_frame(outline: Outline, clause: Clause) -> bool:
    heading = outline.heading(clause) or ""
    return clause.kind == "numbered" and len(heading) <= 16 and bool(GOALS.search(heading) or _FRAME.search(heading))


def _is_item(outline: Outline, clause: Clause) -> bool:
    """Enumerations inside a sentence (（1）企业…；) are parts of their clause, not tasks."""
    if clause.style in ("①", "（1）", "——") or outline.words(clause).rstrip().endswith(("；", ";")):
        return False
    above = outline.words(outline.clauses[clause.parent]).rstrip() if clause.parent is not None else ""
    return not above.endswith(("：", ":"))


def _under(outline: Outline, tops: list[Clause]) -> set[int]:
    """The clauses given with all that hangs on them, as indexes."""
    found = {c.index for c in tops}
    for clause in outline.clauses:
        if clause.parent in found:
            found.add(clause.index)
    return found


def _trimmed(outline: Outline, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and outline.text[start].isspace():
        start += 1
    while end > start and outline.text[end - 1].isspace():
        end -= 1
    return Span(span.document, start, end) if start < end else None


def _reads_as_work(outline: Outline, clause: Clause) -> bool:
    words = outline.words(clause).strip()
    return len(words) > 15 and words[-1] in "。；;" and not _CLOSING.search(words)


def without_units(outline: Outline, extents: Extents) -> list[Problem]:
    """Clauses behind the last note of a list whose other clauses carry notes: asked about, not taken for tasks."""
    problems = []
    noted: set[tuple[int | None, str, int]] = set()
    open_list: dict[tuple[int | None, str, int], list[Clause]] = {}
    for clause in outline.clauses:
        if clause.part != "plan" or clause.kind == "title":
            continue
        key = (clause.parent, clause.style, clause.plan)
        whole = extents.last[clause.index]
        if extents.notes_between(clause.span.start, whole):
            noted.add(key)
            open_list[key] = []
        elif key in noted and clause.parent is not None and _reads_as_work(outline, clause):
            open_list.setdefault(key, []).append(clause)
    for left in open_list.values():
        for clause in left:
            if span := _trimmed(outline, clause.span):
                problems.append(
                    Problem(
                        "task.without_units",
                        "同一列表的其他条目都注明了责任单位，这一条没有。",
                        span,
                        "请确认它是否是一项任务；是的话，请新增任务并指定责任单位。",
                        "question",
                    )
                )
    return problems
