"""Redmine from Debian's package, in a folder and a database of its own, with as many issues as the site has matters."""

from __future__ import annotations

import hashlib
import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psycopg

from benchmarks.environment import FOLDER
from tools import postgres

PACKAGE = Path("/usr/share/redmine")
MISSING = "没有 Redmine：apt-get install --no-install-recommends redmine redmine-pgsql puma"
PASSWORD, SALT = "open-sesame-7", "0123456789abcdef"
# The second task would find no tables: its models looked for them before the first made them.
_AT_ONCE = """task installed_at_once: :environment do
  Rake::Task['db:migrate'].invoke
  ActiveRecord::Base.connection.schema_cache.clear!
  ActiveRecord::Base.descendants.each(&:reset_column_information)
  Rake::Task['redmine:load_default_data'].invoke
end
"""
_TOKEN = re.compile(r'name="authenticity_token" value="([^"]+)"')


class Redmine:
    """``database`` is a connection URL of an empty database on the server that the site uses too."""

    def __init__(self, folder: Path, database: str, port: int) -> None:
        self.folder, self.database, self.port = folder / "redmine", database, port
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_there() -> bool:
        return PACKAGE.is_dir() and all(shutil.which(program) for program in ("rake", "puma"))

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "RAILS_ENV": "production", "REDMINE_LANG": "zh", "LANG": "C.UTF-8"}

    def prepare(self) -> None:
        """A copy of the program with its own settings, and the tables and default data of a new installation; these are
        kept in ``build/bench`` for the next time, by the versions of Redmine and PostgreSQL."""
        shutil.copytree(PACKAGE, self.folder, symlinks=True)
        for name in ("config/database.yml", "Gemfile.lock", "instances"):
            (self.folder / name).unlink()
        instance = self.folder / "instances" / "default"
        for name in ("config", "tmp/cache", "log", "files", "public/plugin_assets"):
            (instance / name).mkdir(parents=True)
        for name in ("tmp", "log"):
            (self.folder / name).mkdir(exist_ok=True)
        (instance / "config/secret_key.txt").write_text("0123456789abcdef" * 8)
        parts = urllib.parse.urlsplit(self.database)
        (instance / "config/database.yml").write_text(
            f"production:\n  adapter: postgresql\n  database: {parts.path[1:]}\n  host: {parts.hostname}\n"
            f"  port: {parts.port}\n  username: {parts.username}\n  encoding: utf8\n"
        )
        kept = _kept()
        if not kept.exists():
            self._install()
            _dump(self.database, kept)
        else:
            _restore(self.database, kept)

    def _install(self) -> None:
        """Tables and default data by Redmine's own tasks, in one process: it takes longest to start."""
        (self.folder / "lib/tasks/installed_at_once.rake").write_text(_AT_ONCE)
        subprocess.run(
            ["rake", "-q", "installed_at_once"], cwd=self.folder, env=self.environment, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def fill(self, issues: int, journals: int, users: int) -> None:
        """One project; every user is a member of it and has issues to do; an issue has its share of the journal."""
        with psycopg.connect(self.database) as to:
            to.execute(
                "INSERT INTO projects (name, identifier, status, lft, rgt, is_public, created_on, updated_on)"
                " VALUES ('任务', 'tasks', 1, 1, 2, true, now(), now())"
            )
            to.execute("INSERT INTO enabled_modules (project_id, name) VALUES (1, 'issue_tracking')")
            to.execute("INSERT INTO projects_trackers (project_id, tracker_id) SELECT 1, id FROM trackers")
            to.execute(
                "INSERT INTO users (login, hashed_password, salt, firstname, lastname, admin, status, language, type,"
                " created_on, updated_on, mail_notification) SELECT 'user' || n, %s, %s, '用户', n::text, false, 1, 'zh',"
                " 'User', now(), now(), 'none' FROM generate_series(0, %s) AS n",
                (_hashed(PASSWORD), SALT, users - 1),
            )
            to.execute(
                "INSERT INTO members (user_id, project_id, created_on) SELECT id, 1, now() FROM users WHERE login LIKE 'user%'"
            )
            to.execute(
                "INSERT INTO member_roles (member_id, role_id) SELECT id, (SELECT min(id) FROM roles WHERE builtin = 0)"
                " FROM members"
            )
            to.execute(
                "INSERT INTO issues (tracker_id, project_id, subject, description, due_date, status_id, assigned_to_id,"
                " priority_id, author_id, lock_version, created_on, updated_on, done_ratio, root_id, lft, rgt, is_private)"
                " SELECT n %% 3 + 1, 1, '推进片区产业链招商第' || n || '项', '按季度报送进展情况。', current_date + n %% 730,"
                " n %% 4 + 1, (SELECT min(id) FROM users WHERE login LIKE 'user%%') + n %% %(users)s, n %% 5 + 1,"
                " (SELECT min(id) FROM users WHERE login LIKE 'user%%'), 0, now(), now(), n %% 100, n, 1, 2, false"
                " FROM generate_series(1, %(issues)s) AS n",
                {"users": users, "issues": issues},
            )
            to.execute("UPDATE issues SET root_id = id")
            to.execute(
                "INSERT INTO journals (journalized_id, journalized_type, user_id, notes, created_on, private_notes)"
                " SELECT i.id, 'Issue', i.author_id, '本季度按计划推进', now(), false"
                " FROM issues i CROSS JOIN generate_series(1, %s) AS n",
                (journals // issues,),
            )
            to.execute("INSERT INTO settings (name, value, updated_on) VALUES ('per_page_options', '50,100', now())")
        with psycopg.connect(self.database, autocommit=True) as to:
            to.execute("ANALYZE")

    def start(self, workers: int) -> None:
        log = (self.folder / "puma.log").open("wb")
        self.process = subprocess.Popen(
            ["puma", "-e", "production", "-b", f"tcp://127.0.0.1:{self.port}", "-w", str(workers), "-t", "5:5"],
            cwd=self.folder, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def wait(self, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login", timeout=20).read()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        raise RuntimeError(f"Redmine 没有启动：\n{(self.folder / 'puma.log').read_text('utf-8', 'replace')[-2000:]}")

    def sign_in(self, user: int) -> str:
        """The cookie of a signed-in user."""
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), _Here())
        page = opener.open(f"http://127.0.0.1:{self.port}/login").read().decode()
        found = _TOKEN.search(page)
        assert found is not None, "登录页没有令牌"
        form = {"authenticity_token": found[1], "username": f"user{user}", "password": PASSWORD}
        try:
            opener.open(f"http://127.0.0.1:{self.port}/login", urllib.parse.urlencode(form).encode())
            to = ""
        except urllib.error.HTTPError as answer:
            to = answer.headers.get("Location", "")
        if not to.endswith(("/my/page", "/")):
            raise RuntimeError(f"Redmine 没有让用户登录：{to}")
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()


class _Here(urllib.request.HTTPRedirectHandler):
    """Stays where it is: the page after signing in need not be made."""

    def redirect_request(self, *_: object) -> None:
        return None


def _kept() -> Path:
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "redmine"], capture_output=True, text=True, check=False
    ).stdout
    folder = postgres.programs()
    return FOLDER / f"redmine-{version or 'unknown'}-{folder.parent.name if folder else ''}.sql"


def _dump(database: str, kept: Path) -> None:
    folder = postgres.programs()
    assert folder is not None
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    subprocess.run([str(folder / "pg_dump"), "--no-owner", "-f", str(part), database], check=True)
    part.replace(kept)


def _restore(database: str, kept: Path) -> None:
    folder = postgres.programs()
    assert folder is not None
    subprocess.run(
        [str(folder / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-f", str(kept), database], check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _hashed(password: str) -> str:
    """As Redmine keeps it: sha1(salt + sha1(password))."""
    inner = hashlib.sha1(password.encode()).hexdigest()
    return hashlib.sha1((SALT + inner).encode()).hexdigest()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
