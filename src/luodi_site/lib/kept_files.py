"""The one keeper of files that people send: under their own checksums, the same content once, whatever it is called."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import FileResponse, Http404

from luodi_site.lib.immutable import AppendOnly

LONGEST_NAME = 200


class FileTooLarge(ValueError):
    """The file is larger than the site takes."""


@dataclass(frozen=True)
class KeptFile:
    """``kept_as`` is the path within MEDIA_ROOT; ``name`` what its sender called it."""

    name: str
    size: int
    sha256: str
    kept_as: str


class KeptRow(AppendOnly):
    """Base of the rows that tell of a kept file; they are written with it and never changed."""

    name = models.CharField(max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


def keep(content: UploadedFile, folder: str) -> KeptFile:
    """Writes the file under ``folder``. Raises FileTooLarge."""
    if (content.size or 0) > settings.LARGEST_UPLOAD:
        raise FileTooLarge(content.name)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    suffix = re.sub(r"[^a-z0-9.]", "", suffix_of(content))[:10]
    kept = KeptFile(name_of(content), content.size or 0, sha256, f"{folder}/{sha256[:2]}/{sha256}{suffix}")
    if not path_of(kept.kept_as).exists():
        _write(content, path_of(kept.kept_as))
    return kept


def name_of(content: UploadedFile) -> str:
    """What its sender called the file, without folders."""
    return Path(content.name or "").name[:LONGEST_NAME]


def suffix_of(content: UploadedFile) -> str:
    """The ending of the name in small letters, with its point."""
    return Path(content.name or "").suffix.lower()


def path_of(kept_as: str) -> Path:
    """Where a kept file lies on the disk."""
    return Path(settings.MEDIA_ROOT) / kept_as


def as_file_response(kept_as: str, name: str) -> FileResponse:
    """A kept file as a download; 404 where it is no longer on the disk."""
    path = path_of(kept_as)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _write(content: UploadedFile, path: Path) -> None:
    """Whole or not at all. Two who send the same at once each write a half of their own; the last one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with half.open("wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
