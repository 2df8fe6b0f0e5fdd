"""Forms for how one wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Unit
from luodi_site.accounts.queries import units_kept_by
from luodi_site.notices.models import Kind, NoticeSetting, UnitChannel
from luodi_site.notices.through_apprise import wrong_address

_TIME = forms.TimeInput({"type": "time"}, format="%H:%M")


class _Quiet(forms.Form):
    """Kinds and hours; a form of its own because people and units have the same."""

    quiet_from = forms.TimeField(label=gettext_lazy("免打扰自"), required=False, widget=_TIME)
    quiet_until = forms.TimeField(
        label=gettext_lazy("免打扰至"), required=False, widget=_TIME,
        help_text=gettext_lazy("这段时间的消息推迟到结束时发出，可以跨过午夜；站内消息不受影响。"),
    )  # fmt: skip
    muted = forms.MultipleChoiceField(
        label=gettext_lazy("不发送的类别"), required=False, choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("quiet_from")) != bool(data.get("quiet_until")):
            self.add_error("quiet_until", _("免打扰的开始和结束时间须同时填写，或都不填。"))
        return data


class NoticeSettingForm(_Quiet):
    mail = forms.EmailField(label=gettext_lazy("电子邮箱"), required=False)
    is_by_mail = forms.BooleanField(label=gettext_lazy("同时发邮件"), required=False)
    field_order = ("mail", "is_by_mail", "quiet_from", "quiet_until", "muted")

    def __init__(self, setting: NoticeSetting | None, *args: Any, **kwargs: Any) -> None:
        if setting:
            names = ("mail", "is_by_mail", "quiet_from", "quiet_until", "muted")
            kwargs["initial"] = {name: getattr(setting, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("is_by_mail") and not data.get("mail") and "mail" not in self.errors:
            self.add_error("mail", _("要发邮件，请填写电子邮箱。"))
        return data


class ChannelForm(_Quiet):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("单位"), empty_label=gettext_lazy("请选择"))
    kind = forms.ChoiceField(label=gettext_lazy("方式"), choices=UnitChannel.Kind.choices)
    address = forms.CharField(
        label=gettext_lazy("地址"), max_length=500, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("邮件填邮箱；群机器人填群设置里给出的完整地址。保存后不再完整显示。"),
    )  # fmt: skip
    secret = forms.CharField(
        label=gettext_lazy("加签密钥"), max_length=200, required=False, widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=gettext_lazy("只有钉钉机器人选了“加签”时填写。"),
    )  # fmt: skip
    field_order = ("unit", "kind", "address", "secret", "quiet_from", "quiet_until", "muted")

    def __init__(self, keeper: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_kept_by(keeper).filter(is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind, address = data.get("kind"), data.get("address", "")
        if kind == UnitChannel.Kind.MAIL:
            try:
                validate_email(address)
            except forms.ValidationError:
                self.add_error("address", _("这不是一个邮箱地址，请写成 名称@域名。"))
        elif kind and address and (why := wrong_address(kind, address)):
            self.add_error("address", _WRONG[why])
        return data


_WRONG = {
    "host": gettext_lazy(
        "这个地址不属于所选的方式。请从群机器人设置里复制完整地址；自建服务器的域名须先由运维列入允许名单。"
    ),
    "scheme": gettext_lazy("地址须以 https:// 开头。"),
    "key": gettext_lazy("地址里没有机器人的密钥，请从群机器人设置里复制完整地址。"),
}
