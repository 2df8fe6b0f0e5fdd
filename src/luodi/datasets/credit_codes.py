"""统一社会信用代码 by GB 32100-2015: eighteen signs, of which the last one checks the others."""

from __future__ import annotations

import re

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(3**place % 31 for place in range(17))
_FORM = re.compile(rf"[{_SIGNS}]{{18}}")
# Letters that the standard leaves out because they are taken for digits.
_MISTAKEN = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}


def check_digit(body: str) -> str:
    """The last sign for the first seventeen; ValueError where one of them is none of the standard's."""
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return _SIGNS[-total % 31]


def fault_of(code: str) -> str | None:
    """Why this is no credit code, in Chinese; None where it is one."""
    if len(code) != 18:
        return f"统一社会信用代码是 18 位，这里是 {len(code)} 位"
    if not _FORM.fullmatch(code):
        odd = next(sign for sign in code if sign not in _SIGNS)
        meant = f"，可能是 {_MISTAKEN[odd]}" if odd in _MISTAKEN else ""
        return f"统一社会信用代码里没有“{odd}”{meant}"
    if check_digit(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不对，有一位抄错了"
    return None
