"""Forms of reporting: the lead's report, a cooperating unit's part, the office's decision, closure, schedules."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.entries import Step
from luodi_site.supervision import evidence
from luodi_site.supervision.actions.breakdown import wrong_steps
from luodi_site.supervision.lights import steps_from
from luodi_site.supervision.models import Matter, ProgressReport
from luodi_site.supervision.step_forms import FilesField, ManyFiles

_STEP = re.compile(
    r"^\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?[\s,，:：]+(\d{1,3}(?:\.\d)?)\s*[%％]?[\s,，:：]*(.*)$"
)


def _files(label: Any, *, is_required: bool = False) -> FilesField:
    kinds = "、".join(kind.lstrip(".") for kind in evidence.KINDS)
    return FilesField(
        label=label, required=is_required, widget=ManyFiles({"multiple": True, "accept": ",".join(evidence.KINDS)}),
        help_text=_("可以选多个；%(kinds)s，每个不超过%(most)s MB。") % {"kinds": kinds, "most": evidence.LARGEST // 1048576},
    )  # fmt: skip


class ReportForm(forms.Form):
    """Progress in one column: share, words, the values of the matter's targets, problems, next steps, files."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    share = forms.DecimalField(
        label=gettext_lazy("完成进度（%）"), required=False, min_value=0, max_value=100, decimal_places=1, max_digits=5,
        help_text=gettext_lazy("到今天为止完成的比例，0至100。说不准的留空，不要填0。"),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("进展情况"), max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("本期做了什么，取得什么结果，写数字。"),
    )  # fmt: skip
    problems = forms.CharField(
        label=gettext_lazy("存在问题"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    next_steps = forms.CharField(
        label=gettext_lazy("下一步打算"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, report: ProgressReport, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(report, name) for name in ("version", "share", "words", "problems", "next_steps")}
        super().__init__(*args, initial=initial, **kwargs)
        self._targets = list(report.matter.targets.all())
        for target in self._targets:
            label = f"{target.indicator}（{target.unit}）" if target.unit else target.indicator
            self.fields[f"target_{target.pk}"] = forms.DecimalField(
                label=label, required=False, max_digits=20, decimal_places=4,
                initial=report.target_values.get(str(target.pk)) or None,
                help_text=_("目标%(value)s%(unit)s，填目前的数。") % {"value": f"{target.value.normalize():f}", "unit": target.unit},
            )  # fmt: skip
        self.fields["files"] = _files(_("佐证材料"))

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        targets = {str(t.pk): str(v) for t in self._targets if (v := data.get(f"target_{t.pk}")) is not None}
        named = {name: data.get(name) or "" for name in ("words", "problems", "next_steps")}
        return {"share": data.get("share"), **named, "target_values": targets}


class DraftForm(ReportForm):
    """The same while it is only put by: nothing has to be filled in yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False


class PartForm(forms.Form):
    """What a cooperating unit adds."""

    words = forms.CharField(label=gettext_lazy("本单位进展"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    problems = forms.CharField(
        label=gettext_lazy("存在问题"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = _files(_("佐证材料"))


class ReasonForm(forms.Form):
    """A decision that has to say why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, version: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)


class ClosureForm(forms.Form):
    """The lead says that a matter is done, and shows it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("完成情况"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("逐项写明任务要求和完成结果。"),
    )  # fmt: skip

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": matter.version}, **kwargs)
        self.fields["files"] = _files(_("佐证材料"), is_required=not matter.evidence.exists())


class ScheduleForm(forms.Form):
    """Steps, one a line: a day, the share due by then, and words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    steps = forms.CharField(
        label=gettext_lazy("分期进度"), required=False, widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=gettext_lazy("一行一个节点，如“2026-06-30 40 完成主体工程”。留空则按时间均匀推算。"),
    )  # fmt: skip
    weight = forms.DecimalField(
        label=gettext_lazy("权重"), min_value=Decimal("0.01"), max_digits=6, decimal_places=2,
        help_text=gettext_lazy("汇总各单位进度时用；一般为1。"),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("依据"), required=False, max_length=200)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        lines = [f"{s.on.isoformat()} {s.share.normalize():f} {s.words}".strip() for s in steps_from(matter.steps)]
        initial = {"version": matter.version, "steps": "\n".join(lines), "weight": matter.weight}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_steps(self) -> tuple[Step, ...]:
        found = []
        for number, line in enumerate(self.cleaned_data["steps"].splitlines(), start=1):
            if not line.strip():
                continue
            match = _STEP.match(line)
            try:
                if match is None:
                    raise ValueError(line)
                year, month, day, share, words = match.groups()
                found.append(Step(date(int(year), int(month), int(day)), Decimal(share), words.strip()))
            except (ValueError, InvalidOperation):
                say = {"number": number, "line": line.strip()}
                raise forms.ValidationError(
                    _("第%(number)s行“%(line)s”读不懂。请写成“2026-06-30 40 完成主体工程”。") % say
                ) from None
        if wrong := wrong_steps(found):
            raise forms.ValidationError(wrong)
        return tuple(found)
