"""Circulars as they were issued."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from luodi_site.api.access import reads
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.supervision.models import Circular
from luodi_site.supervision.queries import circulars_visible_to

router = Router(tags=["通报"])


class CircularOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="标题")
    kind: str = Field(description="种类代码")
    number: str = Field(description="文号，没有的为空")
    issuer: str = Field(description="发文单位")
    issued_on: date = Field(description="日期")

    @classmethod
    def of(cls, circular: Circular) -> dict[str, Any]:
        same = ("title", "kind", "number", "issuer", "issued_on")
        return {"id": circular.pk} | {name: getattr(circular, name) for name in same}


class CircularPage(Page):
    items: list[CircularOut] = Field(description="通报，新的在前")


class CircularWhole(CircularOut):
    content: dict[str, Any] = Field(description="正文和附表，与发出时一致")


@router.get("/circulars", response=CircularPage, summary="通报列表", description="本地区已存档的通报。")
@reads()
def circulars(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, Any]:
    return paged(circulars_visible_to(request.user).order_by("-pk"), asked, CircularOut.of)


@router.get(
    "/circulars/{int:circular_id}", response=CircularWhole, summary="一份通报", description="按编号读取正文和附表。"
)
@reads()
def circular(request: HttpRequest, circular_id: int) -> dict[str, Any]:
    found = get_object_or_404(circulars_visible_to(request.user).defer(None), pk=circular_id)
    return {**CircularOut.of(found), "content": json.loads(found.content)}
