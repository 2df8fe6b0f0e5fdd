"""The kinds of mechanism that have to do with industrial chains: chiefs, leading firms, missing links, carriers, warnings."""

from __future__ import annotations

from luodi.policy import mechanism_readers as read
from luodi.policy.mechanism_rule import Rule

# Words between a verb and its object: never past the end of a phrase.
_N = "[^，。；;、]"

CHAIN_RULES: tuple[Rule, ...] = (
    Rule(
        "chain_chief",
        words=("链长",),
        calls=(r"链长制", r"链长(?:牵头|工作|负责|单位|机制)|链长"),
        reader=read.chain_names,
    ),
    Rule(
        "chain_leaders",
        words=("链主",),
        calls=(
            r"(?:遴选|培育|选定|确定|认定|选树|评选|选择|明确|动态|打造|引育)[^，。；]{0,30}链主(?:[^，。；]{0,6}\d|企业)",
            r"链主企业?(?:达到|新增|突破)?\s*\d+",
            r"每[条个](?:重点)?(?:产业)?链[^。；]{0,40}链主",
        ),
        against=r"链主(?:企业)?(?:牵头|带动|引领|搭建|领办)",
        reader=read.leading_firms,
    ),
    Rule(
        "chain_innovators",
        words=(
            "链创",
            "创新联合体",
            "专家",
        ),
        calls=(
            r"(?<!应)链创(?!新|业|造)",
            rf"(?:组建|建立|成立|设立|打造|培育|构建|建设|共建|创建){_N}{{0,24}}创新联合体",
            r"(?:组建|建立|成立|设立|聘请)[^，。；]{0,30}(?:专家(?:咨询)?委员会|专家咨询委|产业链专家)",
        ),
    ),
    Rule(
        "missing_links",
        words=(
            "环节",
            "补链",
            "断点",
            "短板",
            "缺失",
        ),
        calls=(
            r"缺失(?:的)?(?:关键|重要|薄弱)?环节|(?:关键|重要)缺失|断链?环节|缺链环节|短板环节清单",
            r"(?:每条|每年|各条?)[^。；]{0,30}(?:补链|断点|短板|薄弱)(?:环节|项目)",
        ),
        reader=read.links,
    ),
    Rule(
        "chain_carriers",
        words=("链",),
        calls=(
            r"链[^。；]{0,40}空间载体|空间载体[^。；]{0,40}链|链[^。；]{0,30}主?承载(?:园区|区|园)",
            r"(?:每|各)[条个]?(?:重点)?(?:产业)?链[^。；]{0,40}(?:载体|园区|基地)",
        ),
        reader=read.carriers,
    ),
    Rule("chain_plan", words=("一链一",), calls=(r"一链一[案策图方]",)),
    Rule(
        "risk_warning",
        words=(
            "断链",
            "断供",
            "供应链",
            "产业链",
        ),
        calls=(
            r"(?:断链|断供|供应链|产业链)[^，。；]{0,16}(?:预警|风险(?:应对|防范|防控|监测|排查|处置))",
            r"预警(?:机制|体系)?[^。；]{0,30}(?:产业链|供应链|断链|断供)",
        ),
    ),
)
