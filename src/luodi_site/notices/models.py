"""Notices to people, how each person and unit wants to be told, and the queue of what goes out of the site."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Unit


class Kind(models.TextChoices):
    """What a notice is about; a person may mute a kind for mail, never in the site."""

    REMINDER = "reminder", _("催办提醒")
    OVERDUE = "overdue", _("逾期提醒")
    REPORT = "report", _("进展报送")
    ORDER = "order", _("督办单")
    ISSUE = "issue", _("问题清单")
    CIRCULAR = "circular", _("通报")
    POLICY = "policy", _("政策发布")
    ACCOUNT = "account", _("账号与权限")
    OTHER = "other", _("其他")


class Notice(models.Model):
    """One person is told one thing. ``key`` names the event: the same person is told of it once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="notice_unread")]


class NoticeSetting(models.Model):
    """How one person wants to be told by mail, and between which hours not. ``muted`` are kinds without mail."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_setting")
    mail = models.EmailField(_("电子邮箱"), blank=True)
    is_by_mail = models.BooleanField(_("同时发邮件"), default=False)
    quiet_from = models.TimeField(_("免打扰自"), null=True, blank=True)
    quiet_until = models.TimeField(_("免打扰至"), null=True, blank=True)
    muted = models.JSONField(default=list)


class UnitChannel(models.Model):
    """A unit's mail box or chat group. ``address`` is a secret: pages show its end only."""

    class Kind(models.TextChoices):
        MAIL = "mail", _("邮件")
        WECOM = "wecom", _("企业微信群机器人")
        DINGTALK = "dingtalk", _("钉钉群机器人")
        FEISHU = "feishu", _("飞书群机器人")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="channels")
    kind = models.CharField(_("方式"), max_length=10, choices=Kind.choices)
    address = models.CharField(_("地址"), max_length=500)
    secret = models.CharField(_("加签密钥"), max_length=200, blank=True)
    muted = models.JSONField(default=list)
    quiet_from = models.TimeField(_("免打扰自"), null=True, blank=True)
    quiet_until = models.TimeField(_("免打扰至"), null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["unit_id", "id"]

    @property
    def shown_address(self) -> str:
        """Enough to tell two channels apart, not enough to use one."""
        if self.kind == self.Kind.MAIL:
            return self.address
        return f"…{self.address[-4:]}"


class Delivery(models.Model):
    """One message on its way out, to a person's mail box or a unit's channel; worked off by ``actions.delivery``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENDING = "sending", _("发送中")
        SENT = "sent", _("已发送")
        GIVEN_UP = "given_up", _("未送达")

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    channel = models.ForeignKey(UnitChannel, models.CASCADE, null=True, related_name="deliveries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="delivery_due")]


class CalendarFeed(models.Model):
    """The secret address of a person's calendar. Only the digest of the secret is kept; a new one replaces it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
