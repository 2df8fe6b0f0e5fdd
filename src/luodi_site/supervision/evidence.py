"""Files that prove something: which are taken, and where they are kept under their digest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from luodi_site.lib import kept_files
from luodi_site.lib.kept_files import KeptFile

LARGEST = 20 * 1024 * 1024
MOST = 10
_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",)
# What a file of the kind begins with: a name alone proves nothing.
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF",), ".ofd": _ZIP, ".docx": _ZIP, ".xlsx": _ZIP, ".pptx": _ZIP, ".zip": _ZIP, ".doc": _OLE,
    ".xls": _OLE, ".wps": _OLE, ".et": _OLE, ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
}  # fmt: skip


class NotEvidence(ValueError):
    """The file is not taken; ``words`` says in Chinese why, and what would be."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def check(content: UploadedFile) -> str:
    """The suffix of a file that is taken. Raises NotEvidence."""
    name, suffix = kept_files.name_of(content), kept_files.suffix_of(content)
    if suffix not in KINDS:
        kinds = "、".join(kind.lstrip(".") for kind in KINDS)
        raise NotEvidence(_("“%(name)s”不是可以作为佐证的文件。请上传%(kinds)s文件。") % {"name": name, "kinds": kinds})
    if not content.size:
        raise NotEvidence(_("“%(name)s”是空文件，请重新选择。") % {"name": name})
    if content.size > LARGEST:
        sizes = {"name": name, "size": f"{content.size / 1048576:.1f}", "most": LARGEST // 1048576}
        raise NotEvidence(_("“%(name)s”有%(size)s MB，超过%(most)s MB，请压缩或拆分后上传。") % sizes)
    content.seek(0)
    start = content.read(8)
    content.seek(0)
    if not start.startswith(KINDS[suffix]):
        words = {"name": name, "kind": suffix.lstrip(".")}
        raise NotEvidence(_("“%(name)s”的内容不是%(kind)s格式，请核对文件后重新上传。") % words)
    return suffix


def keep(content: UploadedFile) -> KeptFile:
    """Keeps a file that is taken under its own digest. Raises NotEvidence."""
    check(content)
    return kept_files.keep(content, "evidence")


def attach(entry: Any, contents: Iterable[UploadedFile]) -> None:
    """Keeps the files that came with an entry. Raises NotEvidence."""
    for content in contents:
        entry.files.create(**vars(keep(content)))
