"""The catalogue's tool reads every template, however it is laid out."""

from __future__ import annotations

from pathlib import Path

from tools.messages import wanted

TEMPLATE = """<div>
  {% include "a.html" with title=_("第一句") %}
{% if here %}
      {% include "b.html" with title=_("第二句") words="x" only %}
    {% trans "第三句" %}
  {% endif %}
{% blocktrans with n=1 %}第四句
  {{ n }}{% endblocktrans %}
</div>
"""


def test_it_finds_what_an_indented_include_is_given(tmp_path: Path) -> None:
    """Indentation says nothing in a template; what stands in quotes keeps its own."""
    (tmp_path / "page.html").write_text(TEMPLATE, "utf-8")
    found = {words for _context, words, _plural in wanted(tmp_path)}
    assert found == {"第一句", "第二句", "第三句", "第四句\n  %(n)s"}
