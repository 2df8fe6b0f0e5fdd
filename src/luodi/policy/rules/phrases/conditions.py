"""A condition in the document's words as a formula: part by part, each by the first reader that knows all of its words."""

from __future__ import annotations

import re
from collections.abc import Callable

from luodi.policy.rules.phrases import counted, kinds, standing, steps, thresholds, titles, verified
from luodi.policy.rules.phrases.said import NOTHING, Frame, Said, gap, marked, together

Reader = Callable[[str, Frame], Said | None]

# In the order they are asked; each reads a whole part or leaves it.
READERS: tuple[Reader, ...] = (
    standing.read_seeds,
    standing.read_listing,
    standing.read_project_of,
    standing.read_reviewed,
    standing.read_won,
    standing.read_stated,
    standing.read_scale,
    standing.read_age,
    standing.read_size,
    thresholds.read,
    titles.read_event,
    titles.read_held,
    standing.read_listed,
    steps.read_step,
    steps.read_base,
    counted.read,
    verified.read,
    kinds.read,
    kinds.read_listed,
)
# 且 and its kin join what must all hold; 、 和 或 stay inside a part, where they join names.
_JOINTS = re.compile(
    r"[，；,;]|并且|而且|同时(?=[^，]{2})(?!获|具|拥|持|通过|入选|列入|取得|属)|且|"
    r"(?<!兼)(?<!合)(?<!归)并(?=首次|被|获|评|列入|入选|属|纳入|在|年|达|通过|完成|实现|单|其|累计|实际|上年)"
)
_LEADING = re.compile(
    r"^(?:对于?(?!外|接|口)|且|并(?!购)|其中|凡|若|如(?!期)|即|又|同时(?!获|具|拥|持|通过|入选|列入|取得|属)|要求|须|需(?!求)|应当|企业为|为(?=规模|规上))+"
)
_TRAILING = re.compile(r"(?:的|者|后|时)+$")
_OR_ELSE = re.compile(r"[，；]或者?(?=[^，；]*\d)")
_SEVERAL = re.compile(r"、|和(?!谐)|及(?!其)|与|以及")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


def read(words: str, frame: Frame) -> Said:
    """All parts of a condition joined; what nobody can read is a gap in its place."""
    cases = [one for one in _OR_ELSE.split(words) if one]
    if len(cases) > 1:
        return _either(cases, frame)
    found: list[Said] = []
    for part in _parts(words):
        said = _part(part, frame)
        frame = thresholds.together_with(frame, said)
        found.append(said)
    return together(found) if found else NOTHING


def _either(cases: list[str], frame: Frame) -> Said:
    """产值10亿元且增速8%，或者达到5亿元且增速15%: each case whole, the later ones going on with the figure of the first."""
    said: list[Said] = []
    for case in cases:
        said.append(read(case, frame))
        frame = thresholds.together_with(frame, said[-1])
    return together(said, "或")


def reads(words: str, frame: Frame) -> Said | None:
    """What one part says, or None where no reader knows it."""
    return next((said for reader in READERS if (said := reader(words, frame)) is not None), None)


def _part(words: str, frame: Frame) -> Said:
    if words.startswith("同时"):
        words = words.removeprefix("同时")
        if _SEVERAL.search(_BRACKETS.sub("", words)):  # elsewhere one of a list is enough
            return gap(f"{marked(f'同时{words}')}：几项要同时具备，请逐项写成条件，用“且”相连")
    for form in dict.fromkeys((words, _TRAILING.sub("", words))):
        if (said := reads(form, frame)) is not None:
            return said
    return steps.ask(words)


def _parts(words: str) -> list[str]:
    """Cut at commas and 且 that stand outside brackets and quotes."""
    hidden = _BRACKETS.sub(lambda found: "\ue001" * len(found[0]), words)
    hidden = re.sub(r"[“‘《][^”’》]*[”’》]", lambda found: "\ue001" * len(found[0]), hidden)
    cuts = [0, *(edge for found in _JOINTS.finditer(hidden) for edge in found.span()), len(words)]
    pieces = [words[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [one for piece in pieces if len(one := _LEADING.sub("", piece.strip("、，；。 "))) > 1]
