"""Compiles mutated documents and reports any exception: ``python -m tools.fuzz --count 100000 --jobs 2``."""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from luodi.documents import from_text
from luodi.pipeline import Compiled, compile_document
from luodi.problems import UnreadableDocument

ROOT = Path(__file__).parent.parent
Mutation = Callable[[str, random.Random], str]


def cut(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text))
    return text[start : start + dice.randrange(1, 1500)]


def shuffled(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def doubled(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text))
    return text[:at] + text[max(0, at - 200) : at] * dice.randrange(1, 5) + text[at:]


def other_punctuation(text: str, dice: random.Random) -> str:
    pairs = ["，,", "。.", "；;", "：:", "（(", "）)", "、,", '“"', '”"', "。；", "（【", "）】", "〔[", "〕]", "％%"]
    chosen = dice.sample(pairs, dice.randrange(1, 6))
    return text.translate(str.maketrans({pair[0]: pair[1] for pair in chosen}))


def without_line_ends(text: str, dice: random.Random) -> str:
    return text.replace("\n", dice.choice(["", " ", "\u3000"]))


def broken_lines(text: str, dice: random.Random) -> str:
    width = dice.randrange(5, 40)
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def holes(text: str, dice: random.Random) -> str:
    return "".join(c for c in text if dice.random() > 0.08)


def other_characters(text: str, dice: random.Random) -> str:
    odd = "\ufeff\u200b\u3000\x00\t“”（）〔〕一二三①%％.．、0123456789亿万元家—-~年月日🙂"
    return "".join(dice.choice(odd) if dice.random() < 0.04 else c for c in text)


def unclosed(text: str, dice: random.Random) -> str:
    gone = dice.choice(["）)", "（(", "”", "]］】〕", "。", "；;。，,"])
    return "".join(c for c in text if c not in gone)


MUTATIONS: tuple[Mutation, ...] = (
    shuffled,
    doubled,
    other_punctuation,
    without_line_ends,
    broken_lines,
    holes,
    other_characters,
    unclosed,
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")


def mutated(texts: Sequence[str], seed: int) -> bytes:
    """One document: a piece of a text, mutated up to three times, in some encoding; the same for the same seed."""
    dice = random.Random(seed)
    text = cut(dice.choice(texts), dice)
    for mutation in dice.sample(MUTATIONS, dice.randrange(0, 4)):
        text = mutation(text, dice) or "空"
    return text.encode(dice.choice(ENCODINGS), "replace")


def wrong_with(compiled: Compiled) -> str | None:
    """What of a compiled document breaks a rule that holds for all: the outline joins, spans lie in the text."""
    text = compiled.document.text
    if compiled.outline.join() != text:
        return "the outline does not join back to the text"
    policy = compiled.policy
    for item in (*policy.tasks, *policy.targets, *policy.benefits, *policy.duties, *policy.mechanisms):
        if not 0 <= item.span.start < item.span.end <= len(text):
            return f"a stretch outside the text: {item}"
    return None


def attempt(seed: int, texts: Sequence[str]) -> str | None:
    """None when all is well, else the seed and what went wrong."""
    raw = mutated(texts, seed)
    try:
        document, found = from_text.parse(raw, "fuzz")
        wrong = wrong_with(compile_document(document, found))
    except UnreadableDocument:
        return None  # refused with a message is an answer
    except Exception:
        wrong = traceback.format_exc(limit=-3)
    return f"seed {seed}: {wrong}" if wrong else None


def sources() -> list[str]:
    """The project's samples, and the real documents beside the project where they are."""
    folders = [ROOT / "samples" / "documents", ROOT.parent / "shared" / "corpus"]
    return [path.read_text("utf-8") for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.txt"))]


def run(seeds: Sequence[int], texts: Sequence[str], jobs: int = 1) -> list[str]:
    """What went wrong over these seeds."""
    work = partial(attempt, texts=texts)
    if jobs == 1:
        return [wrong for seed in seeds if (wrong := work(seed))]
    with ProcessPoolExecutor(jobs) as pool:
        return [wrong for wrong in pool.map(work, seeds, chunksize=50) if wrong]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed; any seed can be tried again by itself")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(argv)
    wrong = run(range(options.first, options.first + options.count), sources(), options.jobs)
    for said in wrong[:20]:
        print(said)
    print(f"{options.count} documents, {len(wrong)} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
