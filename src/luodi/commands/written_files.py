"""The files that a command is to write; apart from those it reads, whose readers take a second to load."""

from __future__ import annotations

import argparse
from pathlib import Path


def new_file(words: str) -> Path:
    """A file to write, for options such as --out: told of before hours of work, not after."""
    path = Path(words)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"“{path}”是文件夹，写文件的名称")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"没有文件夹“{path.parent}”：先建好，或写在别处")
    return path


def new_folder(words: str) -> Path:
    """A folder to write into; it is made where it is not there."""
    path = Path(words)
    stands = next((one for one in (path, *path.absolute().parents) if one.exists()), path)
    if not stands.is_dir():
        raise argparse.ArgumentTypeError(f"“{stands}”是文件，不是文件夹：换一个名称")
    return path


def new_file_or_folder(words: str) -> Path:
    """A file where the name has an ending, else a folder."""
    return new_file(words) if Path(words).suffix else new_folder(words)
