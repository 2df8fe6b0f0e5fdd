"""``luodi site`` on a database that was not prepared."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest


def site(folder, *arguments, **settings):
    """One command on a database of its own."""
    mine = {**os.environ, "LUODI_VAR": str(folder), "LUODI_DATABASE_URL": "", **settings}
    command = [sys.executable, "-m", "luodi", "site", *arguments]
    return subprocess.run(command, env=mine, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    assert site(folder, "prepare", "--no-sample").returncode == 0
    return folder


def test_it_moves_a_rehearsal_day_by_day(prepared):
    """Each day up to the one named comes and goes, and the site stays there."""
    done = site(prepared, "advance", "--on", "2026-01-08", LUODI_REHEARSAL="2026-01-05")
    assert [line[:10] for line in done.stdout.splitlines()] == ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"]
    assert site(prepared, "advance", LUODI_REHEARSAL="2026-01-05").stdout.startswith("2026-01-08")


def test_it_advances_no_real_site_into_the_future(prepared):
    """What is written for a day that has not come would stand before all that happens until then."""
    done = site(prepared, "advance", "--on", "2099-01-01")
    assert done.returncode == 2 and "还没有到" in done.stderr and done.stdout == ""
    assert site(prepared, "advance", "--on", "1月8日").returncode == 2


def test_it_refuses_to_run_before_the_database_is_prepared(tmp_path):
    """One sentence that says what to do, not a traceback."""
    settings = {**os.environ, "LUODI_VAR": str(tmp_path)}
    settings.pop("LUODI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "luodi", "site", "run", "--port", "1"],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "请先运行 luodi site prepare" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_begins_an_empty_site(prepared, tmp_path):
    """Regions, units and three accounts from two files; the passwords are shown, and a second time nothing happens."""
    (tmp_path / "regions.yaml").write_text("- {代码: 990100, 名称: 松陵市, 级别: 市}\n", "utf-8")
    (tmp_path / "units.yaml").write_text("- {全称: 松陵市产业办, 类型: 办公室}\n- {全称: 松陵市财政局}\n", "utf-8")
    files = ["--regions", str(tmp_path / "regions.yaml"), "--units", str(tmp_path / "units.yaml")]
    people = ["--admin", "卫管理", "--security", "钱安全", "--auditor", "褚审计"]
    wrong = site(prepared, "begin", *files, "--office", "松陵市没有的办公室", *people)
    assert wrong.returncode == 2 and "没有开张" in wrong.stderr and wrong.stdout == ""
    done = site(prepared, "begin", *files, "--office", "松陵市产业办", *people)
    assert done.returncode == 0 and "1个地区、2个单位" in done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["admin", "security", "auditor"]
    again = site(prepared, "begin", *files, "--office", "松陵市产业办", *people)
    assert again.returncode == 2 and "不能重新开始" in again.stderr


def test_it_begins_no_site_before_the_database_is_prepared(tmp_path):
    """One sentence that says what to do."""
    people = ["--admin", "卫管理", "--security", "钱安全", "--auditor", "褚审计"]
    done = site(tmp_path, "begin", "--regions", "a.yaml", "--units", "b.yaml", "--office", "办", *people)
    assert done.returncode == 2 and "prepare --no-sample" in done.stderr and "Traceback" not in done.stderr


def test_it_refuses_to_share_a_port(prepared):
    """Two servers on one port would each get half of the requests, and people be signed out as it happens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = site(prepared, "run", "--port", port)
    assert done.returncode == 2 and f"端口{port}已被" in done.stderr and done.stdout == ""
