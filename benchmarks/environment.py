"""The peers' own environment in build/bench, made when a benchmark first needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "bench"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def python() -> str:
    """The interpreter of the peers' environment, with their requirements installed."""
    interpreter = FOLDER / "bin" / "python"
    mark = FOLDER / "installed.txt"
    wanted = REQUIREMENTS.read_text("utf-8")
    if not mark.exists() or mark.read_text("utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        subprocess.run([str(interpreter), "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
        mark.write_text(wanted, "utf-8")
    return str(interpreter)


if __name__ == "__main__":
    print(python())
