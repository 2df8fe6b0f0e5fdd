"""Lets the sample city's firms raise issues, its office clear them, and its circulars go out, by the people's actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luodi.periods import Period
from luodi_site.accounts.models import Membership, Person, Region, Unit
from luodi_site.boards.sample import sample_office
from luodi_site.boards.sample_evidence import word_file
from luodi_site.lib import clock
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions
from luodi_site.supervision.models import Issue, Matter, Order


@dataclass(frozen=True)
class _Story:
    """An issue of the sample: who raises it how long ago, who leads, how many days it gets, and how far it came."""

    firm: str
    title: str
    words: str
    days_ago: int
    lead: str = ""
    given: int = 0
    way: tuple[str, ...] = ()


_STORIES = (
    _Story("澄光光电", "二期厂房10千伏用电扩容未批",
           "用电扩容申请已递交两个月，供电方案一直没有答复，二期设备到货后无法调试，预计影响三季度交付。", 40, "晴州供电公司", 20,
           ("answer",)),
    _Story("恒钧精铸", "环评批复后排污许可迟迟未办", "项目环评已批复，排污许可申请退回两次，要求补的材料前后不一致。", 60, "市生态环境局", 25,
           ("answer", "request_closure", "approve_closure")),
    _Story("禾屿食品", "冷链物流园道路没有接通", "厂区北门至园区主干道约300米没有硬化，冷链车雨天进不来。", 30, "棉浦市政府", 45,
           ("answer", "request_closure")),
    _Story("澄光光电", "技改贴息资金未到账", "上年度技改项目已验收公示，贴息资金还没有拨付。", 90, "市财政局", 30,
           ("request_closure", "approve_closure", "reopen")),
    _Story("恒钧精铸", "缺少五轴加工熟练技工", "新线投产缺五轴加工技工约20人，多次招聘招不齐，希望协调职校定向培养。", 12, "市人社局", 30),
    _Story("禾屿食品", "检测认证周期过长", "出口批次送检要等三周，希望在本市增加检测点。", 3),
)  # fmt: skip
_SAID = {
    "answer": "已会同企业现场核实，原因已查清，正在协调解决。",
    "request_closure": "问题已经解决，企业已签字确认，回执附后。",
    "approve_closure": "电话回访企业，情况属实。",
    "reopen": "企业反映资金仍未到账，经查拨款因账户信息有误被退回。",
}


@transaction.atomic
def load_sample_papers() -> str:
    """Plays them where the sample city stands as loaded and nobody has raised an issue yet; says what it did."""
    office = sample_office()
    if office is None or Issue.objects.exists() or not Matter.objects.exists():
        return "样例问题和文稿：没有样例政策，或已有问题，跳过。"
    today = clock.today()
    city = Region.objects.get(level=Region.Level.CITY)
    leader = Person.objects.filter(memberships__role=Membership.Role.LEADER, is_active=True).first()
    if leader is not None:
        for firm in Unit.objects.filter(kind=Unit.Kind.FIRM, short_name__in={s.firm for s in _STORIES}):
            actions.add_leader_contact(actor=office, leader=leader, firm=firm)
    for story in _STORIES:
        _play(story, office, city, today)
    # The issues' own days first, so that the numbers of orders follow their dates; then what today asks of all.
    told = sum(actions.escalate(today - timedelta(days=back), ["issue"]) for back in range(14, 0, -1))
    told += actions.escalate(today)
    _answer_orders(office, today)
    papers = _papers(office, leader, city, today)
    return f"样例问题和文稿：问题{len(_STORIES)}项，催办和督办单{told}份，文稿{papers}份。"


def _play(story: _Story, office: Person, city: Region, today: date) -> None:
    firm = Unit.objects.get(short_name=story.firm)
    day = today - timedelta(days=story.days_ago)
    speaker = _someone(firm) or office
    issue = actions.raise_issue(
        actor=speaker, unit=firm, region=city, title=story.title, words=story.words, on=day, firm=firm
    )
    if not story.lead:
        return
    lead = Unit.objects.get(short_name=story.lead)
    actions.take_step(
        issue=issue, actor=office, unit=_office_unit(office), version=issue.version, step="assign", on=day + timedelta(2),
        lead_unit=lead, clear_by_on=day + timedelta(story.given), words="请限时解决，并向企业说明。",
    )  # fmt: skip
    for number, step in enumerate(story.way, start=1):
        on = min(today, day + timedelta(2 + 6 * number))
        is_office = step == "approve_closure"
        unit = _office_unit(office) if is_office else firm if step == "reopen" else lead
        person = office if is_office else (_someone(unit) or _someone(lead) or office)
        if person == office and not is_office:
            person = _clerk(office)
        actions.take_step(
            issue=issue, actor=person, unit=unit, version=issue.version, step=step, words=_SAID[step],  # type: ignore[arg-type]
            on=on, files=[_proof(story, unit, on)] if step == "request_closure" else [],
        )  # fmt: skip


def _proof(story: _Story, unit: Unit, on: date) -> SimpleUploadedFile:
    result = "办理结果：问题已经解决，企业已签字确认。"
    words = (f"企业：{story.firm}。", f"反映问题：{story.title}。{story.words}", result)
    return word_file("企业问题办结回执", words, issuer=unit.name, on=on)


def _someone(unit: Unit) -> Person | None:
    """Someone who works in the unit, where the sample has a login for it."""
    roles = (Membership.Role.UNIT, Membership.Role.FIRM)
    return Person.objects.filter(memberships__unit=unit, memberships__role__in=roles, is_active=True).first()


def _office_unit(office: Person) -> Unit:
    return office.memberships.get(role=Membership.Role.OFFICE).unit


def _clerk(office: Person) -> Person:
    """The other person of the office: it enters what units without a login handed in on paper."""
    seats = Membership.objects.filter(unit=_office_unit(office), role=Membership.Role.OFFICE).exclude(person=office)
    seat = seats.select_related("person").first()
    return seat.person if seat else office


def _answer_orders(office: Person, today: date) -> None:
    """The office confirms one of the drafts; a unit answers the first order that went out."""
    draft = Order.objects.filter(state=Order.State.DRAFT).order_by("pk").first()
    if draft is not None:
        actions.take_order_step(
            order=draft, actor=office, unit=_office_unit(office), version=draft.version, step="issue", on=today
        )
    for order in Order.objects.filter(state=Order.State.ISSUED).order_by("pk"):
        if (person := _someone(order.unit)) is not None:
            actions.take_order_step(
                order=order, actor=person, unit=order.unit, version=order.version, step="reply", on=today,
                words="滞后原因是方案两次调整，责任人为分管副局长，本月底前完成。",
            )  # fmt: skip
            return


def _papers(office: Person, leader: Person | None, city: Region, today: date) -> int:
    """How the plan is shared out and the quarter's progress, signed and issued; a leader's page that waits for review."""
    period, clerk = Period.holding("quarter", today), _clerk(office)
    same = {
        "region": city, "actor": clerk, "issuer": _office_unit(office).name, "on": today, "first_on": period.first_on,
        "last_on": period.last_on, "period": period.name,
    }  # fmt: skip
    edition = Edition.objects.filter(superseded_by=None).order_by("pk").first()
    circulars = [actions.draft_paper(kind="breakdown", edition=edition, **same)] if edition else []  # type: ignore[arg-type]
    circulars.append(actions.draft_paper(kind="progress", **same))  # type: ignore[arg-type]
    if leader is not None and clerk != office:
        for paper in circulars:
            for person, step in ((office, "review"), (leader, "sign"), (office, "issue")):
                actions.take_paper_step(paper=paper, actor=person, version=paper.version, step=step)  # type: ignore[arg-type]
    actions.draft_paper(kind="meeting", **same)  # type: ignore[arg-type]
    return len(circulars) + 1
