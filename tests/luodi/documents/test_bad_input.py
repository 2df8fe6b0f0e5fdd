"""Bad input, one by one: a clear word in Chinese, in bounded memory and time, and the rest of a batch unharmed."""

from __future__ import annotations

import gzip
import json
import re
import resource
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.luodi.documents.ofd_files import ofd_file, ofd_parts
from tests.luodi.documents.pdf_files import PdfPage, pdf_file, set_in_print
from tests.luodi.documents.word_files import archive, paragraph, word_file

from luodi.documents import from_scan
from luodi.pipeline import Compiled, Failed, compile_or_fail

_TEXT = "云州市先进制造业行动方案已经市政府研究同意，请各县区认真组织实施。"
_PRINTED = set_in_print([_TEXT])
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = '<!DOCTYPE a [<!ENTITY a "云云云云云云云云云云">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
) + "]>"  # fmt: skip
MOST_MEGABYTES = 700
MOST_SECONDS = 120


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 << 20)


def _zeros(megabytes: int) -> bytes:
    return b"<a>" + bytes(megabytes << 20)


def _written(data: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data())


def _huge_picture() -> bytes:
    """The head of a picture of 30,000 by 30,000 points, which would take gigabytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\2\x58IDAT"
        + bytes(604)
    )


_PART = "Doc_0/Pages/Page_0/Content.xml"
# name → how the file is made, and the code that it is refused with
CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    **{f"空{suffix}": (lambda path: path.touch(), "document.empty") for suffix in
       (".txt", ".html", ".docx", ".doc", ".pdf", ".ofd", ".png")},
    **{f"200兆{suffix}": (_sparse, "document.too_large") for suffix in (".txt", ".docx", ".pdf", ".ofd", ".png", ".doc")},
    "密码.docx": (_written(lambda: _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "document.encrypted"),
    "密码.pdf": (_written(lambda: pdf_file(PdfPage(), password=True)), "document.encrypted"),
    "密码.ofd": (_written(lambda: archive({**ofd_parts(*_PRINTED), "Encryptions.xml": "<a/>"})), "document.encrypted"),
    "密码.doc": (_written(lambda: _OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(600)), "document.encrypted"),
    "压缩炸弹.docx": (_written(lambda: archive({"word/document.xml": _zeros(300)})), "document.bomb"),
    "压缩炸弹.ofd": (_written(lambda: archive({**ofd_parts(*_PRINTED), _PART: _zeros(300)})), "document.bomb"),
    "许多成员.ofd": (_written(lambda: archive({"OFD.xml": "", **{f"{at}": "" for at in range(20_001)}})), "document.bomb"),
    "像素炸弹.png": (_written(_huge_picture), "document.bomb"),
    "实体炸弹.docx": (_written(lambda: archive({"word/document.xml": _ENTITIES + "<a>&j;</a>"})), "document.bomb"),
    "实体炸弹.ofd": (_written(lambda: archive({**ofd_parts(*_PRINTED), _PART: _ENTITIES + "<a>&j;</a>"})), "document.bomb"),
    "断尾.docx": (_written(lambda: word_file(paragraph(_TEXT))[:400]), "document.broken"),
    "断尾.pdf": (_written(lambda: pdf_file(*_PRINTED)[:300]), "document.broken"),
    "断尾.png": (_written(lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "document.broken"),
    "缺页.ofd": (_written(lambda: archive({n: p for n, p in ofd_parts(*_PRINTED).items() if n != _PART})), "document.broken"),
    "坏页.ofd": (_written(lambda: archive({**ofd_parts(*_PRINTED), _PART: "<ofd:Page"})), "document.broken"),
    "无字.pdf": (_written(lambda: pdf_file(PdfPage())), "document.empty"),
    "无字.ofd": (_written(lambda: ofd_file(PdfPage())), "document.empty"),
    "程序.txt": (_written(lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9), "document.binary"),
    "压缩包.txt": (_written(lambda: gzip.compress(_TEXT.encode() * 99)), "document.format_unsupported"),
}  # fmt: skip


def _outcome(path: Path) -> Compiled | Failed:
    return compile_or_fail(path)


@pytest.mark.parametrize("name", CASES)
def test_it_refuses_in_clear_words(name: str, tmp_path: Path) -> None:
    """The code says what is wrong; message and hint are Chinese and speak of no Python."""
    make, code = CASES[name]
    make(tmp_path / name)
    done = _outcome(tmp_path / name)
    assert isinstance(done, Failed)
    problem = done.problem
    if name.endswith("弹.png") or name == "断尾.png":
        code = code if from_scan.is_installed() else "document.scanned"
    assert (problem.code, problem.severity) == (code, "error")
    for words in (problem.message, problem.hint):
        assert len(re.findall("[\u4e00-\u9fff]", words)) >= 5
        assert not re.search(r"Error|Exception|Traceback|None|\bat 0x", words)


_LONG = {
    "千页.pdf": lambda: pdf_file(*set_in_print([_TEXT * 4] * 3700)[:1000]),
    "两百页表格.pdf": lambda: pdf_file(*_with_tables(set_in_print([_TEXT * 4] * 3700)[:200])),
    "千页.ofd": lambda: ofd_file(*set_in_print([_TEXT * 4] * 3700)[:1000]),
    "一行.txt": (_TEXT * 60_000).encode,
}


def _with_tables(pages: list[PdfPage]) -> list[PdfPage]:
    for page in pages:
        page.grid([80, 300, 500], [150, 120, 90, 60])
    return pages


# Runs in a process of its own, whose memory and time are then its own. Where the kernel tells it, the peak is that of this
# program alone: ru_maxrss also counts what the test run held when it was forked.
_CHILD = """
import json, resource, sys, time
from pathlib import Path
from luodi.documents.read import read
resource.setrlimit(resource.RLIMIT_CPU, (%d, %d))
document, problems = read(Path(sys.argv[1]))
status = Path("/proc/self/status")
told = [line for line in (status.read_text().splitlines() if status.exists() else ()) if line.startswith("VmHWM")]
peak = int(told[0].split()[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"characters": len(document.text), "megabytes": peak >> 10}))
""" % (MOST_SECONDS, MOST_SECONDS)  # noqa: UP031, the script has braces


@pytest.mark.parametrize("name", _LONG)
def test_it_reads_long_files_in_bounded_memory(name: str, tmp_path: Path) -> None:
    """A thousand pages, or megabytes in one line: read as a whole, in less than 700 MB and two minutes of one core."""
    path = tmp_path / name
    path.write_bytes(_LONG[name]())
    ran = subprocess.run([sys.executable, "-c", _CHILD, str(path)], capture_output=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-600:]
    told = json.loads(ran.stdout)
    assert told["characters"] > 50_000
    assert told["megabytes"] < MOST_MEGABYTES


def test_it_harms_no_other_file(tmp_path: Path) -> None:
    """A good file between bad ones is compiled as if it stood alone, and no memory is kept."""
    good = tmp_path / "好.docx"
    good.write_bytes(word_file(paragraph(_TEXT)))
    alone = _outcome(good)
    assert isinstance(alone, Compiled)
    for name in ("压缩炸弹.docx", "200兆.txt", "实体炸弹.ofd", "断尾.pdf", "无字.pdf"):
        CASES[name][0](tmp_path / name)
        assert isinstance(_outcome(tmp_path / name), Failed)
        again = _outcome(good)
        assert isinstance(again, Compiled)
        assert (again.document, again.policy) == (alone.document, alone.policy)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10 < 4 * MOST_MEGABYTES
