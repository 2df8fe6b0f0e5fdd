"""Names of China's provinces and prefectures, for telling a place in a name or a text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾"
    " 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()


@cache
def prefectures() -> tuple[str, ...]:
    """The prefecture-level regions of ``prefectures.txt``, without 市 or 州."""
    lines = files("luodi.terms").joinpath("prefectures.txt").read_text("utf-8").splitlines()
    return tuple(name for line in lines if not line.startswith("#") for name in line.partition(":")[2].split())
