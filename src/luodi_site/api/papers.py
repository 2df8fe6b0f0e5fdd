"""Circulars and other papers: those issued that concern the unit; for an office its drafts too."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from luodi.reports.to_json import to_json
from luodi.reports.to_word import to_bytes
from luodi_site.api.access import reads
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.lib.excel import WORD, as_download
from luodi_site.supervision.models import Paper
from luodi_site.supervision.paper_history import papers_visible_to
from luodi_site.supervision.paper_reading import report_for

router = Router(tags=["通报和文稿"])
_FILE = {200: {"description": "Word 文件", "content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}}


class PaperOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="标题")
    kind: str = Field(description="种类代码，如 breakdown 任务分解、progress 进展")
    state: str = Field(description="状态代码；与本单位有关的都是 issued")
    state_words: str = Field(description="状态")
    code: str = Field(description="发文字号，还没有印发的为空")
    issuer: str = Field(description="发文单位")
    policy_id: int | None = Field(description="所依据政策的编号，不是写某一份政策的为空")
    on: date = Field(description="数据截至日期，也是成文日期")
    issued_on: date | None = Field(description="印发日期")

    @classmethod
    def of(cls, paper: Paper) -> dict[str, Any]:
        same = ("title", "kind", "state", "code", "issuer", "on", "issued_on")
        more = {"id": paper.pk, "state_words": str(paper.get_state_display()), "policy_id": paper.edition_id}
        return more | {name: getattr(paper, name) for name in same}


class PaperPage(Page):
    items: list[PaperOut] = Field(description="通报和文稿，新的在前")


class PaperWhole(PaperOut):
    content: dict[str, Any] = Field(description="标题、主送、正文、附件和落款，与印发时一致；数字后面是出处")


class PaperQuery(PageQuery):
    kind: str = Field("", description="种类代码，如 progress")
    state: str = Field("", description="状态代码，如 issued")


@router.get(
    "/papers", response=PaperPage, summary="通报和文稿列表", description="已印发、与本单位有关的；协调办另有草稿。"
)
@reads()
def papers(request: HttpRequest, asked: Query[PaperQuery]) -> dict[str, Any]:
    wanted = {name: value for name, value in (("kind", asked.kind), ("state", asked.state)) if value}
    return paged(papers_visible_to(request.user).filter(**wanted).order_by("-pk"), asked, PaperOut.of)


@router.get(
    "/papers/{int:paper_id}", response=PaperWhole, summary="一份通报或文稿", description="按编号读取正文和附件。"
)
@reads()
def paper(request: HttpRequest, paper_id: int) -> dict[str, Any]:
    found = get_object_or_404(papers_visible_to(request.user).defer(None), pk=paper_id)
    return {**PaperOut.of(found), "content": json.loads(to_json(report_for(request.user, found)))}


@router.get(
    "/papers/{int:paper_id}/word", summary="下载Word", description="公文格式的 Word 文件，与网页上下载的相同。",
    openapi_extra={"responses": _FILE},
)  # fmt: skip
@reads()
def paper_word(request: HttpRequest, paper_id: int) -> HttpResponse:
    found = get_object_or_404(papers_visible_to(request.user).defer(None), pk=paper_id)
    report = report_for(request.user, found)
    return as_download(to_bytes(report), f"{report.title}.docx", WORD)
