"""The figures of the sample city: built once into ``var/``, and offered only where the sample city is what is loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import yaml
from django.conf import settings

from luodi_site.accounts.models import Region

# The day that the figures are asked about: the last one of their last year.
ON = date(2025, 12, 31)
_LONGEST = 300
_LAST_WRITTEN = "payments.parquet"


class NotBuilt(Exception):
    """The figures could not be made; the message says why."""


@cache
def _regions() -> dict[str, str]:
    """Code and name of each region of the sample city; nothing where the samples are not installed."""
    city = settings.SAMPLES / "city.yaml"
    if not city.is_file() or not (settings.SAMPLES / "build_figures.py").is_file():
        return {}
    return {row["code"]: row["name"] for row in yaml.safe_load(city.read_text("utf-8"))["regions"]}


def is_offered() -> bool:
    """Whether this installation is the sample city."""
    known = _regions()
    return bool(known) and dict(Region.objects.filter(code__in=known).values_list("code", "name")) == known


def folder() -> Path:
    return Path(settings.VAR) / "sample-figures"


def is_built() -> bool:
    return (folder() / _LAST_WRITTEN).is_file()


def built() -> Path:
    """The folder with the figures, which are made where they are not there yet. Raises NotBuilt."""
    if is_built():
        return folder()
    folder().parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix="sample-figures-", dir=folder().parent))
    # In a process of its own: what it needs to be made, this one need not keep.
    command = [sys.executable, "-m", "samples.build_figures", str(half)]
    try:
        subprocess.run(command, cwd=settings.SAMPLES.parent, check=True, capture_output=True, timeout=_LONGEST)
        if not is_built():
            shutil.rmtree(folder(), ignore_errors=True)
            half.rename(folder())
    except (subprocess.SubprocessError, OSError) as why:
        if not is_built():
            raise NotBuilt(str(why)) from why
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return folder()
