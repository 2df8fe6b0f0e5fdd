"""Which region a document governs."""

from __future__ import annotations

import pytest

from luodi.policy.jurisdictions import jurisdiction


@pytest.mark.parametrize(
    ("issuer", "titles", "number", "text", "expected"),
    [
        ("云溪市人民政府办公室", [], None, "", "云溪市"),
        ("中共晴州市委办公室、晴州市人民政府办公室", [], None, "", "晴州市"),
        ("云溪市石桥区人民政府", [], None, "", "石桥区"),
        ("岚江省经济和信息化厅", [], None, "", "岚江省"),
        (None, ["石桥区工业高质量发展若干意见"], None, "", "石桥区"),
        (None, ["东湖开发区 石桥区支持产业若干措施"], None, "", "石桥区"),
        ("省人民政府", ["关于强链的实施方案"], "鄂政发〔2026〕1号", "", "湖北省"),
        (None, ["省政府办公厅：关于强链的意见"], None, "浙江省内各市，浙江企业。", "浙江省"),
        (None, ["工作方案"], None, "推动我市发展。鄂州市园区、鄂州市企业与武汉协同，武汉都市圈。", "鄂州市"),
    ],
)
def test_it_tells_the_region(
    issuer: str | None, titles: list[str], number: str | None, text: str, expected: str
) -> None:
    """Issuer, then title, then number and text; the innermost region counts."""
    assert jurisdiction(issuer, titles, number, text) == expected


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (["关于加快城市更新的意见"], "推进城市更新。"),
        (["支持园区发展若干措施"], "支持园区、开发区、示范区发展。"),
        (["深入推进市场化改革的方案"], "完善市场。"),
        ([], ""),
    ],
)
def test_it_invents_no_region(titles: list[str], text: str) -> None:
    """城市, 市场 and 园区 are no places."""
    assert jurisdiction(None, titles, None, text) is None
