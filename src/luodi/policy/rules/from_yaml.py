"""Reads a pack: YAML to rules that can run, or every problem of the file with its place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from luodi.formula.fields import Catalogue
from luodi.policy.rules.model import Rules
from luodi.policy.rules.nodes import Mapping, Node, Scalar, Sequence
from luodi.policy.rules.pack_format import PACK
from luodi.policy.rules.references import check_references
from luodi.policy.rules.scope import Page, Scope, Unread
from luodi.policy.rules.scope import Path as InPack
from luodi.problems import Problem
from luodi.spans import Span

LARGEST = 2_000_000
DEEPEST = 16
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What the YAML parser says of mistakes that are often made, and what to do.
_HINTS = (
    ("mapping values are not allowed", "公式里有“: ”时，整条公式要放进单引号，或另起一行写在 >- 下面"),
    ("cannot start any token", "行首不能用制表符或 % @ ` 等符号：缩进用空格，文字加引号"),
    ("could not find expected ':'", "这一行缺少冒号，冒号后面要空一格"),
    ("did not find expected key", "缩进不一致，或引号后面还有内容：同级的各行左边对齐，整条加单引号"),
    ("expected <block end>", "缩进不一致，或引号后面还有内容：同级的各行左边对齐，整条加单引号"),
    ("found unexpected end of stream", "引号或括号没有闭合"),
    ("while parsing a flow", "花括号、方括号没有闭合，或缺少逗号；写在花括号里的公式有逗号、冒号时，整条放进单引号"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A pack as it was read: ``rules`` is None where ``problems`` has an error; ``places`` are those of its parts."""

    text: str
    rules: Rules | None
    problems: list[Problem]
    places: dict[InPack, Span] = field(default_factory=dict)


def read(path: Path | str, catalogue: Catalogue) -> tuple[Rules | None, list[Problem]]:
    """The pack in a file; ``catalogue`` is the standard one, to which the pack adds its own fields."""
    made = read_file(path, catalogue)
    return made.rules, made.problems


def read_file(path: Path | str, catalogue: Catalogue) -> Read:
    path = Path(path)
    try:
        if path.stat().st_size > 4 * LARGEST:
            return Read("", None, [_too_large(path.name)])
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        said, hint = f"“{path.name}”不是 UTF-8 编码的文字文件", "用文本编辑器另存为 UTF-8"
        return Read("", None, [Problem("pack.unreadable", said, None, hint, "error")])
    except OSError as why:
        said = f"打不开“{path.name}”：{os.strerror(why.errno or 0)}"
        return Read("", None, [Problem("pack.unreadable", said, None, "核对文件名和权限", "error")])
    return read_text(text, catalogue, path.name)


def read_text(text: str, catalogue: Catalogue, document: str = "规则包") -> Read:
    """The pack in a text; spans of problems and places are in ``Read.text``, and bear the name ``document``."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > LARGEST:
        return Read(text, None, [_too_large(document)])
    page = Page(document, text)
    scope = Scope(page, catalogue)
    rules = None
    try:
        root = _Builder(scope).root()
        page.places[()] = scope.span(root.start, root.start)
        rules = PACK.read(root, scope)
    except Unread:
        pass
    check_references(rules, scope)
    problems = sorted(page.problems, key=lambda problem: problem.span.start if problem.span else -1)
    return Read(text, None if problems else rules, problems, page.places)


def _too_large(name: str) -> Problem:
    return Problem("pack.too_large", f"“{name}”超过 {LARGEST // 10_000} 万字", None, "拆成几个规则包", "error")


class _Builder:
    """Makes the tree from YAML's events with a stack of its own, so that neither depth nor anchors can blow up."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.open: list[tuple[int, bool, list[Node]]] = []
        self.done: Node | None = None

    def root(self) -> Node:
        try:
            for event in yaml.parse(self.scope.page.text, Loader=_LOADER):
                self.take(event)
        except yaml.YAMLError as why:
            self.broken(why)
            raise Unread from None
        if self.done is None:
            self.scope.say("pack.yaml", "规则包是空的", self.scope.span(0, 0), "第一行写 pack: 代号")
            raise Unread
        return self.done

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.done is not None:
            self.refuse(event, "一个文件只写一个规则包", "删去中间的 --- 行")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(event, "规则包里不用 & 和 * 引用", "把内容写全；文字以 & 或 * 开头时加引号")
        if getattr(event, "tag", None):
            self.refuse(event, f"规则包里不用 {event.tag} 一类的标签", "删去标签；文字以 ! 开头时加引号")
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.ScalarEvent():
                self.add(Scalar(event.value, start, end, event.style not in (None, "")))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(self.open) >= DEEPEST:
                    self.refuse(event, f"缩进超过 {DEEPEST} 层", "规则包用不到这么深，请核对缩进和括号")
                self.open.append((start, isinstance(event, yaml.MappingStartEvent), []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                begin, is_mapping, items = self.open.pop()
                end = max(begin, len(self.scope.page.text[:end].rstrip()))
                self.add(self.mapping(items, begin, end) if is_mapping else Sequence(tuple(items), begin, end))

    def add(self, node: Node) -> None:
        if self.open:
            self.open[-1][2].append(node)
        else:
            self.done = node

    def mapping(self, items: list[Node], start: int, end: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.scope.wrong("pack.wrong_form", "冒号前面要写名称", key, "名称是一个词")
            elif key.value in pairs:
                self.scope.wrong("pack.duplicate_key", f"“{key.value}”写了两次", key, "合并，或删去其中一处")
            else:
                pairs[key.value] = (key, value)
        return Mapping(tuple(pairs.values()), start, end)

    def refuse(self, event: Any, message: str, hint: str) -> None:
        span = self.scope.span(event.start_mark.index, event.end_mark.index)
        self.scope.say("pack.refused", message, span, hint)
        raise Unread

    def broken(self, why: yaml.YAMLError) -> None:
        said = str(getattr(why, "problem", None) or why)
        context = str(getattr(why, "context", None) or "")
        mark = getattr(why, "problem_mark", None)
        hint = next((hint for words, hint in _HINTS if words in said), None)
        hint = hint or next((hint for words, hint in _HINTS if words in context), None)
        hint = hint or f"核对缩进、冒号、引号和括号（{said}）"  # what the parser says is of use where we know no better
        at = mark.index if mark is not None else getattr(why, "position", 0)
        at = min(at, len(self.scope.page.text))
        self.scope.say("pack.yaml", "从这里起读不下去，不合 YAML 的写法", self.scope.span(at, at), hint)
