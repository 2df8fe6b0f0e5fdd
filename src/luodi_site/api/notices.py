"""What the unit's program is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from luodi_site.api.access import reads, writes
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.notices.actions import mark_read
from luodi_site.notices.models import Notice
from luodi_site.notices.queries import notices_of

router = Router(tags=["消息"])


class NoticeOut(Schema):
    id: int = Field(description="编号")
    kind: str = Field(description="类别代码")
    title: str = Field(description="标题")
    words: str = Field(description="内容")
    url: str = Field(description="在本站处理的页面")
    at: datetime = Field(description="时间")
    read_at: datetime | None = Field(description="标为已读的时间，未读的为空")

    @classmethod
    def of(cls, notice: Notice) -> dict[str, Any]:
        same = ("kind", "title", "words", "url", "at", "read_at")
        return {"id": notice.pk} | {name: getattr(notice, name) for name in same}


class NoticePage(Page):
    items: list[NoticeOut] = Field(description="消息，新的在前")


class NoticeQuery(PageQuery):
    is_unread: bool = Field(False, description="只看未读")


@router.get("/notices", response=NoticePage, summary="消息列表", description="发给本单位、由令牌收到的消息。")
@reads()
def notices(request: HttpRequest, asked: Query[NoticeQuery]) -> dict[str, Any]:
    found = notices_of(request.user)
    return paged(found.filter(read_at=None) if asked.is_unread else found, asked, NoticeOut.of)


@router.post(
    "/notices/{int:notice_id}/read", response=NoticeOut, summary="标为已读", description="把一条消息标为已读。"
)
@writes("read")
def read(request: HttpRequest, notice_id: int) -> NoticeOut:
    found = get_object_or_404(notices_of(request.user), pk=notice_id)
    mark_read(person=request.user, notices=[found.pk])  # type: ignore[arg-type]
    found.refresh_from_db()
    return NoticeOut(**NoticeOut.of(found))
