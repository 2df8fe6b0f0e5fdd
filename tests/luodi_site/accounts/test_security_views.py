"""Pages of the security administrator."""

from __future__ import annotations

from django.urls import reverse

from luodi_site.accounts.actions.roles import ask_for_role
from luodi_site.accounts.models import Membership, Person
from luodi_site.accounts.queries import roles_of

Role = Membership.Role


def ask(cast, actor=None):
    return ask_for_role(actor=actor or cast.admin, person=cast.lead, unit=cast.lead_unit, role=Role.LEADER)


def test_it_grants_with_one_press(cast, as_):
    """The page lists who asked; after the press the role holds and the list is empty."""
    request, client = ask(cast), as_(cast.security)
    url = reverse("accounts:role_requests")
    assert "吴经信" in client.get(url).content.decode()
    client.post(reverse("accounts:decide_role", args=[request.pk]), {"answer": "grant"})
    assert Role.LEADER in roles_of(Person.objects.get(pk=cast.lead.pk))
    assert "没有等待批准的申请" in client.get(url).content.decode()
    assert "已批准" in client.get(url, {"state": "done"}).content.decode()


def test_it_says_who_has_to_decide_instead(cast, as_):
    """What one asked for oneself is decided by another."""
    request, client = ask(cast, cast.security), as_(cast.security)
    assert "由另一位安全管理员批准" in client.get(reverse("accounts:role_requests")).content.decode()
    response = client.post(reverse("accounts:decide_role", args=[request.pk]), {"answer": "grant"}, follow=True)
    assert "须由另一位安全管理员批准" in response.content.decode()
    assert Role.LEADER not in roles_of(Person.objects.get(pk=cast.lead.pk))


def test_it_keeps_the_other_roles_out(cast, as_):
    """Neither the administrator nor the auditor nor the office decides about roles or locks."""
    for person in (cast.admin, cast.auditor, cast.office):
        client = as_(person)
        assert client.get(reverse("accounts:role_requests")).status_code == 403
        assert client.get(reverse("accounts:lockouts")).status_code == 403


def test_it_unlocks_an_account(cast, as_, client):
    """Five wrong passwords lock it; security lets the person try again at once."""
    door, attempt = reverse("accounts:sign_in"), {"username": "lead", "password": "wrong"}
    for _ in range(5):
        client.post(door, attempt)
    assert client.post(door, {"username": "lead", "password": "open-sesame-7"}).status_code == 429
    keeper = as_(cast.security)
    page = keeper.get(reverse("accounts:lockouts"))
    number = page.context["page"].rows[0].pk
    keeper.post(reverse("accounts:unlock", args=[number]))
    keeper.logout()
    assert client.post(door, {"username": "lead", "password": "open-sesame-7"}).status_code == 302
