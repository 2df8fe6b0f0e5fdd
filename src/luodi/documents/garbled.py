"""Text of a page that reads as nonsense: fonts without an encoding give other characters than they show."""

from __future__ import annotations

from luodi.documents.decoding import plausibility
from luodi.problems import Problem

_GARBLED = 0.6


def garbled(text: str, kind: str) -> list[Problem]:
    """A problem where most characters are not usual ones; ``kind`` names the file for the message."""
    if not text or plausibility(text) >= _GARBLED:
        return []
    hint = f"请打开{kind} 复制一段文字看是否正常；不正常的，请索取 .docx 版本。"
    message = f"{kind} 里的文字多数不是常用字，可能是字体没有嵌入编码，读出的是乱码。"
    return [Problem("document.garbled", message, hint=hint)]
