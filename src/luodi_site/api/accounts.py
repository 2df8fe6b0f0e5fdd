"""Who the caller is, and the units it may see."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from luodi_site.accounts.models import ApiToken, Unit
from luodi_site.accounts.queries import units_visible_to
from luodi_site.api.access import reads
from luodi_site.api.paging import Page, PageQuery, paged

router = Router(tags=["单位"])


class UnitOut(Schema):
    id: int = Field(description="编号")
    name: str = Field(description="全称")
    short_name: str = Field(description="简称")
    kind: str = Field(description="类型代码，如 bureau")
    region: str = Field(description="地区名称")
    region_code: str = Field(description="地区代码")

    @classmethod
    def of(cls, unit: Unit) -> UnitOut:
        return cls(
            id=unit.pk, name=unit.name, short_name=unit.short_name, kind=unit.kind, region=unit.region.name,
            region_code=unit.region.code,
        )  # fmt: skip


class UnitPage(Page):
    items: list[UnitOut] = Field(description="单位")


class TokenOut(Schema):
    name: str = Field(description="令牌的用途")
    scopes: list[str] = Field(description="权限代码")
    expires_on: date = Field(description="有效期至")
    unit: UnitOut = Field(description="令牌代表的单位")


@router.get("/me", response=TokenOut, summary="当前令牌", description="令牌代表哪个单位、有哪些权限、何时到期。")
@reads()
def me(request: HttpRequest) -> TokenOut:
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return TokenOut(name=token.name, scopes=token.scopes, expires_on=token.expires_on, unit=UnitOut.of(token.unit))


@router.get("/units", response=UnitPage, summary="单位名册", description="本单位可见的单位。")
@reads()
def units(request: HttpRequest, asked: Query[PageQuery]) -> dict[str, object]:
    found = units_visible_to(request.user).filter(is_active=True).order_by("pk")
    return paged(found, asked, UnitOut.of)


@router.get("/units/{int:unit_id}", response=UnitOut, summary="一个单位", description="按编号读取一个可见的单位。")
@reads()
def unit(request: HttpRequest, unit_id: int) -> UnitOut:
    return UnitOut.of(get_object_or_404(units_visible_to(request.user), pk=unit_id))
