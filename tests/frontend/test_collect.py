"""Tries the copying of what the pages take from npm."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontend import collect


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A node_modules folder with the listed files, each ending in a source-map line of its kind."""
    for name in collect.FILES:
        file = tmp_path / "node_modules" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        ending = "/*# sourceMappingURL=it.css.map */" if name.endswith(".css") else "//# sourceMappingURL=it.js.map"
        file.write_text(f'said("sourceMappingURL");\n{ending}', "utf-8")
    return tmp_path / "node_modules"


def test_it_copies_each_listed_file_without_its_source_map(modules: Path, tmp_path: Path) -> None:
    """Every listed file is there, whole but for the line that would ask for a map."""
    written = collect.collect(modules, tmp_path / "vendor")
    assert {path.relative_to(tmp_path / "vendor").as_posix() for path in written} == set(collect.FILES.values())
    assert {path.read_text("utf-8") for path in written} == {'said("sourceMappingURL");\n'}


def test_it_keeps_a_file_without_a_source_map_as_it_is(modules: Path, tmp_path: Path) -> None:
    """A file that names no map is copied byte for byte."""
    (modules / "echarts/dist/echarts.min.js").write_bytes(b"var a='//# x';\r\n")
    collect.collect(modules, tmp_path / "vendor")
    assert (tmp_path / "vendor/echarts/echarts.min.js").read_bytes() == b"var a='//# x';\r\n"


def test_it_says_what_to_run_when_npm_has_not_run(tmp_path: Path, monkeypatch, capsys) -> None:
    """Without node_modules the command fails with the next step, not with a traceback."""
    monkeypatch.setattr(collect, "ROOT", tmp_path)
    assert collect.main() == 1
    assert "make install" in capsys.readouterr().err
