"""Bytes become text: UTF-8, UTF-16, UTF-32 and GB18030 are told apart by strict trials and by common characters."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from luodi.problems import Problem, UnreadableDocument
from luodi.spans import Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED = ("gb18030", "utf-16-le", "utf-16-be")  # GB18030 holds GBK and GB 2312
# Traditional characters are not among the common ones here, so their charsets are believed where the file names them.
_TRADITIONAL = ("big5", "big5-hkscs", "cp950")
_ASCII = re.compile(r"[\t\n\r -~]+")
_SAMPLE = 4000
_PLAUSIBLE = 0.8
_DAMAGED = 0.9


def _common_characters() -> frozenset[str]:
    """The 3,755 hanzi of GB 2312's first level, nearly all of official prose, and what stands between them."""
    hanzi = {
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
        if (high, low) < (0xD7, 0xFA)
    }
    ascii_text = {chr(c) for c in range(0x20, 0x7F)} | set("\t\n\r\f")
    stretches = ((0x2010, 0x2040), (0x2160, 0x2180), (0x2460, 0x24A0), (0x3000, 0x3020), (0xFF00, 0xFF60))
    others = {chr(c) for start, end in stretches for c in range(start, end)}
    return frozenset(hanzi | ascii_text | others | set("\ufeff\xa0·×°±—％℃㎡①■□●○▲★◆→"))


_COMMON = _common_characters()


def plausibility(text: str) -> float:
    """The share of characters that are usual in Chinese official prose: near 1 for text, low for bytes read wrongly."""
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    return sum(map(_COMMON.__contains__, sample)) / len(sample) if sample else 1.0


def _fit(text: str) -> float:
    """Plausibility of what is not ASCII, which reads the same in most charsets and fills web pages."""
    return plausibility(_ASCII.sub("", text))


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, list[Problem]]:
    """The text of ``data``, every character as it stands: line ends and a UTF-8 byte order mark are kept.

    ``declared`` is the charset that the file claims for itself. Raises ``UnreadableDocument`` (``document.binary``)
    for bytes that are no text in any of the charsets.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _whole(data, codec, name)
    # A strict success in UTF-8 is proof: text in another Chinese charset hardly ever fits it by chance.
    text = _strict(data, "utf-8") if b"\0" not in data else None
    if text is not None:
        return (text, []) if _mostly_printable(text) else _refuse()
    tried = [text for codec in _TRIED if (text := _strict(data, codec)) is not None]
    best = max(tried, key=_fit, default="\0")
    if plausibility(best) >= _PLAUSIBLE:
        return best, []
    codec = declared.strip().strip("\"'").lower()
    text = _strict(data, codec) if codec in _TRADITIONAL else None
    return (text, []) if text is not None else _damaged(data, name)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _whole(data: bytes, codec: str, name: str) -> tuple[str, list[Problem]]:
    text = data.decode(codec, errors="replace")
    return text, _replaced(text, name)


def _damaged(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Text with some broken bytes in it: cut in the middle of a character, or two charsets glued together."""
    guesses = [data.decode(codec, errors="replace") for codec in ("utf-8", "gb18030")]
    text = max(guesses, key=_fit)
    if b"\0" in data or plausibility(text) < _DAMAGED:
        _refuse()
    return text, _replaced(text, name)


def _replaced(text: str, name: str) -> list[Problem]:
    count = text.count("\ufffd")
    if not count:
        return []
    # Offsets into a text are counted with its line ends as \n.
    at = len(text[: text.index("\ufffd")].replace("\r\n", "\n"))
    return [
        Problem(
            "document.damaged_text",
            f"文件中有{count}处字节已损坏，读不出原字，以“\ufffd”代替。",
            Span(name, at, at + 1),
            "请核对标出的位置；如缺字较多，请向发文单位重新索取原件。",
        )
    ]


def _mostly_printable(text: str) -> bool:
    sample = text[: 2 * _SAMPLE]
    odd = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v")
    return odd * 20 <= len(sample)


def _refuse() -> NoReturn:
    raise UnreadableDocument(
        Problem(
            "document.binary",
            "这个文件不是文字，或者所用编码无法识别。",
            hint="请用原来的软件打开，另存为 .docx、.pdf 或 UTF-8 编码的 .txt 后再上传。",
            severity="error",
        )
    )
