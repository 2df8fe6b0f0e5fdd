"""What holds for every page and every table."""

from __future__ import annotations

from django.apps import apps
from django.test import Client

from luodi_site.settings import _database

OURS = {"accounts", "policies", "boards", "lib", "supervision"}


def test_it_keeps_database_names_short():
    """Tables, columns, indexes and constraints that we name have at most 30 characters."""
    names = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OURS:
            names |= {model._meta.db_table, *(field.column for field in model._meta.local_fields)}
            names |= {index.name for index in model._meta.indexes} | {c.name for c in model._meta.constraints}
    assert {name for name in names if len(name) > 30} == set()


def test_it_reads_the_database_from_one_setting():
    """One address, or SQLite in the var folder."""
    found = _database("postgres://us%40er:p%2Fw@db.example:5433/luodi")
    assert (found["ENGINE"], found["USER"], found["PASSWORD"]) == ("django.db.backends.postgresql", "us@er", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "luodi")
    assert _database("")["ENGINE"] == "django.db.backends.sqlite3"


def test_it_tells_the_browser_to_ask_nobody_else(db):
    """The policy of contents allows this site only, and inline styles for charts."""
    policy = Client().get("/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy


def test_it_has_a_page_of_its_own_for_what_is_not_there(db):
    """Also for a stranger."""
    response = Client().get("/nothing/here/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()
