"""The parser of a command's words: argparse, saying in Chinese what it says in English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

# What argparse says, and what is said instead; the first that fits.
_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"还要写：\1"),
    (r"one of the arguments (.+) is required", r"要写其中一项：\1"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 没有“\2”这种写法，可以写：\3"),
    (r"argument (.+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+): expected (\d+) arguments?", r"\1 后面要写 \2 个值"),
    (r"argument (.+): invalid \w+ value: '(.*)'", r"\1 后面的“\2”读不懂"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 和 \2 不能一起写"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 后面不写值，这里写了“\2”"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"unrecognized arguments: (.+)", r"没有这种写法：\1"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 有几种可能：\2"),
)


class Parser(argparse.ArgumentParser):
    """As argparse's own, with Chinese headings, usage and errors."""

    def __init__(self, *given: Any, **named: Any) -> None:
        named.setdefault("formatter_class", _Words)
        super().__init__(*given, **named | {"add_help": False})
        self._positionals.title, self._optionals.title = "要写的", "选项"
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="看这段说明")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{in_chinese(message)}\n")


class _Words(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def in_chinese(message: str) -> str:
    """What is not known stays as it is."""
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(said).replace("'", "")
    return message
