"""An OFD file as a package of XML parts: GB/T 33190's OFD.xml, documents, pages and templates by their addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from luodi.documents.word_package import UNPACKING, open_archive, parse_xml
from luodi.problems import Problem, UnreadableDocument

# A page of text takes some 100 KB; a page that draws every letter as a path takes a few megabytes.
MOST_PART = 24 << 20
MOST_READ = 512 << 20
_LOCKED = re.compile(r"encrypt|decryptseed", re.I)
_HINT = "请用 OFD 阅读器打开后另存为新的 .ofd 或转为 .docx 再上传；打不开的，请重新索取原件。"


def broken(message: str) -> UnreadableDocument:
    return UnreadableDocument(Problem("document.broken", message, hint=_HINT, severity="error"))


def tag_of(element: Element) -> str:
    """The tag without its namespace: programs write the standard's namespace in several ways."""
    return element.tag.rsplit("}", 1)[-1]


def children(element: Element | None, *tags: str) -> Iterator[Element]:
    return (child for child in (element if element is not None else ()) if tag_of(child) in tags)


def child(element: Element | None, tag: str) -> Element | None:
    return next(children(element, tag), None)


def words(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


class Package:
    """The parts of an OFD file. Addresses are relative to the part that names them, or absolute with a slash."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = open_archive(data)
        except UnreadableDocument as failure:
            raise _said_of_ofd(failure) from failure
        self._names = {self._key(name): name for name in self._archive.namelist()}
        self._read = 0
        if any(_LOCKED.search(posixpath.basename(name)) for name in self._names):
            hint = "请用 OFD 阅读器打开，去掉密码后另存，再上传。"
            raise UnreadableDocument(Problem("document.encrypted", "OFD 文件已加密。", hint=hint, severity="error"))

    @staticmethod
    def _key(name: str) -> str:
        return posixpath.normpath("/" + name.replace("\\", "/").lstrip("/")).lower()

    @staticmethod
    def address(source: str, named: str) -> str:
        """Where a part is that another part names."""
        return posixpath.normpath(posixpath.join("/" + posixpath.dirname(source.lstrip("/")), named.replace("\\", "/")))

    def has(self, address: str) -> bool:
        return self._key(address) in self._names

    def part(self, address: str) -> Element:
        """The root element of a part. Raises ``UnreadableDocument``: ``document.broken`` or ``document.bomb``."""
        content = self.content(address)
        try:
            return parse_xml(content)
        except UnreadableDocument as failure:
            raise _said_of_ofd(failure, f"OFD 文件中的“{address.lstrip('/')}”已损坏。") from failure

    def content(self, address: str) -> bytes:
        """The bytes of a part."""
        stored = self._names.get(self._key(address))
        if stored is None:
            raise broken(f"OFD 文件不完整，缺少“{address.lstrip('/')}”。")
        size = self._archive.getinfo(stored).file_size
        self._read += size
        if size > MOST_PART or self._read > MOST_READ:
            message = f"OFD 文件解压后过大（“{address.lstrip('/')}”有{size >> 20}MB）。"
            raise UnreadableDocument(Problem("document.bomb", message, hint=_HINT, severity="error"))
        try:
            with self._archive.open(stored) as stream:
                return stream.read(MOST_PART + 1)
        except UNPACKING as cause:
            raise broken("OFD 文件已损坏，无法解压。") from cause


def _said_of_ofd(failure: UnreadableDocument, message: str = "") -> UnreadableDocument:
    """The same refusal in words for the person who has an OFD file."""
    said = failure.problem
    if said.code == "document.broken":
        return broken(message or "OFD 文件已损坏，无法打开。")
    return UnreadableDocument(Problem(said.code, said.message, hint=said.hint.replace("Word 或 WPS", "OFD 阅读器"),
                                      severity="error"))  # fmt: skip
