"""Rows that are written once: saving again, changing in bulk and deleting are refused."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """Someone tried to change what may only be added to."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__}: rows are never changed, only added.")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__}: rows are never deleted.")

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__}: rows are never changed, only added.")


class AppendOnly(models.Model):
    """Base of immutable rows. The one place where ``save`` says something: it refuses a second time."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__}: rows are never changed, only added.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{type(self).__name__}: rows are never deleted.")
