"""The words of duties: acts of coordination, what speaks against one, and how who, what and to whom are read."""

from __future__ import annotations

import re

_N = "[^，,。；;]"
_BODIES = "办公室|督查室|督查局|领导小组|联席会议|委员会|指挥部|专班|政府|人民政府|党委|市委|省委|县委|部|委|厅|局|办|室|组|处|院|中心|管委会"
# 报送, 上报, 报市经信局备案 …: something goes from one office to another.
# A quick look: without one of these there is no act of coordination.
MAY_HOLD_ONE = re.compile(
    r"报|备案|反馈|提交|通报|督|检查|调度|考核|考评|评估|评价|总结|例会|会商|会议|研判|绘制|更新|晾晒|排名|述职|"
    r"梳理|分析|公布|述评|盘点|方案|计划|清单|台账|时间表|路线图|分解|要点|细则|政策|目录|名单|案例|榜单|摸底|摸排|排查|自查|清查|普查|送|函告"
)
HAND_IN = re.compile(
    rf"报送|上报|抄送|抄报|汇总(?:上?报|后报|形成)|报备|备案(?=[，。；,;]|$)|反馈(?:至|给|到)|提交{_N}{{0,16}}(?:报告|方案|总结|计划|清单|名单)|书面报告|"
    rf"报(?:至|给|到|经)?[省市县区州]?{_N}{{1,18}}(?:{_BODIES})(?:备案|备查|汇总|审[核定批议])?|向{_N}{{2,20}}(?:报告|汇报|通报|述职)|"
    r"报告(?:工作)?(?:进展|进度|情况)|专题报告|(?:送|函告)[省市县区]"
)
_OFTEN = r"(?:每个?[年月季周旬]|每半年|按[年月季]|逐[年月季]|定期|分年度|年[底末初]|[月季]末|适时|一年一)"
_EVENT = (
    r"(?:通报|督[查导办]|督促检查|检查|调度|考核|考评|绩效评估|评估|评价|总结|例会|"
    r"会商|会议|研判|绘制|更新|晾晒|排名|述职|梳理|分析(?!师)|公布|述评|盘点)"
)
# 每月绘制…, 定期…进行通报; 加强月度运行调度, 开展年度综合考核.
HOLD = re.compile(
    rf"{_OFTEN}{_N}{{0,40}}?{_EVENT}|{_EVENT}[^，。；]{{0,12}}(?:每[年月季]|一年)[^，。；]{{0,6}}一?次|{_N}{{0,20}}每年更新"
    rf"|(?:加强|开展|强化|实施|进行|组织|实行|召开|落实|做好|完善){_N}{{0,8}}(?:月度|季度|半年度?|年度){_N}{{0,10}}{_EVENT}"
)
# 4月底前全面摸底排查 …: only with a time does it count.
SURVEY = re.compile(r"摸底|摸排|全面排查|自查(?:自纠)?|清查|普查")
_PLANS = (
    r"(?:实施方案|工作方案|行动方案|行动计划|工作计划|年度计划|任务清单|责任清单|"
    r"工作清单|重点清单|项目清单|工作台账|时间表|路线图|任务分解|工作要点|实施细则|推进方案|奖补方案|培育计划|配套政策)"
)
PLAN = re.compile(
    rf"(?:制[定订]|编制|出台|形成|建立|细化|印发|明确|拟定|提出){_N}{{0,30}}{_PLANS}|将{_N}{{2,30}}{_PLANS}{_N}{{0,6}}(?:印发|下达)"
)
PUBLISH = re.compile(rf"(?:定期|每[年月季]){_N}{{0,6}}(?:发布|公布){_N}{{2,30}}(?:清单|目录|名单|案例|报告|榜单)")
ASKED = re.compile(
    rf"(?:{_BODIES}|单位|部门|各地|[县市区]|主体|方|其)(?:[）)])?(?:也|均|都)?(?:要|应当?|须|必须|需|负责|根据|按照|可|参照|分别){_N}{{0,40}}(?:制[定订]|出台|编制|报送|上报|报告|备案|召开|提出|细化)|"
    r"^(?:研究)?制[定订]|根据[^，。；]{2,20}[，,]?制[定订]|督促检查|(?:主持)?召开"
)
NOT_DUTIES = re.compile(
    r"制[定订]本|(?:缺失|短板|薄弱|断链)环节|企业[^，。；]{0,8}风险评估|企业(?:应当?|须|要|需)每[年月季]|企业(?:应当?|须|要|需|可|每|自愿)?(?:按[^，。；]{0,8})?(?:报送|上报|申报|提交|填报)|申请(?:材料|人|单位|表|资料|报告)|申报(?:材料|单位|表|条件|书|通知|主体)|报名|"
    r"作为[^，。；]{0,40}(?:依据|参考|内容)|重要依据|评价结果|考核结果(?:运用|应用|为)|评估机构|第三方检测|资产评估|信用评价|职称|环评|环境影响评价|能力评估|风险评估报告|"
    r"(?:申报|推荐|评选|认定)(?:条件|标准|办法)|场景(?:机会|能力)|对接|路演|大会(?!议)|展会|博览会|论坛|赛事|大赛|沙龙|训练营|培训班|比武|竞赛|岗位|招聘|用工|年度考核(?:为|合格|优秀)|经(?:年度)?考核|考核合格|"
    r"环境监测|质量抽检|产品质量|计量检定|检验检测|更新(?:改造|换代|设备|迭代)|城市更新|有机更新|资源调度|算力调度|电力调度|调度(?:算力|平台|系统|中心)"
)
_WHO = re.compile(
    rf"(?:^|[，,。；;、：:）)]|由|请)((?:各|市|省|县|区|牵头|责任|有关|相关|领导小组|联席会议|成员){_N}{{0,40}}?(?:{_BODIES}|单位|部门|地区|地|县|市|区)(?:[（(][^（）()]{{0,14}}[）)])?)"
    rf"(?=(?:也|均|都)?(?:要|应|须|必须|需|于|在|每|定期|将|按|分|负责|会同|牵头|根据|组织|对|制|汇总|报|适时|\d|年|，))"
)
# …，市政府督查室每半年通报: the unit that stands straight before when and what it does.
_BEFORE_THE_VERB = re.compile(
    rf"(?:^|由|请)((?:各|市|省|县|区|牵头|责任|领导小组|联席会议){_N}{{0,24}}?(?:{_BODIES}))(?={_OFTEN}{_N}{{0,4}}?{_EVENT})"
)
_TO = re.compile(
    rf"(?:报送|上报|抄送|抄报|报备|反馈|报告|汇总报|报|提交|函告|送|汇报)(?:至|给|到|经)?"
    rf"((?:各|[省市县区州])?{_N}{{1,24}}?(?:{_BODIES})(?:、{_N}{{2,20}}?(?:{_BODIES}))*(?:主要负责同志和分管负责同志|主要领导|负责同志)?)(?=备案|备查|汇总|审|[，,。；;（(]|$)"
)
_TOWARD = re.compile(rf"向({_N}{{2,24}}?)(?:报告|汇报|通报|报送|述职)")
_WHAT: tuple[re.Pattern[str], ...] = (
    re.compile(rf"将({_N}{{2,50}}?)(?:及时|书面|汇总|一并|分别|统一)*(?:报送|上报|报|抄送|提交|反馈|印发)"),
    re.compile(rf"对({_N}{{2,50}}?)(?:进行|开展|予以|实行)({_N}{{0,6}}{_EVENT}(?:{_EVENT})?)"),
    re.compile(rf"向{_N}{{2,30}}?(?:报告|汇报|通报|报送|提交)(?!工作$)({_N}{{2,40}})"),
    re.compile(
        rf"(?:报送|上报|提交|绘制|制[定订]|编制|出台|印发|拟定|发布|公布|召开|提出)(?:具体的?)?((?!至|给|到|[省市县区]){_N}{{2,40}})"
    ),
    re.compile(
        rf"(?:开展|组织|进行)(?:一次|\d次)?(?:对)?({_N}{{0,40}}?{_EVENT}(?:{_EVENT})?)(?:并|后)?形成({_N}{{2,16}})"
    ),
    re.compile(rf"形成({_N}{{2,40}})"),
    re.compile(rf"((?:计划|名单|方案|报告|清单|总结|情况)[和及与、]?{_N}{{0,12}}|{_N}{{2,30}})(?:报送|上报)"),
    re.compile(rf"((?:全面|深入|逐一)?(?:摸底排查|摸排|摸底|排查|自查|清查|普查){_N}{{2,60}})"),
    re.compile(
        rf"^({_N}{{2,24}}?)(?:每{_N}{{1,3}}|定期|逐[年月季]|按[年月季]){_N}{{0,4}}?(?:更新|公布|通报|调度|盘点|发布)"
    ),
    re.compile(
        rf"(?:开展|组织|进行|加强|强化|实施|召开|做好)(?:一次|\d次)?(?:对)?({_N}{{2,40}}?{_EVENT}(?:{_EVENT})?)"
    ),
    re.compile(rf"(?:通报|评估|更新|公布|分析|梳理|检查|调度|考核)({_N}{{2,40}})"),
)
# 于3月5日前, 一次, 由市经信局向社会: when, how often, who and to whom, but not what.
_TIMES = re.compile(r"^[一两二三\d]+次(?=.)")
_NOT_A_THING = re.compile(
    r"(?:[于在至]?(?:每[年月季周旬]?|本|次|当|今|明)?(?:[\d一二三四五六七八九十]+[年月日]|[年月季]度?|半年|[上中下]旬|[末底初前内])+|[\d一两二三]+次(?:以上)?|不少于\d+次|由[^，]{2,16}|于\d.*|于[明本]年.*|[^，]{2,16}(?:局|委|厅|办公室|办|部门|单位|政府|督查室)|向社会|各|并|及时)+"
)
# What papers are called: the thing that a phrase before was about.
_PAPER = re.compile(
    r"(?:^|[，,。；：:、]|制[定订]|编制|形成|将|对|汇总|梳理|建立|拟定|提出|细化|开展)([^，,。；：:、]{2,30}?(?:方案|计划|清单|名单|报告|总结|情况|结果|台账|图|表|目录|要点|材料|办法|细则))(?=[，,。；]|列入|纳入|与|报|并|后)"
)


def act_in(phrase: str) -> str | None:
    """What kind of act of coordination a phrase calls for; None where it calls for none."""
    if not MAY_HOLD_ONE.search(phrase) or NOT_DUTIES.search(phrase):
        return None
    kinds = (("hand in", HAND_IN), ("hold", HOLD), ("hold", SURVEY), ("plan", PLAN), ("publish", PUBLISH))
    return next((name for name, pattern in kinds if pattern.search(phrase)), None)


def subject(phrases: list[str], before: str) -> str | None:
    """The unit that the duty falls on, as written; None where the text names none. The first phrase leads up to it."""
    for words in phrases[1:]:
        if found := _BEFORE_THE_VERB.search(words):
            return found[1]
    for words in (*phrases, before):
        found = _WHO.search(words)
        if found and not re.match(r"各类|市场|区域|[省市县区]级", found[1]):
            return found[1]
    return None


def addressee(phrases: list[str]) -> str | None:
    """Whom the thing goes to, as written."""
    for words in phrases:
        found = _TO.search(words) or _TOWARD.search(words)
        if found and not re.search(r"进展|情况|名单|清单", found[1]):
            return found[1]
    return None


def deliverable(phrases: list[str], earlier: str = "") -> str:
    """The thing to be delivered, in the document's words; the phrase itself where its grammar is not known.

    Where the act has no object of its own (于3月5日前报送市政府办公室), it is the last paper spoken of ``earlier``.
    """
    for words in phrases:
        bare = words.strip("，,。；; ")
        for pattern in _WHAT:
            found = pattern.search(bare)
            said = "".join(part for part in found.groups() if part).strip("，,。；;、的") if found else ""
            said = _TIMES.sub("", said)
            if said and not _NOT_A_THING.fullmatch(said):
                return said
    papers = _PAPER.findall(earlier)
    return papers[-1] if papers else phrases[0].strip("，,。；;、的")
