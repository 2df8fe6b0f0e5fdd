"""What the sample documents say of Qingzhou at the end of 2025, and where its industries sit: the figures agree with this."""

from __future__ import annotations

from dataclasses import dataclass

YEARS = (2022, 2023, 2024, 2025)
# The three-year plan: 规上工业企业1186家，其中产值10亿元以上的21家；技改投资214.6亿元；专精特新中小企业163家。
ABOVE_SCALE = 1186
BIG_OUTPUTS = (
    128,
    76,
    61,
    52,
    38,
    33,
    29,
    26.4,
    24,
    21,
    19.5,
    18,
    16.6,
    15.4,
    14.4,
    13.4,
    12.6,
    11.9,
    11.3,
    10.7,
    10.2,
)
UPGRADE_INVESTMENT = {2022: 158.2, 2023: 172.9, 2024: 192.6, 2025: 214.6}
SPECIALISED = 163
# Giants that let the provincial title lapse; with them 省级以上专精特新企业 on the six chains come to 168.
GIANTS, GIANTS_ONLY, ON_CHAINS_SPECIALISED = 24, 13, 168
LISTED_ON_CHAINS = 5
# The chain plan: 6条重点产业链2025年实现产值1260亿元，比上年增长11.8%，集聚规上企业402家；占规上工业总产值约72%。
CHAIN_GROWTH = 0.118
OUTPUT_OFF_CHAINS = 490.0
# How many firms entered the register of firms above scale in each year, and how many left it.
ENTERED = {2023: 98, 2024: 104, 2025: 118}
LEFT = {2023: 29, 2024: 33, 2025: 40}
FIRMS, PROJECTS = 3000, 400


@dataclass(frozen=True)
class Chain:
    """A chain of the plan: its industry, output in 亿元, firms above scale, where they are, products, and how it works.

    ``research`` is the usual share of research in revenue, ``energy`` tons of standard coal per 万元 of value added.
    """

    name: str
    industry: str
    output: float
    firms: int
    places: dict[str, float]
    products: tuple[str, ...]
    links: tuple[str, ...]
    research: float
    margin: float
    energy: float
    is_strategic: bool


CHAINS = (
    Chain(
        "光芯片与光模块", "光电", 330, 78, {"镜泽高新区": 7, "镜泽区": 1, "鹭沱区": 2},
        ("高速光模块", "激光器芯片", "光探测器", "硅光组件", "封装基板"), ("外延", "流片", "封测", "模块"), 0.062, 0.1, 0.21, True,
    ),
    Chain(
        "光学镜头", "光电", 190, 62, {"江浔区": 6, "镜泽高新区": 2, "镜泽区": 1},
        ("车载镜头", "安防镜头", "模造玻璃", "镀膜元件", "内窥镜组"), ("玻璃", "模具", "镀膜", "模组"), 0.048, 0.085, 0.3, True,
    ),
    Chain(
        "新能源电机", "新能源装备", 205, 66, {"鹭沱经开区": 6, "鹭沱区": 3, "江浔区": 1},
        ("永磁电机", "驱动控制器", "电驱总成", "磁性材料", "硅钢冲片"), ("材料", "绕组", "控制", "总成"), 0.039, 0.065, 0.42, True,
    ),
    Chain(
        "储能电池", "新能源装备", 215, 52, {"鹭沱经开区": 5, "砥岭县": 4, "鹭沱区": 1},
        ("储能电芯", "电池管理系统", "隔膜", "电解液", "风电叶片"), ("正负极", "电芯", "系统", "回收"), 0.041, 0.055, 0.55, True,
    ),
    Chain(
        "绿色食品", "绿色食品", 190, 84, {"稻溪县": 6, "镜泽区": 2, "棉浦市": 2},
        ("米制品", "水产预制菜", "菜籽油", "茶饮料", "调味品"), ("原料", "初加工", "精深加工", "冷链"), 0.011, 0.05, 0.34, False,
    ),
    Chain(
        "功能纺织", "纺织", 130, 60, {"棉浦市": 8, "稻溪县": 1, "江浔区": 1},
        ("阻燃面料", "户外面料", "无纺布", "印染布", "童装"), ("纤维", "织造", "印染", "成衣"), 0.014, 0.038, 0.95, False,
    ),
)  # fmt: skip
OTHER = Chain(
    "", "", OUTPUT_OFF_CHAINS, ABOVE_SCALE - 402,
    {"江浔区": 5, "鹭沱区": 3, "镜泽区": 2, "稻溪县": 3, "砥岭县": 3, "棉浦市": 3, "鹭沱经开区": 3, "镜泽高新区": 1},
    (),
    (), 0.016, 0.045, 0.68, False,
)  # fmt: skip
OTHER_INDUSTRIES = {
    "金属制品": ("铸件", "紧固件", "五金工具"),
    "通用设备": ("阀门", "轴承", "减速机"),
    "橡胶和塑料制品": ("塑料管材", "包装制品", "密封件"),
    "非金属矿物制品": ("混凝土构件", "石英制品"),
    "化学原料": ("化工助剂", "涂料"),
    "家具": ("板式家具", "木门"),
    "医药": ("医疗耗材", "中药饮片"),
    "电气机械": ("电线电缆", "开关柜"),
}

# Short name → (code of the county it lies in, short name of the county, short name of the zone).
PLACES = {
    "江浔区": ("990102", "江浔区", ""),
    "鹭沱区": ("990103", "鹭沱区", ""),
    "镜泽区": ("990104", "镜泽区", ""),
    "稻溪县": ("990121", "稻溪县", ""),
    "砥岭县": ("990122", "砥岭县", ""),
    "棉浦市": ("990181", "棉浦市", ""),
    "鹭沱经开区": ("990103", "鹭沱区", "鹭沱经开区"),
    "镜泽高新区": ("990104", "镜泽区", "镜泽高新区"),
}
COUNTIES = {
    "990102": "江浔区",
    "990103": "鹭沱区",
    "990104": "镜泽区",
    "990121": "稻溪县",
    "990122": "砥岭县",
    "990181": "棉浦市",
}
ZONES = {"990171": "鹭沱经开区", "990172": "镜泽高新区"}
CITY = ("990100", "晴州市")

# The annex of the three-year plan: project, place, 亿元, first and last year, the firm that builds it and its chain.
KEY_PROJECTS = (
    ("锐影光学高速光模块产线扩能改造项目", "镜泽高新区", 12.6, 2026, 2027, "锐影光学", 0),
    ("岚江晶幕中小尺寸显示模组智能化改造项目", "镜泽高新区", 18.0, 2025, 2027, "岚江晶幕", 1),
    ("鹭沱电机高效永磁电机绿色工厂项目", "鹭沱经开区", 7.4, 2026, 2028, "鹭沱电机", 2),
    ("砥岭风电叶片大型化改造项目", "砥岭县", 5.2, 2026, 2027, "砥岭风电", 3),
    ("稻香源米制品加工线数字化改造项目", "稻溪县", 2.3, 2026, 2026, "稻香源", 4),
    ("棉浦天织功能性面料印染清洁化改造项目", "棉浦市", 3.8, 2026, 2027, "棉浦天织", 5),
    ("江浔精密铸造产线搬迁升级项目", "江浔区", 4.1, 2025, 2026, "江浔精密", None),
    ("芯澜封测基地二期技改项目", "鹭沱区", 9.5, 2026, 2028, "芯澜封测", 0),
)
