"""Old and other word processors' files (.doc .wps .rtf .odt) as documents: LibreOffice turns them into .docx."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from luodi.documents import from_word
from luodi.documents.kinds import FileKind, kind_of
from luodi.documents.model import Document
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument

PROGRAMS = ("soffice", "libreoffice")
# The name under which LibreOffice recognises each kind; a .wps of Kingsoft's is a .doc inside.
SUFFIXES: dict[FileKind, str] = {"old_word": ".doc", "opendocument": ".odt", "rtf": ".rtf", "word_xml": ".xml"}
# Starting LibreOffice takes some seconds, a long document some more; a file that keeps it busy longer never ends.
MOST_SECONDS = 120.0
_TURN = 0.2
_SAVE_AS = "请用 Word 或 WPS 打开，选择“另存为”，类型选 Word 文档（.docx），再上传。"


def read(path: Path, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem, watch)


def parse(data: bytes, name: str, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The bytes of a .doc, .wps, .rtf or .odt file as a document.

    Raises ``UnreadableDocument``: ``document.needs_libreoffice`` where it is not installed, ``document.encrypted``,
    ``document.broken``, ``document.too_slow``; ``Cancelled``, when LibreOffice has been ended.
    """
    if _is_locked(data):
        hint = "请用 Word 或 WPS 打开，去掉密码后另存，再上传。"
        raise UnreadableDocument(Problem("document.encrypted", "文件设有打开密码，无法读取。", None, hint, "error"))
    program = next((found for one in PROGRAMS if (found := shutil.which(one))), None)
    if program is None:
        message = "这是旧版 Word、WPS、RTF 或 OpenDocument 文档，要借助 LibreOffice 读取，而这台机器没有安装。"
        hint = f"{_SAVE_AS}也可以请管理员安装 LibreOffice（libreoffice-writer）。"
        raise UnreadableDocument(Problem("document.needs_libreoffice", message, None, hint, "error"))
    document, problems = from_word.parse(_converted(program, data, watch), name)
    message = "文件由 LibreOffice 转换后读取，自动编号和表格可能与原件略有出入。"
    hint = "请核对编号和表格；有出入的，请用 Word 或 WPS 另存为 .docx 再上传。"
    return document, [Problem("document.converted", message, None, hint, "question"), *problems]


def _is_locked(data: bytes) -> bool:
    """Whether a .doc says at its start that it is encrypted; its main stream mostly begins with the second sector."""
    start = data[512:524]
    return start[:2] == b"\xec\xa5" and bool(int.from_bytes(start[10:12], "little") & 0x0100)


def _converted(program: str, data: bytes, watch: Watch) -> bytes:
    """The same document as the bytes of a .docx."""
    with TemporaryDirectory(prefix="luodi-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document" + SUFFIXES.get(kind_of(data), ".doc"))
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()  # shared with nobody: two at a time would wait for each other
        options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", f"{folder}/out"]
        _run([program, f"-env:UserInstallation={profile}", *options, str(source)], watch)
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            message = "LibreOffice 打不开这个文件：文件已损坏，或设有打开密码。"
            raise UnreadableDocument(Problem("document.broken", message, None, _SAVE_AS, "error"))
        return made.read_bytes()


def _run(command: list[str], watch: Watch) -> None:
    """Runs the command to its end, at most ``MOST_SECONDS``; it and all that it started are gone afterwards."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(int(MOST_SECONDS / _TURN) + 1):
            watch.check()
            try:
                process.wait(_TURN)
                return
            except subprocess.TimeoutExpired:
                continue
        message = f"转换这个文件超过了{MOST_SECONDS:.0f}秒，已停止。"
        raise UnreadableDocument(Problem("document.too_slow", message, None, _SAVE_AS, "error"))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
