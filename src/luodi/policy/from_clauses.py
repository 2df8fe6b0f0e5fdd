"""An outline becomes a policy: document facts first, then each kind of item in the order of the codebook."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.benefits import find_benefits
from luodi.policy.document_facts import read_facts
from luodi.policy.duties import find_duties
from luodi.policy.mechanisms import find_mechanisms
from luodi.policy.model import Policy
from luodi.policy.targets import find_targets
from luodi.policy.tasks import find_tasks
from luodi.problems import Problem


def compile_policy(outline: Outline) -> tuple[Policy, list[Problem]]:
    """Compile an outline. Deterministic and offline; the problems are those of the compiler, in the order of the text."""
    facts, problems = read_facts(outline)
    tasks, from_tasks = find_tasks(outline, facts)
    targets, from_targets = find_targets(outline, facts)
    benefits, from_benefits = find_benefits(outline, facts)
    duties, from_duties = find_duties(outline, facts)
    mechanisms, from_mechanisms = find_mechanisms(outline, facts)
    found = [*problems, *from_tasks, *from_targets, *from_benefits, *from_duties, *from_mechanisms]
    found.sort(key=lambda problem: problem.span.start if problem.span else -1)
    policy = Policy(
        name=outline.document.name,
        facts=facts,
        tasks=tuple(tasks),
        targets=tuple(targets),
        benefits=tuple(benefits),
        duties=tuple(duties),
        mechanisms=tuple(mechanisms),
        problems=tuple(found),
    )
    return policy, found
