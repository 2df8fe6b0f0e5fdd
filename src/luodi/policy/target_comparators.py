"""How a target compares: at least, at most, about, exactly or a range, by the words around its number."""

from __future__ import annotations

import re

from luodi.policy.model import Comparator
from luodi.quantities import Quantity

_COMPARED = re.compile(r"不超过|不高于|低于|控制在|稳定在|保持在|维持在|不低于|不少于|至少")
_LEAST = re.compile(r"不低于|不少于|不小于|不得少于|不得低于|至少|最低|[≥＞>]")
_ABOUT = re.compile(r"约|大约|稳定在|保持在|维持在|接近|近$")
_MOST = re.compile(
    r"不超过|不得超过|不高于|不大于|不多于|不突破|低于|少于|小于|控制在|(?:降|降低|下降|压缩|压减|缩短|减少|缩小)[到至]|[≤＜<]"
)


def comparator(quantity: Quantity, left: str, behind: str) -> Comparator:
    """``-`` for a range, then the words behind, then the words in front; a bare commitment is at least."""
    before = quantity.before or "".join(_COMPARED.findall(left[-20:]))
    if quantity.upper is not None:
        return "-"
    if quantity.after in ("以下", "以内", "之内"):
        return "<="
    if quantity.after in ("左右", "上下"):
        return "~"
    if quantity.after == "以上" or _LEAST.search(before):
        return ">="
    if "全覆盖" in behind:
        return "="
    if _ABOUT.search(before):
        return "~"
    return "<=" if _MOST.search(before) else ">="
