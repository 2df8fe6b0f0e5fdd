"""Forms in which a person sends documents in, and corrects or adds an item of each kind."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.policy.to_json import number
from luodi_site.accounts.models import Region
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies import words
from luodi_site.policies.models import ReviewItem

Kind = ReviewItem.Kind
_AMONG = re.compile(r"[、，,；;\n]+")


class UploadForm(forms.Form):
    """The region whose policy it is; the files themselves are taken from the request, several at a time."""

    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("政策所属地区"), empty_label=None)

    def __init__(self, regions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]


class ListField(forms.CharField):
    """Names divided by 、."""

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> Any:
        return [part.strip() for part in _AMONG.split(super().to_python(value)) if part.strip()]


class ItemForm(forms.Form):
    """What every kind has: the stretch, as words that must stand in the document."""

    quote = forms.CharField(
        label=gettext_lazy("原文"), widget=forms.Textarea({"rows": 3}), strip=False,
        help_text=gettext_lazy("须与原文逐字一致；系统据此定位。"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        text: str,
        near: int = 0,
        index: UnitIndex,
        payload: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.text, self.near, self.index = text, near, index
        self.before = payload or {}
        kwargs["initial"] = {**self.initial_of(self.before), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "quote"] + ["quote"])

    def initial_of(self, payload: dict[str, Any]) -> dict[str, Any]:
        return dict(payload)

    def clean_quote(self) -> str:
        """Finds the words nearest to where the item stood; line ends of a browser are those of the document."""
        quote: str = self.cleaned_data["quote"]
        for wording in (quote, quote.replace("\r\n", "\n"), quote.strip(), quote.replace("\r\n", "\n").strip()):
            found = [match.start() for match in re.finditer(re.escape(wording), self.text)] if wording else []
            if found:
                start = min(found, key=lambda at: abs(at - self.near))
                self.start, self.end = start, start + len(wording)
                return wording
        raise forms.ValidationError(_("文中没有这段话。请从左侧原文复制，或先选中原文再补录。"))

    def payload(self) -> dict[str, Any]:
        raise NotImplementedError


class TaskForm(ItemForm):
    title = forms.CharField(label=gettext_lazy("任务名称"), max_length=200, required=False)
    lead = ListField(label=gettext_lazy("牵头单位"), required=False, help_text=gettext_lazy("多个单位以顿号分开。"))
    units = ListField(label=gettext_lazy("全部责任单位"), required=False, widget=forms.Textarea({"rows": 2}))
    implied = ListField(label=gettext_lazy("总则带出的单位"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "units", "implied"):
            self.fields[name].widget.attrs["data-units"] = "1"
        written = [*self.before.get("units", ()), *self.before.get("implied", ()), *self.before.get("lead", ())]
        assigned = self.before.get("assigned") or {}
        self.open_names = [n for n in dict.fromkeys(written) if n in assigned or not self.index.find_all(n)]
        for i, name in enumerate(self.open_names):
            known = "、".join(unit.name for unit in self.index.by_numbers(assigned.get(name, ())))
            self.fields[f"assign_{i}"] = ListField(
                label=_("“%(name)s”指") % {"name": name},
                required=False,
                initial=known,
                widget=forms.TextInput({"list": "unit-names", "data-assign": "1"}),
            )
        self.order_fields(
            ["title", *[f"assign_{i}" for i in range(len(self.open_names))], "lead", "units", "implied", "quote"]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.assigned: dict[str, list[int]] = {}
        for i, name in enumerate(self.open_names):
            chosen = []
            for full in data.get(f"assign_{i}") or ():
                units = self.index.find_all(full)
                if not units:
                    self.add_error(
                        f"assign_{i}",
                        _("名册里没有“%(name)s”。请从提示中选择，或先在设置中新增单位。") % {"name": full},
                    )
                chosen += [unit.pk for unit in units]
            if chosen:
                self.assigned[name] = chosen
        return data

    def payload(self) -> dict[str, Any]:
        data = self.cleaned_data
        units = [*[n for n in data["lead"] if n not in data["units"]], *data["units"]]
        kept = {*units, *data["implied"]}
        made = {
            **self.before, "title": data["title"] or None, "lead": data["lead"], "units": units, "implied": data["implied"],
            "expanded": {k: v for k, v in (self.before.get("expanded") or {}).items() if k in kept},
        }  # fmt: skip
        made.pop("assigned", None)
        assigned = {name: numbers for name, numbers in self.assigned.items() if name in kept}
        return {**made, "assigned": assigned} if assigned else made


class TargetForm(ItemForm):
    indicator = forms.CharField(label=gettext_lazy("指标"), max_length=200)
    comparator = forms.ChoiceField(label=gettext_lazy("比较"), choices=list(words.COMPARATORS.items()))
    value = forms.DecimalField(label=gettext_lazy("数值"))
    upper = forms.DecimalField(label=gettext_lazy("区间上限"), required=False)
    unit = forms.CharField(label=gettext_lazy("计量单位"), max_length=20, required=False)
    by = forms.IntegerField(label=gettext_lazy("期限（年份）"), min_value=1990, max_value=2100, required=False)
    every = forms.ChoiceField(
        label=gettext_lazy("频次"),
        choices=[("", gettext_lazy("不重复")), *list(words.EVERY.items())[:4]],
        required=False,
    )

    def payload(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "indicator": data["indicator"], "comparator": data["comparator"], "value": number(data["value"]), "unit": data["unit"],
            "upper": number(data["upper"]), "by": data["by"], "every": data["every"] or None,
            "optional": bool(self.before.get("optional")),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("comparator") == "-" and data.get("upper") is None:
            self.add_error("upper", _("区间须填上限。"))
        return data


class BenefitForm(ItemForm):
    beneficiary = forms.CharField(label=gettext_lazy("奖补对象"), max_length=200)
    condition = forms.CharField(label=gettext_lazy("条件"), widget=forms.Textarea({"rows": 2}), required=False)
    amount = forms.DecimalField(label=gettext_lazy("金额（元）"), min_value=0, required=False)
    rate = forms.DecimalField(label=gettext_lazy("比例（%）"), min_value=0, required=False)
    rate_of = forms.CharField(label=gettext_lazy("按什么计算"), max_length=100, required=False)
    cap = forms.DecimalField(label=gettext_lazy("最高（元）"), min_value=0, required=False)
    basis = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=[("", gettext_lazy("未写明")), *words.BASIS.items()], required=False
    )

    def initial_of(self, payload: dict[str, Any]) -> dict[str, Any]:
        rate = payload.get("rate")
        return {**payload, "rate": None if rate is None else number(Decimal(str(rate)) * 100)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if all(data.get(name) is None for name in ("amount", "rate", "cap")) and not self.before.get("optional"):
            raise forms.ValidationError(_("金额、比例、最高额至少填一项。"))
        return data

    def payload(self) -> dict[str, Any]:
        data = self.cleaned_data
        rate = data["rate"]
        return {
            "beneficiary": data["beneficiary"], "condition": data["condition"], "amount": number(data["amount"]),
            "rate": None if rate is None else number(rate / 100), "rate_of": data["rate_of"] or None, "cap": number(data["cap"]),
            "basis": data["basis"] or None, "optional": bool(self.before.get("optional")),
        }  # fmt: skip


class DutyForm(ItemForm):
    who = forms.CharField(label=gettext_lazy("谁来报"), max_length=100, required=False)
    what = forms.CharField(label=gettext_lazy("报什么（做什么）"), max_length=200)
    to = forms.CharField(label=gettext_lazy("报给谁"), max_length=100, required=False)
    due = forms.DateField(
        label=gettext_lazy("截止日期"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    every = forms.ChoiceField(
        label=gettext_lazy("频次"), choices=[("", gettext_lazy("不重复")), *words.EVERY.items()], required=False
    )

    def initial_of(self, payload: dict[str, Any]) -> dict[str, Any]:
        due = payload.get("due")
        return {**payload, "due": date.fromisoformat(due) if due else None}

    def payload(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "who": data["who"] or None, "what": data["what"], "to": data["to"] or None, "every": data["every"] or None,
            "due": data["due"].isoformat() if data["due"] else None, "optional": bool(self.before.get("optional")),
        }  # fmt: skip


class MechanismForm(ItemForm):
    kind = forms.ChoiceField(label=gettext_lazy("机制"), choices=list(words.MECHANISMS.items()))
    params = forms.CharField(
        label=gettext_lazy("参数"), required=False, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("每行一项，写作“名称：内容”；多个内容以顿号分开。"),
    )  # fmt: skip

    def initial_of(self, payload: dict[str, Any]) -> dict[str, Any]:
        lines = []
        for name, value in (payload.get("params") or {}).items():
            plain = (
                words.param_words(name, value)
                if name in ("every", "per")
                else "、".join(map(str, value))
                if isinstance(value, list)
                else value
            )
            lines.append(f"{words.PARAMS.get(name, name)}：{plain}")
        return {"kind": payload.get("kind"), "params": "\n".join(lines)}

    def clean_params(self) -> dict[str, Any]:
        names = {str(label): name for name, label in words.PARAMS.items()}
        made: dict[str, Any] = {}
        for line in self.cleaned_data["params"].splitlines():
            if not line.strip():
                continue
            label, _colon, content = line.replace(":", "：").partition("：")
            name = names.get(label.strip(), label.strip())
            if name not in words.PARAMS or not content.strip():
                known = "、".join(names)
                raise forms.ValidationError(
                    _("“%(line)s”看不懂。名称可用：%(known)s。") % {"line": line.strip(), "known": known}
                )
            made[name] = _param(name, content.strip())
        return made

    def payload(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["kind"], "params": self.cleaned_data["params"]}


def _param(name: str, content: str) -> Any:
    if name in words.LIST_PARAMS:
        return [part.strip() for part in _AMONG.split(content) if part.strip()]
    for table in (words.EVERY, words.PER):
        for value, label in table.items():
            if content in (str(label), value):
                return value
    try:
        return number(Decimal(content))
    except InvalidOperation:
        return content


FORMS: dict[str, type[ItemForm]] = {
    Kind.TASK: TaskForm,
    Kind.TARGET: TargetForm,
    Kind.BENEFIT: BenefitForm,
    Kind.DUTY: DutyForm,
    Kind.MECHANISM: MechanismForm,
}
