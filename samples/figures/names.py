"""Names and credit codes of firms that do not exist: region codes that begin with 99, and check digits that are right."""

from __future__ import annotations

from luodi.datasets.credit_codes import check_digit

from .chance import Chance

_FIRST = "岚晴鹭泽稻砥棉浔溪沱澜湖渚汀屿樵枫杉槿芷萤霁曜昱珩琅璟砚"
_SECOND = "远达恒科瑞源盛泰宏新捷诚丰润创力鼎锐信和宁安越腾博"
_KINDS = {
    "光电": ("光电科技", "光学", "光电子", "精密光学"),
    "新能源装备": ("新能源", "电气", "电机", "储能科技"),
    "绿色食品": ("食品", "粮油", "农产品加工", "水产食品"),
    "纺织": ("纺织", "织造", "印染", "服饰"),
    "金属制品": ("金属制品", "五金", "铸造"),
    "通用设备": ("机械", "泵阀", "轴承"),
    "橡胶和塑料制品": ("塑业", "橡塑", "包装"),
    "非金属矿物制品": ("建材", "新材料"),
    "化学原料": ("化工", "助剂"),
    "家具": ("家居", "木业"),
    "医药": ("医药", "医疗器械"),
    "电气机械": ("电器", "电缆"),
}
_CODE_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def firm_name(number: int, place: str, industry: str, taken: set[str]) -> str:
    """A name that no other firm of the city bears: 晴州岚远光学有限公司."""
    chance = Chance("name", number)
    while True:
        kind = chance.pick(_KINDS[industry])
        where = chance.pick(
            ("晴州", "晴州", "晴州", place.rstrip("区县市").removesuffix("经开").removesuffix("高新"), "岚江")
        )
        form = chance.pick(("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司"))
        name = f"{where}{chance.pick(_FIRST)}{chance.pick(_SECOND)}{kind}{form}"
        if name not in taken:
            taken.add(name)
            return name


def credit_code(number: int, region: str) -> str:
    """A code of the form of GB 32100 for a region that no standard knows."""
    chance = Chance("code", number)
    body = f"91{region}" + f"{number:05}" + "".join(chance.pick(_CODE_CHARS) for _ in range(4))
    return body + check_digit(body)
