"""Published policies and their targets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from luodi_site.api.access import reads
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.policies.models import Edition
from luodi_site.policies.queries import editions_visible_to
from luodi_site.supervision.models import EditionTarget
from luodi_site.supervision.queries import targets_visible_to

router = Router(tags=["政策"])


class PolicyOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="标题")
    number: str = Field(description="发文字号，文件没有写明的为空")
    issuer: str = Field(description="发文机关，文件没有写明的为空")
    issued_on: date | None = Field(description="成文日期，文件没有写明的为空")
    region: str = Field(description="地区名称")
    edition: int = Field(description="第几版")
    published_at: datetime = Field(description="发布时间")
    is_in_force: bool = Field(description="是否现行版本")

    @classmethod
    def of(cls, edition: Edition) -> dict[str, Any]:
        facts = edition.document
        return {
            "id": edition.pk, "title": edition.title, "number": facts.get("number") or "",
            "issuer": facts.get("issuer") or "", "issued_on": facts.get("issued_on"), "region": edition.region.name,
            "edition": edition.number, "published_at": edition.published_at,
            "is_in_force": not hasattr(edition, "superseded_by"),
        }  # fmt: skip


class PolicyPage(Page):
    items: list[PolicyOut] = Field(description="政策，新的在前")


class PolicyWhole(PolicyOut):
    policy: dict[str, Any] = Field(description="任务、目标、奖补、报送义务和机制，每项带原文起止位置")
    text: str = Field(description="文件原文")


class TargetOut(Schema):
    id: int = Field(description="编号")
    policy_id: int = Field(description="政策编号")
    matter_id: int | None = Field(description="所在任务的编号")
    indicator: str = Field(description="指标")
    comparator: str = Field(description="比较：>=、<=、= 或 ~")
    value: Decimal = Field(description="目标值")
    upper: Decimal | None = Field(description="区间上限")
    unit: str = Field(description="计量单位")
    by: int | None = Field(description="到哪一年，没有写明的为空")
    every: str = Field(description="频次代码，不是每年重复的为空")

    @classmethod
    def of(cls, target: EditionTarget) -> dict[str, Any]:
        fields = ("indicator", "comparator", "value", "upper", "unit", "by", "every")
        ids = {"id": target.pk, "policy_id": target.edition_id, "matter_id": target.matter_id}
        return ids | {name: getattr(target, name) for name in fields}


class TargetPage(Page):
    items: list[TargetOut] = Field(description="目标")


@router.get("/policies", response=PolicyPage, summary="政策列表", description="本单位可见的已发布政策，各版都在内。")
@reads()
def policies(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    return paged(editions_visible_to(request.user).order_by("-pk"), asked, PolicyOut.of)


@router.get(
    "/policies/{int:edition_id}", response=PolicyWhole, summary="一份政策", description="原文和识别、核对后的全部内容。"
)
@reads()
def policy(request: HttpRequest, edition_id: int) -> dict[str, Any]:
    found = get_object_or_404(editions_visible_to(request.user), pk=edition_id)
    return {**PolicyOut.of(found), "policy": found.policy, "text": found.text}


@router.get("/targets", response=TargetPage, summary="目标指标", description="现行政策的目标。")
@reads()
def targets(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    return paged(targets_visible_to(request.user).order_by("pk"), asked, TargetOut.of)
