"""Chinese by default, English when chosen, each of them whole."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from luodi_site.lib.translations import compile_when_stale
from tools import messages

# Names that are written so in Chinese too, keys, names of people's accounts and of files, and the language switch.
KNOWN = {
    "Word", "Excel", "PDF", "OFD", "WPS", "JSON", "YAML", "English", "Luodi", "html", "docx", "txt", "xlsx", "pdf", "plan", "MB", "Ctrl", "Enter",
    "Esc", "j", "k", "a", "e", "r", "x", "u", "n", "g", "o", "p", "kB",
}  # fmt: skip
# Names and titles of the office's own, which no catalogue translates; the longest first.
OWN_WORDS = (
    "关于《松陵市制造业提质行动方案》任务分解情况的通报", "三年行动方案", "松陵市制造业提质行动方案", "松政办发〔2026〕3号", "松陵市产业强市推进办公室", "松陵市经济和信息化局",
    "上级单位", "其他叫法", "培育企业", "摸清家底", "松陵市", "柳湾县", "石桥县",
    "检测设备进不来", "市经信局", "市强市办", "吴经信", "周协调", "全称", "简称", "类型", "中文", "落",
)  # fmt: skip
PAGES = [
    "boards:desk", "policies:list", "policies:upload", "policies:review", "policies:edition", "policies:history", "policies:text",
    "policies:settle", "policies:edit_item", "policies:add_item", "accounts:settings", "accounts:units", "accounts:unit",
    "accounts:add_unit", "accounts:import_units", "accounts:add_person", "accounts:password", "boards:search",
    "policies:compare", "policies:superior", "policies:quality", "notices:notices", "notices:settings", "boards:month", "boards:feed_settings",
]  # fmt: skip


def test_it_has_english_for_every_message():
    """Run `python -m tools.messages` and fill in what it lists."""
    assert messages.missing() == []


def test_it_keeps_the_figures_of_a_message():
    """Each %(name)s of the Chinese stands in the English too, and no other."""
    import polib

    for entry in polib.pofile(str(messages.CATALOGUE)):
        figures = re.compile(r"%\(\w+\)s")
        assert set(figures.findall(entry.msgid)) == set(figures.findall(entry.msgstr)), entry.msgid


def words_on(html: str) -> str:
    html = re.sub(r"<(script|style|head|datalist)\b.*?</\1>", " ", html, flags=re.S)
    said = re.findall(r'(?:title|placeholder|aria-label|data-busy|data-confirm)="([^"]*)"', html)
    return re.sub(r"<[^>]+>", " ", html) + " ".join(said)


def url_of(name, object_ids):
    needed = {"policies:edition": "edition_id", "policies:edit_item": "item_id", "accounts:unit": "unit_id"}.get(
        name, "reading_id"
    )
    plain = {"boards:desk", "boards:search", "policies:list", "policies:upload"}
    plain |= {
        "policies:compare",
        "policies:superior",
        "policies:quality",
        "notices:notices",
        "notices:settings",
        "boards:month",
        "boards:feed_settings",
    }
    if name in plain or (name.startswith("accounts:") and name != "accounts:unit"):
        return reverse(name)
    return reverse(name, kwargs={needed: object_ids[needed]})


@pytest.mark.parametrize("name", PAGES)
def test_it_shows_no_english_on_a_chinese_page(name, cast, as_, object_ids):
    """Nothing on a Chinese page that is not Chinese, whatever language the browser asks for."""
    response = as_(cast.office).get(url_of(name, object_ids), headers={"accept-language": "en-US"})
    assert response.status_code == 200
    assert set(re.findall(r"[A-Za-z]{1,}", words_on(response.content.decode()))) - KNOWN == set()


@pytest.mark.parametrize(
    "name", ["boards:desk", "accounts:settings", "accounts:password", "policies:upload", "accounts:import_units"]
)
def test_it_shows_the_frame_in_english_when_chosen(name, cast, as_, object_ids):
    """Once the language is chosen, what is left in Chinese are names and titles of the office's own."""
    compile_when_stale(messages.CATALOGUE)
    client = as_(cast.lead if name != "policies:upload" and "import" not in name else cast.office)
    client.post(reverse("boards:language"), {"language": "en", "next": "/"})
    html = words_on(client.get(url_of(name, object_ids)).content.decode())
    html = re.sub(r"松陵督通?〔\d+〕\d+号", "", html)  # the code of an order or a paper
    for word in OWN_WORDS:
        html = html.replace(word, "")
    assert re.findall(r"[\u4e00-\u9fff]+", html) == []


def test_it_does_not_go_to_another_site_after_choosing(cast, as_):
    """The page to return to is one of ours."""
    response = as_(cast.lead).post(reverse("boards:language"), {"language": "en", "next": "https://evil.example/"})
    assert response["Location"] == "/"
