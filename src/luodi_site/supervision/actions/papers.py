"""Writes about papers: drafting and changing them, each step until they are issued, and the texts of an office."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from luodi.reports import papers, sign_off, templates
from luodi.reports.model import Report
from luodi.reports.templates import Template
from luodi.reports.to_json import from_json, to_json
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region
from luodi_site.notices.actions import mark_read, notify
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.claims import SomeoneElse, moment, today
from luodi_site.supervision.actions.issues import Refused
from luodi_site.supervision.actions.numbers import next_code
from luodi_site.supervision.breakdown_building import breakdown_of
from luodi_site.supervision.models import IssuedPaper, Paper, PaperEntry, PaperText
from luodi_site.supervision.paper_building import facts_of, text_of
from luodi_site.supervision.paper_history import notice_key, standing
from luodi_site.supervision.paper_units import units_named_in
from luodi_site.supervision.search_rows import keep_paper


def _built(
    kind: str, template: Template, region: Region, edition: Edition | None, **period: Any
) -> tuple[Report, str, str]:
    """The report, its JSON, and the checksum that names these words. Raises Refused for a faulty text."""
    problems = templates.check(template, papers.places_of(kind))
    if problems:
        raise Refused(problems)
    if edition is None:
        report = papers.build(kind, template, facts_of(region, **period))
    else:
        facts = breakdown_of(edition, on=period["on"], issuer=period["issuer"])
        report = papers.build(kind, template, facts)
    content = to_json(report)
    return report, content, hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def draft_paper(
    *,
    region: Region,
    kind: str,
    actor: Person,
    issuer: str,
    first_on: date,
    last_on: date,
    period: str,
    on: date | None = None,
    edition: Edition | None = None,
) -> Paper:
    """A paper by the region's text for this kind, with the figures of ``on`` for the period; a breakdown's are those of
    its ``edition``."""
    day, template = today(on), text_of(region, kind)
    dates = {"on": day, "first_on": first_on, "last_on": last_on, "period": period, "issuer": issuer}
    report, content, checksum = _built(kind, template, region, edition, **dates)
    paper = Paper.objects.create(
        region=region, kind=kind, title_text=template.title, addressees=template.addressees, body=template.body,
        title=report.title[:400], content=content, checksum=checksum, edition=edition, **dates,
    )  # fmt: skip
    _remember(paper, actor, "draft", day)
    record(actor=actor, verb="supervision.paper_draft", object_kind="paper", object_id=paper.pk, words=paper.title)
    return paper


@transaction.atomic
def change_paper(
    *, paper: Paper, actor: Person, version: int, template: Template, on: date, written_on: date | None = None
) -> None:
    """Other words, or the figures of another day: whatever was reviewed or signed is a draft again.

    Raises Refused, SomeoneElse.
    """
    report, content, checksum = _built(
        paper.kind, template, paper.region, paper.edition, on=on, first_on=paper.first_on, last_on=paper.last_on, period=paper.period,
        issuer=paper.issuer,
    )  # fmt: skip
    _follow(
        paper, actor, version, "change", today(written_on), checksum=checksum, title_text=template.title, on=on,
        addressees=template.addressees, body=template.body, title=report.title[:400], content=content,
    )  # fmt: skip


@transaction.atomic
def take_paper_step(
    *,
    paper: Paper,
    actor: Person,
    version: int,
    step: sign_off.PaperStep,
    words: str = "",
    on: date | None = None,
) -> None:
    """Reviews, signs, sends back, issues or drops the paper as it stands. Raises Refused, SomeoneElse.

    What is issued gets its number and is kept apart, never to change.
    """
    day = today(on)
    if step == "issue":
        # The rules speak before a number is given out.
        _allowed(paper, actor, step, day, words=words)
        code = next_code(paper.region, "paper", day.year)
        _follow(paper, actor, version, step, day, words=words, code=code, issued_on=day)
        _keep(paper, actor, code, day)
    else:
        _follow(paper, actor, version, step, day, words=words)


def _keep(paper: Paper, actor: Person, code: str, day: date) -> None:
    report = from_json(paper.content)
    if report.masthead:
        report = replace(report, masthead=replace(report.masthead, number=code))
    content = to_json(report)
    IssuedPaper.objects.create(
        paper=paper, code=code, content=content, checksum=hashlib.sha256(content.encode()).hexdigest(), issued_on=day,
        issued_by=actor,
    )  # fmt: skip
    paper.concerned.set(units_named_in(report, paper.region))
    _tell(paper, actor, day)


def _tell(paper: Paper, actor: Person, day: date) -> None:
    """The units that the paper names hear of it."""
    units = list(paper.concerned.all())
    if units:
        notify(
            kind="circular", title=f"{paper.title}（{paper.code}）"[:200], key=notice_key(paper), units=units,
            words=f"{paper.issuer or paper.region.name}印发，请阅办。", url=reverse("supervision:paper", args=[paper.pk]),
            at=moment(day),
        )  # fmt: skip
        read_paper(paper=paper, person=actor)


@transaction.atomic
def read_paper(*, paper: Paper, person: Person) -> None:
    """Whoever opened the paper need not be told of it any longer."""
    unread = person.notices.filter(key=notice_key(paper), read_at=None).values_list("pk", flat=True)
    if unread:
        mark_read(person=person, notices=list(unread))


def _allowed(
    paper: Paper, actor: Person, step: sign_off.PaperStep, day: date, *, words: str = "", checksum: str = ""
) -> sign_off.PaperStanding:
    entry = sign_off.PaperEntry(step, str(actor.pk), day, checksum or paper.checksum, words)
    after, problems = sign_off.follow(standing(paper), entry)
    if problems:
        raise Refused(problems)
    return after


def _follow(
    paper: Paper, actor: Person, version: int, step: sign_off.PaperStep, day: date, *, words: str = "", **values: Any
) -> None:
    """Takes the step where the table allows it and nobody was faster."""
    if paper.version != version:
        raise SomeoneElse
    after = _allowed(paper, actor, step, day, words=words, checksum=values.get("checksum", ""))
    values |= {"state": after.state, "version": version + 1}
    if not Paper.objects.filter(pk=paper.pk, version=version).update(**values):
        raise SomeoneElse
    for name, value in values.items():
        setattr(paper, name, value)
    _remember(paper, actor, step, day, words)
    record(
        actor=actor, verb=f"supervision.paper_{step}", object_kind="paper", object_id=paper.pk, words=paper.title,
        detail={"words": words[:300], "checksum": paper.checksum},
    )  # fmt: skip


def _remember(paper: Paper, actor: Person, kind: str, day: date, words: str = "") -> None:
    PaperEntry.objects.create(
        paper=paper, at=moment(day), on=day, actor=actor, kind=kind, checksum=paper.checksum, words=words[:600]
    )
    keep_paper(paper)


@transaction.atomic
def keep_text(*, region: Region, kind: str, actor: Person, template: Template | None) -> PaperText:
    """From now on papers of this kind begin with this text; None goes back to the one that comes along. Raises Refused
    with every fault of the text. Papers that were drafted keep theirs."""
    if template is not None and (problems := templates.check(template, papers.places_of(kind))):
        raise Refused(problems)
    words = template or Template("", "")
    text: PaperText = PaperText.objects.create(
        region=region, kind=kind, title=words.title, addressees=words.addressees, body=words.body, by=actor
    )
    record(actor=actor, verb="supervision.paper_text", object_kind="region", object_id=region.pk, words=kind)
    return text
