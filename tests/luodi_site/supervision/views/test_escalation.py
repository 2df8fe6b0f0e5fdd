"""The rules of escalation on the page: read as a table, changed as text, faults told."""

from __future__ import annotations

from django.urls import reverse

from luodi.ledger.escalation.from_yaml import default_text
from luodi_site.supervision.models import EscalationChoice


def words(response):
    return response.content.decode()


def test_it_shows_the_rules_in_words(as_, cast):
    """What happens when, who is told, and how it goes out; leaders read, only the office changes."""
    home = as_(cast.office).get(reverse("supervision:home_rules"))
    page = words(as_(cast.office).get(home["Location"]))
    assert (
        "到期前10个工作日" in page and "逾期3个工作日" in page and "协调办确认后发出" in page and 'name="text"' in page
    )
    page = words(as_(cast.leader).get(home["Location"]))
    assert "到期前10个工作日" in page and 'name="text"' not in page
    issue = words(as_(cast.office).get(reverse("supervision:escalation", args=[cast.city.pk, "issue"])))
    assert "蓝色督办单到期未整改" in issue and "再逾期直接进入橙色督办单" in issue
    reports = words(as_(cast.office).get(reverse("supervision:escalation", args=[cast.city.pk, "report"])))
    assert (
        "逾期催报" in reports and "逾期1个工作日，之后每3个工作日一次" in reports and "colour_by_colour" not in reports
    )
    assert as_(cast.lead).get(home["Location"]).status_code == 403


def test_it_starts_from_a_set_that_comes_along(as_, cast):
    """The text of the other set stands in the form when it is asked for."""
    url = reverse("supervision:escalation", args=[cast.city.pk, "matter"])
    assert "colour_by_colour" in words(as_(cast.office).get(url, {"set": "colour_by_colour"}))
    assert as_(cast.office).get(reverse("supervision:escalation", args=[cast.city.pk, "other"])).status_code == 404


def test_it_keeps_a_text_without_faults_only(as_, cast):
    """A slip comes back with the step and the word; a good text counts from today, a leader's is not taken."""
    url = reverse("supervision:escalation", args=[cast.city.pk, "matter"])
    text = default_text("colour_by_colour")
    bad = as_(cast.office).post(url, {"text": text.replace("at_due", "at_dew")})
    assert bad.status_code == 422 and "“at_dew”" in words(bad)
    assert as_(cast.leader).post(url, {"text": text}).status_code == 200
    assert not EscalationChoice.objects.exists()
    assert as_(cast.office).post(url, {"text": text}).status_code == 302
    assert "逐级升级" in words(as_(cast.office).get(url))
