"""Trials on their pages: who may make and see them, the marked workbook, the result, why, and what if."""

from __future__ import annotations

import html as entities
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests.luodi_site.programmes.conftest import ON, workbook

from luodi_site.accounts.models import Region
from luodi_site.programmes.actions import make_trial
from luodi_site.programmes.models import Trial
from luodi_site.programmes.packs import choices, is_foreign, title_of


def url(name, number, *more):
    return reverse(f"programmes:{name}", args=[number, *more])


def words(response) -> str:
    return entities.unescape(response.content.decode())


@pytest.mark.parametrize("who", ["office", "lead"])
def test_it_lets_the_office_and_a_lead_unit_try(who, priced, cast, as_, figures):
    """The edition offers 试算 to both; what they bring is worked out, and kept under their unit."""
    client = as_(getattr(cast, who))
    assert url("trials", priced.pk) in words(client.get(reverse("policies:edition", args=[priced.pk])))
    response = client.post(url("trials", priced.pk), {"on": "2025-12-31", "files": [figures]})
    made = Trial.objects.get()
    assert response["Location"] == url("trial", made.pk)
    assert (made.unit, made.state, made.subjects) == (getattr(cast, f"{who}_unit"), "done", 3)


@pytest.mark.parametrize(
    "who",
    [
        "responsible",
        "unrelated",
        "unrelated_office",
        "unrelated_admin",
        "unrelated_security",
        "bystander",
        "firm",
        "leader",
        "auditor",
    ],
)
def test_it_refuses_everyone_else(who, trial, priced, cast, as_):
    """Figures of firms are for those who work the rules out: no other role or unit, by no address of it."""
    client = as_(getattr(cast, who))
    own = [("trial",), ("why",), ("excel",), ("marked", 1), ("what_if",), ("what_if_excel",), ("delete",)]
    addresses = [url("trials", priced.pk), *(url(name, trial.pk, *more) for name, *more in own)]
    for address in addresses:
        assert client.get(address).status_code in {403, 404, 405}, address
        assert client.post(address).status_code in {403, 404, 405}, address
    assert {client.post(address).status_code for address in addresses} <= {403, 404}
    assert Trial.objects.filter(pk=trial.pk).exists()
    assert url("trials", priced.pk) not in words(client.get(reverse("policies:edition", args=[priced.pk])))


def test_it_shows_the_office_what_a_unit_of_its_region_tried(trial, cast, as_):
    """The office sees trials of its region; they name the unit."""
    page = words(as_(cast.office).get(url("trials", trial.edition_id)))
    assert url("trial", trial.pk) in page and "市经信局" in page


def test_it_shows_sums_firms_and_rules_that_were_not_run(trial, cast, as_):
    """Per rule at least, at most, certain and unknown; the rule with a gap says what is lacking; each firm has its sum."""
    page = words(as_(cast.lead).get(url("trial", trial.pk)))
    assert "没有运行的规则（1条）" in page and "写明本金用哪个字段" in page
    assert 'title="450,000元">45万元' in page and "1个对象资料不全" in page.replace('<b class="bad">', "").replace(
        "</b>", ""
    )
    assert "松陵甲厂" in page and "松陵丙厂" in page
    assert "0元</span>至" in page and "50万元" in page  # the third firm: nothing to the cap
    assert "没有以前的兑付记录" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"region": "石桥县"}, ("乙", "丙"), ("甲",)),
        ({"state": "unknown"}, ("丙",), ("甲", "乙")),
        ({"state": "paid"}, ("甲",), ("乙", "丙")),
        ({"state": "nothing"}, ("乙",), ("甲", "丙")),
        ({"q": "乙厂"}, ("乙",), ("甲", "丙")),
    ],
)
def test_it_filters_firms_as_the_address_says(query, there, gone, trial, cast, as_):  # noqa: PLR0917 (fixtures)
    """Region, result and name stand in the address."""
    page = words(as_(cast.lead).get(url("trial", trial.pk), query))
    assert all(f"松陵{one}厂" in page for one in there)
    assert not any(f"松陵{one}厂" in page for one in gone)


def test_it_filters_firms_by_rule(trial, cast, as_):
    """A rule's firms are those that claim it or may."""
    rule = trial.edition.policy["rules"][0]["id"]
    page = words(as_(cast.lead).get(url("trial", trial.pk), {"rule": f"rule_{rule}"}))
    assert "松陵甲厂" in page and "松陵丙厂" in page and "松陵乙厂" not in page


def test_it_hands_back_the_sheet_with_what_could_not_be_read(trial, cast, as_):
    """The bad cell is named with the reason and what to do; the figure stays as it was sent."""
    client = as_(cast.lead)
    assert "1处读不出" in words(client.get(url("trial", trial.pk)))
    response = client.get(url("marked", trial.pk, 1))
    sheet = load_workbook(BytesIO(response.content))["企业年报"]
    assert sheet["D5"].value == "约300" and "不写约" in sheet.cell(5, 5).value
    assert client.get(url("marked", trial.pk, 2)).status_code == 404


def test_it_says_why_down_to_the_clause(trial, cast, as_, codes):
    """What is due and why, what is lacking for more, and what is missing; an unknown firm is not found."""
    client = as_(cast.lead)
    page = words(client.get(url("why", trial.pk), {"kind": "firm", "id": codes[0]}))
    assert "研发补助：实付 45万元" in page and "二、（一）" in page
    assert "缺：研发费用（2025年）" in words(client.get(url("why", trial.pk), {"kind": "firm", "id": codes[2]}))
    assert "还差" in words(client.get(url("why", trial.pk), {"kind": "firm", "id": codes[1]}))
    assert client.get(url("why", trial.pk), {"kind": "firm", "id": "nobody"}).status_code == 404
    assert client.get(url("why", trial.pk), {"kind": "castle", "id": "nobody"}).status_code == 404


def test_it_gives_the_whole_result_as_a_workbook(trial, cast, as_):
    """The sheets of ``luodi run --out``: sums, payments, what is missing, what was not run."""
    book = load_workbook(BytesIO(as_(cast.lead).get(url("excel", trial.pk)).content))
    assert {"汇总", "兑付明细", "待补资料", "没有运行"} <= set(book.sheetnames)


def test_it_says_what_a_changed_figure_costs(trial, cast, as_):
    """5% to 6%: the one firm whose sum is known gets 9万元 more, up to the cap; the unknown one is counted apart."""
    rule = trial.edition.policy["rules"][0]["id"]
    client = as_(cast.lead)
    query = {"figure": f"rule_{rule}.rule_{rule}_1.pay:5%", "to": "6%"}
    page = words(client.get(url("what_if", trial.pk), query))
    assert "1个多得" in page.replace("<b>", "").replace("</b>", "") and 'title="50,000元">5万元' in page
    assert client.get(url("what_if_excel", trial.pk), query).status_code == 200
    refused = client.get(url("what_if", trial.pk), {**query, "to": "六"})
    assert refused.status_code == 422 and 'role="alert"' in words(refused)
    assert client.get(url("what_if_excel", trial.pk), {**query, "to": "六"}).status_code == 404


def test_it_keeps_a_trial_that_could_not_be_run_with_its_reasons(priced, cast, as_):
    """A file that is no workbook: nothing is worked out, and the page says what to do."""
    client = as_(cast.lead)
    broken = SimpleUploadedFile("坏.xlsx", b"PK no workbook")
    client.post(url("trials", priced.pk), {"on": "2025-12-31", "files": [broken]})
    made = Trial.objects.get()
    assert made.state == "failed"
    page = words(client.get(url("trial", made.pk)))
    assert "没有读到企业" in page and url("marked", made.pk, 1) in page
    assert client.get(url("excel", made.pk)).status_code == 404
    assert "打不开" in str(
        load_workbook(BytesIO(client.get(url("marked", made.pk, 1)).content))["错误说明"]["D2"].value
    )


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"on": "2025-12-31"}, "没有选择文件"),
        ({"on": "1899-01-01"}, "2000年到2100年"),
        ({"on": "2025-12-31", "files": [SimpleUploadedFile("a.pdf", b"%PDF")]}, "不是 Excel"),
        ({"on": "2025-12-31", "origin": "sample"}, "用什么数据"),
    ],
)
def test_it_refuses_what_cannot_be_tried(posted, said, priced, cast, as_):
    """No file, a day that cannot be meant, another kind of file, the sample city's figures in another city."""
    response = as_(cast.lead).post(url("trials", priced.pk), posted)
    assert response.status_code == 422 and (said in words(response) or "有效选项" in words(response))
    assert not Trial.objects.exists()


def test_it_deletes_a_trial_with_its_figures(trial, cast, as_, django_capture_on_commit_callbacks):
    """Whoever may see it may delete it; the folder goes too."""
    folder = trial.path
    assert folder.is_dir()
    with django_capture_on_commit_callbacks(execute=True):
        as_(cast.lead).post(url("delete", trial.pk))
    assert not Trial.objects.exists() and not folder.exists()


@pytest.mark.parametrize("page", ["why", "what_if", "what_if_excel"])
def test_it_says_why_a_trial_cannot_be_looked_into(page, priced, cast, as_, figures):
    """A pack that a newer version no longer brings along: the result stays, and what is missing is named."""
    client = as_(cast.office)
    client.post(url("trials", priced.pk), {"on": "2025-12-31", "files": [figures]})
    made = Trial.objects.get()
    Trial.objects.filter(pk=made.pk).update(packs=["former-pack"])
    response = client.get(url(page, made.pk), {"id": "1"}, follow=True)
    assert response.redirect_chain == [(url("trial", made.pk), 302)]
    assert "规则包“former-pack”读不出来" in words(response)


def test_it_tells_examples_of_other_places_from_the_own(priced, cast, as_):
    """What other cities have published is offered as an example, and is told as one in the result."""
    address = reverse("programmes:trials", args=[priced.pk])
    assert "示例：其他地区公开的政策，只供比较" in as_(cast.lead).get(address).content.decode()
    assert choices(["湖州市"])[0] == ("本地区的政策", [("huzhou-2023", title_of("huzhou-2023"))])
    assert is_foreign("huzhou-2023", ["松陵市"]) and not is_foreign("huzhou-2023", ["浙江省", "湖州市"])


def test_it_writes_regions_by_name_in_the_workbook(priced, cast, as_, codes):
    """The figures write a region's code; nobody reads codes."""
    far = Region.objects.exclude(pk=priced.region_id).first()
    files = [workbook(("松陵甲厂", codes[0], far.code, 900))]
    made = make_trial(actor=cast.lead, unit=cast.lead_unit, edition=priced, on=ON, files=files)
    book = load_workbook(BytesIO(as_(cast.lead).get(url("excel", made.pk)).content))
    cells = {cell for row in book["兑付明细"].iter_rows(values_only=True) for cell in row}
    assert far.name in cells and far.code not in cells
