"""Copies the few files that the pages take from npm into the static build folder, without their source-map lines."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# npm file → name under build/static/vendor/. htmx is not here: django-htmx ships it.
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
    # ECharts is under Apache-2.0, which asks that its notice travels along; Tabler's licence stands in its files.
    "echarts/NOTICE": "echarts/NOTICE",
}

SOURCE_MAP = re.compile(rb"\s*(?://|/\*)[#@]\s*sourceMappingURL=[^\n*]*(?:\*/)?\s*\Z")


def collect(modules: Path, target: Path) -> list[Path]:
    """Copy each of FILES from ``modules`` (a node_modules folder) under ``target`` and return what was written."""
    written = []
    for source, name in FILES.items():
        content = (modules / source).read_bytes()
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # A page would ask for a map that is not there, and static files that are stored by hash would not build.
        place.write_bytes(SOURCE_MAP.sub(b"\n", content))
        written.append(place)
    return written


def main() -> int:
    try:
        written = collect(ROOT / "node_modules", ROOT / "build" / "static" / "vendor")
    except FileNotFoundError as missing:
        print(f"frontend: {missing.filename} is not there. Run `make install` (npm ci) first.", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in written)
    print(f"frontend: {len(written)} files, {size / 1e6:.1f} MB, in build/static/vendor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
