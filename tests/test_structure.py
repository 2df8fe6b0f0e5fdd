"""Holds the tree to its own rules: sizes, names, docstrings, and what may never be in a tracked file."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400

# A file over 400 lines, and why it is better long than in pieces.
LONG_FOR_A_REASON: dict[str, str] = {}

BANNED_FILE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "data"}

# Tests of the whole thing, or of data, rather than of one file.
WITHOUT_A_SOURCE = (
    "tests/test_structure.py",
    "tests/test_conftest.py",
    "tests/journeys/",
    "tests/samples/",
    "tests/luodi/documents/test_bad_input.py",
)

# The glossary's "not" column, where no other meaning is possible: banned word → the identifier to use.
BANNED_WORDS = {
    "agency": "unit",
    "assignee": "lead_unit / responsible_units",
    "chain_leader": "chain_chief (official) or anchor_firm (enterprise)",
    "incentive": "benefit",
    "kpi": "target / indicator",
    "obligation": "duty",
    "per_acre": "per_mu",
    "ranking_page": "league_table",
    "supply_chain": "chain",
    "traffic_light": "status_colour",
    "write_off": "closure",
}

# Written in pieces, because this file is tracked too.
BANNED_IN_TEXT = {
    "a path of one machine": ("/" + "work/", "/" + "root/", "/opt/" + "pypi", "/opt/" + "wheels"),
    "a registry's address": (
        *("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "npm" + "mirror", "registry." + "yarnpkg"),
        *("deb." + "debian.org", "pypi.tuna." + "tsinghua", "mirrors." + "aliyun"),
    ),
    "a tool of one workplace": ("farm-" + "bench", "farm-" + "studio", "/." + "library", "DEVELOPERS" + ".md"),
}
TEXT = {
    ".py",
    ".toml",
    ".txt",
    ".md",
    ".json",
    ".yaml",
    ".yml",
    ".html",
    ".css",
    ".js",
    ".po",
    ".cfg",
    ".ini",
    ".svg",
    "",
}


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project as git knows them (relative), new ones that are not ignored included."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(path for name in listing.split("\0") if name and (ROOT / (path := Path(name))).is_file())


def python_files(*folders: str) -> Iterator[Path]:
    """Python files under the named folders, without migrations, which Django writes."""
    for path in tracked():
        if path.suffix == ".py" and path.parts[0] in folders and "migrations" not in path.parts:
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"), filename=str(path))


def words_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every identifier that a file makes or uses, with its line."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name


def as_lines(found: list[str]) -> str:
    return "\n".join(found)


def test_it_keeps_files_short() -> None:
    """A file over 400 lines has its reason in LONG_FOR_A_REASON, and a reason that is no longer needed goes."""
    lengths = {
        str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in python_files("src", "tests", "tools")
    }
    over = {name for name, length in lengths.items() if length > LONGEST_FILE}
    assert over == set(LONG_FOR_A_REASON), {name: lengths.get(name) for name in over ^ set(LONG_FOR_A_REASON)}


def test_it_says_at_the_top_of_each_module_what_it_is_for() -> None:
    """Every module opens with a docstring that begins with one sentence."""
    silent = [
        str(path)
        for path in python_files("src", "tests", "tools", "frontend", "benchmarks")
        if not re.match(r".+[.:!?。]", ast.get_docstring(tree_of(path)) or "")
        if (ROOT / path).stat().st_size  # a folder's empty __init__ has nothing to say
    ]
    assert not silent, as_lines(silent)


def test_it_names_files_for_what_is_in_them() -> None:
    """No file is called utils, helpers, common, misc, base, manager or data."""
    vague = [str(path) for path in tracked() if path.stem.lower() in BANNED_FILE_NAMES]
    assert not vague, as_lines(vague)


def test_it_has_a_source_for_every_test_file() -> None:
    """tests/luodi/policy/test_targets.py tests src/luodi/policy/targets.py: the two trees are the same."""
    lost = []
    for path in tracked():
        if path.parts[0] != "tests" or not path.name.startswith("test_") or path.suffix != ".py":
            continue
        if str(path).startswith(WITHOUT_A_SOURCE):
            continue
        mirrored = Path(*path.parts[1:-1], path.stem.removeprefix("test_"))
        places = [top / mirrored for top in (ROOT / "src", ROOT)]
        if not any(place.with_suffix(".py").is_file() or place.is_dir() for place in places):
            lost.append(str(path))
    assert not lost, as_lines(lost)


def test_it_names_tests_as_sentences_with_their_rule() -> None:
    """A test is called test_it_… and its docstring says the rule that it holds."""
    unsaid = [
        f"{path}:{node.lineno} {node.name}"
        for path in python_files("tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not node.name.startswith("test_it_") or not ast.get_docstring(node)
    ]
    assert not unsaid, as_lines(unsaid)


def test_it_imports_at_the_top_of_a_file() -> None:
    """No import hides inside a function of luodi, save where the command line starts the site only when asked to."""
    hidden = [
        f"{path}:{inner.lineno}"
        for path in python_files("src")
        if path.parts[1] == "luodi" and path.name != "cli.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, as_lines(hidden)


def test_it_uses_the_words_of_the_glossary() -> None:
    """One Chinese term has one identifier; the glossary's unambiguous wrong ones are used nowhere."""
    banned = re.compile(r"(?:^|_)(" + "|".join(map(re.escape, BANNED_WORDS)) + r")s?(?:_|$)")
    wrong = [
        f"{path}:{line} {name}: {BANNED_WORDS[found[1]]}"
        for path in python_files("src", "tests", "tools", "benchmarks")
        for line, name in words_of(path)
        if (found := banned.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))
    ]
    assert not wrong, as_lines(wrong)


@pytest.mark.parametrize("what", BANNED_IN_TEXT)
def test_it_names_no_machine_and_no_registry(what: str) -> None:
    """A clone works anywhere: no tracked file names a machine's path, a registry's address or a workplace's tool."""
    found = []
    for path in tracked():
        if path.suffix not in TEXT:
            continue
        text = (ROOT / path).read_text("utf-8", "replace")
        found += [f"{path}: {word}" for word in BANNED_IN_TEXT[what] if word in text]
    assert not found, as_lines(found)


def test_it_tracks_nothing_minified() -> None:
    """What a bundler or npm makes is fetched when the project is installed, never committed."""
    made = []
    for path in tracked():
        if re.search(r"[.-]min\.(js|css|mjs)$", path.name) or path.name.endswith(".map"):
            made.append(str(path))
        elif path.suffix in {".js", ".mjs", ".css"}:
            longest = max(map(len, (ROOT / path).read_text("utf-8").splitlines()), default=0)
            made += [f"{path}: a line of {longest} characters"] * (longest > 400)
    assert not made, as_lines(made)


def test_it_explains_every_problem_code() -> None:
    """Each code that a Problem is made with has its paragraph (a heading of that name) in docs/problems.md."""
    explained = set(re.findall(r"^#+ `?([a-z_]+\.[a-z_]+)`?", (ROOT / "docs/problems.md").read_text("utf-8"), re.M))
    unexplained = []
    for path in python_files("src"):
        for node in ast.walk(tree_of(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"):
                continue
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            unexplained += [
                f"{path}:{node.lineno} {code.value}"
                for code in given
                if isinstance(code, ast.Constant) and code.value not in explained
            ]
    assert not unexplained, as_lines(unexplained)


@pytest.mark.needs_shared
def test_it_copies_no_real_document(shared: Path) -> None:
    """The documents in ../shared are other people's: no 40 Chinese characters of theirs stand in the project."""
    length, not_chinese = 40, re.compile(r"[^\u4e00-\u9fff]+")
    theirs: dict[str, str] = {}
    for path in (shared / "corpus").rglob("*.txt"):
        text = not_chinese.sub("", path.read_bytes().decode("utf-8", "replace"))
        theirs.update((text[at : at + length], path.name) for at in range(len(text) - length + 1))
    assert theirs, "no document was found to compare with"
    copied = []
    for path in tracked():
        if path.suffix not in TEXT:
            continue
        text = not_chinese.sub("", (ROOT / path).read_text("utf-8", "replace"))
        stretches = (text[at : at + length] for at in range(len(text) - length + 1))
        if found := next((stretch for stretch in stretches if stretch in theirs), None):
            copied.append(f"{path}: {found} ({theirs[found]})")
    assert not copied, as_lines(copied)
