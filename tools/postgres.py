"""Runs a command beside a PostgreSQL cluster of its own: ``python -m tools.postgres COMMAND…``."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server on this machine only; its one database is empty and its one user may do everything."""

    host: str
    port: int
    user: str
    database: str

    @property
    def url(self) -> str:
        return f"postgres://{self.user}@{self.host}:{self.port}/{self.database}"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None where PostgreSQL is not installed."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True
    )
    if debian:
        return debian[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _not_root() -> list[str]:
    """What goes before a command of PostgreSQL, which refuses to run as root."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return ["runuser", "-u", name, "--"]
    raise RuntimeError("root 不能运行 PostgreSQL, 而这台机器没有 postgres 或 nobody 用户")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster in a temporary folder, for as long as the block runs. Durability is off: its data are thrown away."""
    folder = programs()
    if folder is None:
        raise RuntimeError("这台机器没有 PostgreSQL (initdb)")
    before = _not_root()
    place = Path(tempfile.mkdtemp(prefix="luodi-postgres-"))
    if before:
        shutil.chown(place, before[2])
    data, log = place / "data", place / "log"

    def run(program: str, *arguments: str) -> None:
        command = [*before, str(folder / program), "-D", str(data), *arguments]
        done = subprocess.run(
            command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            said = log.read_text("utf-8", "replace") if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stderr.strip()}\n{said}")

    made = Cluster("127.0.0.1", _free_port(), "luodi", "postgres")
    fast = f"-c listen_addresses={made.host} -p {made.port} -k {place} -c fsync=off -c full_page_writes=off"
    try:
        run("initdb", "-U", made.user, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(log), "-o", fast, "start")
        try:
            yield made
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run ``command`` with LUODI_DATABASE_URL pointing at a fresh cluster, and give back its exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with cluster() as made:
        return subprocess.run(command, env={**os.environ, "LUODI_DATABASE_URL": made.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
