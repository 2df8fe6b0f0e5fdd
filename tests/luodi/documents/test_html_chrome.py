"""Furniture of pages, judged by what elements are and by what they hold."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from luodi.documents.html_chrome import Chrome

_PLAN = "<p>到2027年，新增规模以上工业企业300家。</p>" * 5


def _holds(element: str, inside_document: bool = False) -> bool:
    body = LexborHTMLParser(f"<body>{element}{_PLAN}").body
    assert body is not None
    assert body.first_child is not None
    return Chrome(body, "").holds(body.first_child, inside_document)


@pytest.mark.parametrize(
    "element",
    [
        "<nav>首页</nav>",
        "<footer>版权所有</footer>",
        "<div role=search>搜索</div>",
        "<div class='page-footer wide'>版权所有</div>",
        "<div id=breadcrumb>当前位置</div>",
        "<div title=footer><p>— 3 —</p></div>",
        "<ul><li><a>首页</a><li><a>要闻</a><li><a>政策</a><li><a>服务</a></ul>",
    ],
)
def test_it_knows_furniture(element: str) -> None:
    """By element, by role, by a word of class or id, or as a menu of short links."""
    assert _holds(element)


@pytest.mark.parametrize(
    "element",
    [
        "<div>首页</div>",
        "<div title=附件>首页</div>",
        "<div class='navigator-article'>正文</div>",
        "<div class='article-footer'>2027年3月5日</div>",
        "<p class=footer>云州市人民政府</p>",
        "<ul><li><a>附件一：云州市先进制造业重点任务分工表.docx</a><li><a>二</a><li><a>三</a><li><a>四</a></ul>",
        "<ul><li>培育企业<li>盘活土地<li>招引项目<li><a>详情</a></ul>",
    ],
)
def test_it_leaves_the_document_alone(element: str) -> None:
    """Annexes that are links, lists of tasks, and the signature of an article are not furniture."""
    assert not _holds(element)


def test_it_keeps_head_and_foot_of_an_article() -> None:
    """Inside article or main they belong to the document."""
    assert not _holds("<footer>云州市人民政府</footer>", inside_document=True)
    assert _holds("<nav>目录</nav>", inside_document=True)
