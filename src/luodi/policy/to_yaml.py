"""A policy as YAML: the same content as the JSON, for people who read and edit it by hand."""

from __future__ import annotations

import yaml

from luodi.policy.model import Policy
from luodi.policy.to_json import policy_to_json


def policy_to_yaml(policy: Policy, text: str) -> str:
    return yaml.safe_dump(policy_to_json(policy, text), allow_unicode=True, sort_keys=False, width=110)
