"""Keeps files that people send under their own checksums: the same content is kept once, whatever it is called."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404


class FileTooLarge(ValueError):
    """The file is larger than the site takes."""


@dataclass(frozen=True)
class KeptFile:
    """``kept_as`` is the path within MEDIA_ROOT; ``name`` what its sender called it."""

    name: str
    size: int
    sha256: str
    kept_as: str


def keep(content: UploadedFile, folder: str) -> KeptFile:
    """Writes the file under ``folder``. Raises FileTooLarge."""
    if (content.size or 0) > settings.LARGEST_UPLOAD:
        raise FileTooLarge(content.name)
    suffix = re.sub(r"[^a-z0-9.]", "", Path(content.name or "").suffix.lower())[:10]
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    name = f"{folder}/{digest.hexdigest()[:2]}/{digest.hexdigest()}{suffix}"
    path = Path(settings.MEDIA_ROOT) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(path.name + ".part")
        with half.open("wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
        half.replace(path)
    return KeptFile(Path(content.name or "").name[:200], content.size or 0, digest.hexdigest(), name)


def as_file_response(kept_as: str, name: str) -> FileResponse:
    """A kept file as a download; 404 where it is no longer on the disk."""
    path = Path(settings.MEDIA_ROOT) / kept_as
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response
