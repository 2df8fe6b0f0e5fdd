"""The ten rules in ZEN as a decision model, evaluated firm after firm; the fund is shared out over what it gives."""

import json
import sys
from pathlib import Path

import numpy as np
import zen
from rounds import answer

folder, rows = Path(sys.argv[1]), int(sys.argv[2])
FLAGS = "is_new_giant is_new_provincial is_giant is_provincial is_filed is_accepted is_listed".split()
SUMS = "revenue_2022 revenue_2023 revenue_2024 revenue_2025 equipment filed_paid accepted_paid".split()
EXPRESSIONS = {
    "before": "max([revenue_2022, revenue_2023, revenue_2024])",
    "revenue_award": "revenue_2025 > 1000000000 and $.before <= 1000000000 ? 200000 : "
    "(revenue_2025 > 500000000 and $.before <= 500000000 ? 100000 : 0)",
    "giant_award": "is_new_giant ? 500000 : 0",
    "provincial_award": "is_new_provincial ? 200000 : 0",
    "rate": "is_giant ? 13 : (is_provincial ? 12 : 8)",
    "upgrade_subsidy": "equipment >= 5000000 ? min([floor((equipment * $.rate + 50) / 100), 5000000]) : 0",
    "stages": "(is_filed ? 1000000 : 0) + (is_accepted ? 2000000 : 0) + (is_listed ? 2000000 : 0)",
    "listing_award": "min([$.stages, max([0, 5000000 - filed_paid - accepted_paid])])",
    "claim": "$.revenue_award + $.giant_award + $.provincial_award + $.upgrade_subsidy + $.listing_award",
}
content = {
    "expressions": [{"id": name, "key": name, "value": value} for name, value in EXPRESSIONS.items()],
    "passThrough": False,
    "inputField": None,
    "outputPath": None,
    "executionMode": "single",
}
model = {
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": content},
        {"id": "out", "type": "outputNode", "name": "out"},
    ],
    "edges": [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ],
}
decision = zen.ZenEngine().create_decision(json.dumps(model))
columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r")[:rows].tolist() for name in (*SUMS, *FLAGS)}
firms = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def work():
    return [int(decision.evaluate(firm)["result"]["claim"]) for firm in firms]


def results(done):
    np.save(folder / "zen.result.npy", np.array(done, dtype=np.int64))


answer(work, results, rows)
