"""What an address asks for, read so that nothing strange in it reaches the database."""

from __future__ import annotations

from collections.abc import Container

from django.http import QueryDict

LONGEST_WORDS = 60


def words_in(query: QueryDict, name: str = "q") -> str:
    """Words to look for. PostgreSQL takes no NUL in a text."""
    return query.get(name, "").replace("\0", "").strip()[:LONGEST_WORDS]


def choice_in(query: QueryDict, name: str, choices: Container[str]) -> str:
    """One of the choices; empty where the address names none of them."""
    value = query.get(name, "")
    return value if value in choices else ""


def number_in(query: QueryDict, name: str) -> int | None:
    """A number as objects have them."""
    value = query.get(name, "")
    return int(value) if _is_number(value, 15) else None


def numbers_in(query: QueryDict, name: str = "n") -> tuple[int, ...]:
    """Numbers with commas between them; what is none is passed over."""
    return tuple(int(part) for part in query.get(name, "").split(",") if _is_number(part, 9))


def _is_number(words: str, most: int) -> bool:
    return words.isascii() and words.isdecimal() and len(words) <= most
