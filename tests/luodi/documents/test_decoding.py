"""Bytes of the charsets that Chinese offices use, told apart without a word from the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.decoding import decode, plausibility
from luodi.problems import UnreadableDocument

_TEXT = "云州市人民政府关于推进先进制造业集群建设的实施意见\n一、到2027年，规模以上工业企业达到1500家。\n"
_CHARSETS = ("utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("charset", _CHARSETS)
def test_it_reads_what_offices_write(charset: str) -> None:
    """UTF-8, UTF-16 with and without a mark, and GB18030 with the older charsets in it are read alike."""
    assert decode(_TEXT.encode(charset), "甲") == (_TEXT, [])


def test_it_keeps_the_mark_of_utf_8() -> None:
    """read_text("utf-8") keeps U+FEFF as a character, so offsets count it."""
    assert decode(_TEXT.encode("utf-8-sig"), "甲")[0] == "\ufeff" + _TEXT


def test_it_reads_characters_beyond_gbk() -> None:
    """GB18030 writes rare characters of names in four bytes."""
    text = _TEXT + "责任人：\U00020bb7某、㑇某。"
    assert decode(text.encode("gb18030"), "甲")[0] == text


def test_it_reads_gb_with_few_chinese_characters() -> None:
    """A page is mostly tags; the few Chinese characters decide."""
    text = "<p class='x'>" * 500 + "市经信局牵头"
    assert decode(text.encode("gb18030"), "甲")[0] == text


def test_it_reads_a_charset_that_the_file_names() -> None:
    """Big5 is tried only where the file says so."""
    text = "經濟發展局負責推動產業園區建設。" * 5
    assert decode(text.encode("big5"), "甲", "big5")[0] == text


@pytest.mark.parametrize("named", ["gb2312", "utf-16", "no-such-charset", "base64", "\0"])
def test_it_believes_bytes_more_than_names(named: str) -> None:
    """Pages often name a charset that they are not in."""
    assert decode(_TEXT.encode(), "甲", named) == (_TEXT, [])
    assert decode(_TEXT.encode("gbk"), "甲", named) == (_TEXT, [])


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_it_says_where_bytes_are_damaged(charset: str) -> None:
    """A few broken bytes cost their characters and not the document; the place is named."""
    data = (_TEXT * 20).encode(charset)
    text, problems = decode(data[:300] + b"\xff\xff" + data[300:], "甲")
    assert [problem.code for problem in problems] == ["document.damaged_text"]
    span = problems[0].span
    assert span is not None
    assert span.slice(text) == "\ufffd"
    assert text.startswith(_TEXT)
    assert text.endswith(_TEXT)


def test_it_reads_a_file_that_was_cut_inside_a_character() -> None:
    """A download that broke off is read up to there."""
    text, problems = decode((_TEXT * 5).encode()[:-3], "甲")
    assert text.startswith(_TEXT * 4)
    assert len(problems) == 1


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + bytes(200), b"\x01\x02\x03\x04" * 50, b"\xde\xad\xbe\xef" * 40],
)
def test_it_does_not_make_text_of_what_is_none(data: bytes) -> None:
    """Programs and pictures are refused and not shown as rare characters."""
    with pytest.raises(UnreadableDocument) as refused:
        decode(data, "甲")
    assert refused.value.problem.code == "document.binary"


def test_it_tells_prose_from_bytes_read_wrongly() -> None:
    """Mojibake consists of characters that nobody uses."""
    assert plausibility(_TEXT) == 1
    assert plausibility(_TEXT.encode().decode("gb18030", "replace")) < 0.6
    assert plausibility(_TEXT.encode("utf-16-be").decode("gb18030", "replace")) < 0.8


@given(st.binary(max_size=300))
def test_it_reads_or_refuses_any_bytes(data: bytes) -> None:
    """Whatever comes, there is a text or one clear refusal."""
    try:
        text, _ = decode(data, "甲")
    except UnreadableDocument:
        return
    assert isinstance(text, str)
