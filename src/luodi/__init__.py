"""Luodi (落地) compiles an official policy document into a policy, and runs it.

import luodi
compiled = luodi.compile("通知.docx")
compiled.policy.tasks, compiled.policy.targets, compiled.policy.problems
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luodi.pipeline import Compiled as Compiled
    from luodi.pipeline import compile_file as compile

# Polars, when it is first imported, sets memory aside for eight threads on two cores, 40 MB of it for nobody; and it takes
# memory in pages of 4 KB, each of which the kernel fills with noughts by itself, where it could have 2 MB at once.
os.environ.setdefault("_RJEM_MALLOC_CONF", f"narenas:{max(1, (os.cpu_count() or 2) // 2)},thp:always")

__version__ = "0.1.0"
__all__ = ["Compiled", "compile"]
_PUBLIC = {"Compiled": "Compiled", "compile": "compile_file"}


def __getattr__(name: str) -> Any:
    """The public names, loaded when first asked for, so that ``import luodi.formula`` does not load the readers."""
    if name in _PUBLIC:
        return getattr(import_module("luodi.pipeline"), _PUBLIC[name])
    raise AttributeError(f"module 'luodi' has no attribute {name!r}")
