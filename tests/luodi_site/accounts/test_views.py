"""Signing in, lockout, passwords, people and units."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.actions.roles import decide_role
from luodi_site.accounts.models import AuditEntry, Membership, Person, RoleRequest, Unit
from luodi_site.lib.immutable import WrittenOnce

PASSWORD = "open-sesame-7"


def sign_in(client, password):
    return client.post(reverse("accounts:sign_in"), {"username": "office", "password": password})


def test_it_lets_a_person_in_and_keeps_a_record(cast, client):
    """The right password opens the desk; the sign-in is recorded."""
    assert sign_in(client, PASSWORD)["Location"] == "/"
    assert AuditEntry.objects.filter(verb="accounts.sign_in", actor=cast.office, address="127.0.0.1").exists()


def test_it_locks_an_account_after_five_wrong_passwords(cast, client):
    """Afterwards even the right password is refused, in Chinese."""
    for _ in range(5):
        response = sign_in(client, "wrong")
    assert response.status_code == 429
    response = sign_in(client, PASSWORD)
    assert response.status_code == 429
    assert "15分钟" in response.content.decode()


def test_it_does_not_say_whether_the_name_or_the_password_was_wrong(cast, client):
    """One sentence for both, so that names cannot be guessed."""
    known = sign_in(client, "wrong").content.decode()
    unknown = client.post(reverse("accounts:sign_in"), {"username": "nobody", "password": "x"}).content.decode()
    assert "用户名或密码不对" in known
    assert "用户名或密码不对" in unknown


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_it_goes_nowhere_outside_after_signing_in(target, cast, client):
    """The page to return to is one of ours."""
    url = reverse("accounts:sign_in")
    assert client.post(url, {"username": "office", "password": PASSWORD, "next": target})["Location"] == "/"


@pytest.mark.parametrize("new", ["short-1", "1234567890123", "onlyletters", "password123", "周协调office1"])
def test_it_refuses_weak_passwords(new, cast, as_):
    """Too short, of one kind of sign, common, or made of the person's own names."""
    as_(cast.office).post(reverse("accounts:password"), {"old": PASSWORD, "new": new, "again": new})
    assert Person.objects.get(pk=cast.office.pk).check_password(PASSWORD)


def test_it_asks_for_a_new_password_before_anything_else(cast, as_):
    """Someone with a first password sees the password page only, until it is changed."""
    Person.objects.filter(pk=cast.lead.pk).update(has_to_change_password=True)
    client = as_(cast.lead)
    assert client.get("/")["Location"] == reverse("accounts:password")
    new = "bright-harbour-9"
    client.post(reverse("accounts:password"), {"old": PASSWORD, "new": new, "again": new})
    assert client.get("/").status_code == 200


def person_form(cast, unit, role="unit", **more):
    return {
        "username": "new", "name": "蒋新人", "unit_0": unit.pk, "role_0": role, "password": "first-password-5", **more
    }  # fmt: skip


def test_it_adds_a_person_who_must_change_the_password(cast, as_):
    """The first password is for once; the record names who added whom."""
    as_(cast.admin).post(reverse("accounts:add_person"), person_form(cast, cast.lead_unit))
    person = Person.objects.get(username="new")
    assert person.has_to_change_password
    assert AuditEntry.objects.filter(verb="accounts.add_person", actor=cast.admin, object_id=str(person.pk)).exists()


def test_it_gives_no_role_in_a_unit_of_another_region(cast, as_):
    """A county's administrator cannot make anyone a member of the city's office."""
    form = person_form(cast, cast.office_unit, "office")
    assert as_(cast.unrelated_office).post(reverse("accounts:add_person"), form).status_code == 200
    assert not Person.objects.filter(username="new").exists()


def test_it_leaves_roles_outside_of_the_keepers_region_alone(cast, as_):
    """Who edits a person from one county does not take away that person's role elsewhere."""
    Membership.objects.create(person=cast.unrelated, unit=cast.lead_unit, role="unit")
    form = {"name": "王石桥", "unit_0": cast.far_unit.pk, "role_0": "leader"}
    as_(cast.unrelated_office).post(reverse("accounts:person", args=[cast.unrelated.pk]), form)
    for asked in RoleRequest.objects.all():
        decide_role(actor=cast.unrelated_security, request=asked, is_granted=True)
    posts = set(cast.unrelated.memberships.values_list("unit_id", "role"))
    assert posts == {(cast.far_unit.pk, "leader"), (cast.lead_unit.pk, "unit")}


def test_it_keeps_people_from_locking_themselves_out(cast, as_):
    """Nobody deactivates their own account."""
    as_(cast.admin).post(reverse("accounts:person_state", args=[cast.admin.pk]), {"active": "0"})
    assert Person.objects.get(pk=cast.admin.pk).is_active


def excel(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("units.xlsx", out.getvalue())


def test_it_imports_units_from_excel(cast, as_):
    """Known full names are changed, new ones added; other names are divided by 、."""
    header = ["全称", "简称", "类型", "上级单位", "其他叫法"]
    file = excel(
        [
            header,
            ["松陵市科学技术局", "市科技局", "政府部门", "", "市科委、市科学技术委员会"],
            ["松陵市财政局", "市财局"],
        ]
    )
    as_(cast.office).post(reverse("accounts:import_units"), {"region": cast.city.pk, "file": file})
    unit = Unit.objects.get(name="松陵市科学技术局")
    assert set(unit.names.values_list("name", flat=True)) == {"市科委", "市科学技术委员会"}
    assert Unit.objects.get(pk=cast.responsible_unit.pk).short_name == "市财局"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.xlsx", b"no workbook"), "不是可以读取的 Excel"),
        (SimpleUploadedFile("a.yaml", b"a: [1"), "YAML 文件格式有误"),
        (SimpleUploadedFile("a.yaml", "- 简称: 甲".encode()), "第1行没有全称"),
        (SimpleUploadedFile("a.yaml", "- 全称: 甲局\n  类型: 星球".encode()), "星球"),
    ],
)
def test_it_says_why_a_list_cannot_be_imported(file, words, cast, as_):
    """The message names the row and what to do; nothing is taken over."""
    before = Unit.objects.count()
    file.seek(0)
    response = as_(cast.office).post(reverse("accounts:import_units"), {"region": cast.city.pk, "file": file})
    assert words in response.content.decode()
    assert Unit.objects.count() == before


def test_it_never_changes_the_record(cast):
    """Entries are added, never changed and never deleted, one by one or in bulk."""
    entry = record(actor=cast.office, verb="test", object_kind="test")
    entry.words = "changed"
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(words=""),
    ):
        with pytest.raises(WrittenOnce):
            attempt()


def test_it_shows_the_record_of_ones_own_region(cast, as_):
    """The city's auditor reads what the city's people did; a county's auditor does not."""
    record(actor=cast.lead, verb="policies.publish", object_kind="reading", words="某方案")
    url = reverse("accounts:audit")
    assert "某方案" in as_(cast.auditor).get(url).content.decode()
    assert "某方案" not in as_(cast.unrelated_office).get(url).content.decode()


def test_it_shows_the_auditor_what_the_other_two_did(cast, as_):
    """Filtered by power; taking the record away is itself recorded. Neither of the other two reads it."""
    record(actor=cast.admin, verb="accounts.add_unit", object_kind="unit", words="某局")
    record(actor=cast.security, verb="accounts.unlock", object_kind="person", words="某人")
    client, url = as_(cast.auditor), reverse("accounts:audit")
    html = client.get(url, {"power": "admin"}).content.decode()
    assert "某局" in html and "某人" not in html
    assert "某人" in client.get(url, {"power": "security"}).content.decode()
    assert client.get(url, {"format": "excel"}).status_code == 200
    assert AuditEntry.objects.filter(verb="accounts.export_audit", actor=cast.auditor).exists()
    assert {as_(person).get(url).status_code for person in (cast.admin, cast.security, cast.office)} == {403}


def test_it_lets_only_security_reset_a_password(cast, as_):
    """Whoever keeps the people cannot take over the account of whoever watches them."""
    url = reverse("accounts:reset_password", args=[cast.auditor.pk])
    assert as_(cast.admin).post(url).status_code == 403
    assert as_(cast.office).post(url).status_code == 403
    as_(cast.security).post(url)
    assert Person.objects.get(pk=cast.auditor.pk).has_to_change_password


def test_it_lets_only_security_stop_a_holder_of_a_power(cast, as_):
    """The administrator stops a clerk, not the auditor."""
    stop = {"active": "0"}
    as_(cast.admin).post(reverse("accounts:person_state", args=[cast.auditor.pk]), stop)
    as_(cast.admin).post(reverse("accounts:person_state", args=[cast.lead.pk]), stop)
    assert Person.objects.get(pk=cast.auditor.pk).is_active
    assert not Person.objects.get(pk=cast.lead.pk).is_active
    as_(cast.security).post(reverse("accounts:person_state", args=[cast.auditor.pk]), stop)
    assert not Person.objects.get(pk=cast.auditor.pk).is_active


def test_it_keeps_security_from_changing_people(cast, as_):
    """Security looks at a person and decides about roles; names and posts are the keeper's."""
    url = reverse("accounts:person", args=[cast.lead.pk])
    client = as_(cast.security)
    assert "吴经信" in client.get(url).content.decode()
    assert client.post(url, {"name": "吴改名"}).status_code == 403
    assert client.get(reverse("accounts:add_person")).status_code == 403


def test_it_refuses_two_powers_in_one_form(cast, as_):
    """The page says which roles stand apart."""
    form = person_form(cast, cast.office_unit, "admin", unit_1=cast.office_unit.pk, role_1="auditor")
    assert "一个人不能兼任其中两种" in as_(cast.admin).post(reverse("accounts:add_person"), form).content.decode()
    assert not Person.objects.filter(username="new").exists()


def test_it_gives_the_role_of_a_firm_in_a_firm_only(cast, as_):
    """A bureau has no people of a firm."""
    url = reverse("accounts:add_person")
    assert (
        "只能用于类型为企业的单位"
        in as_(cast.admin).post(url, person_form(cast, cast.lead_unit, "firm")).content.decode()
    )
    as_(cast.admin).post(url, person_form(cast, cast.firm_unit, "firm"))
    assert Person.objects.filter(username="new").exists()
