"""Packages from strangers: opened with care, or not at all."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.luodi.documents.word_files import archive, paragraph, word_file

from luodi.documents.word_package import MOST_PART, Package, W, open_archive, parse_xml
from luodi.problems import UnreadableDocument

_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>'
)


def _code(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        Package(data).main()
    return refused.value.problem.code


def test_it_does_not_unpack_a_bomb() -> None:
    """Sizes are read in the directory before anything is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into, into.open("word/document.xml", "w") as part:
        for _ in range(80):
            part.write(bytes(1 << 20))
    assert _code(packed.getvalue()) == "document.bomb"


def test_it_reads_no_part_beyond_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within an archive that is not suspicious as a whole, one part may still be too much."""
    assert MOST_PART >= 64 << 20
    monkeypatch.setattr("luodi.documents.word_package.MOST_PART", 10)
    assert _code(word_file(paragraph("甲"))) == "document.bomb"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_it_does_not_expand_entities(codec: str) -> None:
    """No Office program writes a document type; one that is there may explode."""
    assert _code(archive({"word/document.xml": _LAUGHS.encode(codec)})) == "document.bomb"


def test_it_does_not_expand_entities_behind_a_long_comment() -> None:
    """The whole part is looked at, not only its head."""
    with pytest.raises(UnreadableDocument):
        parse_xml(b"<!--" + b"x" * 100_000 + b"-->" + _LAUGHS.encode())


def test_it_reads_words_about_entities() -> None:
    """A document may speak of them: in text the sign stands escaped."""
    assert parse_xml(b"<a>&lt;!DOCTYPE html&gt;</a>").text == "<!DOCTYPE html>"


def test_it_knows_an_encrypted_archive() -> None:
    """The first bit of a member's flags."""
    data = bytearray(word_file(paragraph("甲")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(UnreadableDocument) as refused:
        open_archive(bytes(data))
    assert refused.value.problem.code == "document.encrypted"


def test_it_finds_the_main_part_by_its_relation() -> None:
    """Some programs call it document2.xml; names are compared without case."""
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/Word/document2.xml"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>'
    package = Package(archive({"_rels/.rels": relation, "word/document2.xml": main}))
    assert package.main().tag == W + "document"
    assert package.related("styles") is None


def test_it_reads_the_strict_variant() -> None:
    """ISO strict files say the same in another namespace."""
    main = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    assert Package(archive({"word/document.xml": main})).main().find(W + "body") is not None


def test_it_goes_without_a_part_that_is_broken() -> None:
    """Words matter more than styles."""
    data = archive(
        {"word/document.xml": f'<w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>', "word/styles.xml": "<a"}
    )
    assert Package(data).related("styles") is None
