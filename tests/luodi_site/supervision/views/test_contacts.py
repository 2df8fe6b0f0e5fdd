"""包保: the office says which leader answers for which firm; leaders see theirs."""

from __future__ import annotations

from django.urls import reverse

from luodi_site.supervision import actions
from luodi_site.supervision.models import LeaderContact


def test_it_keeps_who_answers_for_whom(as_, cast):
    """Added by the office, shown to the leader with the figures of the firm, removed again."""
    actions.raise_issue(actor=cast.firm, unit=cast.firm_unit, region=cast.county, title="缺工", words="招不到人。")
    data = {"leader": cast.leader.pk, "firm": cast.firm_unit.pk}
    assert as_(cast.office).post(reverse("supervision:add_contact"), data).status_code == 302
    page = as_(cast.leader).get(reverse("supervision:contacts")).content.decode()
    assert "柳湾精密铸造有限公司" in page
    contact = LeaderContact.objects.get()
    assert as_(cast.leader).post(reverse("supervision:remove_contact", args=[contact.pk])).status_code == 403
    as_(cast.office).post(reverse("supervision:remove_contact", args=[contact.pk]))
    assert not LeaderContact.objects.exists()


def test_it_offers_only_leaders_and_firms_of_the_place(as_, cast):
    """Another county's office can name neither the city's leader nor a firm of this county."""
    data = {"leader": cast.leader.pk, "firm": cast.firm_unit.pk}
    assert as_(cast.unrelated_office).post(reverse("supervision:add_contact"), data).status_code == 422


def test_it_puts_a_leader_in_charge_of_a_matter(as_, cast, led):
    """On the matter's own page, by the region's office alone; shown there and among the contacts; ended there again."""
    add = reverse("supervision:add_matter_leader", args=[led.pk])
    page = reverse("supervision:matter", args=[led.pk])
    assert as_(cast.lead).post(add, {"leader": cast.leader.pk}).status_code == 403
    assert as_(cast.unrelated_office).post(add, {"leader": cast.leader.pk}).status_code == 404
    as_(cast.office).post(add, {"leader": cast.lead.pk})
    assert not LeaderContact.objects.exists()  # nobody but a leader
    as_(cast.office).post(add, {"leader": cast.leader.pk})
    contact = LeaderContact.objects.get()
    assert (contact.leader, contact.matter) == (cast.leader, led)
    assert "陈市长" in as_(cast.lead).get(page).content.decode()
    assert page in as_(cast.leader).get(reverse("supervision:contacts")).content.decode()
    ended = as_(cast.office).post(reverse("supervision:remove_contact", args=[contact.pk]), {"back": "matter"})
    assert ended.headers["Location"] == page and not LeaderContact.objects.exists()
