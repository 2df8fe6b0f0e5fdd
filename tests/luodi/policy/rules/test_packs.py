"""Finding packs by name."""

from __future__ import annotations

from pathlib import Path

from luodi.policy.rules.packs import find, names


def test_it_finds_a_pack_by_name_or_by_path(tmp_path: Path) -> None:
    """A path goes before a name; a name is looked for in the folders in their order; what is nowhere is None."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (first / "a.yaml").touch()
    (second / "a.yaml").touch()
    (second / "b.yaml").touch()
    folders = (first, second)
    assert find("a", folders) == first / "a.yaml"
    assert find("b", folders) == second / "b.yaml"
    assert find(second / "a.yaml", folders) == second / "a.yaml"
    assert find("c", folders) is None
    assert find("../first/a", folders) is None
    assert names(folders) == ["a", "b"]
