"""A card as HTML, written by hand: a review shows hundreds at once, and a template takes two milliseconds for each."""

from __future__ import annotations

from functools import partial
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luodi_site.policies.cards import Card, UnitChip
from luodi_site.policies.suggestions import reason


class CardWriter:
    """Writes the cards of one reading; what is the same on all of them is asked for once."""

    def __init__(self, reading_id: int, *, may_edit: bool) -> None:
        self.text_url = reverse("policies:text", args=[reading_id])
        self.may_edit = may_edit
        words = {
            "accept": _("确认"), "settled": _("已处理"), "edit": _("修改"), "add": _("补录"), "restore": _("恢复"),
            "no_problem": _("不是问题"), "reject": _("剔除"), "source": _("出处"), "units": _("责任单位"),
            "lead": _("牵头"), "nobody": _("文中未写明，待指定"), "adopt": _("采用"), "suggested_lead": _("建议牵头"),
            "suggested": _("建议单位"), "others": _("责任单位"), "rule": _("规则"), "write_rule": _("写规则"),
        }  # fmt: skip
        self.words = {name: escape(word) for name, word in words.items()}

    def write(self, card: Card, note: str = "") -> SafeString:
        """One ``<article>``; ``note`` tells what became of a press that could not be taken."""
        start, end = ("" if value is None else value for value in (card.start, card.end))
        rejected = " is-rejected" if card.is_rejected else ""
        parts = [
            f'<article class="card-item kind-{card.kind}{rejected}" id="card-{card.pk}" tabindex="-1" data-id="{card.pk}"'
            f' data-kind="{card.kind}" data-state="{card.state}" data-version="{card.version}" data-start="{start}"'
            f' data-end="{end}"{self._ruled(card)}>\n<div class="card-top"><h3 class="card-title">{escape(card.title)}</h3>'
            f'<span class="state {card.state}">{escape(card.state_label)}</span></div>',
            f'<p class="card-note" role="alert">{escape(note)}</p>' if note else "",
            self._facts(card),
            f'<div class="card-foot"><a class="source" href="{self.text_url}?start={card.start or 0}&amp;end={card.end or 0}'
            f'#here" title="{escape(card.search)}">{self.words["source"]} {escape(card.source)}</a>',
            f'<span class="card-by">{escape(card.by)}</span>' if card.by else "",
            self._buttons(card) if self.may_edit else "",
            "</div>\n</article>\n",
        ]
        return mark_safe("".join(parts))

    def _ruled(self, card: Card) -> str:
        """What ties a benefit and its rule together on the page."""
        if card.rule is not None:
            return f' data-rule="{card.rule.pk}"'
        return f' data-words="{escape(card.rule_words)}"' if card.rule_words else ""

    def _facts(self, card: Card) -> str:
        if not card.rows and card.kind != "task" and card.rule is None:
            return ""
        units = ""
        if card.kind == "task":
            chips = "".join(map(self._unit, card.units)) or f'<span class="quiet">{self.words["nobody"]}</span>'
            units = f"<dt>{self.words['units']}</dt><dd>{chips}</dd>{self._suggestion(card)}"
        rule = ""
        if card.rule is not None:
            rule = f'<dt>{self.words["rule"]}</dt><dd><span class="rule-mark">{escape(card.rule.words)}</span></dd>'
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in card.rows)
        return f"<dl>{units}{rows}{rule}</dl>"

    def _suggestion(self, card: Card) -> str:
        """Who might lead, why, and the button that takes it over: nothing is taken over by itself."""
        found = card.suggestion
        if found is None:
            return ""
        named = escape("、".join(found.lead or found.units))
        if found.lead and found.others:
            named += f"；{self.words['others']} {escape('、'.join(found.others))}"
        source = reverse("policies:text", args=[found.reading_id]) + f"?start={found.start}&amp;end={found.end}#here"
        why = escape(reason(found)).replace("《", f'<a href="{source}">《', 1).replace("》", "》</a>", 1)
        values = escape(f'{{"version": {card.version}, "edition": {found.edition_id}, "task": {found.task}}}')
        button = (
            f'<button type="button" class="act" hx-post="{reverse("policies:adopt", args=[card.pk])}"'
            f' hx-target="#card-{card.pk}" hx-swap="outerHTML" hx-vals="{values}">{self.words["adopt"]}</button>'
        )
        label = self.words["suggested_lead" if found.lead else "suggested"]
        return f'<dt>{label}</dt><dd class="suggested">{named}<span class="quiet">（{why}）</span> {button}</dd>'

    def _unit(self, unit: UnitChip) -> str:
        lead = " lead" if unit.is_lead else ""
        if not unit.full:
            return f'<span class="unit{lead} unknown" data-unknown="{escape(unit.mark)}">{escape(unit.written)}</span>'
        title = (self.words["lead"] + "：" if unit.is_lead else "") + escape(unit.full)
        mark = f' {unit.standing}" data-mark="{escape(unit.mark)}' if unit.mark else ""
        return f'<span class="unit{lead}{mark}" title="{title}">{escape(unit.written)}</span>'

    def _buttons(self, card: Card) -> str:
        button = partial('<button type="button" class="act{}" data-press="{}">{}</button>'.format)
        made = []
        if card.is_open:
            made.append(button(" yes", "a", self.words["settled" if card.is_problem else "accept"]))
        if not card.is_problem and not card.is_rejected:
            made.append(button("", "e", self.words["edit"]))
        if card.kind == "benefit" and not card.is_rejected:
            made.append(button("", "r", self.words["rule" if card.rule else "write_rule"]))
        if card.is_problem and card.is_open:
            made.append(button("", "n", self.words["add"]))
        if card.is_rejected or (card.is_problem and not card.is_open):
            last = "restore"
        else:
            last = "no_problem" if card.is_problem else "reject"
        made.append(button(" no", "x", self.words[last]))
        return "".join(made)
