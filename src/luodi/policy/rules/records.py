"""A dataclass as a mapping of the pack: one table of keys says how it is read, how it is written, and what it may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, Protocol

from luodi.formula.fields import nearest
from luodi.policy.rules.codecs import Codec, Day, Group, Plain, Truth, Words, mapping, read_id
from luodi.policy.rules.model import InForce, Source
from luodi.policy.rules.nodes import Mapping, Node, Scalar
from luodi.policy.rules.scope import Scope, Unread

_WORDS, _TRUTH, _DAY = Words(), Truth(), Day()
SOURCE_KEYS = ("document", "clause", "unconfirmed", "note")
DATE_KEYS = ("from", "until")
UNSET = object()


@dataclass(frozen=True, slots=True)
class Key:
    """``name`` in the file; ``attribute`` of the dataclass where it is called otherwise."""

    name: str
    of: Codec
    attribute: str = ""

    @property
    def kept_as(self) -> str:
        return self.attribute or self.name


class Extra(Protocol):
    """Keys that need more than one value each: ``read`` fills ``reading.values`` and may change its scope."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def read(self, reading: Reading) -> None: ...

    def write(self, value: Any, scope: Scope) -> dict[str, Plain]: ...


@dataclass(frozen=True)
class Record(Group):
    """``makes`` from ``keys``; its source and its days in force, where it has them, are keys of the same mapping.

    A key is required when its attribute has no default. What stands inside takes document and clause from here.
    """

    makes: Callable[..., Any]
    called: str
    keys: tuple[Key, ...]
    extra: Extra | None = None
    has_id: bool = field(init=False)
    has_source: bool = field(init=False)
    has_dates: bool = field(init=False)
    defaults: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        known = {one.name: one for one in fields(self.makes)}  # type: ignore[arg-type]
        object.__setattr__(self, "has_id", "id" in known)
        object.__setattr__(self, "has_source", "source" in known)
        object.__setattr__(self, "has_dates", "in_force" in known)
        defaults = {name: _default(one) for name, one in known.items()}
        object.__setattr__(self, "defaults", defaults)

    @property
    def names(self) -> list[str]:
        own = [*(key.name for key in self.keys), *(self.extra.names if self.extra else ())]
        return [*own, *(DATE_KEYS if self.has_dates else ()), *(SOURCE_KEYS if self.has_source else ())]

    # -- reading ----------------------------------------------------------------------------------------------------

    def read(self, node: Node, scope: Scope) -> Any:
        """Without an id of its own: a mapping whose key ``id`` says it where there is one."""
        return self.read_as(None, node, scope)

    def read_as(self, named: str | None, node: Node, scope: Scope) -> Any:
        items = mapping(node, scope, self.called)
        reading = Reading(self, items, scope)
        reading.strange_keys(extra=("id",) if self.has_id and named is None else ())
        if self.has_id:
            reading.values["id"] = named if named is not None else reading.own_id()
        return reading.made()

    def read_values(self, node: Mapping, scope: Scope) -> dict[str, Any]:
        """The values of the keys that are written, for what is made elsewhere."""
        reading = Reading(self, node, scope)
        reading.strange_keys(extra=())
        for key in self.keys:
            value = reading.value(key.name, key.of, self.defaults[key.kept_as])
            if node.get(key.name) is not None:
                reading.values[key.kept_as] = value
        if not reading.is_whole:
            raise Unread
        return reading.values

    # -- writing ----------------------------------------------------------------------------------------------------

    def write(self, value: Any, scope: Scope) -> dict[str, Plain]:
        written = {"id": value.id} if self.has_id else {}
        return written | self.write_rest(value, scope)

    def write_rest(self, value: Any, scope: Scope) -> dict[str, Plain]:
        source = getattr(value, "source", None)
        inner = scope
        if source is not None:
            inner = replace(scope, document=source.document, clause=source.clause)
        if hasattr(value, "describes"):
            inner = replace(inner, describes=value.describes)
        if hasattr(value, "catalogue"):
            inner = replace(inner, catalogue=value.catalogue)
        between = _write_dates(value.in_force) if self.has_dates else {}
        between |= _write_source(source, scope) if source is not None else {}
        between |= self.extra.write(value, scope) if self.extra else {}
        head = next((at for at, key in enumerate(self.keys) if isinstance(key.of, Group)), len(self.keys))
        return self._written(self.keys[:head], value, inner) | between | self._written(self.keys[head:], value, inner)

    def _written(self, keys: tuple[Key, ...], value: Any, scope: Scope) -> dict[str, Plain]:
        written: dict[str, Plain] = {}
        for key in keys:
            held = getattr(value, key.kept_as)
            default = self.defaults[key.kept_as]
            if default is UNSET or held != default:
                written[key.name] = key.of.write(held, scope)
        return written


def _default(one: Any) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else UNSET


def _write_dates(dates: InForce) -> dict[str, Plain]:
    given = {"from": dates.begin, "until": dates.until}
    return {name: day.isoformat() for name, day in given.items() if day is not None}


def _write_source(source: Source, scope: Scope) -> dict[str, Plain]:
    written: dict[str, Plain] = {}
    if source.document != scope.document:
        written["document"] = source.document
    if source.clause != scope.clause:
        written["clause"] = source.clause
    if source.is_unconfirmed:
        written["unconfirmed"] = "true"
    if source.note:
        written["note"] = source.note
    return written


class Reading:
    """One mapping on its way to a dataclass; every key is tried, so that all that is wrong is said at once."""

    def __init__(self, record: Record, items: Mapping, scope: Scope) -> None:
        self.record, self.items, self.scope = record, items, scope
        self.values: dict[str, Any] = {}
        self.is_whole = True

    def strange_keys(self, extra: tuple[str, ...]) -> None:
        known = [*extra, *self.record.names]
        for key, _ in self.items.items:
            if key.value in known:
                continue
            alike = nearest(key.value, known, 1)
            hint = f"最接近的是 {alike[0]}" if alike else f"可以写：{'、'.join(known)}"
            self.scope.wrong("pack.unknown_key", f"{self.record.called}没有“{key.value}”这一项", key, hint)
            self.is_whole = False

    def own_id(self) -> str | None:
        node = self.items.get("id")
        if node is None:
            self.lacks("id")
            return None
        try:
            if not isinstance(node, Scalar):
                raise self.scope.wrong("pack.wrong_form", "id 要写一个代号", node)
            return read_id(node, self.scope)
        except Unread:
            self.is_whole = False
            return None

    def lacks(self, name: str) -> None:
        self.scope.wrong("pack.missing_key", f"{self.record.called}缺少 {name}", self.items, f"补上“{name}: …”")
        self.is_whole = False

    def value(self, name: str, of: Codec, otherwise: Any) -> Any:
        node = self.items.get(name)
        if node is None:
            if otherwise is UNSET:
                self.lacks(name)
            return otherwise
        inner = self.scope.inside(name)
        inner.found(node)
        try:
            return of.read(node, inner)
        except Unread:
            self.is_whole = False
            return otherwise

    def made(self) -> Any:
        if self.record.has_source:
            self.source()
        if self.record.has_dates:
            self.dates()
        if self.record.extra:
            self.record.extra.read(self)
        for key in self.record.keys:
            kept_as = key.kept_as
            self.values[kept_as] = self.value(key.name, key.of, self.record.defaults[kept_as])
            if kept_as in ("describes", "on") and self.values[kept_as] is not UNSET:
                self.scope = replace(self.scope, **{kept_as: self.values[kept_as]})
        if not self.is_whole:
            raise Unread
        return self.record.makes(**self.values)

    def source(self) -> None:
        scope = self.scope
        document, clause, unconfirmed, note = (
            self.value("document", _OWN, scope.document),
            self.value("clause", _OWN, scope.clause),
            self.value("unconfirmed", _TRUTH, False),
            self.value("note", _WORDS, ""),
        )
        self.values["source"] = Source(document, clause, unconfirmed, note)
        self.scope = replace(scope, document=document, clause=clause)

    def dates(self) -> None:
        begin, until = self.value("from", _DAY, None), self.value("until", _DAY, None)
        if begin is not None and until is not None and until < begin:
            self.scope.wrong("pack.bad_date", "until 早于 from", self.items.get("until") or self.items, "核对起止日期")
            self.is_whole = False
        self.values["in_force"] = InForce(begin, until)


@dataclass(frozen=True, slots=True)
class _OwnWords:
    """Words that may be empty (``document: ""``), for a part that does not stand in the document around it."""

    def read(self, node: Node, scope: Scope) -> str:
        if isinstance(node, Scalar) and node.is_quoted and not node.value:
            return ""
        return _WORDS.read(node, scope)

    def write(self, value: str, scope: Scope) -> Plain:
        return value


_OWN = _OwnWords()


@dataclass(frozen=True, slots=True)
class Named(Group):
    """Records by their ids, in the order of the file: ``funds: {upgrade: {…}}``."""

    of: Record

    def read(self, node: Node, scope: Scope) -> tuple[Any, ...]:
        made, is_whole = [], True
        for key, value in mapping(node, scope, f"各{self.of.called}").items:
            inner = scope.inside(key.value)
            inner.found(key)
            try:
                made.append(self.of.read_as(read_id(key, scope), value, inner))
            except Unread:
                is_whole = False
        if not is_whole:
            raise Unread
        return tuple(made)

    def write(self, value: tuple[Any, ...], scope: Scope) -> Plain:
        return {item.id: self.of.write_rest(item, scope) for item in value}
