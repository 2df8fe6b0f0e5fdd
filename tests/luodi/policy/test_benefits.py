"""Benefits: who gets which sum, share or ceiling under which condition; and what is no gain of anyone's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.luodi.policy.written import f1, pairs, written

from luodi.policy.benefits import find_benefits
from luodi.policy.model import Benefit, DocumentFacts

WAN = 10_000
Row = tuple[float | None, float | None, float | None]  # amount, rate, cap


def benefits(text: str) -> list[Benefit]:
    return find_benefits(written(f"一、支持政策\n{text}\n"), DocumentFacts())[0]


def stated(text: str) -> list[Benefit]:
    return [benefit for benefit in benefits(text) if not benefit.optional]


def row(benefit: Benefit) -> Row:
    plain = (benefit.amount, benefit.rate, benefit.cap)
    return tuple(None if value is None else float(value) for value in plain)  # type: ignore[return-value]


GRANTS: list[tuple[str, list[Row]]] = [
    ("对认定为省级绿色工厂的企业，给予一次性奖励30万元。", [(30 * WAN, None, None)]),
    ("对获评市级示范平台的，由县财政奖补5万元。", [(5 * WAN, None, None)]),
    ("对首次上规的工业企业给予10万元奖励。", [(10 * WAN, None, None)]),
    ("企业购置节能设备的，按设备投资额的8%给予补助，最高不超过200万元。", [(None, 0.08, 200 * WAN)]),
    ("对技改项目，按照不超过设备投资额的5%给予扶持，单个项目最高500万元。", [(None, 0.05, 500 * WAN)]),
    ("对评为国家级、省级孵化器的，分别给予100万元、50万元奖励。", [(100 * WAN, None, None), (50 * WAN, None, None)]),
    (
        "对年产值首次超过1亿元、5亿元、10亿元的企业，分别奖励10万元、20万元、50万元。",
        [(10 * WAN, None, None), (20 * WAN, None, None), (50 * WAN, None, None)],
    ),
    (
        "对投资100万元以上500万元以下、500万元以上的项目，分别给予实际投资额5%、8%的补助。",
        [(None, 0.05, None), (None, 0.08, None)],
    ),
    ("对入驻企业给予最高50万元装修补贴。", [(None, None, 50 * WAN)]),
    ("支持企业参加展会，给予不超过3万元的补贴。", [(None, None, 3 * WAN)]),
    ("对新增用电量给予每千瓦时0.05元奖励，单家企业最高不超过100万元。", [(0.05, None, 100 * WAN)]),
    ("对引进的博士按每人每月3000元的标准给予生活补贴。", [(3000, None, None)]),
    ("对租用厂房的企业，按3元/平方米·月给予补助。", [(3, None, None)]),
    ("对企业贷款，按同期银行贷款基准利率的50%给予贴息。", [(None, 0.5, None)]),
    ("对不裁员企业，返还其上年度实际缴纳失业保险费的50%。", [(None, 0.5, None)]),
    ("对承租国有房产的小微企业，租金减半收取。", [(None, 0.5, None)]),
    ("项目投产后形成的地方贡献，前三年全额返还给企业。", [(None, 1, None)]),
    ("对患者自付费用，由财政予以全额补助。", [(None, 1, None)]),
    ("展期贷款利率在原有水平上下浮10%以上。", [(None, 0.1, None)]),
    ("企业入驻园区的，房租五折优惠。", [(None, 0.5, None)]),
    ("支持纳入培育库的企业享受最低20万元最高不超过200万元的补助。", [(20 * WAN, None, 200 * WAN)]),
    ("对引进的领军人才，给予25万～100万元的安家补贴。", [(25 * WAN, None, 100 * WAN)]),
    (
        "对属于国内首台的，按销售价格的60%给予补助，属于省内首台的，按销售价格的30%给予补助，最高不超过300万元。",
        [(None, 0.6, 300 * WAN), (None, 0.3, 300 * WAN)],
    ),
    (
        "建设研发中心的，按设备投资额的30%予以资助，设立独立法人机构的，最高2000万元，设立非独立法人机构的，最高1000万元。",
        [(None, 0.3, 2000 * WAN), (None, 0.3, 1000 * WAN)],
    ),
    (
        "对达标企业按照销售额的5%给予扶持，整机企业最高300万元，零部件企业最高100万元。",
        [(None, 0.05, 300 * WAN), (None, 0.05, 100 * WAN)],
    ),
    (
        "对主导制定国际标准、国家标准和行业标准的，分别给予每项不高于50万元、30万元和20万元的奖励。",
        [(None, None, 50 * WAN), (None, None, 30 * WAN), (None, None, 20 * WAN)],
    ),
    (
        "按新建每平方米100元、最高不超过100万元，改扩建每平方米50元、最高不超过50万元的标准给予补助。",
        [(100, None, 100 * WAN), (50, None, 50 * WAN)],
    ),
    (
        "对并购省外或境外企业的，分别按并购金额的5%和10%给予补助，单项最高不超过800万元。",
        [(None, 0.05, 800 * WAN), (None, 0.1, 800 * WAN)],
    ),
    ("专精特新企业技改项目补助标准提高至12%。", [(None, 0.12, None)]),
    ("龙头项目入驻的，允许按最低价标准的70%为底价出让。", [(None, 0.7, None)]),
    ("研发费用未形成无形资产的，允许再按实际发生额的50%加计扣除。", [(None, 0.5, None)]),
    (
        "对一季度投资增速居前三名的镇分别给予50、40、30万元奖励。",
        [(50 * WAN, None, None), (40 * WAN, None, None), (30 * WAN, None, None)],
    ),
    ("对新签约项目的业主给予 10 万元奖励。", [(10 * WAN, None, None)]),
    ("对获得国家保费80%补贴的企业，再给予实际保费20%的补贴。", [(None, 0.2, None)]),
    ("重点支持新兴产业投资扩量，最高奖励5000万元。", [(None, None, 5000 * WAN)]),
]
NONE = [
    "每年安排专项资金3000万元，用于支持企业技术改造。",
    "设立1亿元产业发展基金。",
    "统筹不少于10亿元支持制造业发展。",
    "设立不低于5000万元的贷款风险资金池。",
    "为中小企业提供200亿元专属授信额度。",
    "信用额度可提高至500万元。",
    "到2025年，规上工业产值突破100亿元。",
    "工业投资年均增长10%以上。",
    "单位工业增加值能耗下降15%。",
    "研发投入占营业收入比重达到3%。",
    "引进总投资10亿元以上项目5个。",
    "培育年产值超亿元企业20家。",
    "企业上年度营业收入在2000万元以上。",
    "主营产品销售额应占60%以上。",
    "资产负债率不高于70%。",
    "对投资额不超过500万元的项目实行告知承诺。",
    "对骗取奖励的，追回全部奖励资金。",
    "补贴资金由县财政和镇财政各承担50%。",
    "在一季度考评奖励中加分10%。",
    "全县累计发放贷款20亿元。",
    "完成技改投资5亿元，增长12%。",
    "对总投资2000万元以上的项目统一纳入项目库。",
    "在原有8000万元补差资金基础上做好衔接。",
    "相关指标各按100%予以考核评价。",
    "工业用地占土地出让总量的比例不低于40%。",
    "对符合条件的企业优先推荐申报。",
    "加大财政支持力度，优化营商环境。",
    "注册资本1000万元以上的公司可以申请。",
]


@pytest.mark.parametrize(("text", "rows"), GRANTS)
def test_it_reads_what_is_granted(text: str, rows: list[Row]) -> None:
    """Sum, share and ceiling of each benefit, in the order of the text."""
    assert [row(benefit) for benefit in stated(text)] == [pytest.approx(r) for r in rows]


def test_it_reads_bands_behind_a_colon() -> None:
    """The ends of a band are granted to nobody; who gets the shares, and of what, stands before the first of them."""
    found = stated(
        "对总投资1000万元（含）以上的技术改造项目，按设备实际投资额给予补助：1000万元以上5000万元以下的补助8%，"
        "5000万元以上的补助10%；单个项目最高800万元。"
    )
    assert [row(one) for one in found] == [
        (None, pytest.approx(0.08), 800 * WAN),
        (None, pytest.approx(0.1), 800 * WAN),
    ]
    assert {(one.beneficiary, one.rate_of) for one in found} == {("技术改造项目", "设备实际投资额")}
    assert [one.condition.rpartition("，")[2] for one in found] == ["1000万元以上5000万元以下", "5000万元以上"]


def test_it_reads_sums_behind_a_colon_that_are_no_bands() -> None:
    """国家级100万元 after a colon is what is granted."""
    found = stated("对获批的平台，按以下标准给予奖励：国家级100万元、省级50万元。")
    assert [row(one) for one in found] == [(100 * WAN, None, None), (50 * WAN, None, None)]


@pytest.mark.parametrize("text", NONE)
def test_it_leaves_what_is_no_gain(text: str) -> None:
    """Money set aside, targets, thresholds, costs shared among offices and penalties are no benefits."""
    assert stated(text) == []


def test_it_says_who_and_under_which_condition() -> None:
    """对…的N: N gets it, the rest is the condition."""
    (benefit,) = stated("对主营业务收入首次超过10亿元的工业企业，一次性奖补20万元。")
    assert benefit.beneficiary == "工业企业"
    assert benefit.condition == "主营业务收入首次超过10亿元"
    assert benefit.basis == "once"


def test_it_deals_out_a_list_of_conditions() -> None:
    """Two sums for a list of two: each with its own member."""
    first, second = stated("对主营业务收入首次超过10亿元、5亿元的工业企业，一次性分别奖补20万元、10万元。")
    assert (first.condition, first.amount) == ("主营业务收入首次超过10亿元", Decimal(200000))
    assert (second.condition, second.amount) == ("主营业务收入首次超过5亿元", Decimal(100000))


def test_it_deals_out_a_list_of_titles() -> None:
    """The words before the list belong to every member."""
    first, second = stated("对认定为国家级示范企业和省级专精特新企业的，分别给予一次性奖补50万元和20万元。")
    assert first.condition == "认定为国家级示范企业"
    assert second.condition == "认定为省级专精特新企业"


def test_it_says_what_a_share_is_of() -> None:
    """按设备投资额的8% is of 设备投资额."""
    (benefit,) = stated("企业购置节能设备的，按设备投资额的8%给予补助。")
    assert benefit.rate_of == "设备投资额"


def test_it_reads_a_yearly_basis() -> None:
    """每年最高20万元 recurs."""
    (benefit,) = stated("对公共服务平台按服务收入的10%给予补助，每年最高20万元。")
    assert benefit.cap == 200000
    assert benefit.rate is not None


def test_it_takes_whom_the_text_supports() -> None:
    """Where the condition names nobody, it is whom the sentence says it supports."""
    (benefit,) = stated("支持软件企业创立品牌，对并购高端品牌的，给予100万元奖励。")
    assert benefit.beneficiary == "软件企业"


def test_it_keeps_a_second_ceiling_apart() -> None:
    """A ceiling per project belongs to the share; the one per year over it is optional."""
    found = benefits("对中标项目按合同金额3%给予奖励，单个项目不超过300万元，单个企业年度奖励不超过500万元。")
    assert [(row(b), b.optional) for b in found] == [((None, 0.03, 3_000_000), False), ((None, None, 5_000_000), True)]


def test_it_keeps_gains_in_words_as_optional() -> None:
    """给予资金支持 has no number."""
    (benefit,) = benefits("对入选省级集群的镇给予资金支持。")
    assert benefit.optional and row(benefit) == (None, None, None)


def test_it_reports_what_changes_another_grant() -> None:
    """补助比例再提高2个百分点 is reported with its place, not guessed."""
    document = written("一、政策\n对省级示范企业，补助比例在原有基础上再提高2个百分点。\n")
    found, problems = find_benefits(document, DocumentFacts())
    assert [b for b in found if not b.optional] == []
    assert [p.code for p in problems] == ["benefit.unclear"]
    assert problems[0].span is not None and problems[0].span.slice(document.text) == "2个百分点"


def test_it_reads_notes_as_no_part_of_a_grant() -> None:
    """（责任单位：…） between sentences is not a beneficiary."""
    (benefit,) = stated("对示范企业给予10万元奖励。（责任单位：县财政局、县经信局）")
    assert "财政" not in benefit.beneficiary


@pytest.mark.parametrize(
    "text",
    [
        "",
        "给予",
        "按%给予补助，最高元",
        "对对对的的的，给予10万元、、、、",
        "（" * 500 + "给予10万元",
        "、".join(["10万元"] * 400),
    ],
)
def test_it_never_fails_on_garbage(text: str) -> None:
    """Whatever the words, reading ends without an exception."""
    find_benefits(written(f"一、甲\n{text}\n"), DocumentFacts())


def test_it_comes_close_to_the_labels() -> None:
    """Over the labelled documents: F1 at least 0.95."""

    def fits(label: dict, benefit: Benefit) -> bool:
        wanted = tuple(label.get(key) for key in ("amount", "rate", "cap"))
        given = row(benefit)
        if wanted[1] is None and given[1] is None and wanted.count(None) == given.count(None) == 2:
            wanted = (wanted[0] if wanted[0] is not None else wanted[2], None, None)
            given = (given[0] if given[0] is not None else given[2], None, None)
        return all(
            (w is None) == (g is None) and (w is None or abs(w - g) < 1e-6) for w, g in zip(wanted, given, strict=True)
        )

    result = pairs("benefits", lambda document, facts: find_benefits(document, facts)[0], fits)
    assert f1(*result) >= 0.95
