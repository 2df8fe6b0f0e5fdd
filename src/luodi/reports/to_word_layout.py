"""The page, fonts and styles of GB/T 9704-2012 as Word's XML: what every official document has alike."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section

BODY, SONG, TITLE, HEI, KAI = "仿宋_GB2312", "宋体", "方正小标宋简体", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
# What stands in where an office computer has no GB2312 or 方正 font, and the family to look in where it has neither.
_ALTERNATIVES = (
    (BODY, "仿宋", "roman"),
    (KAI, "楷体", "roman"),
    (TITLE, "小标宋", "roman"),
    (SONG, "SimSun", "roman"),
    (HEI, "SimHei", "swiss"),
)

# Twentieths of a point. 22 lines of 580 need 12760, but A4 less 37 and 35 mm leaves 12755 and so 21 lines. The page is
# therefore rounded up and the margins down, each within 0.1 mm; LibreOffice wants 3 more than the sum says.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16840
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 2097, 1980, 1587, 1474
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LINE = 580
# 156 mm / 28 = 15.793 pt a character, 0.207 pt less than the 16 pt of the body; counted in 4096ths of a point.
CHARACTER_SPACE = -848
# LibreOffice spreads the text of a grid whose character space is below zero. So paragraphs do not snap to it: their
# exact lines give the 22, and this much less air after each character gives the 28, in Word and in LibreOffice alike.
TIGHTER = -6
CHARACTER = 316  # one body character on the grid
FOOTER = 1417  # 25 mm: the dash of the page number then stands 7 mm under the text

RED = "FF0000"


def element(tag: str, **attributes: str | int) -> Any:
    """A ``w:`` element with ``w:`` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def fonts(east_asian: str, *, latin: str = LATIN) -> Any:
    return element("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def run_properties(east_asian: str, points: float, *, colour: str = "", latin: str = LATIN) -> Any:
    """Font and size of a run; sizes are kept in half-points."""
    properties = element("rPr")
    properties.append(fonts(east_asian, latin=latin))
    if colour:
        properties.append(element("color", val=colour))
    properties.append(element("sz", val=int(points * 2)))
    properties.append(element("szCs", val=int(points * 2)))
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
    return properties


def apply(document: WordDocument) -> None:
    """Give a new document the page, styles, settings and page numbers of an official one."""
    _defaults(document)
    _settings(document)
    _drop_thumbnail(document)
    for section in document.sections:
        lay_out(section)
    _page_numbers(document.sections[0])


def lay_out(section: Section) -> None:
    """A4 with the margins of the standard and a grid of 22 lines of 28 characters."""
    properties = section._sectPr
    for tag in ("pgSz", "pgMar", "cols", "docGrid"):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    properties.append(element("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT, code=9))
    properties.append(
        element(
            "pgMar", top=MARGIN_TOP, right=MARGIN_RIGHT, bottom=MARGIN_BOTTOM, left=MARGIN_LEFT,
            header=851, footer=FOOTER, gutter=0,
        )
    )  # fmt: skip
    properties.append(element("cols", space=425))
    properties.append(element("docGrid", type="linesAndChars", linePitch=LINE, charSpace=CHARACTER_SPACE))


def _defaults(document: WordDocument) -> None:
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    for old in list(defaults):
        defaults.remove(old)
    for tag, properties in (("rPrDefault", run_properties(BODY, 16)), ("pPrDefault", element("pPr"))):
        holder = element(tag)
        holder.append(properties)
        defaults.append(holder)
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    normal = document.styles["Normal"].element
    for tag in ("pPr", "rPr"):
        for old in normal.findall(qn(f"w:{tag}")):
            normal.remove(old)
    normal.append(_normal_paragraph())
    characters = run_properties(BODY, 16)
    characters.find(qn("w:sz")).addprevious(element("spacing", val=TIGHTER))
    normal.append(characters)
    for style in _STYLES:
        styles.append(parse_xml(style))


def _normal_paragraph() -> Any:
    """Exactly 29 pt a line, no lines kept together (each page has 22), no air between Chinese and digits."""
    properties = element("pPr")
    properties.append(element("widowControl", val=0))
    properties.append(element("autoSpaceDE", val=0))
    properties.append(element("autoSpaceDN", val=0))
    properties.append(element("snapToGrid", val=0))
    properties.append(element("spacing", before=0, after=0, line=LINE, lineRule="exact"))
    properties.append(element("jc", val="both"))
    return properties


def _style(name: str, title: str, paragraph: str, font: str, points: float) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{title}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr><w:rFonts w:ascii="{LATIN}" '
        f'w:hAnsi="{LATIN}" w:eastAsia="{font}" w:cs="{LATIN}"/><w:sz w:val="{int(points * 2)}"/>'
        f'<w:szCs w:val="{int(points * 2)}"/></w:rPr></w:style>'
    )


_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{CHARACTER * 2}"/>'
_STYLES = (
    _style("OfficialBody", "公文正文", _INDENT, BODY, 16),
    _style("OfficialTitle", "公文标题", '<w:keepLines/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', TITLE, 22),
    _style("OfficialHeading1", "公文一级标题", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="1"/>', HEI, 16),
    _style("OfficialHeading2", "公文二级标题", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="2"/>', KAI, 16),
    _style("OfficialHeading3", "公文三级标题", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="3"/>', BODY, 16),
)


def _settings(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = element("compat")
    compat.append(
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    )
    after = settings.find(qn("w:rsids"))
    if after is None:
        settings.append(compat)
    else:
        after.addprevious(compat)
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = _font_table()


def _drop_thumbnail(document: WordDocument) -> None:
    """The library's template carries a picture of itself."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)


def _font_table() -> bytes:
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other, family in _ALTERNATIVES
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{listed}</w:fonts>'.encode()


def _page_numbers(section: Section) -> None:
    """— 1 — in 宋体 14 pt outside: odd pages right, even pages left, one character from the edge."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        properties = element("pPr")
        properties.append(element("spacing", before=0, after=0, line=240, lineRule="auto"))
        properties.append(element("ind", **{f"{side}Chars": 100, side: 280}))
        properties.append(element("jc", val=side))
        for old in list(paragraph):
            paragraph.remove(old)
        paragraph.append(properties)
        _number_runs(paragraph)


def _number_runs(paragraph: Any) -> None:
    def run(*content: Any) -> None:
        made = element("r")
        made.append(run_properties(SONG, 14, latin=SONG))
        made.extend(content)
        paragraph.append(made)

    def text(words: str) -> Any:
        made = element("t")
        made.text = words
        made.set(qn("xml:space"), "preserve")
        return made

    instruction = element("instrText")
    instruction.text = " PAGE "
    instruction.set(qn("xml:space"), "preserve")
    run(text("— "))
    run(element("fldChar", fldCharType="begin"))
    run(instruction)
    run(element("fldChar", fldCharType="separate"))
    run(text("1"))
    run(element("fldChar", fldCharType="end"))
    run(text(" —"))
