"""Documents and MB a second and peak memory of compiling, beside markitdown merely converting the same documents."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import docx

from benchmarks.environment import ROOT, python
from benchmarks.rounds import Runner, in_turn

PEERS = Path(__file__).parent / "peers"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, without the long run")
    options = parser.parse_args(argv)
    texts = documents()
    with tempfile.TemporaryDirectory() as folder:
        words = [as_word(text, Path(folder)) for text in texts]
        chosen = slice(None, 6) if options.quick else slice(None)
        figures = beside_markitdown(texts[chosen], words[chosen], Path(folder), 2 if options.quick else 5)
        if not options.quick:
            figures |= over_many(texts, Path(folder))
    print(json.dumps({"benchmark": "compile", "figures": figures}))
    return 0


def documents() -> list[Path]:
    """The real documents beside the project where they are, else the project's samples."""
    shared = ROOT.parent / "shared" / "corpus"
    folder = shared if shared.is_dir() else ROOT / "samples" / "documents"
    return sorted(folder.rglob("*.txt"))


def as_word(text: Path, folder: Path) -> Path:
    """The same words as a Word file, a paragraph a line."""
    document = docx.Document()
    for line in text.read_text("utf-8").splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    path = folder / f"{text.stem}.docx"
    document.save(str(path))
    return path


def beside_markitdown(texts: Sequence[Path], words: Sequence[Path], folder: Path, rounds: int) -> dict[str, float]:
    size = sum(text.stat().st_size for text in texts) / 1e6
    lists = {"text": folder / "texts.list", "docx": folder / "docx.list"}
    lists["text"].write_text("\n".join(map(str, texts)), "utf-8")
    lists["docx"].write_text("\n".join(map(str, words)), "utf-8")
    ours, peer = str(PEERS / "luodi_rounds.py"), str(PEERS / "markitdown_rounds.py")
    runners = [
        Runner("Luodi, compiling text", [sys.executable, ours, str(lists["text"])]),
        Runner("Luodi, compiling .docx", [sys.executable, ours, str(lists["docx"])]),
        Runner("markitdown, converting .docx", [python(), peer, str(lists["docx"])]),
    ]
    in_turn(runners, rounds)
    print(f"{len(texts)} documents, {size:.2f} MB of text, median of {rounds} interleaved rounds")
    print(f"{'':32}{'docs/s':>9}{'MB/s':>9}{'peak MiB':>10}")
    for runner in runners:
        print(f"{runner.name:32}{len(texts) / runner.seconds:9.1f}{size / runner.seconds:9.3f}{runner.peak_mib:10.0f}")
    text, word, other = runners
    return {
        "text_vs_markitdown": round(other.seconds / text.seconds, 2),
        "docx_vs_markitdown": round(other.seconds / word.seconds, 2),
        "memory_vs_markitdown": round(other.peak_mib / text.peak_mib, 2),
    }


def over_many(texts: Sequence[Path], folder: Path, count: int = 10_000) -> dict[str, float]:
    """A run over 10,000 files by the command line: its peak memory against one over 1,000, two processes against one."""
    many = folder / "many"
    many.mkdir()
    for order in range(count):
        shutil.copy(texts[order % len(texts)], many / f"{order:05d}.txt")
    some = folder / "some"
    some.mkdir()
    for order in range(count // 10):
        shutil.copy(texts[order % len(texts)], some / f"{order:05d}.txt")
    one, memory_some = timed(some, folder / "out-some", 1)
    two, _ = timed(some, folder / "out-two", 2)
    long, memory_many = timed(many, folder / "out-many", 2)
    print(
        f"1,000 files: one process {one:.0f} s, two processes {two:.0f} s, {one / two:.2f} times; peak {memory_some:.0f} MiB"
    )
    print(
        f"{count:,} files, two processes: {long:.0f} s, {count / long:.0f} docs/s; peak of one process {memory_many:.0f} MiB"
    )
    return {
        "two_processes": round(one / two, 2),
        "memory_growth_10000_over_1000": round(memory_many / memory_some, 2),
    }


def timed(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds, and the largest process's peak in MiB, of one whole command."""
    watch = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    command = [sys.executable, "-m", "luodi", "compile", str(folder), "--format", "json", "--out", str(out)]
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", watch, *command, "--jobs", str(jobs), "--quiet"],
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - begin, int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
