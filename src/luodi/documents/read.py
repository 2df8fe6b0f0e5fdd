"""One door for every file: the reader is chosen by what the file holds, and what cannot be read is said in words."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path, PurePath

from luodi.documents import from_html, from_ofd, from_office, from_pdf, from_scan, from_text, from_word
from luodi.documents.kinds import FileKind, kind_of, promised
from luodi.documents.lines import is_blank
from luodi.documents.model import Document
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument

# No official document comes near this; it keeps a wrong click from filling the machine.
LARGEST = 64 << 20

Reader = Callable[[bytes, str], tuple[Document, list[Problem]]]
WatchedReader = Callable[[bytes, str, Watch], tuple[Document, list[Problem]]]
_READERS: dict[FileKind, Reader] = {
    "text": from_text.parse,
    "html": from_html.parse,
    "word": from_word.parse,
}
# Pages may be many, and reading print from pictures is slow: whoever waits is told and may call it off.
_WATCHED: dict[FileKind, WatchedReader] = {
    **dict.fromkeys(from_office.SUFFIXES, from_office.parse),
    "image": from_scan.parse,
    "ofd": from_ofd.parse,
    "pdf": from_pdf.parse,
}
_NAMES: dict[FileKind, str] = {
    "text": "纯文本", "html": "网页", "word": "Word 文档（.docx）", "pdf": "PDF", "old_word": "旧版 Word 或 WPS 文档",
    "old_sheet": "旧版 Excel 表格", "old_slides": "旧版演示文稿", "sheet": "Excel 表格", "slides": "演示文稿",
    "ofd": "OFD 版式文件", "opendocument": "OpenDocument 文档", "rtf": "RTF 文档", "word_xml": "Word XML 文档",
    "mail_page": "单文件网页（.mht）", "image": "图片", "archive": "压缩包",
}  # fmt: skip
_SAVE_AS = "请用 Word 或 WPS 打开，选择“另存为”，类型选 Word 文档（.docx），再上传。"
_ADVICE: dict[FileKind, str] = {
    "old_sheet": "请把其中的文件正文复制到 Word，另存为 .docx 再上传。",
    "sheet": "请把其中的文件正文复制到 Word，另存为 .docx 再上传。",
    "old_slides": "请把其中的文件正文复制到 Word，另存为 .docx 再上传。",
    "slides": "请把其中的文件正文复制到 Word，另存为 .docx 再上传。",
    "mail_page": "请用浏览器打开，另存为“网页，仅 HTML”（.html），再上传。",
    "archive": "请先解压，再逐个上传其中的文件。",
}


def read(path: Path, largest: int = LARGEST, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension; ``largest`` is in bytes.

    ``watch`` is told of each page of slow files and asked whether to go on; called off, ``Cancelled`` is raised.

    Raises ``UnreadableDocument`` whose problem's code is one of ``document.missing``, ``document.not_a_file``,
    ``document.no_permission``, ``document.too_large``, ``document.empty``, ``document.binary``,
    ``document.encrypted``, ``document.bomb``, ``document.broken``, ``document.format_unsupported``,
    ``document.scanned``, ``document.needs_libreoffice``, ``document.too_slow``, ``scan.no_print``, ``scan.too_many_pages``.
    """
    return parse(_content(path, largest), path.name, largest, watch)


def parse(
    data: bytes, file_name: str, largest: int = LARGEST, watch: Watch = UNWATCHED
) -> tuple[Document, list[Problem]]:
    """The bytes of a file, such as an upload, as a document; errors as for ``read``."""
    name, extension = PurePath(file_name).stem, PurePath(file_name).suffix
    _check_size(len(data), largest)
    if not data.strip(b"\0\t\n\r\f\v "):
        raise _empty()
    kind = kind_of(data, extension)
    try:
        document, problems = _read_as(kind, data, name, watch)
    except (RecursionError, MemoryError) as cause:
        message = "文件内部层层嵌套，超出了正常文档的深度，无法读取。"
        raise _refusal("document.broken", message, _SAVE_AS) from cause
    if is_blank(document.text):
        raise _empty() if document.kind != "scan" else _no_print()
    return document, [*_wrong_extension(extension, kind), *problems]


def _read_as(kind: FileKind, data: bytes, name: str, watch: Watch) -> tuple[Document, list[Problem]]:
    if kind in _READERS:
        return _READERS[kind](data, name)
    if kind in _WATCHED:
        return _WATCHED[kind](data, name, watch)
    raise _unsupported(kind)


def _content(path: Path, largest: int) -> bytes:
    try:
        if path.is_dir():
            raise _refusal("document.not_a_file", f"“{path.name}”是文件夹，不是文件。", "请选择其中的文件。")
        if path.exists() and not path.is_file():
            raise _refusal("document.not_a_file", f"“{path.name}”不是普通文件。", "请选择要读取的文档。")
        _check_size(path.stat().st_size, largest)
        with path.open("rb") as file:
            return file.read(largest + 1)
    except PermissionError as cause:
        hint = "请检查文件权限，或复制一份后再试。"
        raise _refusal("document.no_permission", f"没有权限读取“{path.name}”。", hint) from cause
    except (OSError, ValueError) as cause:
        raise _unreachable(path, cause) from cause


def _unreachable(path: Path, cause: OSError | ValueError) -> UnreadableDocument:
    gone = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)
    if isinstance(cause, ValueError) or cause.errno in gone:
        hint = "请检查文件名和所在位置。"
        return _refusal("document.missing", f"找不到文件“{path.name}”。", hint)
    hint = "请检查磁盘或网络，稍后再试。"
    return _refusal("document.broken", f"读取“{path.name}”时出错：{cause.strerror}。", hint)


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise _refusal(
            "document.too_large",
            f"文件有{_size(size)}，超过了{_size(largest)}的上限。",
            "政策文件一般只有几MB：请删去其中的图片和附带材料，或把附件分开上传。",
        )


def _size(size: int) -> str:
    return f"{size / (1 << 20):.0f}MB" if size >= 1 << 20 else f"{size / 1024:.0f}KB" if size >= 1024 else f"{size}字节"


def _wrong_extension(extension: str, kind: FileKind) -> list[Problem]:
    said = promised(extension)
    if said is None or said == kind:
        return []
    message = f"文件的扩展名是{extension}，内容却是{_NAMES[kind]}，已按内容读取。"
    return [Problem("document.wrong_extension", message, hint="请核对是否选错了文件。")]


def _unsupported(kind: FileKind) -> UnreadableDocument:
    if kind == "encrypted_office":
        hint = "请用 Word 或 WPS 打开，去掉密码后另存，再上传。"
        return _refusal("document.encrypted", "文件设有打开密码，无法读取。", hint)
    message = f"这是{_NAMES[kind]}，暂时不能直接读取。"
    return _refusal("document.format_unsupported", message, _ADVICE.get(kind, _SAVE_AS))


def _empty() -> UnreadableDocument:
    return _refusal("document.empty", "文件是空的，没有任何文字。", "请检查是否选错了文件，或文件没有保存完整。")


def _no_print() -> UnreadableDocument:
    hint = "请检查图片是否太小、太暗或倒置，以每英寸200到300点重新扫描后再上传。"
    return _refusal("scan.no_print", "图片中没有认出任何文字。", hint)


def _refusal(code: str, message: str, hint: str) -> UnreadableDocument:
    return UnreadableDocument(Problem(code, message, hint=hint, severity="error"))
