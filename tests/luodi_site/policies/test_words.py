"""The words of the pages are the words of the command line."""

from __future__ import annotations

from django.utils.translation import override

from luodi.policy.in_words import MECHANISM_NAMES
from luodi_site.policies.words import MECHANISMS


def test_it_calls_a_mechanism_by_one_name_everywhere():
    """A kind has one Chinese name on a page, in the terminal and in a report."""
    with override("zh-hans"):
        assert {kind: str(name) for kind, name in MECHANISMS.items()} == MECHANISM_NAMES
