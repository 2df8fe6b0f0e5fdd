"""Web pages of government sites: the words of the plan, and the furniture around them marked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of

from luodi.documents import from_html
from luodi.documents.model import Document
from luodi.problems import UnreadableDocument


def _read(body: str, head: str = "") -> Document:
    source = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    document, problems = from_html.parse(source.encode(), "甲")
    assert problems == []
    assert_sound(document)
    return document


def _roles(document: Document) -> dict[str, str]:
    return {document.words(p.span): p.role for p in document.paragraphs}


def test_it_makes_a_paragraph_of_each_block_and_each_line() -> None:
    """Blocks and <br> end a line, inline elements do not; nothing repeats what <title> says."""
    body = "<div>甲<span>乙</span><p>丙<br>　　丁<br/><br>戊</p>己</div><script>密</script><!-- 密 --><style>密</style>"
    assert lines_of(_read(body, "<title>密</title>")) == ["甲乙", "丙", "丁", "戊", "己"]


def test_it_reads_white_space_as_a_browser_shows_it() -> None:
    """&nbsp; indents are white space; a line end of the source inside Chinese is no space, in Latin it is one."""
    body = "<p>&nbsp;&nbsp;&nbsp;&nbsp;坚持工业\n   立市，达到\r\n300家。\nAI Agent\n  Platform&nbsp;&nbsp;x</p>"
    assert lines_of(_read(body)) == ["坚持工业立市，达到300家。AI Agent Platform  x"]


def test_it_keeps_line_ends_where_the_page_does() -> None:
    """Preformatted text, by element or by style."""
    assert lines_of(_read("<pre>一、甲\n（一）乙</pre><div style='white-space: pre-wrap'>丙\n丁</div>")) == [
        "一、甲", "（一）乙", "丙", "丁",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲<p>乙<div>丙",
        "<p>甲<b>乙</p><p>丙</b>",
        "<div><span>甲<p>乙</span></p></div>丙",
        "<font>甲<p>乙</font></div></p>丙",
        "<ul><li>甲<li>乙</ul>丙",
        "</td>甲<tr><p>乙</tr></table><p>丙",
    ],
)
def test_it_loses_nothing_to_wrong_nesting(body: str) -> None:
    """Pages are full of unclosed and crossed elements."""
    assert "".join(lines_of(_read(body))) == "甲乙丙"


_PAGE = """
<div class="header"><div class="logo">云州市人民政府门户网站</div></div>
<ul class="nav"><li><a>首页</a></li><li><a>政务公开</a></li></ul>
<div class="breadcrumb">当前位置：<a>首页</a> &gt; 政策</div>
<div class="article-content"><h1>云州市先进制造业行动方案</h1>
<p>为推进先进制造业，制定本方案。</p><p>一、到2027年，新增规模以上工业企业300家，技改投资增长15%。</p></div>
<div class="share"><span>分享到</span></div><div class="footer">主办单位：云州市人民政府办公室</div>"""


def test_it_marks_furniture_and_keeps_it() -> None:
    """Navigation, way marks, sharing and footer are chrome, in the text all the same; the plan is body."""
    roles = _roles(_read(_PAGE))
    assert {words for words, role in roles.items() if role == "chrome"} == {
        "首页", "政务公开", "当前位置：首页 > 政策", "分享到", "主办单位：云州市人民政府办公室",
    }  # fmt: skip
    assert roles["云州市先进制造业行动方案"] == "heading"
    assert roles["一、到2027年，新增规模以上工业企业300家，技改投资增长15%。"] == "body"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<div class='footer'>{}</div>", "<form class='search'>{}</form>", "<div id='sidebar'>{}</div>",
        "<aside>{}</aside>", "<header>{}</header>", "<article><header>{}</header></article>",
    ],
)  # fmt: skip
def test_it_does_not_take_the_plan_for_furniture(wrapped: str) -> None:
    """Whatever an element is called: what holds most of a page's words is the document."""
    plan = "<p>一、到2027年，新增规模以上工业企业300家。</p>" * 3
    assert "chrome" not in _roles(_read(wrapped.format(plan) + "<p>版权所有</p>")).values()


def test_it_keeps_the_title_in_a_page_header() -> None:
    """A heading that the page is named after belongs to the document."""
    body = "<header><h1>云州市先进制造业行动方案</h1></header>" + "<p>到2027年，新增规模以上工业企业300家。</p>" * 9
    roles = _roles(_read(body, "<title>云州市先进制造业行动方案_云州市政府网</title>"))
    assert roles["云州市先进制造业行动方案"] == "heading"
    assert _roles(_read(body, "<title>首页</title>"))["云州市先进制造业行动方案"] == "chrome"


def test_it_marks_what_a_browser_hides() -> None:
    """Hidden parts are kept as chrome: a script might have shown them."""
    roles = _roles(_read("<p>甲</p><div style='DISPLAY: none'>乙</div><p hidden>丙</p>"))
    assert roles == {"甲": "body", "乙": "chrome", "丙": "chrome"}


def test_it_reads_tables_with_merged_cells() -> None:
    """rowspan and colspan, unclosed cells, paragraphs and breaks inside a cell, a caption in front."""
    body = (
        "<table><caption>任务分工</caption><tr><th rowspan=2>序号<th colspan=2>任务<tr><td><p>培育</p><p>企业</p>"
        "<td>市经信局<br>市财政局<tr><td>1<td>甲<td></table>"
    )
    document = _read(body)
    assert lines_of(document)[0] == "任务分工"
    assert cells_of(document) == [
        ("序号", 0, 0, 2, 1), ("任务", 0, 1, 1, 2), ("培育\u2028企业", 1, 1, 1, 1), ("市经信局\u2028市财政局", 1, 2, 1, 1),
        ("1", 2, 0, 1, 1), ("甲", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ]  # fmt: skip


def test_it_reads_tables_that_lay_out_a_page_as_paragraphs() -> None:
    """A table that holds a table is a frame; the inner one is the table."""
    body = "<table><tr><td>左栏</td><td><p>一、甲</p><table><tr><td>1<td>2</table></td></tr></table>"
    document = _read(body)
    assert document.text == "左栏\n一、甲\n1\t2\n"
    assert len(document.tables) == 1


def test_it_survives_impossible_spans() -> None:
    """Spans of 0, of a thousand, overlapping and not numbers at all."""
    _read("<table><tr><td rowspan=0>甲<td colspan=9999>乙<td rowspan=x>丙<tr><td colspan=-1>丁<td rowspan=3>戊</table>")


def test_it_writes_the_numbers_of_ordered_lists() -> None:
    """A browser prints them, so they are part of the text: start, value, type and nested lists."""
    body = (
        "<ol start=3><li>甲</li><li value=7>乙<ol type=a><li>丙</li></ol></li><li>丁</li></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>戊</li></ol><ul><li>己</li></ul>"
    )
    assert lines_of(_read(body)) == ["3. 甲", "7. 乙", "a. 丙", "8. 丁", "一、 戊", "己"]


def test_it_gives_no_number_to_what_has_one() -> None:
    """Typed numbers stand for themselves, and lists without marks have none."""
    body = "<ol><li>（一）甲</li><li>1.乙</li></ol><ol style='list-style:none'><li>丙</li></ol>"
    assert lines_of(_read(body)) == ["（一）甲", "1.乙", "丙"]


@pytest.mark.parametrize("lead", ["<strong>培育企业。</strong>", "<span style='font-weight:700'>培育企业。</span>",
                                  "<b>培育</b><b>企业。</b>", "<span style='font-family:楷体'>培育企业。</span>"])  # fmt: skip
def test_it_finds_lead_phrases(lead: str) -> None:
    """Bold or another face at the start of a paragraph, behind its number and indent."""
    document = _read(f"<p>　　（一）{lead}到2027年\n新增10家。</p>")
    assert document.paragraphs[0].lead_end == len("（一）培育企业。")


@pytest.mark.parametrize("words", ["<b>培育企业</b>", "到2027年<b>新增10家</b>", "<i>培育</i>企业", "<h2>一、甲</h2>"])
def test_it_finds_no_lead_phrase_elsewhere(words: str) -> None:
    """Not where all is bold, not in the middle, not in italics."""
    assert _read(f"<div>{words}</div>").paragraphs[0].lead_end is None


def test_it_reads_pages_that_word_exported() -> None:
    """Generated numbers stand in the page already; o:p and conditional comments say nothing."""
    body = (
        "<p class=MsoTitle>方案<o:p></o:p></p><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、"
        "</span><![endif]>总体<span lang=EN-US>2027</span>年<o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml>密</xml><![endif]-->"
    )
    document = _read(body)
    assert lines_of(document) == ["方案", "一、总体2027年"]
    assert document.paragraphs[0].role == "title"


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "meta", ["<meta charset=gb2312>", "", '<meta http-equiv="c" content="text/html; charset=utf-8">']
)
def test_it_reads_the_charset_from_the_bytes(charset: str, meta: str) -> None:
    """Whether the page names its charset, the wrong one or none."""
    source = f"<html><head>{meta}</head><body><p>云州市人民政府办公室</p></body></html>"
    assert lines_of(from_html.parse(source.encode(charset), "甲")[0]) == ["云州市人民政府办公室"]


def test_it_refuses_a_page_that_would_take_hours() -> None:
    """The time to parse grows with the square of the depth; a deep page is refused at once."""
    begin = time.perf_counter()
    with pytest.raises(UnreadableDocument) as refused:
        from_html.parse(b"<body>" + b"<div>" * 400_000, "甲")
    assert refused.value.problem.code == "document.bomb"
    assert time.perf_counter() - begin < 5


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=2>", "<td colspan=3>", "</td>", "<ol>", "<li>", "</ol>",
     "<b>", "</b>", "<br>", "<div class=nav>", "</div>", "<pre>", "\n", "云州市", "一、", " ", "&nbsp;", "<h2>", "<nav>"]
), max_size=40))  # fmt: skip
def test_it_keeps_any_page_sound(pieces: list[str]) -> None:
    """Whatever the nesting: spans slice, in order and apart, and no visible character is lost."""
    document = _read("".join(pieces))
    assert document.text.count("云州市") == pieces.count("云州市")
