"""The fields that a pack adds to the catalogue it is given, for what only its own rules ask."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luodi.formula.fields import Catalogue, Field
from luodi.formula.unit_names import find_unit
from luodi.policy.rules.codecs import Listed, OneOf, Plain, Words, mapping
from luodi.policy.rules.model import Rules
from luodi.policy.rules.nodes import Mapping, Scalar
from luodi.policy.rules.records import Extra, Key, Reading, Record
from luodi.policy.rules.scope import Scope, Unread

_FIELD = Record(
    Field,
    "字段",
    (
        Key("name", Words()),
        Key("kind", OneOf(("money", "quantity", "ratio", "count", "text", "flag", "date", "set"))),
        Key("unit", Words()),
        Key("describes", OneOf(("firm", "project", "region", "park"))),
        Key("every", OneOf(("year", "quarter", "month", "once"))),
        Key("definition", Words()),
        Key("also", Listed(Words())),
    ),
)


@dataclass(frozen=True, slots=True)
class ExtraFields(Extra):
    """``fields: {niche_years: {name: 细分市场年限, kind: count, unit: 年}}``, by code."""

    @property
    def names(self) -> tuple[str, ...]:
        return ("fields",)

    def read(self, reading: Reading) -> None:
        scope, node = reading.scope, reading.items.get("fields")
        catalogue = scope.catalogue
        if node is not None:
            try:
                for key, value in mapping(node, scope, "各字段").items:
                    catalogue = self._with(catalogue, key, value, reading)
            except Unread:
                reading.is_whole = False
        reading.values["catalogue"] = catalogue
        reading.scope = replace(scope, catalogue=catalogue)

    def _with(self, catalogue: Catalogue, key: Scalar, node: object, reading: Reading) -> Catalogue:
        scope = reading.scope.inside("fields").inside(key.value)
        scope.found(key)
        try:
            if not isinstance(node, Mapping):
                raise scope.wrong("pack.wrong_form", "字段要逐行写 name、kind、unit 等", key)
            return self._added(catalogue, key, node, scope)
        except Unread:
            reading.is_whole = False
            return catalogue

    def _added(self, catalogue: Catalogue, key: Scalar, node: Mapping, scope: Scope) -> Catalogue:
        given = _FIELD.read_values(node, scope)
        unit = given.get("unit", "")
        if unit and find_unit(unit) is None:
            raise scope.wrong("pack.bad_field", f"“{unit}”不是单位", node.get("unit") or node, "写元、万元、%、家一类")
        try:
            field = Field(code=key.value, **given)
            known = catalogue.find(field.code) or catalogue.find(field.name)
            if known == field:
                return catalogue
            return replace(catalogue, fields=(*catalogue.fields, field))
        except ValueError as why:
            raise scope.wrong("pack.bad_field", str(why), key, "换一个代码或名称，或删去这个字段") from None

    def write(self, value: Rules, scope: Scope) -> dict[str, Plain]:
        """Only what ``scope.catalogue``, the standard one, has not."""
        extra = [field for field in value.catalogue if scope.catalogue.find(field.code) != field]
        if not extra:
            return {}
        return {"fields": {field.code: _FIELD.write_rest(field, scope) for field in extra}}
