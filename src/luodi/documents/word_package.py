"""A Word file as a package of XML parts, opened with the care that a stranger's file needs."""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from luodi.problems import Problem, UnreadableDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict variant of the standard says the same in other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
# An official document unpacks to a few megabytes; text packs at most some fifty-fold.
MOST_PART = 128 << 20
MOST_WHOLE = 1 << 30
MOST_RATIO = 250
MOST_MEMBERS = 20_000
_RATIO_COUNTS_FROM = 32 << 20
_CODECS = ("utf-8", "utf-16-le", "utf-16-be")
UNPACKING = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError, RuntimeError,
)  # fmt: skip


def broken(message: str = "文件已损坏，无法打开。") -> UnreadableDocument:
    hint = "请用 Word 或 WPS 打开后另存为 .docx 再上传；打不开的，请重新索取原件。"
    return UnreadableDocument(Problem("document.broken", message, hint=hint, severity="error"))


def _bomb(message: str) -> UnreadableDocument:
    hint = "这不像正常的公文，已停止读取；确系公文的，请用 Word 或 WPS 另存为新文件再上传。"
    return UnreadableDocument(Problem("document.bomb", message, hint=hint, severity="error"))


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, once its directory shows that it is safe to unpack.

    Raises ``UnreadableDocument``: ``document.broken``, ``document.bomb``, ``document.encrypted``.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as cause:
        raise broken() from cause
    members = archive.infolist()
    whole = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise _bomb(f"压缩包内有{len(members)}个文件，远多于正常文档。")
    if whole > MOST_WHOLE or (whole > _RATIO_COUNTS_FROM and whole > MOST_RATIO * len(data)):
        raise _bomb(f"文件解压后将达{whole >> 20}MB，是原来的{whole // max(len(data), 1)}倍。")
    if any(member.flag_bits & 1 for member in members):
        hint = "请先去掉压缩包密码，再上传文档本身。"
        raise UnreadableDocument(Problem("document.encrypted", "文件设有密码。", hint=hint, severity="error"))
    return archive


class Package:
    """The parts of a Word file by what they are to the main text, not by their usual names."""

    def __init__(self, data: bytes) -> None:
        self._archive = open_archive(data)
        self._names = {name.lower().lstrip("/"): name for name in self._archive.namelist()}
        self._main = self._find_main()
        self._related = self._relations(self._main)

    def main(self) -> ElementTree.Element:
        root = self._part(self._main)
        if root is None or root.find(f"{W}body") is None:
            raise broken("这个 Word 文件里没有正文。")
        return root

    def related(self, kind: str) -> ElementTree.Element | None:
        """The part that the main text calls ``styles``, ``numbering``, ``footnotes`` or ``endnotes``."""
        name = self._related.get(kind, f"word/{kind}.xml")
        try:
            return self._part(name)
        except UnreadableDocument as failure:
            if failure.problem.code == "document.bomb":
                raise
            return None

    def _find_main(self) -> str:
        return self._relations("").get("officeDocument", "word/document.xml")

    def _relations(self, source: str) -> dict[str, str]:
        folder, file = posixpath.split(source)
        root = self._part(posixpath.join(folder, "_rels", file + ".rels"))
        found: dict[str, str] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))
                found.setdefault(kind, target.lstrip("/"))
        return found

    def _part(self, name: str) -> ElementTree.Element | None:
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        size = self._archive.getinfo(stored).file_size
        if size > MOST_PART:
            raise _bomb(f"文件解压后正文达{size >> 20}MB。")
        try:
            with self._archive.open(stored) as stream:
                data = stream.read(MOST_PART + 1)
        except UNPACKING as cause:
            raise broken() from cause
        # Table styles are most of a styles part and say nothing that is read here.
        return parse_xml(_without_table_styles(data) if stored.endswith("styles.xml") else data)


def _without_table_styles(data: bytes) -> bytes:
    end = b"</w:style>"
    *styles, rest = data.split(end)
    kept = []
    for style in styles:
        at = style.rfind(b"<w:style ")
        is_table = at >= 0 and style.startswith(b'<w:style w:type="table"', at)
        kept.append(style[:at] if is_table else style + end)
    return b"".join(kept) + rest


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root element. A document type, which no Office program writes, could define entities that explode."""
    if any(sign.encode(codec) in data for sign in ("<!DOCTYPE", "<!ENTITY") for codec in _CODECS):
        raise _bomb("文件的 XML 中含有自定义实体。")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as cause:
        raise broken() from cause
