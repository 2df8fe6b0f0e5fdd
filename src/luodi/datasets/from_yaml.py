"""The standard catalogue of fields, read from fields.yaml, and catalogues with a pack's or a city's own fields added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from luodi.formula.fields import Catalogue, Describes, Every, Field, Kind

_KEYS = frozenset(("code", "name", "kind", "unit", "every", "also", "values", "definition"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one: each command waits for it
_NEEDED = ("code", "name", "kind")


@cache
def catalogue() -> Catalogue:
    """The standard catalogue: what firms, projects, regions and parks report anywhere."""
    return Catalogue(read_fields(_load(files("luodi.datasets").joinpath("fields.yaml").read_text("utf-8"))))


def extended(known: Catalogue, fields: Iterable[Field]) -> Catalogue:
    """The catalogue with fields added; one of a code that is there already takes its place.

    ValueError where a new field bears the name of another one.
    """
    added = {one.code: one for one in fields}
    kept = [added.pop(one.code, one) for one in known]
    return Catalogue((*kept, *added.values()), known.qualifications, known.begins)


def read_catalogue(path: Path, known: Catalogue | None = None) -> Catalogue:
    """The standard catalogue (or ``known``) with the fields of a YAML file like fields.yaml added."""
    return extended(known or catalogue(), read_fields(_load(path.read_text("utf-8"))))


def _load(text: str) -> object:
    return yaml.load(text, Loader=_LOADER)


def read_fields(sections: object) -> tuple[Field, ...]:
    """Fields as YAML has them, in sections firm, project, region and park; ValueError says which one is wrong and why."""
    if not isinstance(sections, Mapping):
        raise ValueError("字段目录分 firm、project、region、park 四节，每节是一列字段")
    found: list[Field] = []
    for section, rows in sections.items():
        if section not in get_args(Describes):
            raise ValueError(f"字段目录里没有“{section}”这一节：只有 firm、project、region、park")
        found += [_field(cast(Describes, section), row) for row in rows or ()]
    return tuple(found)


def _field(describes: Describes, row: object) -> Field:
    if not isinstance(row, Mapping):
        raise ValueError(f"字段写成 {{code: …, name: …, kind: …}}，不能是“{row}”")
    lacking = [key for key in _NEEDED if not row.get(key)]
    if lacking:
        raise ValueError(f"字段“{row.get('name') or row.get('code')}”缺少 {'、'.join(lacking)}")
    for key, known in (("kind", get_args(Kind)), ("every", get_args(Every))):
        if row.get(key, known[0]) not in known:
            raise ValueError(f"字段“{row['name']}”的 {key} 写成了“{row[key]}”，只能是 {'、'.join(known)}")
    if unknown := sorted(map(str, set(row) - _KEYS)):
        raise ValueError(f"字段“{row['name']}”有不认识的项：{'、'.join(unknown)}")
    return Field(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        unit=row.get("unit", ""),
        describes=describes,
        every=row.get("every", "year"),
        also=tuple(map(str, row.get("also", ()))),
        definition=row.get("definition", ""),
        values=_values(row.get("values")),
    )


def _values(rows: Any) -> tuple[tuple[str, ...], ...]:
    """``{A: [A类, A档]}`` with other ways to write each value, or ``[A, B]`` without."""
    if isinstance(rows, Mapping):
        return tuple((str(value), *map(str, others or ())) for value, others in rows.items())
    return tuple((str(value),) for value in rows or ())
