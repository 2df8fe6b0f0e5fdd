"""Runs several programs round by round in turn, so that a machine's changing speed falls on all of them alike."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Runner:
    """A program that does one round for each line it is sent; ``said`` are its answers."""

    name: str
    command: Sequence[str]
    said: list[dict[str, float]] = field(default_factory=list)
    began_with: dict[str, float] = field(default_factory=lambda: {"peak_kib": 0.0})

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._read()

    def round(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.said.append(json.loads(self._read()))

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _read(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended early, with exit code {self.process.wait()}")
        return line

    @property
    def seconds(self) -> float:
        """The median round."""
        return statistics.median(one["seconds"] for one in self.said)

    @property
    def peak_mib(self) -> float:
        return max(one["peak_kib"] for one in (self.began_with, *self.said)) / 1024


def in_turn(runners: Sequence[Runner], rounds: int) -> None:
    """A, B, C, A, B, C …; every runner is ready before the first round, and has done one that does not count.

    A first round pays for memory that nobody has touched yet, and for what a program makes once.
    """
    for runner in runners:
        runner.start()
    try:
        for runner in runners:
            runner.round()
            runner.began_with = runner.said.pop()
        for _ in range(rounds):
            for runner in runners:
                runner.round()
    finally:
        for runner in runners:
            runner.stop()
