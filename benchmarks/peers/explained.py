"""How long it takes to say of one firm what it gets and why: all benefits, worked out and explained, in sentences."""

from __future__ import annotations

import time
from pathlib import Path

from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.plan import plan
from luodi.engine.explain import explain_benefits, in_sentences
from luodi.engine.model import Claimant
from luodi.formula.values import Subject
from luodi.policy.rules.from_yaml import read


def seconds(pack: str, times: int = 20) -> float:
    """The best of a few; reading the pack is not counted. The firm has all the figures that the rules ask for."""
    rules, problems = read(Path(pack), catalogue())
    assert rules is not None, problems
    figures = {column: given for case in rules.cases for column, given in case.figures.items()}
    on = rules.cases[0].on
    planned, _ = plan([rules], on)
    firm = Claimant("1", Subject("某企业", figures))
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        sentences = in_sentences(explain_benefits(planned, firm))
        taken.append(time.perf_counter() - begin)
        assert sentences
    return min(taken)
