"""Forms for people, units and passwords."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.actions.roles import POWERS
from luodi_site.accounts.models import Membership, Person, Region, Unit
from luodi_site.accounts.queries import regions_kept_by, units_kept_by, units_secured_by
from luodi_site.accounts.tokens import SCOPES


def powers_words() -> str:
    """Why one person cannot have both."""
    return _("系统管理员、安全管理员、审计三种权限由不同的人担任，一个人不能兼任其中两种。")


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=60,
        widget=forms.TextInput({"autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.person = request, None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("username") and data.get("password"):
            self.person = authenticate(self.request, username=data["username"], password=data["password"])
            if self.person is None:
                raise forms.ValidationError(_("用户名或密码不对。连续输错5次，账号将锁定15分钟。"))
        return data


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=gettext_lazy("现在的密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=gettext_lazy("新密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少10个字符，包含字母、数字、符号中的两类以上，不要与用户名、姓名相近。"),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("再输一次新密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise forms.ValidationError(_("现在的密码不对。"))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.person)
        return new

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("两次输入的新密码不一样。"))
        return data


class PersonForm(forms.Form):
    """A person and up to three roles; ``keeper`` is who fills it in, and bounds the units to choose from."""

    ROWS = 3
    username = forms.RegexField(
        r"^[\w.@+-]+$", label=gettext_lazy("用户名"), max_length=60,
        error_messages={"invalid": gettext_lazy("用户名只能由文字、数字和 . @ + - _ 组成。")},
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    title = forms.CharField(label=gettext_lazy("职务"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)

    def __init__(self, keeper: Any, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        self.person = person
        units = units_kept_by(keeper).filter(is_active=True)
        kept = list(person.memberships.filter(unit__in=units)) if person else []
        initial = {f"unit_{i}": post.unit_id for i, post in enumerate(kept[: self.ROWS])}
        initial |= {f"role_{i}": post.role for i, post in enumerate(kept[: self.ROWS])}
        if person:
            initial |= {"username": person.username, "name": person.name, "title": person.title, "phone": person.phone}
        super().__init__(*args, initial=initial, **kwargs)
        for i in range(self.ROWS):
            self.fields[f"unit_{i}"] = forms.ModelChoiceField(
                units,
                required=i == 0 and not person,
                label=_("单位") if i == 0 else _("兼任单位"),
                empty_label=_("未选择"),
            )
            self.fields[f"role_{i}"] = forms.ChoiceField(
                choices=[("", _("未选择")), *Membership.Role.choices], required=i == 0 and not person, label=_("角色")
            )
        if person:
            self.fields["username"].disabled = True
        else:
            self.fields["password"] = forms.CharField(
                label=_("初始密码"), strip=False, help_text=_("请当面或通过安全渠道告知本人；首次登录须修改。")
            )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not self.person and Person.objects.filter(username=username).exists():
            raise forms.ValidationError(_("这个用户名已有人使用，请换一个。"))
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for i in range(self.ROWS):
            unit, role = data.get(f"unit_{i}"), data.get(f"role_{i}")
            if bool(unit) != bool(role) and not {f"unit_{i}", f"role_{i}"} & set(self.errors):
                self.add_error(f"role_{i}", _("单位和角色须同时选择。"))
            if unit and (role == Membership.Role.FIRM) and unit.kind != Unit.Kind.FIRM:
                self.add_error(f"role_{i}", _("“企业”角色只能用于类型为企业的单位。"))
        chosen = {data.get(f"role_{i}") for i in range(self.ROWS)} & POWERS
        if len(chosen) > 1:
            self.add_error("role_0", powers_words())
        return data

    def posts(self) -> list[tuple[Unit, str]]:
        rows = [(self.cleaned_data.get(f"unit_{i}"), self.cleaned_data.get(f"role_{i}")) for i in range(self.ROWS)]
        return [(unit, role) for unit, role in rows if unit and role]


class UnitForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("全称"), max_length=120)
    short_name = forms.CharField(label=gettext_lazy("简称"), max_length=60, required=False)
    names = forms.CharField(
        label=gettext_lazy("文件中的其他叫法"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("每行一个，如曾用名、旧简称。识别政策文件中的单位时使用。"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=Unit.Kind.choices, initial=Unit.Kind.BUREAU)
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("地区"), empty_label=None)
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("上级单位"), required=False, empty_label=gettext_lazy("无")
    )
    is_coordinating = forms.BooleanField(
        label=gettext_lazy("协调办公室"), required=False, help_text=gettext_lazy("可以看到本地区及以下全部事项。")
    )

    def __init__(self, keeper: Any, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        self.unit = unit
        if unit:
            kwargs["initial"] = {
                "name": unit.name, "short_name": unit.short_name, "kind": unit.kind, "region": unit.region_id,
                "parent": unit.parent_id, "is_coordinating": unit.is_coordinating,
                "names": "\n".join(unit.names.values_list("name", flat=True)),
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions_kept_by(keeper)  # type: ignore[attr-defined]
        parents = units_kept_by(keeper).filter(is_active=True)
        # A unit cannot hang on itself or on what hangs on it.
        self.fields["parent"].queryset = parents.exclude(path__startswith=unit.path) if unit else parents  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        same = Unit.objects.filter(region=data.get("region"), name=data.get("name"))
        if same.exclude(pk=self.unit.pk if self.unit else None).exists():
            self.add_error("name", _("本地区已有同名单位。"))
        return data

    def fields_and_names(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["names"] = data["names"].splitlines()
        return data


class UnitFileForm(forms.Form):
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("地区"), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("单位名单"),
        help_text=gettext_lazy("Excel 表头：全称、简称、类型、上级单位、其他叫法（以顿号分开）；或同样字段的 YAML。"),
    )

    def __init__(self, keeper: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions_kept_by(keeper)  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """A token for a unit's program: what for, what it may do, until when."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("单位"), empty_label=gettext_lazy("请选择"))
    name = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=60,
        help_text=gettext_lazy("写明哪个系统使用，如“市经信局运行监测平台”。"),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("权限"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label=gettext_lazy("有效期至"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("最长一年。"),
    )  # fmt: skip

    def __init__(self, keeper: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_secured_by(keeper)  # type: ignore[attr-defined]

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError(_("有效期从今天起，最长一年。"))
        return day
