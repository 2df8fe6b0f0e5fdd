"""Word files for tests, written as the XML that Word writes, so that each case shows what it is about."""

from __future__ import annotations

import zipfile
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(body: str, **parts: str) -> bytes:
    """A .docx with this body; ``styles``, ``numbering``, ``footnotes`` hold what stands in those parts."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_NAMES}>{inside}</w:{name}>"
    return archive(files)


def archive(files: dict[str, str | bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, inside in files.items():
            into.writestr(name, inside)
    return packed.getvalue()


def _relations(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def paragraph(*inside: str, properties: str = "") -> str:
    """Plain strings become runs; what starts with < is XML already."""
    runs = "".join(part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, num_id: int | str = 1, level: int | None = 0) -> str:
    """A paragraph of a list."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return paragraph(text, properties=f'<w:numPr>{at}<w:numId w:val="{num_id}"/></w:numPr>')


def level(at: int, text: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def number(num_id: int, key: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def cell(*inside: str, properties: str = "") -> str:
    blocks = "".join(part if part.startswith("<") else paragraph(part) for part in inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
