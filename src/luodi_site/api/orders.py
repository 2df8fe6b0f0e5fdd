"""Supervision orders: read, replied to, and taken a step further."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from luodi.ledger.orders import WAY
from luodi_site.api.access import reads, writes
from luodi_site.api.files import FileIn, as_files
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.api.steps import Line, unit_for
from luodi_site.supervision import order_queries
from luodi_site.supervision.actions.orders import take_order_step
from luodi_site.supervision.models import Order
from luodi_site.supervision.order_history import order_history

router = Router(tags=["督办单"])
Step = Literal["reply", "claim", "refuse", "settle"]


class OrderOut(Schema):
    id: int = Field(description="编号")
    code: str = Field(description="单号，还没有签发的为空")
    title: str = Field(description="督办事项")
    colour: str = Field(description="颜色代码，没有的为空")
    state: str = Field(description="状态代码")
    state_words: str = Field(description="状态")
    unit: str = Field(description="承办单位")
    why: str = Field(description="督办原因")
    matter_id: int | None = Field(description="任务编号")
    issue_id: int | None = Field(description="问题编号")
    issued_on: date | None = Field(description="签发日期")
    reply_by_on: date | None = Field(description="回复时限")
    rectify_by_on: date | None = Field(description="整改时限")
    version: int = Field(description="版本，写入时带上以防覆盖别人的修改")

    @classmethod
    def of(cls, order: Order) -> dict[str, Any]:
        same = ("code", "title", "colour", "state", "why", "matter_id", "issue_id", "issued_on", "reply_by_on")
        more = {"id": order.pk, "state_words": str(order.get_state_display()), "unit": order.unit.name}
        return more | {name: getattr(order, name) for name in (*same, "rectify_by_on", "version")}


class OrderPage(Page):
    items: list[OrderOut] = Field(description="督办单，新的在前")


class OrderLine(Line):
    pass


class OrderWhole(OrderOut):
    history: list[OrderLine] = Field(description="经过，新的在前")
    steps: list[str] = Field(description="本单位现在可以做的步骤")


class OrderQuery(PageQuery):
    state: str = Field("", description="状态代码，如 issued")


class OrderStepIn(Schema, extra="forbid"):
    step: Step = Field(description="步骤：回复、报整改完成、退回整改、核实销单")
    words: str = Field("", max_length=4000, description="说明")
    version: int | None = Field(None, description="读到的版本；不填按最新版本")
    files: list[FileIn] = Field([], max_length=10, description="佐证材料；报整改完成至少一份")


@router.get("/orders", response=OrderPage, summary="督办单列表", description="发给本单位或由本单位负责的督办单。")
@reads()
def orders(request: HttpRequest, asked: Query[OrderQuery]) -> dict[str, Any]:
    found = order_queries.orders_visible_to(request.user)
    return paged((found.filter(state=asked.state) if asked.state else found).order_by("-pk"), asked, OrderOut.of)


@router.get(
    "/orders/{int:order_id}", response=OrderWhole, summary="一份督办单", description="内容、经过和现在可以做的步骤。"
)
@reads()
def order(request: HttpRequest, order_id: int) -> dict[str, Any]:
    found = get_object_or_404(order_queries.orders_visible_to(request.user), pk=order_id)
    steps = sorted(order_queries.steps_open_to(request.user, found))
    return {**OrderOut.of(found), "history": order_history(found), "steps": steps}


@router.post(
    "/orders/{int:order_id}/steps",
    response=OrderOut,
    summary="办理督办单",
    description="回复、报整改完成、核实销单等步骤。",
)
@writes("order")
def step(request: HttpRequest, order_id: int, body: OrderStepIn) -> OrderOut:
    found = get_object_or_404(order_queries.orders_visible_to(request.user), pk=order_id)
    units = order_queries.steps_open_to(request.user, found)
    unit = unit_for(body.step, found, units, WAY, _("督办单现在是“%(state)s”，不能这样操作。"))
    take_order_step(
        order=found, actor=request.user, unit=unit, version=body.version or found.version, step=body.step,  # type: ignore[arg-type]
        words=body.words, files=as_files(body.files),
    )  # fmt: skip
    found.refresh_from_db()
    return OrderOut(**OrderOut.of(found))
