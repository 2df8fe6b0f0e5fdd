"""Finds packs by name: those that come with Luodi, in the top folder ``packs`` or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve()
# In a wheel the packs lie inside the package; in a clone they lie at the top.
FOLDERS = (_HERE.parents[2] / "packs", _HERE.parents[4] / "packs")
SUFFIX = ".yaml"


def names(folders: tuple[Path, ...] = FOLDERS) -> list[str]:
    """The packs that may be given by name alone."""
    return sorted({path.stem for folder in folders for path in folder.glob(f"*{SUFFIX}")})


def find(named: str | Path, folders: tuple[Path, ...] = FOLDERS) -> Path | None:
    """The file that is meant by a path, or by the name of a pack; a path goes before a name."""
    path = Path(named)
    if path.is_file():
        return path
    if path.name != str(named):
        return None
    return next((found for folder in folders if (found := folder / f"{path.name}{SUFFIX}").is_file()), None)


def is_pack(path: Path) -> bool:
    return path.suffix in (SUFFIX, ".yml")
