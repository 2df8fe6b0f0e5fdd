"""A short run of the fuzz target, and that it can find something."""

from __future__ import annotations

import gc
import time

import pytest

from luodi.documents.from_text import parse
from luodi.pipeline import compile_document
from tools import fuzz


def test_it_compiles_mutated_documents_without_an_exception() -> None:
    """Cut, shuffled, doubled, re-encoded, other punctuation, no line ends: an answer every time."""
    assert fuzz.run(range(150), fuzz.sources()) == []


def test_it_makes_the_same_document_of_the_same_seed() -> None:
    """A failure can be tried again from its seed alone."""
    texts = fuzz.sources()
    assert [fuzz.mutated(texts, seed) for seed in range(20)] == [fuzz.mutated(texts, seed) for seed in range(20)]


def test_it_would_tell_of_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fuzz target fails when a stage does."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz, "compile_document", broken)
    (wrong,) = fuzz.run([1], ["到2028年，链主企业达到10家。" * 40])
    assert "ZeroDivisionError" in wrong


@pytest.mark.parametrize("line_ends", [True, False])
def test_it_takes_time_in_proportion_to_length(line_ends: bool) -> None:
    """Eight times the text takes about eight times as long, not sixty-four: with line ends and as one line."""
    text = fuzz.sources()[0]
    text = text if line_ends else text.replace("\n", "")

    def seconds(times: int) -> float:
        document, _ = parse((text * times).encode(), "long")
        gc.collect()
        gc.disable()  # its rounds go over all that the test run holds, which has nothing to do with the text
        try:
            begin = time.process_time()
            compile_document(document)
            return time.process_time() - begin
        finally:
            gc.enable()

    seconds(1)
    # The quickest of a few, since a busy machine only ever adds.
    short, long = min(seconds(2) for _ in range(5)), min(seconds(16) for _ in range(3))
    assert long < 8 * short * 2.5, (short, long)
