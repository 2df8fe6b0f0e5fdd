"""The rule editor: drafts, checks while one types, saving with history, and the pack of an edition."""

from __future__ import annotations

import html as entities
import re

import pytest
import yaml
from django.urls import reverse

from luodi_site.policies.actions import publish
from luodi_site.policies.actions import review as actions
from luodi_site.policies.models import ReviewItem, ReviewStep
from luodi_site.programmes import running

Kind, State = ReviewItem.Kind, ReviewItem.State


@pytest.fixture
def rule(reading, cast):
    """A rule of the reading's benefit with a condition, a sum, and something that a person must complete."""
    benefit = reading.items.get(kind=Kind.BENEFIT)
    payload = {
        "name": "首次上规", "clause": "二、（一）", "describes": "firm", "for_whom": "", "take": "highest", "cap": "",
        "basis": "once", "tops_up": False, "fund": None, "group": None, "payers": [], "assumptions": ["按规上理解"],
        "branches": [{"name": "首次上规", "when": "首次(规上)", "pay": "10万元", "start": benefit.start, "end": benefit.end}],
        "gaps": [{"message": "补上在库年限", "start": benefit.start, "end": benefit.end, "lacks": "", "is_formula": False}],
    }  # fmt: skip
    return actions.add(
        actor=cast.office, reading=reading, kind=Kind.RULE, start=benefit.start, end=benefit.end, payload=payload
    )


def url(name, item):
    return reverse(f"policies:{name}", args=[item.pk])


def filled(rule, **changed):
    """The editor's fields as they are posted."""
    values = {
        "version": rule.version, "rows": "2", "name": "首次上规", "describes": "firm", "for_whom": "", "take": "highest",
        "cap": "", "basis": "once", "payers": "", "when_0": "首次(规上)", "pay_0": "10万元", "when_1": "", "pay_1": "",
    }  # fmt: skip
    return {**values, **changed}


def words(response) -> str:
    return entities.unescape(response.content.decode())


def test_it_opens_with_the_rule_read_back_and_examples(rule, cast, as_):
    """The editor shows the words, what is lacking, the rule as a sentence, and examples with their results."""
    page = words(as_(cast.office).get(url("edit_rule", rule)))
    assert "对首次上规企业奖励10万元" in page and "补上在库年限" in page
    assert "读作" in page and "给予10万元" in page
    assert "例一：达到标准" in page and "可得10万元" in page
    assert "算不出：缺" in page or "不能享受" in page


def test_it_drafts_the_rule_of_a_benefit_that_has_none(reading, cast, as_):
    """写规则 on a benefit: a rule is drafted from its words; pressed again, it is the same rule."""
    benefit = reading.items.get(kind=Kind.BENEFIT)
    for _ in range(2):
        assert as_(cast.office).post(url("add_rule", benefit)).status_code == 200
    made = reading.items.get(kind=Kind.RULE)
    assert made.payload["branches"][0]["when"] == "首次(规上)" and made.payload["branches"][0]["pay"] == "10万元"
    assert made.state == State.ADDED and ReviewStep.objects.filter(item=made, verb="add").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("营收 > 3亿元", "营收", "字段目录里没有“营收”"),
        ("研发费用 >= 50家", "50家", "不能比较"),
        ("主营业务收入 >", "&gt;", "没有写完"),
        ("主营业务收入 >= 1亿元 并且 规上", "并且", "公式里不用“并且”"),
        ("10万元", "10万元", "要得出条件"),
        ("(规上", "(", "没有闭合"),
    ],
)
def test_it_answers_a_bad_formula_with_place_and_message(wrong, rule, cast, as_):
    """While one types, the place is marked and the message says what to do; nothing is saved."""
    formula, marked, said = wrong
    response = as_(cast.office).post(url("check_rule", rule), filled(rule, when_0=formula))
    assert response.status_code == 200
    assert f"<mark>{marked}</mark>" in response.content.decode() and said in words(response)
    assert f'id="said-{rule.pk}-when_0"' in response.content.decode()
    assert ReviewItem.objects.get(pk=rule.pk).version == rule.version


def test_it_names_the_nearest_fields(rule, cast, as_):
    """A near miss is answered with names that can be put in its place."""
    page = words(as_(cast.office).post(url("check_rule", rule), filled(rule, when_0="营收 > 3亿元")))
    assert 'data-put="营业收入" data-start="0" data-end="2"' in page


def test_it_names_only_fields_that_the_rule_may_use(rule, cast, as_):
    """A rule for firms is not offered the figures of a region."""
    page = words(as_(cast.office).post(url("check_rule", rule), filled(rule, when_0="规上企业")))
    assert 'data-put="规上"' in page and 'data-put="规上企业数"' not in page


def test_it_doubts_a_text_that_data_never_hold(rule, cast, as_):
    """有资质(“小巨人”) is a formula, but data say 国家专精特新小巨人: that is told while one types."""
    page = words(as_(cast.office).post(url("check_rule", rule), filled(rule, when_0="有资质(“小巨人”)")))
    assert "照这样写谁也不会符合" in page and "改写为“国家专精特新小巨人”" in page
    right = words(as_(cast.office).post(url("check_rule", rule), filled(rule, when_0="有资质(“国家专精特新小巨人”)")))
    assert "谁也不会符合" not in right


def test_it_says_that_text_of_a_formula_is_only_text(rule, cast, as_):
    """What is typed is never run as anything but a formula, and stands escaped on the page."""
    typed = "<script>alert(1)</script>"
    response = as_(cast.office).post(url("check_rule", rule), filled(rule, when_0=typed, pay_0="__import__('os')"))
    assert response.status_code == 200 and "<script>" not in response.content.decode()


def test_it_tries_the_examples_that_are_typed(rule, cast, as_):
    """Figures of an example are taken as typed, with a unit too; a wrong one is marked."""
    form = filled(rule, when_0="主营业务收入 >= 1亿元", columns="")
    page = words(as_(cast.office).post(url("check_rule", rule), form))
    name = re.search(r'name="(reaches\.revenue@\d+)"', page)[1]
    assert "可得10万元" in page
    short = words(as_(cast.office).post(url("check_rule", rule), {**form, name: "9000"}))
    assert short.count("可得10万元") < page.count("可得10万元") and "差 1000万元" in short
    unit = words(as_(cast.office).post(url("check_rule", rule), {**form, name: "1.2亿元"}))
    assert "可得10万元" in unit
    wrong = words(as_(cast.office).post(url("check_rule", rule), {**form, name: "很多"}))
    assert "填数，单位是万元" in wrong


def test_it_saves_with_history_and_undo(rule, reading, cast, as_):
    """A saved rule is a step of the review like any other, and can be taken back."""
    form = filled(rule, when_0="首次(规上) 且 从业人员 >= 20人", pay_0="12万元", done="0")
    response = as_(cast.office).post(url("edit_rule", rule), form)
    saved = ReviewItem.objects.get(pk=rule.pk)
    assert response.status_code == 200 and "12万元" in words(response)
    assert saved.payload["branches"][0]["when"] == "首次(规上) 且 从业人员 >= 20人" and saved.payload["gaps"] == []
    assert ReviewStep.objects.filter(item=rule, verb="edit").count() == 1
    as_(cast.office).post(reverse("policies:undo", args=[reading.pk]))
    assert ReviewItem.objects.get(pk=rule.pk).payload["branches"][0]["pay"] == "10万元"


def test_it_keeps_a_rule_whose_formula_is_not_right_yet_as_incomplete(rule, cast, as_):
    """Work in progress is not lost; what cannot run is among the gaps, and gone from them once it is mended."""
    as_(cast.office).post(url("edit_rule", rule), filled(rule, when_0="拆迁补偿金额 > 1亿元", done="0"))
    saved = ReviewItem.objects.get(pk=rule.pk)
    assert [one["lacks"] for one in saved.payload["gaps"]] == ["拆迁补偿金额"]
    as_(cast.office).post(url("edit_rule", rule), filled(saved, when_0="规上"))
    assert ReviewItem.objects.get(pk=rule.pk).payload["gaps"] == []


@pytest.mark.parametrize(
    ("payers", "said"), [("市级财政", "看不懂"), ("市级财政 70%\n区级财政 50%", "超过了100%"), ("50%", "由谁承担")]
)
def test_it_refuses_shares_that_do_not_add_up(payers, said, rule, cast, as_):
    """Who pays what is named line by line, with shares of at most the whole."""
    response = as_(cast.office).post(url("edit_rule", rule), filled(rule, payers=payers))
    assert response.status_code == 422 and said in words(response)


def test_it_tells_the_second_of_two_people(rule, cast, as_):
    """Who saves over another's change is told, and the other's stands."""
    as_(cast.office).post(url("edit_rule", rule), filled(rule, pay_0="11万元"))
    response = as_(cast.office).post(url("edit_rule", rule), filled(rule, pay_0="99万元"))
    assert response.status_code == 409
    assert ReviewItem.objects.get(pk=rule.pk).payload["branches"][0]["pay"] == "11万元"


@pytest.mark.parametrize("name", ["edit_rule", "check_rule", "add_rule"])
@pytest.mark.parametrize("who", ["lead", "firm", "leader", "auditor", "unrelated", "unrelated_office"])
def test_it_is_the_office_s_alone(name, who, rule, cast, as_):
    """Nobody but the office of the region writes or tries rules; other offices do not even see them."""
    response = as_(getattr(cast, who)).post(url(name, rule), filled(rule, pay_0="1亿元"))
    assert response.status_code in (403, 404)
    assert ReviewItem.objects.get(pk=rule.pk).version == rule.version


@pytest.mark.parametrize("name", ["edit_rule", "check_rule"])
def test_it_opens_rules_only(name, reading, cast, as_):
    """A task has no formulas."""
    task = reading.items.filter(kind=Kind.TASK).first()
    assert as_(cast.office).post(url(name, task), {}).status_code == 404


def test_it_writes_no_rule_into_a_published_policy(edition, cast, as_):
    """An edition is not edited: the rule is refused with what to do."""
    benefit = edition.reading.items.get(kind=Kind.BENEFIT)
    response = as_(cast.office).post(url("add_rule", benefit))
    assert response.status_code == 409 and "修订" in words(response)
    assert not edition.reading.items.filter(kind=Kind.RULE).exists()


def test_it_publishes_rules_with_the_edition_as_a_pack(rule, reading, cast, as_):
    """The edition's pack holds its rules as they were published, with what they lack; rejected ones are not in it."""
    made = publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))
    response = as_(cast.lead).get(reverse("policies:as_pack", args=[made.pk]))
    pack = yaml.safe_load(response.content.decode())
    (only,) = pack["benefits"].values()
    assert only["branches"][f"rule_{rule.pk}_1"]["when"] == "首次(规上)" and only["gaps"] == ["补上在库年限"]
    assert "filename*=UTF-8''" in response["Content-Disposition"]


def test_it_waits_with_examples_until_the_formula_is_right_again(rule, cast, as_):
    """A slip while typing keeps the figures that were typed, and shows no result that is no longer true."""
    page = words(as_(cast.office).get(url("edit_rule", rule)))
    columns = re.search(r'name="columns" value="([^"]+)"', page)[1]
    wrong = words(as_(cast.office).post(url("check_rule", rule), filled(rule, pay_0="10万", columns=columns)))
    assert "公式改好后再试算" in wrong and "可得10万元" not in wrong and 'name="columns"' not in wrong


def test_it_shows_the_rules_of_an_edition(rule, reading, cast, as_):
    """Whoever may read the policy reads its rules in words."""
    made = publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))
    page = words(as_(cast.lead).get(reverse("policies:edition", args=[made.pk])))
    assert "首次上规（还缺1项）" in page and "给予10万元" in page and "规则包" in page


def test_it_has_no_pack_without_rules(edition, cast, as_):
    """A policy without rules offers no empty file."""
    assert as_(cast.office).get(reverse("policies:as_pack", args=[edition.pk])).status_code == 404


def test_it_shows_on_a_benefit_what_its_rule_lacks(rule, reading, cast, as_):
    """The benefit's card names the state of its rule and leads to it; rules do not count among the items to check."""
    page = words(as_(cast.office).get(reverse("policies:review", args=[reading.pk])))
    assert f'data-rule="{rule.pk}"' in page and "还缺1项" in page
    assert "共<b>7</b>项" in page
    settle = words(as_(cast.office).get(reverse("policies:settle", args=[reading.pk])))
    assert "1</b>条规则还有待补的内容" in settle


def test_it_pays_a_rule_from_a_fund_of_the_document(rule, cast, as_, reading):
    """The funds that the document names stand to be chosen; one that it does not name is refused, and groups are kept."""
    told = "市财政每年安排2000万元企业发展专项资金。"
    reading.items.filter(kind=Kind.MECHANISM).delete()
    start = len(reading.text)
    type(reading).objects.filter(pk=reading.pk).update(text=f"{reading.text}{told}")
    payload = {"kind": "special_fund", "params": {"amount": 20_000_000}}
    actions.add(
        actor=cast.office, reading=reading, kind=Kind.MECHANISM, payload=payload, start=start, end=start + len(told) - 1
    )
    opened = words(as_(cast.office).get(url("edit_rule", rule)))
    (fund,) = re.findall(r'<option value="(fund_\d+)">企业发展专项资金（每年2000万元）</option>', opened)
    as_(cast.office).post(url("edit_rule", rule), filled(rule, fund=fund, group="highest_a"))
    saved = ReviewItem.objects.get(pk=rule.pk)
    assert (saved.payload["fund"], saved.payload["group"]) == (fund, "highest_a")
    wrong = as_(cast.office).post(url("edit_rule", saved), filled(saved, fund="fund_of_others"))
    assert wrong.status_code == 422


def test_it_says_beside_the_sentence_what_the_rule_does_not_say_yet(rule, cast, as_):
    """Read back, a rule with something open sounds whole: the count stands beside it, and goes when all is ticked."""
    opened = words(as_(cast.office).get(url("edit_rule", rule)))
    assert "原文还有1项没有写进来" in opened
    ticked = words(as_(cast.office).post(url("check_rule", rule), filled(rule, done="0")))
    assert "没有写进来" not in ticked


def test_it_makes_up_an_example_that_falls_short_of_a_text(rule, cast, as_):
    """差一点 of a text is another text, not a missing one."""
    page = words(as_(cast.office).post(url("check_rule", rule), filled(rule, when_0="企业规模 = “小型”", columns="")))
    assert re.search(r'name="short\.size_class@\d+" value="(大型|中型|微型)"', page)


def test_it_says_whom_a_group_holds_for(rule, reading, cast, as_):
    """Chosen at one rule, it is the group's in the pack; what is for regions cannot be held with firms."""
    project = {**rule.payload, "name": "技改补助", "describes": "project", "group": "highest_a", "gaps": [], "branches": [
        {"name": "一律", "when": "", "pay": "设备投资额 * 10%", "start": rule.start, "end": rule.end}]}  # fmt: skip
    actions.add(actor=cast.office, reading=reading, kind=Kind.RULE, start=rule.start, end=rule.end, payload=project)
    assert "就高不重复的范围" in words(as_(cast.office).get(url("edit_rule", rule)))
    of_region = filled(rule, describes="region", when_0="", group="highest_a", group_describes="firm")
    wrong = as_(cast.office).post(url("edit_rule", rule), of_region)
    assert wrong.status_code == 422 and "只有给企业、给项目的规则可以这样选" in words(wrong)
    as_(cast.office).post(url("edit_rule", rule), filled(rule, group="highest_a", group_describes="firm", done="0"))
    made = publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems", "rules"))
    pack = yaml.safe_load(as_(cast.lead).get(reverse("policies:as_pack", args=[made.pk])).content.decode())
    group = pack["groups"]["highest_a"]
    assert (group["name"], group["describes"]) == ("首次上规、技改补助就高不重复", "firm")
    assert running.all_rules(made, [])[0].groups[0].describes == "firm"
