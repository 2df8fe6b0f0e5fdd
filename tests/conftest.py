"""What a test may ask of the machine: a browser, PostgreSQL, LibreOffice, ../shared; and a loud word without it."""

from __future__ import annotations

import atexit
import glob
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pytest

from tools import postgres as postgres_cluster

# Before pytest-django loads the settings: the tests' database, key and uploads stay away from those of `make run`.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
if "LUODI_VAR" not in os.environ:
    os.environ["LUODI_VAR"] = tempfile.mkdtemp(prefix="luodi-test-")
    atexit.register(shutil.rmtree, os.environ["LUODI_VAR"], ignore_errors=True)

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI") == "true"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _first(programs: tuple[str, ...]) -> str | None:
    return next((found for name in programs if (found := shutil.which(name))), None)


def _has_office() -> bool:
    """Writer and Calc are packages of their own: the program alone opens nothing."""
    parts = ("writer", "calc")
    return bool(_first(OFFICES)) and all(
        glob.glob(f"/usr/lib*/libreoffice/share/registry/{part}.xcd") for part in parts
    )


# marker → (is it there, what is missing and how to get it)
NEEDS = {
    "needs_browser": (
        lambda: bool(_first(BROWSERS)),
        "没有 Chromium: apt-get install chromium-headless-shell fonts-noto-cjk",
    ),
    "needs_postgres": (
        lambda: bool(postgres_cluster.programs()),
        "没有 PostgreSQL (initdb): apt-get install postgresql",
    ),
    "needs_libreoffice": (
        lambda: _has_office() and shutil.which("pdftoppm") is not None,
        "没有 LibreOffice 或 pdftoppm: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils",
    ),
    "needs_spark": (
        lambda: bool(shutil.which("java")) and find_spec("pyspark") is not None,
        "没有 Java 或 pyspark: apt-get install default-jre-headless, 然后 make test",
    ),
    "needs_shared": (
        (SHARED / "corpus").is_dir,
        "项目旁没有 ../shared (真实文件和标注)",
    ),
}


def pytest_configure(config: pytest.Config) -> None:
    for marker, (_, missing) in NEEDS.items():
        config.addinivalue_line("markers", f"{marker}: left out where: {missing}")


def _require(need: str) -> None:
    is_there, missing = NEEDS[need]
    if not is_there():
        pytest.skip(missing)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need in NEEDS:
        if item.get_closest_marker(need):
            _require(need)


def _fail_when_skipped(report: Report) -> Report:
    """In CI everything is there, so what is left out is broken; elsewhere a skip stays a skip."""
    if IN_CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    where_and_why = report.longrepr
    why = where_and_why[2] if isinstance(where_and_why, tuple) else str(where_and_why)
    return why.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _fail_when_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _fail_when_skipped((yield))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if not skipped:
        return
    terminalreporter.section("!! NOT TESTED HERE · 这台机器上没有测 !!", sep="!", red=True, bold=True)
    for reason, count in skipped.most_common():
        terminalreporter.line(f"  {count:4d} × {reason}", red=True)
    terminalreporter.section("", sep="!", red=True, bold=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the real documents and their labels, which are never copied into it."""
    _require("needs_shared")
    return SHARED


@pytest.fixture(scope="session")
def sample_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample city's 3,000 firms, 400 projects, 36 months and past payments, built once and only read."""
    from samples.build_figures import build

    folder = tmp_path_factory.mktemp("figures")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, for Playwright's ``executable_path``; start it with ``--no-sandbox``."""
    _require("needs_browser")
    return _first(BROWSERS) or ""


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice; ``--headless --convert-to pdf`` needs a profile folder of its own."""
    _require("needs_libreoffice")
    return _first(OFFICES) or ""


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_cluster.Cluster]:
    """A PostgreSQL cluster for this session."""
    _require("needs_postgres")
    with postgres_cluster.cluster() as made:
        yield made
