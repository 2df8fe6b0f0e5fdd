"""Reads rules of escalation from YAML: the two sets that come along, and one that an office has written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from luodi.ledger.escalation.model import ADDRESSEES, COLOURS, COUNTS, KINDS, WHENS, Rules, Step
from luodi.problems import Problem

_STEP_WORDS = {
    "key", "kind", "name", "when", "days", "every", "of", "lights", "colour", "to", "reply_days", "rectify_days",
    "is_confirmed_first",
}  # fmt: skip
_RULE_WORDS = {"key", "name", "source", "count", "urgent_enters", "repeat", "steps"}
_NUMBERS = ("days", "every", "reply_days", "rectify_days")
_MOST_DAYS = 366


@cache
def default_rules() -> tuple[Rules, ...]:
    """The sets of ``rules.yaml``, in its order."""
    rules, problems = rules_from_yaml(files("luodi.ledger.escalation").joinpath("rules.yaml").read_text("utf-8"))
    if problems:
        raise ValueError(f"rules.yaml: {problems[0].message}")
    return rules


def default_text(key: str) -> str:
    """One set of ``rules.yaml`` as it stands there with its comments, for an office to start from."""
    words = files("luodi.ledger.escalation").joinpath("rules.yaml").read_text("utf-8")
    head, *sets = words.split("\n- key: ")
    return next(head + "\n- key: " + one for one in sets if one.split("\n")[0].strip() == key)


def rules_from_yaml(text: str) -> tuple[tuple[Rules, ...], list[Problem]]:
    """The sets of rules that the text holds; where anything is wrong, none, and every fault that was found."""
    try:
        kept = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"第{mark.line + 1}行第{mark.column + 1}列" if mark else "文件"
        return (), [_problem("unreadable", f"{where}不符合YAML格式。", "请核对缩进、冒号后的空格和括号是否成对。")]
    if not isinstance(kept, list) or not kept or not all(isinstance(row, dict) for row in kept):
        return (), [_problem("unreadable", "没有读到升级办法。", "请以“- key: …”开头，写出至少一套。")]
    problems = [problem for row in kept for problem in _faults(row)]
    return ((), problems) if problems else (tuple(_rules(row) for row in kept), [])


def _rules(row: dict[str, Any]) -> Rules:
    repeat = row.get("repeat") or {}
    return Rules(
        row["key"], row["name"], row.get("source", ""), row["count"], tuple(_step(step) for step in row["steps"]),
        urgent_enters=row.get("urgent_enters", ""), repeat_times=repeat.get("times", 0),
        repeat_months=repeat.get("months", 12), repeat_enters=repeat.get("enters", ""),
    )  # fmt: skip


def _step(row: dict[str, Any]) -> Step:
    words: dict[str, Any] = dict(row)
    words.update({name: tuple(row[name]) for name in ("to", "lights") if name in row})
    return Step(**words)


def _faults(row: dict[str, Any]) -> Iterable[Problem]:
    """Everything wrong with one set, in the order of the text."""
    name = str(row.get("name") or row.get("key") or "这一套")
    yield from _words(row, _RULE_WORDS, ("key", "name", "count", "steps"), name)
    yield from _one_of(row.get("count"), COUNTS, f"“{name}”的 count")
    steps = row.get("steps")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps or [None]):
        yield _problem("missing", f"“{name}”没有写 steps。", "请至少写一步。")
        return
    keys = [step.get("key") for step in steps]
    orders = [step.get("key") for step in steps if step.get("kind") == "order"]
    for number, step in enumerate(steps, start=1):
        yield from _step_faults(step, f"“{name}”第{number}步“{step.get('name', step.get('key', ''))}”", keys, orders)
    for place, key in (
        ("urgent_enters", row.get("urgent_enters")),
        ("repeat", (row.get("repeat") or {}).get("enters")),
    ):
        if key and key not in orders:
            yield _problem(
                "no_such_step", f"“{name}”的 {place} 指向“{key}”，但没有这一级督办单。", "请写某一级督办单的 key。"
            )


def _step_faults(step: dict[str, Any], where: str, keys: list[Any], orders: list[Any]) -> Iterable[Problem]:
    yield from _words(step, _STEP_WORDS, ("key", "kind", "name", "when"), where)
    yield from _one_of(step.get("kind"), KINDS, f"{where}的 kind")
    yield from _one_of(step.get("when"), WHENS, f"{where}的 when")
    yield from _one_of(step.get("colour", ""), COLOURS, f"{where}的 colour")
    to = step.get("to", ["lead_units"])
    for one in to if isinstance(to, list) else [to]:
        yield from _one_of(one, ADDRESSEES, f"{where}的 to")
    if keys.count(step.get("key")) > 1:
        yield _problem("no_such_step", f"{where}的 key “{step.get('key')}”用了两次。", "每一步请用不同的 key。")
    for name in _NUMBERS:
        value = step.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_DAYS:
            yield _problem("unknown_word", f"{where}的 {name} 应当是0至{_MOST_DAYS}的整数。", "请写天数。")
    if step.get("when") == "after_step" and step.get("of") not in orders:
        yield _problem("no_such_step", f"{where}的 of 没有指向一级督办单。", "请写上一级督办单的 key。")
    if step.get("when") == "light" and not step.get("lights"):
        yield _problem("missing", f"{where}没有写 lights。", "请写哪些灯，如 [yellow, red]。")
    if step.get("kind") == "order" and not step.get("rectify_days"):
        yield _problem("missing", f"{where}没有写 rectify_days。", "督办单请写几天内整改。")


def _words(row: dict[str, Any], known: set[str], needed: tuple[str, ...], where: str) -> Iterable[Problem]:
    for word in row:
        if word not in known:
            yield _problem("unknown_word", f"{where}中的“{word}”不认识。", f"可以写：{'、'.join(sorted(known))}。")
    for word in needed:
        if not row.get(word):
            yield _problem("missing", f"{where}没有写 {word}。", f"请补上 {word}。")


def _one_of(value: Any, known: tuple[str, ...], where: str) -> Iterable[Problem]:
    if value is not None and value not in known:
        yield _problem(
            "unknown_word", f"{where}写了“{value}”，不认识。", f"可以写：{'、'.join(k for k in known if k)}。"
        )


def _problem(code: str, message: str, hint: str) -> Problem:
    match code:
        case "unreadable":
            return Problem("escalation.unreadable", message, None, hint, "error")
        case "missing":
            return Problem("escalation.missing", message, None, hint, "error")
        case "no_such_step":
            return Problem("escalation.no_such_step", message, None, hint, "error")
    return Problem("escalation.unknown_word", message, None, hint, "error")
