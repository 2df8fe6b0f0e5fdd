"""Full names of units whose written form shares a head or a tail."""

from __future__ import annotations

import pytest

from luodi.policy.shared_names import full_names


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (["省经信委", "财政厅"], {"财政厅": ("省财政厅",)}),
        (["市科技局", "市场监管局"], {"市场监管局": ("市市场监管局",)}),
        (["省委宣传部", "组织部"], {"组织部": ("省委组织部",)}),
        (["省电子集团", "汽车集团"], {"汽车集团": ("省汽车集团",)}),
        (["福建银监局", "证监局"], {"证监局": ("福建证监局",)}),
        (["省经信委", "福建银监局", "厦门银监局"], {}),
        (["东湖经开区", "西山新区管委会"], {"东湖经开区": ("东湖经开区管委会",)}),
        (["三明", "南平", "龙岩市政府"], {"三明": ("三明市政府",), "南平": ("南平市政府",)}),
        (
            ["各级财政", "税务", "民政等主管部门"],
            {
                "各级财政": ("各级财政主管部门",),
                "税务": ("各级税务主管部门",),
                "民政等主管部门": ("各级民政主管部门",),
            },
        ),
        (["各区、县（市）政府"], {"各区、县（市）政府": ("各区政府", "各县（市）政府")}),
    ],
)
def test_it_gives_what_the_list_leaves_out(units: list[str], expected: dict[str, tuple[str, ...]]) -> None:
    """The head comes from the nearest name before, the tail from the nearest behind."""
    assert full_names(units) == expected


@pytest.mark.parametrize(
    "units",
    [
        ["市经信局", "市财政局"],
        ["港口委", "市政府办"],
        ["省科技厅", "福州海关", "人行福州中心支行"],
        ["市经信局", "各有关部门"],
        ["市经信局", "各县（市、区）人民政府"],
        ["高新区", "团市委"],
        ["市经信局", "国网云溪供电公司"],
        ["省教育厅", "兴业银行"],
        ["相关县区政府", "开发区管委会"],
        [],
    ],
)
def test_it_completes_nothing_that_is_whole(units: list[str]) -> None:
    """Names with a head of their own, collective names and firms stay as they are."""
    assert full_names(units) == {}
