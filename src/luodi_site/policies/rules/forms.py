"""The rule editor's fields: formulas as text, grades as rows, gaps as things to tick off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.formula.from_text import LONGEST_TEXT
from luodi.policy.rules.draft_json import share_from_text
from luodi_site.policies.rules.wording import BASES, DESCRIBES, TAKES

MOST_GRADES = 20
_GROUPS = (
    ("highest_a", gettext_lazy("甲组")), ("highest_b", gettext_lazy("乙组")), ("highest_c", gettext_lazy("丙组")),
    ("highest_d", gettext_lazy("丁组")), ("highest_e", gettext_lazy("戊组")),
)  # fmt: skip

# A group that holds a firm with its projects, whatever kinds its rules are for.
OF_FIRM: Final = "firm"
_GROUP_DESCRIBES = (
    ("", gettext_lazy("没有选：各对象自己比")), (OF_FIRM, gettext_lazy("一家企业连同它的全部项目，只得最高的一项")),
)  # fmt: skip


def _groups(own: str | None) -> list[tuple[str, Any]]:
    """No group, the one that the text gave, and some that may be made up."""
    found = [("", _("不设"))]
    if own and own not in dict(_GROUPS):
        found.append((own, _("与同一款的规则一组")))
    return [*found, *_GROUPS]


class FormulaField(forms.CharField):
    """A formula is checked beside its field, not refused: one that is not right yet is kept as a gap."""

    def __init__(self, label: Any, expect: str) -> None:
        attrs = {
            "rows": 2, "data-formula": expect, "spellcheck": "false", "autocomplete": "off", "autocapitalize": "off",
            "role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "lang": "zh-CN",
        }  # fmt: skip
        super().__init__(label=label, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs))


class RuleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    describes = forms.ChoiceField(label=gettext_lazy("给谁"), choices=list(DESCRIBES.items()))
    for_whom = FormulaField(gettext_lazy("对象条件"), "flag")
    take = forms.ChoiceField(label=gettext_lazy("几档都符合时"), choices=list(TAKES.items()))
    cap = FormulaField(gettext_lazy("最高"), "money")
    basis = forms.ChoiceField(label=gettext_lazy("方式"), choices=list(BASES.items()), required=False)
    tops_up = forms.BooleanField(label=gettext_lazy("达到更高一档时补差"), required=False)
    payers = forms.CharField(
        label=gettext_lazy("由谁承担"), required=False, max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("每行一级，写作“市级财政 50%”。"),
    )  # fmt: skip
    fund = forms.ChoiceField(label=gettext_lazy("从哪笔资金付"), required=False)
    group = forms.ChoiceField(
        label=gettext_lazy("就高不重复"), required=False,
        help_text=gettext_lazy("同一组里的几条规则，一个对象只得最高的一项。"),
    )  # fmt: skip
    group_describes = forms.ChoiceField(
        label=gettext_lazy("就高不重复的范围"), required=False, choices=_GROUP_DESCRIBES,
        help_text=gettext_lazy(
            "同组有一条选了企业连同项目，全组照此计算。都没有选，而组里既有给企业又有给项目的规则，也照此计算，试算时提示。"
        ),
    )  # fmt: skip
    done = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, data: Any = None, *, payload: dict[str, Any], auto_id: str, funds: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.before = payload
        self.words_gaps = [one for one in payload.get("gaps", ()) if not one.get("is_formula")]
        super().__init__(data, initial=self._initial(payload), auto_id=auto_id)
        self.fields["done"].choices = [  # type: ignore[attr-defined]
            (str(n), one["message"]) for n, one in enumerate(self.words_gaps)
        ]
        self.fields["fund"].choices = [("", _("没有写明")), *funds]  # type: ignore[attr-defined]
        self.fields["group"].choices = _groups(payload.get("group"))  # type: ignore[attr-defined]
        for n in range(self.rows):
            self.fields[f"when_{n}"] = FormulaField(_("条件"), "flag")
            self.fields[f"pay_{n}"] = FormulaField(_("金额"), "money")

    @property
    def rows(self) -> int:
        """The grades there are, and an empty one to go on with."""
        if self.is_bound:
            given = str(self.data.get("rows", ""))
            return min(int(given) if given.isdigit() else 1, MOST_GRADES)
        return min(len(self.before.get("branches", ())) + 1, MOST_GRADES)

    def _initial(self, payload: dict[str, Any]) -> dict[str, Any]:
        rows = {
            f"{key}_{n}": one.get(key, "")
            for n, one in enumerate(payload.get("branches", ()))
            for key in ("when", "pay")
        }
        payers = "\n".join(f"{one['payer']} {one['share']}" for one in payload.get("payers", ()))
        return {
            **payload, **rows, "basis": payload.get("basis") or "", "payers": payers,
            "fund": payload.get("fund") or "", "group": payload.get("group") or "",
            "group_describes": payload.get("group_describes") or "",
        }  # fmt: skip

    def clean_payers(self) -> list[dict[str, str]]:
        found, total = [], 0
        for line in filter(None, map(str.strip, self.cleaned_data["payers"].splitlines())):
            payer, _space, share = line.replace("：", " ").replace(":", " ").rpartition(" ")
            try:
                total += share_from_text(share)  # type: ignore[assignment]
            except ValueError:
                raise forms.ValidationError(
                    _("“%(line)s”看不懂。每行写一级财政和它承担的比例，中间空一格，如“市级财政 50%%”。")
                    % {"line": line}
                ) from None
            found.append({"payer": payer.strip(), "share": share})
        if any(not one["payer"] for one in found):
            raise forms.ValidationError(_("比例前面要写由谁承担，如“市级财政 50%”。"))
        if total > 1:
            raise forms.ValidationError(_("各级承担的比例加起来超过了100%。"))
        return found

    def clean_group_describes(self) -> str:
        given = str(self.cleaned_data["group_describes"])
        if given and self.cleaned_data.get("describes") not in ("firm", "project"):
            raise forms.ValidationError(_("只有给企业、给项目的规则可以这样选。"))
        return given

    @property
    def grades(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [(n, self[f"when_{n}"], self[f"pay_{n}"]) for n in range(self.rows)]

    def payload(self) -> dict[str, Any]:
        """The rule as edited; grades that were emptied are gone, gaps that were ticked are settled."""
        data = self.cleaned_data
        old = list(self.before.get("branches", ()))
        branches = []
        for n in range(self.rows):
            when, pay = (" ".join(data.get(f"{key}_{n}", "").split()) for key in ("when", "pay"))
            if when or pay:
                kept = old[n] if n < len(old) else {"name": _("第%(n)s档") % {"n": n + 1}}
                branches.append({**kept, "when": when, "pay": pay})
        kept_gaps = [one for n, one in enumerate(self.words_gaps) if str(n) not in data["done"]]
        plain = {key: " ".join(data[key].split()) for key in ("for_whom", "cap")}
        return {
            **self.before, **plain, "name": data["name"], "describes": data["describes"], "take": data["take"],
            "basis": data["basis"] or None, "tops_up": data["tops_up"], "payers": data["payers"],
            "branches": branches, "gaps": kept_gaps, "fund": data["fund"] or None, "group": data["group"] or None,
            "group_describes": (data["group"] and data["group_describes"]) or None,
        }  # fmt: skip
