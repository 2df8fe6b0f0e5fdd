"""OFD files for tests: the pages that the PDF tests print, written as GB/T 33190 writes them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.luodi.documents.pdf_files import HEIGHT, WIDTH, PdfPage
from tests.luodi.documents.word_files import archive

_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd_parts(
    *pages: PdfPage, scale: float = 1.0, template: PdfPage | None = None, folder: str = "Doc_0", signed: bool = False
) -> dict[str, str | bytes]:
    """The parts of an OFD file. ``scale`` draws text small and enlarges it by its CTM, as some programs do."""
    listed = "".join(f'<ofd:Page ID="{at + 10}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    templates = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    uses = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if template else ""
    signs = f"<ofd:Signatures>{folder}/Signs/Signatures.xml</ofd:Signatures>" if signed else ""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_NAMES} Version="1.0" DocType="OFD"><ofd:DocBody>'
        f"<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>{folder}/Document.xml</ofd:DocRoot>{signs}"
        "</ofd:DocBody></ofd:OFD>",
        f"{folder}/Document.xml": f"<ofd:Document {_NAMES}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH * _MM} {HEIGHT * _MM}</ofd:PhysicalBox></ofd:PageArea>{templates}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for at, page in enumerate(pages):
        parts[f"{folder}/Pages/Page_{at}/Content.xml"] = _page(page, scale, uses)
    if template:
        parts[f"{folder}/Tpls/Tpl_0/Content.xml"] = _page(template, 1.0, "")
    return parts


def ofd_file(*pages: PdfPage, scale: float = 1.0, template: PdfPage | None = None, signed: bool = False) -> bytes:
    """The pages as an OFD file."""
    return archive(ofd_parts(*pages, scale=scale, template=template, signed=signed))


def _page(page: PdfPage, scale: float, uses: str) -> str:
    texts = "".join(_text(*text, scale) for text in page.texts)
    rules = "".join(_rule(*rule) for rule in page.rules)
    picture = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="9"/>' * page.pictures
    return (
        f"<ofd:Page {_NAMES}>{uses}<ofd:Content><ofd:Layer ID='3' Type='Body'>{picture}{rules}"
        f"<ofd:PageBlock ID='4'>{texts}</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def _text(x: float, y: float, size: float, text: str, scale: float) -> str:
    """A line of text; runs of one distance are written short, as ``g 3 5.6``."""
    steps = [size * _MM / scale * (0.5 if char.isascii() else 1) for char in text[:-1]]
    runs: list[tuple[float, int]] = []
    for step in steps:
        if runs and runs[-1][0] == step:
            runs[-1] = (step, runs[-1][1] + 1)
        else:
            runs.append((step, 1))
    delta = " ".join(f"g {count} {step:.4f}" if count > 1 else f"{step:.4f}" for step, count in runs)
    left, top = x * _MM, (HEIGHT - y - size) * _MM
    matrix = f'CTM="{scale} 0 0 {scale} 0 0"' if scale != 1 else ""
    return (
        f'<ofd:TextObject ID="6" Boundary="{left:.4f} {top:.4f} 200 20" Font="7" Size="{size * _MM / scale:.4f}" {matrix}>'
        f'<ofd:TextCode X="0" Y="{size * _MM / scale:.4f}" DeltaX="{delta}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def _rule(x0: float, y0: float, x1: float, y1: float) -> str:
    left, top = min(x0, x1) * _MM, (HEIGHT - max(y0, y1)) * _MM
    wide, tall = abs(x1 - x0) * _MM, abs(y1 - y0) * _MM
    return (
        f'<ofd:PathObject ID="8" Boundary="{left:.4f} {top:.4f} {wide:.4f} {tall:.4f}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {wide:.4f} {tall:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
    )
