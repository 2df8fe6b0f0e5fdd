"""Every part of a pack with its path, found through the table of keys, so that a check sees new parts without being told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from luodi.formula.ast import Formula
from luodi.policy.rules.codecs import Listed, Rule
from luodi.policy.rules.model import Rules
from luodi.policy.rules.pack_format import PACK
from luodi.policy.rules.records import Named, Record
from luodi.policy.rules.scope import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A fund, a branch, a rung …: ``called`` is what it is in Chinese; ``around`` is the part it stands in."""

    path: Path
    called: str
    value: Any
    around: Part | None = None

    @property
    def name(self) -> str:
        """As a person finds it: 营业收入上台阶奖励·首次超过10亿元."""
        own = getattr(self.value, "name", "") or getattr(self.value, "payer", "") or self.called
        return f"{self.around.name}·{own}" if self.around is not None and self.around.around is not None else own


def parts_of(rules: Rules) -> Iterator[Part]:
    """The pack itself first, then all that stands in it, in the order of the format."""
    yield from _below(PACK, Part((), PACK.called, rules))


def formulas_of(rules: Rules) -> Iterator[tuple[Part, Path, Formula]]:
    """Each formula with the part that it belongs to and its own path."""
    for part, record in _with_records(PACK, Part((), PACK.called, rules)):
        for key in record.keys:
            held = getattr(part.value, key.kept_as)
            if isinstance(key.of, Rule) and held is not None:
                yield part, (*part.path, key.name), held


def _below(record: Record, part: Part) -> Iterator[Part]:
    for one, _ in _with_records(record, part):
        yield one


def _with_records(record: Record, part: Part) -> Iterator[tuple[Part, Record]]:
    yield part, record
    for key in record.keys:
        held, path = getattr(part.value, key.kept_as), (*part.path, key.name)
        match key.of:
            case Named(of):
                for item in held:
                    yield from _with_records(of, Part((*path, item.id), of.called, item, part))
            case Listed(Record() as of):
                for number, item in enumerate(held):
                    yield from _with_records(of, Part((*path, str(number)), of.called, item, part))
            case Record() as of if held is not None:
                yield from _with_records(of, Part(path, of.called, held, part))
