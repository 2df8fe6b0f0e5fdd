"""Regions and units as trees, people with roles in units, and the record of every write."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.lib.form_keys import form_key_column
from luodi_site.lib.immutable import AppendOnly


class Region(models.Model):
    """A province, city, county or park area. ``path`` is ``/1/5/``: the numbers from the outermost region down."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("县（市、区）")
        PARK = "park", _("园区")

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, db_index=True, default="")

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A bureau, county government, zone, park or other body that answers for work. ``path`` as in Region."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("政府")
        PARTY = "party", _("党委部门")
        OFFICE = "office", _("办公室")
        LEADING_GROUP = "leading_group", _("领导小组")
        BUREAU = "bureau", _("政府部门")
        INSTITUTION = "institution", _("事业单位")
        VERTICAL = "vertical", _("垂直管理单位")
        COURT = "court", _("司法机关")
        ASSOCIATION = "association", _("群团协会")
        ZONE = "zone", _("开发区（高新区）")
        PARK = "park", _("园区")
        FIRM = "firm", _("企业")
        HOSPITAL = "hospital", _("医院")
        SCHOOL = "school", _("学校")
        BANK = "bank", _("金融机构")
        OTHER = "other", _("其他")

    name = models.CharField(_("全称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    kind = models.CharField(_("类型"), max_length=14, choices=Kind.choices, default=Kind.BUREAU)
    region = models.ForeignKey(Region, models.PROTECT, related_name="units", verbose_name=_("地区"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    is_coordinating = models.BooleanField(_("协调办公室"), default=False)
    is_active = models.BooleanField(_("在用"), default=True)
    position = models.PositiveIntegerField(_("排列"), default=0)
    path = models.CharField(max_length=120, db_index=True, default="")

    class Meta:
        ordering: ClassVar = ["region__code", "position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "name"], name="unit_once_a_region")]

    def __str__(self) -> str:
        return self.short_name or self.name


class UnitName(models.Model):
    """Another name under which documents call a unit, with the days on which it began and ceased to hold."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("别称")
        SHORT = "short", _("简称")
        FORMER = "former", _("曾用名")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(_("名称"), max_length=120, db_index=True)
    kind = models.CharField(_("类型"), max_length=8, choices=Kind.choices, default=Kind.ALIAS)
    from_on = models.DateField(_("自"), null=True, blank=True)
    until_on = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="unit_name_once")]

    def __str__(self) -> str:
        return self.name


class UnitGroup(models.Model):
    """A collective name of a region's documents, such as 各园区管委会, and the units it stands for."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="unit_groups")
    name = models.CharField(_("统称"), max_length=120)
    other_names = models.JSONField(default=list)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "name"], name="unit_group_once")]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with; Django's sign-in asks for nothing else."""


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do follows from their memberships only."""

    username = models.CharField(
        _("用户名"), max_length=60, unique=True, error_messages={"unique": _("这个用户名已有人使用，请换一个。")}
    )
    name = models.CharField(_("姓名"), max_length=60)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    is_active = models.BooleanField(_("在用"), default=True)
    has_to_change_password = models.BooleanField(_("下次登录须改密码"), default=False)
    roles_version = models.PositiveIntegerField(default=1)
    is_service = models.BooleanField(default=False)  # a unit's own program, known by a token; it cannot sign in
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = PersonManager()

    class Meta:
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role in one unit."""

    class Role(models.TextChoices):
        OFFICE = "office", _("协调办")
        UNIT = "unit", _("责任单位")
        LEADER = "leader", _("领导")
        AUDITOR = "auditor", _("审计")
        ADMIN = "admin", _("系统管理员")
        SECURITY = "security", _("安全管理员")
        FIRM = "firm", _("企业")

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=8, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}·{self.get_role_display()}"


class RoleRequest(models.Model):
    """A role asked for (or to be taken away) by who keeps the people; it holds once the security administrator says so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待批准")
        GRANTED = "granted", _("已批准")
        REFUSED = "refused", _("未批准")

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_requests")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Membership.Role.choices)
    is_grant = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit} · {self.get_role_display()}"


class Share(models.Model):
    """An edition, or one matter of it, shown to a unit or to whoever sees a region whole: downward, sideways or up.

    Shares are ended, never deleted. ``matter`` is the matter's number, ``edition`` that of the edition it stands in (none
    for a matter of another source); without a matter the whole edition is shared.
    """

    edition = models.PositiveBigIntegerField(null=True, db_index=True)
    matter = models.PositiveBigIntegerField(null=True, db_index=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    form_key = form_key_column()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return str(self.region or self.unit)


class ApiToken(models.Model):
    """What a unit's program shows when it calls. Only ``prefix`` and the ``digest`` of the whole are kept.

    It acts as ``person``, made for it, with one post in ``unit``; ``scopes`` are keys of ``accounts.tokens.SCOPES``.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tokens", verbose_name=_("单位"))
    person = models.OneToOneField(Person, models.PROTECT, related_name="token")
    name = models.CharField(_("用途"), max_length=60)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    expires_on = models.DateField(_("有效期至"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.unit} · {self.name}"


class ApiAnswer(models.Model):
    """The answer to a write, kept under the caller's own key: the same call again gets it again, and nothing is done twice."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request = models.CharField(max_length=64)  # digest of method, path and body
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_once")]


class AuditEntry(AppendOnly):
    """Who wrote what, when and from where. Only ever added to."""

    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    address = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["object_kind", "object_id"], name="audit_by_object")]
