"""Signing in and out, one's own password, and the settings pages for people, units and the record of writes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts import queries
from luodi_site.accounts.access import own, public, role, signed_in
from luodi_site.accounts.actions import people as people_actions
from luodi_site.accounts.actions import units as unit_actions
from luodi_site.accounts.actions.audit import note_export
from luodi_site.accounts.actions.roles import POWERS, PowersApart
from luodi_site.accounts.forms import PasswordForm, PersonForm, SignInForm, UnitFileForm, UnitForm, powers_words
from luodi_site.accounts.models import Membership, Person, Unit
from luodi_site.accounts.unit_lists import UnreadableList, read_unit_list
from luodi_site.lib.asked import choice_in, number_in, words_in
from luodi_site.lib.excel import excel_response
from luodi_site.lib.pages import page_of
from luodi_site.lib.verbs import words_for

Role = Membership.Role
KEEPERS = (Role.OFFICE, Role.ADMIN)
LOOKING = (*KEEPERS, Role.SECURITY)
LARGEST_LIST = 5 * 1024 * 1024


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    if request.user.is_authenticated and request.method == "GET":
        return redirect(target)
    if request.method == "POST" and form.is_valid():
        login(request, form.person)  # type: ignore[arg-type]
        people_actions.note_sign_in(person=form.person)  # type: ignore[arg-type]
        return redirect(target)
    return render(request, "accounts/sign_in.html", {"form": form, "next": target})


@public
def locked_out(
    request: HttpRequest, _response: Any = None, _credentials: Any = None, *_args: Any, **_kwargs: Any
) -> HttpResponse:
    """What axes answers once a password was wrong five times."""
    return render(request, "accounts/locked_out.html", status=429)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        people_actions.note_sign_out(person=request.user)
    logout(request)
    return redirect("accounts:sign_in")


@signed_in
def password(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    form = PasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        people_actions.set_password(actor=person, person=person, password=form.cleaned_data["new"], has_to_change=False)
        update_session_auth_hash(request, person)
        messages.success(request, _("密码已修改。"))
        return redirect("boards:desk")
    return render(request, "accounts/password.html", {"form": form})


@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/settings.html", {"roles": queries.roles_of(request.user)})


@role(*LOOKING)
def people(request: HttpRequest) -> HttpResponse:
    found = queries.people_visible_to(request.user)
    words = words_in(request.GET)
    if words:
        found = found.filter(name__icontains=words) | found.filter(username__icontains=words)
    if held := choice_in(request.GET, "role", Role.values):
        found = found.filter(memberships__role=held)
    if request.GET.get("state") == "off":
        found = found.filter(is_active=False)
    elif request.GET.get("state") != "all":
        found = found.filter(is_active=True)
    page = page_of(request, found.distinct())
    return render(
        request,
        "accounts/people.html",
        {
            "page": page,
            "words": words,
            "all_roles": Role.choices,
            "is_keeper": bool(queries.roles_of(request.user) & set(KEEPERS)),
        },
    )


@role(*KEEPERS)
def add_person(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = people_actions.add_person(
            actor=request.user, username=data["username"], name=data["name"], title=data["title"],
            phone=data["phone"], password=data["password"], posts=form.posts(),
        )  # fmt: skip
        words = _("已新增人员“%(name)s”，首次登录须修改密码；角色由安全管理员批准后生效。")
        messages.success(request, words % {"name": person.name})
        return redirect("accounts:people")
    return render(request, "accounts/person.html", {"form": form, "person": None})


@own(*LOOKING)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The keeper's form; the security administrator, who keeps nobody, sees the same without a way to save."""
    found = get_object_or_404(queries.people_visible_to(request.user), pk=person_id)
    roles = queries.roles_of(request.user)
    if request.method == "POST" and not roles & set(KEEPERS):
        raise PermissionDenied
    form = PersonForm(request.user, request.POST or None, person=found)
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        messages.success(request, _("已保存“%(name)s”；角色有变化的，由安全管理员批准后生效。") % {"name": found.name})
        return redirect("accounts:people")
    context = {
        "form": form, "person": found, "roles": roles, "waiting": queries.role_requests_of(found),
        "is_keeper": bool(roles & set(KEEPERS)),
    }  # fmt: skip
    return render(request, "accounts/person.html", context)


def _changed(request: HttpRequest, person: Person, form: PersonForm) -> bool:
    data = form.cleaned_data
    kept = queries.units_kept_by(request.user).values_list("pk", flat=True)
    outside = list(person.memberships.exclude(unit_id__in=kept).values_list("unit_id", flat=True))
    try:
        people_actions.change_person(
            actor=request.user, person=person, name=data["name"], title=data["title"], phone=data["phone"],
            posts=form.posts(), keep_outside=outside,
        )  # fmt: skip
    except PowersApart:
        form.add_error("role_0", powers_words())
        return False
    return True


@own(*LOOKING)
@require_POST
def person_state(request: HttpRequest, person_id: int) -> HttpResponse:
    """Whoever holds one of the three powers is stopped by the security administrator only."""
    found = get_object_or_404(queries.people_visible_to(request.user), pk=person_id)
    is_active = request.POST.get("active") == "1"
    if found.pk == request.user.pk:
        messages.error(request, _("不能停用自己的账号。"))
        return redirect("accounts:person", person_id)
    has_power = found.memberships.filter(role__in=POWERS).exists()
    if has_power and Role.SECURITY not in queries.roles_of(request.user):
        messages.error(request, _("三类管理员的账号由安全管理员停用和恢复。"))
        return redirect("accounts:person", person_id)
    people_actions.set_person_active(actor=request.user, person=found, is_active=is_active)
    words = _("已恢复“%(name)s”的账号。") if is_active else _("已停用“%(name)s”的账号，其经办记录保留。")
    messages.success(request, words % {"name": found.name})
    return redirect("accounts:person", person_id)


@own(Role.SECURITY)
@require_POST
def reset_password(request: HttpRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(queries.people_visible_to(request.user), pk=person_id)
    new = get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789") + "-7"
    people_actions.set_password(actor=request.user, person=found, password=new, has_to_change=True)
    messages.success(
        request, _("“%(name)s”的新密码是 %(new)s ，只显示这一次；本人登录后须修改。") % {"name": found.name, "new": new}
    )
    return redirect("accounts:person", person_id)


@role(*KEEPERS)
def units(request: HttpRequest) -> HttpResponse:
    found = queries.units_kept_by(request.user).prefetch_related("names")
    words = words_in(request.GET)
    if words:
        found = (found.filter(name__icontains=words) | found.filter(names__name__icontains=words)).distinct()
    if region := number_in(request.GET, "region"):
        found = found.filter(region_id=region)
    found = found.filter(is_active=request.GET.get("state") != "off")
    if request.GET.get("format") == "excel":
        rows = [
            [
                u.name,
                u.short_name,
                u.get_kind_display(),
                u.parent.name if u.parent else "",
                [n.name for n in u.names.all()],
            ]
            for u in found
        ]
        return excel_response(_("单位名单"), [(_("单位"), ["全称", "简称", "类型", "上级单位", "其他叫法"], rows)])
    context = {"page": page_of(request, found), "words": words, "regions": queries.regions_kept_by(request.user)}
    return render(request, "accounts/units.html", context)


@role(*KEEPERS)
def add_unit(request: HttpRequest) -> HttpResponse:
    written = request.GET.get("name", "").strip()[:120]
    form = UnitForm(request.user, request.POST or None, initial={"name": written})
    if request.method == "POST" and form.is_valid():
        unit = unit_actions.add_unit(actor=request.user, **form.fields_and_names())
        messages.success(request, _("已新增单位“%(name)s”。") % {"name": unit.name})
        return _tasks_that_name(request, unit)
    return render(request, "accounts/unit.html", {"form": form, "unit": None, "written": written})


@own(*KEEPERS)
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = get_object_or_404(queries.units_kept_by(request.user), pk=unit_id)
    form = UnitForm(request.user, request.POST or None, unit=found)
    if request.method == "POST" and form.is_valid():
        unit_actions.change_unit(actor=request.user, unit=found, **form.fields_and_names())
        messages.success(request, _("已保存“%(name)s”。") % {"name": found.name})
        return _tasks_that_name(request, found)
    return render(request, "accounts/unit.html", {"form": form, "unit": found})


def _tasks_that_name(request: HttpRequest, unit: Unit | None = None) -> HttpResponse:
    """The office is shown the tasks that name what was registered, if there are any; others see the list of units."""
    if Role.OFFICE not in queries.roles_of(request.user):
        return redirect("accounts:units")
    asked = f"?unit={unit.pk}" if unit else ""
    return redirect(reverse("supervision:named_units") + asked)


@own(*KEEPERS)
@require_POST
def unit_state(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = get_object_or_404(queries.units_kept_by(request.user), pk=unit_id)
    is_active = request.POST.get("active") == "1"
    if found.is_coordinating and not is_active and found == queries.home_unit(request.user):
        messages.error(request, _("不能停用自己所在的单位。"))
        return redirect("accounts:unit", unit_id)
    unit_actions.set_unit_active(actor=request.user, unit=found, is_active=is_active)
    words = _("已恢复使用“%(name)s”。") if is_active else _("已停用“%(name)s”，其历史事项保留。")
    messages.success(request, words % {"name": found.name})
    return redirect("accounts:unit", unit_id)


@role(*KEEPERS)
def import_units(request: HttpRequest) -> HttpResponse:
    form = UnitFileForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            if sent.size > LARGEST_LIST:
                raise UnreadableList(_("文件超过5MB，单位名单不应这么大，请检查是否选错文件。"))
            rows = read_unit_list(sent.name, sent.read())
            added, changed = unit_actions.import_units(
                actor=request.user, region=form.cleaned_data["region"], rows=rows
            )
        except UnreadableList as why:
            form.add_error("file", str(why))
        except unit_actions.UnknownRegion as why:
            form.add_error("file", _("没有名为“%(name)s”的下级地区，请核对“地区”一列。") % {"name": str(why)})
        else:
            messages.success(
                request,
                _("已导入：新增%(added)s个单位，更新%(changed)s个单位。") % {"added": added, "changed": changed},
            )
            return _tasks_that_name(request)
    return render(request, "accounts/import_units.html", {"form": form, "kinds": Unit.Kind.choices})


@role(Role.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    """The record of writes; on request only what holders of one of the powers did. Taking it away is recorded too."""
    found = queries.audit_visible_to(request.user)
    words, power = words_in(request.GET), choice_in(request.GET, "power", POWERS)
    if words:
        found = found.filter(words__icontains=words) | found.filter(actor__name__icontains=words)
    if power:
        found = queries.audit_by_power(found, power)
    if request.GET.get("format") == "excel":
        rows = [
            [e.at, e.actor.name if e.actor else "", str(words_for(e.verb)), e.words, e.address] for e in found[:20000]
        ]
        note_export(actor=request.user, rows=len(rows))
        header = [_("时间"), _("人员"), _("操作"), _("对象"), _("来源地址")]
        return excel_response(_("操作记录"), [(_("操作记录"), header, rows)])
    powers = [(value, label) for value, label in Role.choices if value in POWERS]
    return render(request, "accounts/audit.html", {"page": page_of(request, found), "words": words, "powers": powers})
