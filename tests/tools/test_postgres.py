"""Tries the throw-away PostgreSQL cluster."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg
import pytest

from tools import postgres


@pytest.mark.needs_postgres
def test_it_gives_a_server_that_keeps_chinese(postgres: postgres.Cluster) -> None:
    """The cluster answers on this machine, and text comes back as it went in, whatever the machine's own locale."""
    with psycopg.connect(postgres.url) as connection:
        row = connection.execute("select %s::text, current_setting('server_encoding')", ["督办事项"]).fetchone()
    assert row == ("督办事项", "UTF8")


@pytest.mark.needs_postgres
def test_it_hands_the_address_to_a_command_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The command finds the address in LUODI_DATABASE_URL, its exit code comes back, and the server is gone after."""
    seen = tmp_path / "seen"
    code = (
        "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(os.environ['LUODI_DATABASE_URL']); sys.exit(7)"
    )
    assert postgres.main([sys.executable, "-c", code, str(seen)]) == 7
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(seen.read_text(), connect_timeout=2)


def test_it_says_so_where_there_is_no_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without initdb there is no cluster, and the reason is in words."""
    monkeypatch.setattr(postgres, "programs", lambda: None)
    with pytest.raises(RuntimeError, match="PostgreSQL"), postgres.cluster():
        pass
