"""Files of other word processors: LibreOffice turns them into .docx where it is installed, and is gone afterwards."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.luodi.documents.invariants import assert_sound, lines_of

from luodi.documents import from_office
from luodi.documents.read import parse, read
from luodi.documents.watch import Cancelled, Watch
from luodi.problems import UnreadableDocument

_PLAN = ["云州市先进制造业行动方案", "一、总体要求", "到2027年，全市规上工业企业达到1500家。（牵头单位：市经信局）"]
_RTF = b"{\\rtf1\\ansi " + b"\\par ".join(
    "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line).encode() for line in _PLAN
) + b"}"  # fmt: skip
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(600)


def _fake(folder: Path, script: str) -> Path:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text("#!/bin/sh\n" + script, "utf-8")
    program.chmod(0o755)
    return program


def _refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        parse(data, name)
    assert ".docx" in refused.value.problem.hint or "密码" in refused.value.problem.message
    return refused.value.problem.code


@pytest.mark.needs_libreoffice
def test_it_reads_what_other_programs_write(libreoffice: str, tmp_path: Path) -> None:
    """The same text from .rtf, .doc, .wps and .odt, each with a word that it was converted."""
    (tmp_path / "甲.rtf").write_bytes(_RTF)
    for kind in ("doc", "odt"):
        home = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            libreoffice,
            home,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "甲.rtf"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    (tmp_path / "甲.wps").write_bytes((tmp_path / "甲.doc").read_bytes())
    for kind in ("rtf", "doc", "wps", "odt"):
        document, problems = read(tmp_path / f"甲.{kind}")
        assert_sound(document)
        assert lines_of(document) == _PLAN
        assert [(problem.code, problem.severity) for problem in problems] == [("document.converted", "question")]


@pytest.mark.needs_libreoffice
def test_it_refuses_what_libreoffice_cannot_open() -> None:
    """A damaged file is said to be damaged."""
    assert _refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "断.doc") == "document.broken"


def test_it_says_what_to_do_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """How to save the file otherwise, and what the administrator may install."""
    monkeypatch.setattr(from_office, "PROGRAMS", ())
    assert _refusal(_RTF, "甲.rtf") == "document.needs_libreoffice"


def test_it_sees_the_password_of_an_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says so itself, and LibreOffice is not asked."""
    monkeypatch.setattr(from_office, "PROGRAMS", ())
    assert _refusal(_LOCKED, "密.doc") == "document.encrypted"


def _is_running(number: int) -> bool:
    """Whether the process is there and is no mere remainder that waits to be collected."""
    status = Path(f"/proc/{number}/stat")
    return status.is_file() and status.read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("is_called_off", [True, False])
def test_it_ends_all_that_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_called_off: bool) -> None:
    """Called off, or too slow: the program and its children are ended, and no folder stays behind."""
    note = tmp_path / "processes"
    program = _fake(tmp_path, f"sleep 60 & echo $$ $! > {note}.new; mv {note}.new {note}; wait\n")
    monkeypatch.setattr(from_office, "PROGRAMS", (str(program),))
    monkeypatch.setattr(from_office, "MOST_SECONDS", 60.0 if is_called_off else 1.0)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    watch = Watch(cancelled=note.is_file if is_called_off else lambda: False)
    with pytest.raises((Cancelled, UnreadableDocument)) as ended:
        from_office.parse(_RTF, "甲", watch)
    assert isinstance(ended.value, Cancelled) == is_called_off
    assert not [number for number in note.read_text("utf-8").split() if _is_running(int(number))]
    assert not list(tmp_path.glob("luodi-office-*"))


def test_it_shares_no_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two conversions at a time, and the user's own LibreOffice, do not wait for one another."""
    program = _fake(tmp_path, f'echo "$1" >> {tmp_path}/profiles\n')
    monkeypatch.setattr(from_office, "PROGRAMS", (str(program),))
    for _ in range(2):
        assert _refusal(_RTF, "甲.rtf") == "document.broken"
    profiles = (tmp_path / "profiles").read_text("utf-8").split()
    assert len(set(profiles)) == 2
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)
    assert not any(os.path.exists(profile.removeprefix("-env:UserInstallation=file://")) for profile in profiles)
