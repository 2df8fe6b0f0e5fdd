"""What a policy runs on: the catalogue of fields, which the formula language reads too."""

from __future__ import annotations

from luodi.formula.fields import Catalogue, Describes, Every, Field, Given, Kind, column_of, period_code, period_on

__all__ = ["Catalogue", "Describes", "Every", "Field", "Given", "Kind", "column_of", "period_code", "period_on"]
