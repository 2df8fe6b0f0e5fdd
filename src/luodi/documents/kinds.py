"""What kind of file some bytes are, by what stands in them and not by the file's name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

FileKind = Literal[
    "text", "html", "word", "pdf", "encrypted_office", "old_word", "old_sheet", "old_slides", "sheet", "slides",
    "ofd", "opendocument", "rtf", "word_xml", "mail_page", "image", "archive",
]  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in a file of the old Office format, where they stand in UTF-16.
_STREAMS: tuple[tuple[FileKind, tuple[str, ...]], ...] = (
    ("encrypted_office", ("EncryptedPackage", "EncryptionInfo")),
    ("old_word", ("WordDocument",)),
    ("old_slides", ("PowerPoint Document",)),
    ("old_sheet", ("Workbook", "Book")),
)
_IMAGES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM",
)  # fmt: skip
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(rb"<(?:p|div|br|table|span|h[1-6]|ul|ol|body|html)\b[^<>]*>", re.I)
# File name extensions and the kinds that they promise.
_EXTENSIONS: dict[str, FileKind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".shtml": "html",
    ".xhtml": "html", ".docx": "word", ".docm": "word", ".dotx": "word", ".pdf": "pdf", ".doc": "old_word",
    ".wps": "old_word", ".xls": "old_sheet", ".xlsx": "sheet", ".ppt": "old_slides", ".pptx": "slides", ".ofd": "ofd",
    ".odt": "opendocument", ".rtf": "rtf", ".mht": "mail_page", ".mhtml": "mail_page", ".png": "image",
    ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image", ".zip": "archive",
}  # fmt: skip


def promised(extension: str) -> FileKind | None:
    """The kind that a file name extension (``.docx``) promises; None for one that promises nothing known."""
    return _EXTENSIONS.get(extension.lower())


def kind_of(data: bytes, extension: str = "") -> FileKind:
    """The kind of the bytes; the extension decides only between plain text and a piece of a web page."""
    if data.startswith(_OLE):
        return _in_old_office(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(data)
    if data.startswith(_ARCHIVES):
        return "archive"
    if data.startswith(_IMAGES) and b"\0" in data[:512]:
        return "image"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return _in_text(data, extension)


def _in_old_office(data: bytes) -> FileKind:
    for kind, streams in _STREAMS:
        if any(stream.encode("utf-16-le") in data for stream in streams):
            return kind
    return "old_word"


def _in_archive(data: bytes) -> FileKind:
    try:
        names = {name.lower().lstrip("/") for name in zipfile.ZipFile(BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # Cut off: the reader of Word files says so, if that is what it was.
        return "word" if b"word/" in data or b"[Content_Types].xml" in data else "archive"
    for kind, signs in _INSIDE:
        if any(name == sign or (sign.endswith("/") and name.startswith(sign)) for name in names for sign in signs):
            return kind
    return "archive"


_INSIDE: tuple[tuple[FileKind, tuple[str, ...]], ...] = (
    ("word", ("word/",)),
    ("sheet", ("xl/",)),
    ("slides", ("ppt/",)),
    ("ofd", ("ofd.xml",)),
    ("opendocument", ("content.xml",)),
)


def _in_text(data: bytes, extension: str) -> FileKind:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64]:
        head = head.replace(b"\0", b"")  # enough to see the tags of a page in UTF-16
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if head.lstrip().startswith(b"<?xml") and (b"pkg:package" in head or b"wordDocument" in head):
        return "word_xml"
    if re.match(rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,12}?(?:MIME-Version|Content-Type): ?[^\n]*", head, re.I) and (
        b"multipart/related" in head[:4096]
    ):
        return "mail_page"
    if _PAGE.match(head):
        return "html"
    return "html" if promised(extension) in ("html", "old_word") and _TAG.search(head) else "text"
