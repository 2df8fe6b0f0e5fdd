"""Which region a document governs: said by its issuer or title, else by its number and the places that it names."""

from __future__ import annotations

import re
from collections import Counter

from luodi.terms.regions import prefectures

# The sign that a province's document numbers open with.
PROVINCE_OF = dict(
    zip(
        "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘青藏桂蒙宁新云贵秦陇蜀",
        (
            "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省"
            " 广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 西藏自治区 广西壮族自治区 内蒙古自治区 宁夏回族自治区 新疆维吾尔自治区"
            " 云南省 贵州省 陕西省 甘肃省 四川省"
        ).split(),
        strict=True,
    )
)
_PROVINCES = tuple(dict.fromkeys(name for name in PROVINCE_OF.values() if not name.endswith("市")))
_LEVELS = "自治区|自治州|自治县|新区|省|市|州(?!市)|盟|县|区|旗|镇"
_NAME = rf"[一-鿿]{{2,8}}?(?:{_LEVELS})"
_NO_PLACE = re.compile(
    r"^(?:关于|商务|深入|持续|大力|积极|全面|全|各|我|本|该|省|市|县|区|有关|相关|支持|加快|推进|推动|促进|印发|转发|加强|落实|打造|建设|进一步|实施|开展|高新|开发|示范|试点|国家|设)"
    r"|城市|都市|上市|超市|市场|园区|开发区|社区|片区|辖区|地区|功能区|示范区|试验区|景区|校区|库区|灾区|特区|县市|区县|县区|设区|经济区|街区|湾区|新区$|工业区|集聚区|自贸区"
    r"|^(?:主城|中心城|老城|新城|贫困山|山|城|郊|牧|矿|辖)区"
)
_ENOUGH = 20_000  # characters that tell what a document speaks of
_ONE = re.compile(_NAME)
# 某某市委, 某某市各县区: a city of the text that no list need know.
_CITY = re.compile(r"(?<![一-鿿])([一-鿿]{2,3})(?=市(?:委|人民政府|政府|各))")


def jurisdiction(issuer: str | None, titles: list[str], number: str | None, text: str) -> str | None:
    """The region as short as it is unambiguous (湖州市), or None where nothing tells it."""
    for words in (issuer or "", *titles):
        if place := _place_in(words):
            return place
    text = text[:_ENOUGH]
    level = _level(issuer, titles, text)
    if level == "省":
        return _province(number, text)
    if level in ("市", "区", "县"):
        return _most_named(text, level)
    return None


def _place_in(words: str) -> str | None:
    """The innermost region that opens the words, or stands before 人民政府: 坪山区 in 深圳市坪山区人民政府."""
    words = re.sub(r"\s+|[“”\"《》（）()]|关于印发|关于|中共", " ", words)
    for part in words.split():
        name = part
        found = None
        while place := _ONE.match(name):
            if _NO_PLACE.search(place.group()):
                break
            found = place.group()
            name = name[place.end() :]
        if found:
            return found
    return None


def _level(issuer: str | None, titles: list[str], text: str) -> str | None:
    """What the document calls itself: 省政府…, 我市, 全省."""
    for words in (issuer or "", *titles):
        if said := re.match(r"(?:中共)?([省市县区])(?:委|人民政府|政府|[一-鿿]{1,12}[厅局委办])", words):
            return said.group(1)
    counts = Counter({level: len(re.findall(rf"(?:我|全|本){level}(?!场)", text)) for level in "省市县区"})
    level, times = counts.most_common(1)[0]
    return level if times else None


def _province(number: str | None, text: str) -> str | None:
    if number and number[0] in PROVINCE_OF:
        return PROVINCE_OF[number[0]]
    counts = Counter({name: text.count(name[:-1] if name.endswith("省") else name[:2]) for name in _PROVINCES})
    name, times = counts.most_common(1)[0]
    return name if times else None


def _most_named(text: str, level: str) -> str | None:
    """The place that a text about 全市 names most often; None unless one stands out."""
    named: set[str] = set(_CITY.findall(text))
    if level == "市":
        named |= {name for name in prefectures() if name in text}
    scores = Counter({name: text.count(name) + 5 * text.count(name + level) for name in named})
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0] + level
