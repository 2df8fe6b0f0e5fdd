"""Files inside a JSON body."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from ninja import Field, Schema

from luodi_site.api.errors import ApiError


class FileIn(Schema):
    """One file."""

    name: str = Field(min_length=1, max_length=200, description="文件名，带扩展名")
    content: str = Field(description="文件内容的 Base64")


def as_files(given: Sequence[FileIn]) -> list[UploadedFile]:
    """As if they had been sent with a form."""
    files: list[UploadedFile] = []
    for one in given:
        try:
            content = base64.b64decode(one.content, validate=True)
        except (binascii.Error, ValueError):
            words = _("“%(name)s”的内容不是有效的 Base64。") % {"name": one.name}
            raise ApiError(422, "file_not_base64", words, _("请重新编码后发送。")) from None
        files.append(SimpleUploadedFile(one.name, content))
    return files
