"""Text as words: Chinese by rjieba's dictionary, names by their pairs of characters too, figures and letters as they stand."""

from __future__ import annotations

import re
import unicodedata

import rjieba

LONGEST = 24
_KEPT = re.compile(r"[0-9a-z\u3400-\u9fff]")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def plain(text: str) -> str:
    """One width, one case."""
    return unicodedata.normalize("NFKC", text).lower()


def words_of(text: str) -> set[str]:
    """Words of two characters or more; a single character says too little to be kept."""
    return {word[:LONGEST] for word in rjieba.cut_for_search(plain(text)) if len(word) > 1 and _KEPT.search(word)}


def name_words(text: str) -> set[str]:
    """Words, and every character and pair of characters: a name is found by any part of it, however it is cut."""
    runs = _CHINESE.findall(plain(text))
    return words_of(text) | {c for run in runs for c in run} | pairs_of(text)


def pairs_of(text: str) -> set[str]:
    """Pairs of neighbouring Chinese characters."""
    return {run[at : at + 2] for run in _CHINESE.findall(plain(text)) for at in range(len(run) - 1)}


def asked_words(text: str) -> tuple[set[str], set[str]]:
    """What a hit must hold for a question: all of the words, or all of the pairs (single characters where there are none)."""
    asked = words_of(text)
    pairs = pairs_of(text) | {word for word in asked if not _CHINESE.search(word)}
    if asked or pairs:
        return asked or pairs, pairs or asked
    single = set(_CHINESE.findall(plain(text))) | set(re.findall(r"[0-9a-z]+", plain(text)))
    return single, single
