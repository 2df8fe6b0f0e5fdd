"""Packs given to a command by path or by name."""

from __future__ import annotations

from pathlib import Path

from luodi.commands.pack_files import pack_named
from luodi.policy.rules import packs


def test_it_takes_a_yaml_file_or_the_name_of_a_pack(tmp_path: Path) -> None:
    """Other files are no packs, whatever is in them."""
    (tmp_path / "p.yaml").touch()
    (tmp_path / "p.txt").touch()
    assert pack_named(tmp_path / "p.yaml") == tmp_path / "p.yaml"
    assert pack_named(tmp_path / "p.txt") is None
    assert pack_named("没有这个包") is None
    for name in packs.names():
        assert pack_named(name) is not None
