"""The fixed cast of the site's tests, and a small policy for them to work on."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import django
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
os.environ.setdefault("LUODI_VAR", tempfile.mkdtemp(prefix="luodi-test-"))
django.setup()

from axes.models import AccessAttempt  # noqa: E402

from luodi.reports.to_excel import to_bytes  # noqa: E402  (Django must be set up first)
from luodi_site.accounts.actions.people import add_person  # noqa: E402
from luodi_site.accounts.actions.roles import ask_for_role  # noqa: E402
from luodi_site.accounts.actions.sharing import share  # noqa: E402
from luodi_site.accounts.actions.tokens import make_token  # noqa: E402
from luodi_site.accounts.actions.units import add_region, add_unit  # noqa: E402
from luodi_site.accounts.models import Membership, Person, Region, Unit  # noqa: E402
from luodi_site.accounts.tokens import SCOPES  # noqa: E402
from luodi_site.notices.actions import notify  # noqa: E402
from luodi_site.notices.actions.settings import add_channel  # noqa: E402
from luodi_site.policies.actions import publish, uploads  # noqa: E402
from luodi_site.policies.compiled import Draft, Item  # noqa: E402
from luodi_site.policies.models import Edition, Reading  # noqa: E402
from luodi_site.programmes.models import Trial  # noqa: E402
from luodi_site.supervision import actions as supervision  # noqa: E402
from luodi_site.supervision.models import Paper  # noqa: E402
from luodi_site.supervision.sheets import plan_sheet  # noqa: E402

Role = Membership.Role
PASSWORD = "open-sesame-7"


@dataclass(frozen=True)
class Cast:
    """The city's coordination office, a lead unit, a responsible unit, a county that has nothing to do with anything,
    that county's own office (and auditor) and its two administrators, a bureau of the same city with other work, a firm
    of the county, a leader, and the three powers: an auditor, an administrator, a security administrator. The stranger
    is whoever is not signed in."""

    province: Region
    city: Region
    county: Region  # belongs to the city and works on its policies
    far_county: Region
    office_unit: Unit
    lead_unit: Unit
    responsible_unit: Unit
    county_unit: Unit
    far_unit: Unit
    firm_unit: Unit
    office: Person
    lead: Person
    responsible: Person
    unrelated: Person
    unrelated_office: Person
    unrelated_admin: Person
    unrelated_security: Person
    bystander: Person
    firm: Person
    leader: Person
    auditor: Person
    admin: Person
    security: Person


def _person(username: str, name: str, *posts: tuple[Unit, str]) -> Person:
    return add_person(
        actor=None, username=username, name=name, password=PASSWORD, posts=posts, has_to_change_password=False
    )


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Uploads of a test go to a folder of its own; passwords are hashed cheaply; no lockout outlives its test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    province = add_region(actor=None, code="990000", name="云泽省", level="province")
    city = add_region(actor=None, code="990100", name="松陵市", level="city", parent=province)
    county = add_region(actor=None, code="990121", name="柳湾县", level="county", parent=city)
    far_county = add_region(actor=None, code="990122", name="石桥县", level="county", parent=city)
    government = add_unit(actor=None, name="松陵市人民政府", region=city, kind="government")
    office_unit = add_unit(
        actor=None, name="松陵市产业强市推进办公室", short_name="市强市办", region=city, kind="office",
        is_coordinating=True, names=["市产业强市推进办公室"],
    )  # fmt: skip
    lead_unit = add_unit(actor=None, name="松陵市经济和信息化局", short_name="市经信局", region=city)
    responsible_unit = add_unit(actor=None, name="松陵市财政局", short_name="市财政局", region=city)
    county_unit = add_unit(actor=None, name="柳湾县人民政府", region=county, kind="government")
    far_unit = add_unit(actor=None, name="石桥县人民政府", region=far_county, kind="government")
    far_office = add_unit(
        actor=None, name="石桥县政府办公室", region=far_county, kind="office", parent=far_unit, is_coordinating=True
    )
    firm_unit = add_unit(actor=None, name="柳湾精密铸造有限公司", short_name="柳湾精铸", region=county, kind="firm")
    other_unit = add_unit(actor=None, name="松陵市文化和旅游局", short_name="市文旅局", region=city)
    return Cast(
        province=province, city=city, county=county, far_county=far_county, office_unit=office_unit,
        lead_unit=lead_unit, responsible_unit=responsible_unit, county_unit=county_unit, far_unit=far_unit,
        firm_unit=firm_unit,
        office=_person("office", "周协调", (office_unit, Role.OFFICE)),
        lead=_person("lead", "吴经信", (lead_unit, Role.UNIT)),
        responsible=_person("responsible", "郑财政", (responsible_unit, Role.UNIT)),
        unrelated=_person("unrelated", "王石桥", (far_unit, Role.UNIT)),
        unrelated_office=_person("unrelated-office", "冯石桥", (far_office, Role.OFFICE), (far_office, Role.AUDITOR)),
        unrelated_admin=_person("unrelated-admin", "沈石桥", (far_office, Role.ADMIN)),
        unrelated_security=_person("unrelated-security", "韩石桥", (far_office, Role.SECURITY)),
        bystander=_person("bystander", "何文旅", (other_unit, Role.UNIT)),
        firm=_person("firm", "蒋铸造", (firm_unit, Role.FIRM)),
        leader=_person("leader", "陈市长", (government, Role.LEADER)),
        auditor=_person("auditor", "褚审计", (office_unit, Role.AUDITOR)),
        admin=_person("admin", "卫管理", (office_unit, Role.ADMIN)),
        security=_person("security", "钱安全", (office_unit, Role.SECURITY)),
    )  # fmt: skip


@pytest.fixture
def as_(client):
    """A signed-in client: ``as_(cast.office).get(…)``."""

    def signed_in(person: Person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def call(client, cast):
    """Calls the interface with a token of a unit: ``call(cast.lead_unit, "get", "/api/matters")``."""
    made: dict[tuple[int, tuple[str, ...]], str] = {}

    def with_token(unit: Unit, method: str, url: str, body: object = None, *, scopes=tuple(SCOPES), **headers: str):
        if (unit.pk, scopes) not in made:
            _token, made[unit.pk, scopes] = make_token(
                actor=cast.security, unit=unit, name="监测平台", scopes=scopes, expires_on=date(2099, 1, 1)
            )
        headers = {"authorization": f"Bearer {made[unit.pk, scopes]}", "idempotency-key": uuid4().hex, **headers}
        more = {} if method == "get" else {"data": body, "content_type": "application/json"}
        return getattr(client, method)(url, headers=headers, **more)

    return with_token


TEXT = (
    "松陵市制造业提质行动方案\n"
    "一、主要目标\n"
    "到2028年，全市规上工业企业达到900家。\n"
    "二、重点任务\n"
    "（一）培育企业。每年辅导成长型企业80家，对首次上规企业奖励10万元。"
    "（牵头单位：市经信局；责任单位：市财政局、柳湾县人民政府、市新材料推广站）\n"
    "（二）摸清家底。编制企业名录。\n"
    "三、工作要求\n"
    "市经信局每季度向市产业强市推进办公室报送进展。建立督查通报制度。\n"
)


def _stretch(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _outline() -> list[list[object]]:
    """Clauses of TEXT, one a line, as ``policies.outlines`` writes them."""
    rows, at = [], 0
    shapes = [
        ("title", 0, "", None), ("numbered", 0, "一、", None), ("body", 1, "", 1), ("numbered", 0, "二、", None),
        ("numbered", 1, "（一）", 3), ("numbered", 1, "（二）", 3), ("numbered", 0, "三、", None), ("body", 1, "", 6),
    ]  # fmt: skip
    for line, (kind, depth, marker, parent) in zip(TEXT.splitlines(keepends=True), shapes, strict=True):
        rows.append([at, at + len(line), kind, "plan", depth, marker, parent, None, None])
        at += len(line)
    return rows


@pytest.fixture
def draft() -> Draft:
    return make_draft()


def make_draft() -> Draft:
    """Two tasks (one without units), two targets, a benefit, a duty, a mechanism, a problem."""
    first = TEXT.index("（一）"), TEXT.index("（二）")
    units = ["市经信局", "市财政局", "柳湾县人民政府", "市新材料推广站"]
    task = {"title": "培育企业", "lead": units[:1], "units": units, "implied": [], "expanded": {}, "note": None}
    bare = {"title": "摸清家底", "lead": [], "units": [], "implied": [], "expanded": {}, "note": None}
    number = {"comparator": ">=", "upper": None, "optional": False}
    firms = {"indicator": "规上工业企业数量", "value": 900, "unit": "家", "by": 2028, "every": None, **number}
    coached = {"indicator": "辅导成长型企业数量", "value": 80, "unit": "家", "by": None, "every": "year", **number}
    award = {
        "beneficiary": "首次上规企业", "condition": "首次上规", "amount": 100000, "rate": None, "rate_of": None, "cap": None,
        "basis": "once", "optional": False,
    }  # fmt: skip
    duty = {
        "who": "市经信局", "what": "进展", "to": "市产业强市推进办公室", "due": None, "every": "quarter", "optional": False,
    }  # fmt: skip
    trouble = {
        "code": "task.no_units",
        "severity": "question",
        "message": "这项任务没有写明责任单位。",
        "hint": "请指定。",
    }
    return Draft(
        name="plan",
        text=TEXT,
        outline=_outline(),
        facts={
            "title": "松陵市制造业提质行动方案", "issuer": "松陵市人民政府办公室", "jurisdiction": "松陵市",
            "number": "松政办发〔2026〕3号", "issued_on": "2026-03-05", "horizon": [2026, 2028], "based_on": [],
        },
        items=(
            Item("task", *first, task),
            Item("task", *_stretch("（二）摸清家底。编制企业名录。"), bare),
            Item("target", *_stretch("全市规上工业企业达到900家"), firms),
            Item("target", *_stretch("每年辅导成长型企业80家"), coached),
            Item("benefit", *_stretch("对首次上规企业奖励10万元"), award),
            Item("duty", *_stretch("市经信局每季度向市产业强市推进办公室报送进展"), duty),
            Item("mechanism", *_stretch("建立督查通报制度"), {"kind": "supervision", "params": {}}),
            Item("problem", *_stretch("（二）摸清家底。编制企业名录。"), trouble),
        ),
    )  # fmt: skip


@pytest.fixture
def make_reading(cast, draft, monkeypatch):
    return reader(cast, draft, monkeypatch)


def reader(cast, draft, monkeypatch):
    """Puts a document through upload, the compiler's answer being the given draft: ``make_reading(region=…)``."""

    def make(
        *, region: Region | None = None, actor: Person | None = None, content: bytes = b"one", answer: Draft = draft
    ):
        monkeypatch.setattr(uploads, "compile_draft", lambda _path, _name: answer)
        file, _is_new = uploads.keep_file(
            actor=actor or cast.office, region=region or cast.city, content=SimpleUploadedFile("plan.txt", content)
        )
        return uploads.read_file(actor=actor or cast.office, file=file)

    return make


@pytest.fixture
def reading(make_reading) -> Reading:
    """A document of the city under review."""
    return make_reading()


@pytest.fixture
def edition(reading, cast) -> Edition:
    """The city's policy, published; it gives work to the lead unit, the responsible unit and the county."""
    return publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))


@pytest.fixture
def object_ids(cast, edition, make_reading) -> dict[str, object]:
    return objects_of(cast, edition, make_reading)


def issued_breakdown(cast, edition) -> Paper:
    """The circular of how the policy is shared out, as it goes from hand to hand until it is issued."""
    day = date(2026, 3, 10)
    paper = supervision.draft_paper(
        region=cast.city, kind="breakdown", actor=cast.office, issuer=cast.office_unit.name, on=day, first_on=day,
        last_on=day, period="", edition=edition,
    )  # fmt: skip
    for person, step in ((cast.auditor, "review"), (cast.leader, "sign"), (cast.office, "issue")):
        supervision.take_paper_step(paper=paper, actor=person, version=paper.version, step=step)
    return paper


def objects_of(cast, edition, make_reading) -> dict[str, object]:
    """What stands for each parameter of an address: objects that are none of the unrelated county's business.

    ``reading_id`` is under review; other folders add theirs by overriding this fixture.
    """
    other = make_reading(content=b"another")
    supervision.open_edition(edition=edition, actor=cast.office)
    paper = issued_breakdown(cast, edition)
    Paper.objects.filter(pk=paper.pk).update(former_number=7)
    notify(kind="other", title="有一项任务", key="told", people=[cast.lead])
    told = cast.lead.notices.get(key="told")
    shared = share(actor=cast.office, edition=edition.pk, words=edition.title, region=cast.province)
    asked = ask_for_role(actor=cast.admin, person=cast.lead, unit=cast.lead_unit, role=Role.LEADER)
    locked = AccessAttempt.objects.create(username=cast.lead.username, ip_address="192.0.2.1", failures_since_start=9)
    token, _words = make_token(
        actor=cast.security, unit=cast.lead_unit, name="监测平台", scopes=["read"], expires_on=date(2099, 1, 1)
    )
    matter = edition.matters.first()
    progress = supervision.start_report(matter=matter, actor=cast.lead)
    delegation = supervision.delegate_reports(
        matter=matter, actor=cast.lead, to_unit=cast.county_unit, from_on=date(2026, 1, 1), until_on=date(2099, 1, 1)
    )
    channel = add_channel(actor=None, unit=cast.lead_unit, kind="mail", address="lead@example.org")
    issue = supervision.raise_issue(
        actor=cast.lead, unit=cast.lead_unit, region=cast.city, title="检测设备进不来", words="等了三个月。",
        files=[SimpleUploadedFile("letter.pdf", b"%PDF letter")],
    )  # fmt: skip
    order = supervision.draw_up_order(
        item=edition.matters.first(), actor=cast.office, unit=cast.lead_unit, colour="red", why="逾期", reply_days=2,
        rectify_days=5,
    )  # fmt: skip
    office = {"order": order, "actor": cast.office, "unit": cast.office_unit}
    supervision.take_order_step(**office, version=1, step="issue")
    supervision.take_order_step(
        order=order, actor=cast.lead, unit=cast.lead_unit, version=2, step="reply", words="正在办。",
        files=[SimpleUploadedFile("reply.pdf", b"%PDF reply")],
    )  # fmt: skip
    contact = supervision.add_leader_contact(actor=cast.office, leader=cast.leader, firm=cast.firm_unit)
    proof = supervision.add_evidence(matter=matter, actor=cast.lead, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    plans = supervision.ask_for_plans(
        region=cast.city, actor=cast.office, kind="action_plan", title="三年行动方案", units=[cast.lead_unit],
        due_on=date(2026, 4, 30),
    )  # fmt: skip
    plan = plans.plans.get()
    lines = SimpleUploadedFile("plan.xlsx", to_bytes([plan_sheet("方案", ())], date(2026, 3, 10)))
    sheet = supervision.check_plan(plan=plan, actor=cast.lead, file=lines)
    trial = Trial.objects.create(
        edition=edition, region=cast.city, unit=cast.lead_unit, made_by=cast.lead, origin=Trial.Origin.UPLOAD,
        on=date(2025, 12, 31), folder="nobody-can-guess", keep_until=date(2099, 1, 1),
    )  # fmt: skip
    return {
        "trial_id": trial.pk,
        "number": 1,
        "act": "submit",
        "closing": "approve",
        "answer": "keep",
        "evidence_id": proof.pk,
        "plan_id": plan.pk,
        "sheet_id": sheet.pk,
        "reading_id": other.pk,
        "item_id": other.items.first().pk,
        "verb": "accept",
        "edition_id": edition.pk,
        "file_id": other.file_id,
        "person_id": cast.lead.pk,
        "unit_id": cast.lead_unit.pk,
        "matter_id": matter.pk,
        "report_id": progress.pk,
        "delegation_id": delegation.pk,
        "token_id": token.pk,
        "circular_id": 7,
        "notice_id": told.pk,
        "channel_id": channel.pk,
        "secret": "no-secret-of-anybody",
        "share_id": shared.pk,
        "request_id": asked.pk,
        "attempt_id": locked.pk,
        "issue_id": issue.pk,
        "step": "assign",
        "issue_file_id": issue.entries.get().files.get().pk,
        "contact_id": contact.pk,
        "paper_id": paper.pk,
        "paper_kind": "progress",
        "target_id": edition.targets.first().pk,
        "order_id": order.pk,
        "order_file_id": order.entries.first().files.get().pk,
        "region_id": cast.city.pk,
        "subject": "matter",
    }
