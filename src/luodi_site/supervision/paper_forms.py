"""Forms of papers: a new one, its words, a step of its way, and the text of a kind."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.periods import Period, PeriodKind
from luodi.reports import papers, templates
from luodi.reports.from_yaml import paper_texts
from luodi.reports.templates import Template
from luodi_site.accounts.models import Region
from luodi_site.lib import clock
from luodi_site.policies.models import Edition
from luodi_site.supervision.models import Paper
from luodi_site.supervision.step_forms import StepForm

_DAY = {"type": "date"}
PERIODS: tuple[tuple[PeriodKind, Any], ...] = (
    ("month", gettext_lazy("当月")),
    ("quarter", gettext_lazy("当季")),
    ("half-year", gettext_lazy("当半年")),
    ("year", gettext_lazy("当年")),
)


def kinds() -> list[tuple[str, str]]:
    """Kinds that are drafted by themselves: an order's paper belongs to the order."""
    return [(text.key, text.name) for text in paper_texts() if text.key != "order"]


def _no_day_to_come(day: date) -> date:
    if day > clock.today():
        raise forms.ValidationError(_("还没有到这一天，不会有数据。请填写今天或以前的日期。"))
    return day


class NewPaperForm(forms.Form):
    """Which paper, of which region, with the figures of which day and period."""

    kind = forms.ChoiceField(label=gettext_lazy("文稿"))
    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        label=gettext_lazy("政策"),
        required=False,
        empty_label=gettext_lazy("请选择已发布的政策"),
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("地区"), empty_label=None)
    on = forms.DateField(
        label=gettext_lazy("数据截至"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        help_text=gettext_lazy("也是成文日期。"),
    )  # fmt: skip
    every = forms.ChoiceField(label=gettext_lazy("期间"), choices=PERIODS, initial="quarter")
    issuer = forms.CharField(label=gettext_lazy("发文机关"), max_length=60, required=False)

    def __init__(self, regions: QuerySet[Region], editions: QuerySet[Edition], issuer: str, *args: Any) -> None:
        initial = {"kind": "progress", "on": clock.today(), "issuer": issuer, "every": "quarter"}
        super().__init__(*args, initial=initial)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        if regions.count() == 1:
            self.fields["region"].widget = forms.HiddenInput()
            self.fields["region"].initial = regions.first()

    def clean_on(self) -> date:
        return _no_day_to_come(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        """A breakdown is about a policy, and of its region."""
        data = super().clean() or {}
        if data.get("kind") != "breakdown":
            return data | {"edition": None}
        if edition := data.get("edition"):
            return data | {"region": edition.region}
        if "edition" in data:
            self.add_error("edition", _("任务分解通报写一份已发布的政策。请选择。"))
        return data

    def period(self) -> Period:
        """The period that the day lies in; a yearly report is about its year, whatever was chosen."""
        every: Any = "year" if self.cleaned_data["kind"] == "yearly" else self.cleaned_data["every"]
        return Period.holding(every, self.cleaned_data["on"])


class TextForm(forms.Form):
    """Title, addressees and body of a paper, with named places."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=200, strip=True)
    addressees = forms.CharField(label=gettext_lazy("主送"), max_length=200, required=False)
    body = forms.CharField(
        label=gettext_lazy("正文"), widget=forms.Textarea({"rows": 22}), max_length=20_000,
        help_text=gettext_lazy(
            "一行一段。“# ”“## ”起一、二级标题，序号自动连排；{名称}填数；单独一行的[某某表]放表，[附件：某某表]放到附件；"
            "[有名称]、[无名称]开头的行按有无取舍；[接]开头的行接在上一段后面。"
        ),
    )  # fmt: skip

    def __init__(self, kind: str, template: Template, *args: Any) -> None:
        initial = {"title": template.title, "addressees": template.addressees, "body": template.body}
        super().__init__(*args, initial=initial)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"title", "body"} <= data.keys():
            data["body"] = data["body"].replace("\r\n", "\n")
            problems = templates.check(self.template, papers.places_of(self.kind))
            for problem in problems[:12]:
                self.add_error("body" if "正文" in problem.message else "title", problem.message + problem.hint)
        return data

    @property
    def template(self) -> Template:
        data = self.cleaned_data
        return Template(data["title"], data["body"], data.get("addressees", ""))


class ChangeForm(TextForm):
    """The words of one paper, and the day of its figures."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=gettext_lazy("数据截至"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    field_order = ("version", "title", "addressees", "on", "body")

    def __init__(self, paper: Paper, *args: Any) -> None:
        super().__init__(paper.kind, Template(paper.title_text, paper.body, paper.addressees), *args)
        self.initial |= {"version": paper.version, "on": paper.on}

    def clean_on(self) -> date:
        return _no_day_to_come(self.cleaned_data["on"])


class PaperStepForm(StepForm):
    """A step of a paper: what leads on may go with a remark, what leads back or away says why."""

    texts: ClassVar = {
        "review": (gettext_lazy("意见"), ""),
        "sign": (gettext_lazy("意见"), ""),
        "send_back": (gettext_lazy("理由"), ""),
        "drop": (gettext_lazy("理由"), ""),
    }
    may_be_silent: ClassVar = ("review", "sign")
    longest: ClassVar = 600
