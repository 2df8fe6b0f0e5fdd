"""The review page and its parts: cards, forms, undo, history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import audit_of, roles_of
from luodi_site.lib.formats import moment
from luodi_site.lib.pages import page_of
from luodi_site.policies import queries
from luodi_site.policies.actions import review as actions
from luodi_site.policies.card_html import CardWriter
from luodi_site.policies.forms import FORMS, ItemForm
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.policies.review_desk import ReviewDesk
from luodi_site.policies.rules.drafting import field_rows
from luodi_site.policies.steps import step_rows
from luodi_site.policies.suggestions import adopted

Role, Kind = Membership.Role, ReviewItem.Kind
VERBS = {"accept": actions.accept, "reject": actions.reject, "restore": actions.restore}


def _desk(request: HttpRequest, reading_id: int) -> ReviewDesk:
    """A reading that the person may change; one that is no longer under review cannot be changed by anyone."""
    return ReviewDesk(get_object_or_404(queries.readings_run_by(request.user), pk=reading_id), request.user)


def item_and_desk(request: HttpRequest, item_id: int) -> tuple[ReviewItem, ReviewDesk]:
    item = get_object_or_404(ReviewItem.objects.select_related("edited_by"), pk=item_id)
    return item, _desk(request, item.reading_id)


@own(Role.OFFICE, Role.AUDITOR)
def review(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Text left, cards right. Auditors look on."""
    reading: Reading = get_object_or_404(queries.readings_visible_to(request.user).defer(None), pk=reading_id)
    desk = ReviewDesk(reading, request.user)
    may_edit = (
        reading.state == Reading.State.DRAFT and queries.readings_run_by(request.user).filter(pk=reading_id).exists()
    )
    context = {
        "desk": desk, "reading": reading, "progress": desk.progress, "groups": desk.written_groups(may_edit=may_edit), "may_edit": may_edit,
        "text_html": mark_safe(desk.text_html()),
        "kinds": [(kind, label) for kind, label in Kind.choices if kind in FORMS],
        "edition": queries.current_edition(reading), "rule_fields": field_rows(),
    }  # fmt: skip
    return render(request, "policies/review.html", context)


def answer(request: HttpRequest, desk: ReviewDesk, item: ReviewItem, stretches: Any = (), **more: Any) -> HttpResponse:
    """A card, with the progress and the lines of text that changed along with it."""
    desk.__dict__.pop("items", None)
    context = {
        "card_html": CardWriter(desk.reading.pk, may_edit=True).write(desk.card(item), more.pop("note", "")),
        "reading": desk.reading, "may_edit": True, "progress": desk.progress, "is_part": True,
        "lines_html": mark_safe(desk.lines_html(stretches)), **more,
    }  # fmt: skip
    return render(request, "policies/parts/card_answer.html", context, status=more.get("status", 200))


def someone_else(request: HttpRequest, desk: ReviewDesk, item: ReviewItem) -> HttpResponse:
    """What the second of two people is told: who was faster, and what the item is now."""
    if Reading.objects.get(pk=item.reading_id).state != Reading.State.DRAFT:
        note = _("这份政策已发布，不能再修改。如需更正，请在政策页点“修订”。")
    else:
        who = item.edited_by.name if item.edited_by else ""
        note = _("%(who)s已在%(when)s改过这一项，您的修改没有保存；现在显示的是最新内容，请重新核对。") % {
            "who": who, "when": moment(item.edited_at)}  # fmt: skip
    return answer(request, desk, item, [(item.start, item.end)], note=note, status=409)


@own(Role.OFFICE)
@require_POST
def act(request: HttpRequest, item_id: int, verb: str) -> HttpResponse:
    """Accepts, rejects or restores one item."""
    if verb not in VERBS:
        raise Http404
    item, desk = item_and_desk(request, item_id)
    try:
        VERBS[verb](actor=request.user, item=item, version=version_in(request))
    except actions.SomeoneElse as told:
        return someone_else(request, desk, told.item)
    changes_marks = verb != "accept"
    return answer(request, desk, item, [(item.start, item.end)] if changes_marks else ())


@own(Role.OFFICE)
@require_POST
def adopt(request: HttpRequest, item_id: int) -> HttpResponse:
    """Takes over the units that the card suggests, if they are still what would be suggested."""
    item, desk = item_and_desk(request, item_id)
    found = desk.suggestion(item)
    pressed = [request.POST.get(name) for name in ("edition", "task")]
    if found is None or pressed != [str(found.edition_id), str(found.task)]:
        return answer(request, desk, item, note=_("建议已有变化，没有采用。请看过现在的内容再定。"), status=409)
    try:
        actions.edit(
            actor=request.user, item=item, version=version_in(request), payload=adopted(item.payload, found),
            start=item.start or 0, end=item.end or 0,
        )  # fmt: skip
    except actions.SomeoneElse as told:
        return someone_else(request, desk, told.item)
    return answer(request, desk, item)


def version_in(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else 0


@own(Role.OFFICE)
def card(request: HttpRequest, item_id: int) -> HttpResponse:
    """One card as it is now, as after leaving its form."""
    item, desk = item_and_desk(request, item_id)
    return answer(request, desk, item)


@own(Role.OFFICE)
def edit(request: HttpRequest, item_id: int) -> HttpResponse:
    """The form of one item, in the place of its card."""
    item, desk = item_and_desk(request, item_id)
    if item.kind not in FORMS:
        raise Http404
    text = desk.reading.text
    form = FORMS[item.kind](
        request.POST or None, text=text, near=item.start or 0, index=desk.index, payload=item.payload,
        initial={"quote": text[item.start or 0 : item.end or 0].strip()}, auto_id=f"f{item.pk}_%s",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        before = (item.start, item.end)
        start, end = _stretch(form, item, text)
        try:
            actions.edit(
                actor=request.user, item=item, version=version_in(request), payload=form.payload(), start=start, end=end
            )
        except actions.SomeoneElse as told:
            return someone_else(request, desk, told.item)
        return answer(request, desk, item, [before, (start, end)])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "item": item, "version": request.POST.get("version") or item.version}
    return render(request, "policies/parts/form.html", context, status=status)


def _stretch(form: ItemForm, item: ReviewItem, text: str) -> tuple[int, int]:
    """Words that were not touched keep their very stretch, white space at its ends included."""
    old = text[item.start or 0 : item.end or 0]
    if form.cleaned_data["quote"].replace("\r\n", "\n").strip() == old.replace("\r\n", "\n").strip():
        return item.start or 0, item.end or 0
    return form.start, form.end


@own(Role.OFFICE)
def add(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The form for an item that was not read; opens with the words selected in the text."""
    desk = _desk(request, reading_id)
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind") if given.get("kind") in FORMS else Kind.TASK
    near, end = (int(given.get(name) or 0) if (given.get(name) or "").isdigit() else 0 for name in ("start", "end"))
    text = desk.reading.text
    form = FORMS[kind](
        request.POST or None,
        text=text,
        near=near,
        index=desk.index,
        initial={"quote": text[near:end].strip()},
        auto_id="fnew_%s",
    )
    context = {
        "form": form, "reading": desk.reading, "kind": kind, "start": near, "end": end,
        "kinds": [(value, label) for value, label in Kind.choices if value in FORMS],
    }  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return render(request, "policies/parts/add.html", context, status=422 if request.method == "POST" else 200)
    if desk.reading.state != Reading.State.DRAFT:
        form.add_error(None, _("这份政策已发布，不能再修改。如需更正，请在政策页点“修订”。"))
        return render(request, "policies/parts/add.html", context, status=422)
    item = actions.add(
        actor=request.user, reading=desk.reading, kind=kind, start=form.start, end=form.end, payload=form.payload()
    )
    return answer(request, desk, item, [(item.start, item.end)], is_added=True)


def _cards_answer(
    request: HttpRequest, desk: ReviewDesk, items: Any, words: str, go_to: int | None = None
) -> HttpResponse:
    """All cards anew: after a press that changed many."""
    desk.__dict__.pop("items", None)
    context = {
        "groups": desk.written_groups(may_edit=True),
        "reading": desk.reading, "may_edit": True, "progress": desk.progress, "is_part": True, "words": words, "go_to": go_to,
        "lines_html": mark_safe(desk.lines_html([(i.start, i.end) for i in items])),
    }  # fmt: skip
    return render(request, "policies/parts/cards_answer.html", context)


@own(Role.OFFICE)
@require_POST
def accept_all(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Accepts whatever of one kind nobody has looked at yet; one undo takes all of it back."""
    desk = _desk(request, reading_id)
    kind = request.POST.get("kind", "")
    if kind not in Kind.values:
        raise Http404
    count = actions.accept_all(actor=request.user, reading=desk.reading, kind=kind)
    return _cards_answer(request, desk, (), _("已确认%(count)s项，按 u 可撤销。") % {"count": count})


@own(Role.OFFICE)
@require_POST
def undo(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Takes back the person's own last step."""
    desk = _desk(request, reading_id)
    before = {item.pk: (item.start, item.end) for item in desk.items}
    try:
        items = actions.undo(actor=request.user, reading=desk.reading)
    except actions.NothingToUndo:
        return _cards_answer(request, desk, (), _("没有可以撤销的操作。"))
    except actions.SomeoneElse:
        return _cards_answer(request, desk, (), _("上一步之后已有他人修改，不能撤销。"))
    moved = [item for item in items if before.get(item.pk) != (item.start, item.end)]
    stretches = [*items, *(ReviewItem(start=before[i.pk][0], end=before[i.pk][1]) for i in moved if i.pk in before)]
    return _cards_answer(
        request, desk, stretches, _("已撤销上一步（%(count)s项）。") % {"count": len(items)}, items[0].pk
    )


@own(Role.OFFICE, Role.AUDITOR)
def history(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Who did what to this document, newest first."""
    reading = get_object_or_404(queries.readings_visible_to(request.user), pk=reading_id)
    context = {
        "reading": reading, "steps": page_of(request, step_rows(reading)), "roles": roles_of(request.user),
        "entries": audit_of("reading", reading.pk).exclude(verb__endswith="_item")[:100],
        "editions": reading.editions.select_related("published_by").defer("text", "outline", "policy"),
    }  # fmt: skip
    return render(request, "policies/history.html", context)
