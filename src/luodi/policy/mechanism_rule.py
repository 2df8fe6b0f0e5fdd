"""What one kind of mechanism is told by: a rule as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from luodi.policy import mechanism_readers as read
from luodi.policy.mechanism_readers import Reader


@dataclass(frozen=True)
class Rule:
    """A kind of mechanism. ``calls`` are tried in order, the strongest first; none counts in a phrase where
    ``against`` is found. One of ``words`` stands in every call: a quick look before the patterns."""

    kind: str
    calls: tuple[str, ...]
    words: tuple[str, ...]
    against: str = ""
    reader: Reader = read.nothing
    in_notes: bool = False  # also where units are named: （…，列首位的为牵头单位）
    patterns: tuple[re.Pattern[str], ...] = field(init=False)
    veto: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "patterns", tuple(re.compile(call) for call in self.calls))
        object.__setattr__(self, "veto", re.compile(self.against) if self.against else None)
