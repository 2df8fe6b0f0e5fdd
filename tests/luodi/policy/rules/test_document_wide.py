"""What stands over all rules of a document: here what is asked of all who apply."""

from __future__ import annotations

from tests.luodi.policy.rules.test_from_benefits import drafted

_GRANT = "对新认定为瞪羚企业的，奖励30万元。"


def asked(text: str) -> list[str]:
    found, _ = drafted(text)
    return [gap.message for rule in found.rules for gap in rule.gaps if "共同条件" in gap.message]


def test_it_asks_for_what_the_document_asks_of_all():
    """Without it the rule pays whoever meets the rest: an optics firm would be paid for bio-manufacturing."""
    (said,) = asked(
        "一、申报条件\n（一）申报企业应同时具备下列条件：\n1.主营业务收入中生物制造产品占比不低于50%；\n2.近三年未发生重大事故。\n"
        f"二、支持标准\n（一）{_GRANT}"
    )
    assert "一、（一）" in said and "（2项）" in said


def test_it_takes_no_condition_of_one_measure_for_one_of_all():
    """What stands beside the grants of its own section speaks for these, and a rule's own words are read with it."""
    assert asked(f"一、支持升级\n（一）申报企业应符合下列条件：上年度盈利。\n（二）{_GRANT}") == []
    assert asked(f"一、支持升级\n（一）对符合下列条件的企业给予支持。{_GRANT}") == []
    assert asked(f"一、支持升级\n（一）{_GRANT}") == []
