"""Pages of a large ledger under 50 users, beside Redmine's issue list with as many issues on the same database server."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any

import psycopg

from benchmarks.environment import ROOT
from benchmarks.peers.redmine import MISSING, Redmine, free_port
from tools import postgres

USERS, WORKERS, WARM = 50, 2, 6
FULL = {"matters": 50_000, "entries": 500_000, "units": 2_000}
QUICK = {"matters": 5_000, "entries": 50_000, "units": 200}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, one short round")
    options = parser.parse_args(argv)
    if not Redmine.is_there():
        print(MISSING, file=sys.stderr)
        return 2
    size, rounds, seconds = (QUICK, 1, 2.0) if options.quick else (FULL, 3, 10.0)
    with tempfile.TemporaryDirectory(prefix="luodi-site-") as folder, postgres.cluster() as server:
        taken = beside_redmine(Path(folder), server, size, rounds, seconds)
    print(json.dumps({"benchmark": "site", "figures": report(taken)}))
    return 0


def beside_redmine(
    folder: Path, server: postgres.Cluster, size: Mapping[str, int], rounds: int, seconds: float
) -> dict[str, list[float]]:
    """Seconds of each request by page, in rounds that take turns, so that a changing machine falls on all alike."""
    ours, theirs = _database(server, "luodi_bench"), _database(server, "redmine_bench")
    redmine = Redmine(folder, theirs, free_port())
    with ThreadPoolExecutor() as pool:  # the two are made ready at once
        there = pool.submit(_ready_redmine, redmine, size)
        city = _fill(ours, folder, size)
        there.result()
    print(f"数据：{city['counts']}；Redmine 工单 {size['matters']}，日志 {size['entries']}", flush=True)
    port = free_port()
    site = _serve(ours, folder, port)
    try:
        redmine.wait()
        with ThreadPoolExecutor(2 * WORKERS) as pool:
            cookies = list(pool.map(redmine.sign_in, range(USERS)))
        plans = _plans(city, port) | {"redmine": (redmine.port, cookies, [["/issues"]] * USERS)}
        for name, (at, who, paths) in plans.items():  # each page once, so that no round pays for a first time
            _load(name, (at, who[:WARM], paths[:WARM]), 0.5)
        taken: dict[str, list[float]] = {name: [] for name in plans}
        for _ in range(rounds):
            for name, plan in plans.items():
                taken[name] += _load(name, plan, seconds)
        return taken
    finally:
        os.killpg(site.pid, signal.SIGTERM)
        site.wait()
        redmine.stop()


def report(taken: Mapping[str, list[float]]) -> dict[str, float]:
    """Prints the pages and gives the ratios; ``p95_vs_redmine`` and ``requests_vs_redmine`` are those of our slowest page.

    Redmine's server lets some users wait long and others not at all; how many requests were answered says how fast it is
    for all of them together.
    """
    p95 = {}
    print(f"{'页面':<12}{'请求数':>8}{'p50 毫秒':>12}{'p95 毫秒':>12}")
    for name, seconds in taken.items():
        cut = quantiles(seconds, n=20)
        p95[name] = cut[18]
        print(f"{name:<12}{len(seconds):>8}{cut[9] * 1000:>12.0f}{cut[18] * 1000:>12.0f}")
    peer = p95.pop("redmine")
    figures = {f"{name}_p95_vs_redmine": round(peer / own, 2) for name, own in p95.items()}
    answered = min(len(taken[name]) for name in p95) / len(taken["redmine"])
    return {"p95_vs_redmine": min(figures.values()), "requests_vs_redmine": round(answered, 2), **figures}


Plan = tuple[int, list[str], list[list[str]]]


def _plans(city: Mapping[str, Any], port: int) -> dict[str, Plan]:
    """What every user opens, page by page."""
    cookies = city["cookies"]
    words = [f"/search/?q={urllib.parse.quote(word)}" for word in city["words"]]
    return {
        "ledger": (port, cookies, [["/ledger/"]] * USERS),
        "desk": (port, cookies, [["/"]] * USERS),
        "matter": (port, cookies, [[f"/ledger/{matter}/" for matter in some] for some in city["matters"]]),
        "search": (port, cookies, [[word] for word in words]),
    }


def _load(name: str, plan: Plan, seconds: float) -> list[float]:
    port, cookies, paths = plan
    users = [{"cookie": cookie, "paths": some} for cookie, some in zip(cookies, paths, strict=True)]
    given = json.dumps({"host": "127.0.0.1", "port": port, "seconds": seconds, "users": users})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"], input=given, capture_output=True, text=True, cwd=ROOT, check=True
    )
    answer = json.loads(done.stdout)
    if answer["failures"]:
        raise RuntimeError(f"{name}：有请求没有成功：{answer['failures']}")
    return list(answer["seconds"])


def _database(server: postgres.Cluster, name: str) -> str:
    with psycopg.connect(server.url, autocommit=True) as to:
        to.execute(f"CREATE DATABASE {name}")
    return server.url.rpartition("/")[0] + f"/{name}"


def _ready_redmine(redmine: Redmine, size: Mapping[str, int]) -> None:
    redmine.prepare()
    redmine.fill(size["matters"], size["entries"], max(USERS, size["units"]))
    redmine.start(WORKERS)


def _environment(database: str, folder: Path) -> dict[str, str]:
    return {**os.environ, "LUODI_DATABASE_URL": database, "LUODI_VAR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}


def _fill(database: str, folder: Path, size: Mapping[str, int]) -> dict[str, Any]:
    numbers = [str(size["matters"]), str(size["entries"]), str(size["units"]), str(USERS)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.site_city", *numbers],
        env=_environment(database, folder), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def _serve(database: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "luodi_site.cli", "run", "--port", str(port), "--workers", str(WORKERS)]
    command.append("--no-advance")  # the day's work is done before people come
    site = subprocess.Popen(
        command, env=_environment(database, folder), cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=5).read()
            return site
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("网站没有启动")


if __name__ == "__main__":
    raise SystemExit(main())
