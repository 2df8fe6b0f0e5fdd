"""Names of units as they stand today: the register first, then what the compiler's own registry knows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luodi_site.accounts.actions.units import add_unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.models import ReviewItem
from luodi_site.policies.unit_standing import standing_of


@pytest.fixture
def index(cast):
    add_unit(
        actor=None, name="松陵市水利局", short_name="市水利局", region=cast.city, former_names=["市水务局"], names=["市水利和水务局"]
    )  # fmt: skip
    return UnitIndex(cast.city)


@pytest.mark.parametrize(
    ("written", "standing", "words"),
    [
        ("市经信局", "current", ""),
        ("松陵市财政局", "current", ""),
        ("市水利和水务局", "current", ""),  # another name, not a former one
        ("市水务局", "former", "旧称，现为松陵市水利局"),  # only the register knows it
        ("各县（市、区）人民政府", "collective", "统称，指2个单位"),
        ("市经贸委", "unknown", "旧称，现为松陵市经济和信息化局；未识别"),
        ("各有关部门", "unknown", "统称，未识别"),
        ("市新材料推广站", "unknown", "未识别"),
    ],
)
def test_it_says_how_a_name_stands(written, standing, words, cast, index):
    """Former names with the present one, collective names with how many units they mean, unknown ones as unknown."""
    found = standing_of(written, index.find_all(written), "松陵市")
    assert (found.standing, found.words) == (standing, words)


def test_it_calls_no_name_former_that_the_register_uses_today(cast):
    """Elsewhere 农业局 gave way; a unit that the register itself calls so bears its present name."""
    unit = add_unit(actor=None, name="松陵市农业局", short_name="市农业局", region=cast.city)
    assert standing_of("市农业局", [unit], "松陵市").standing == "current"


def test_it_marks_former_and_collective_names_on_the_cards(cast, as_, reading, index):
    """The mark stands beside the name as written."""
    task = ReviewItem.objects.filter(reading=reading, kind="task").first()
    names = ["市水务局", "各县（市、区）人民政府"]
    ReviewItem.objects.filter(pk=task.pk).update(payload={**task.payload, "lead": names[:1], "units": names})
    html = as_(cast.office).get(reverse("policies:review", args=[reading.pk])).content.decode()
    assert 'class="unit lead former" data-mark="旧称，现为松陵市水利局"' in html
    assert 'class="unit collective" data-mark="统称，指2个单位"' in html
