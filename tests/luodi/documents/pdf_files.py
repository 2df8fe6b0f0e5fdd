"""PDF files for tests, written by hand: Chinese lines at given places, ruled lines, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

# A4 with the margins and the type size of an official document.
WIDTH, HEIGHT, LEFT, SIZE, LEADING = 595, 842, 79, 16, 28
PER_LINE = 27


@dataclass
class PdfPage:
    """What is printed on one page: texts at a place, straight lines, and pictures."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: int = 0

    def write(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.texts.append((x, y, size, text))

    def grid(self, xs: list[float], ys: list[float]) -> None:
        self.rules += [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def set_in_print(paragraphs: list[str], lines_a_page: int = 22, numbered: bool = True, head: str = "") -> list[PdfPage]:
    """The paragraphs broken into lines of 27 characters, indented by two, on pages with numbers in dashes."""
    lines: list[tuple[float, str]] = []
    for words in paragraphs:
        first, rest = _fill(words, PER_LINE - 2)
        lines.append((LEFT + 2 * SIZE, first))
        while rest:
            line, rest = _fill(rest, PER_LINE)
            lines.append((LEFT, line))
    pages = []
    for at in range(0, len(lines), lines_a_page):
        page = PdfPage()
        for order, (x, words) in enumerate(lines[at : at + lines_a_page]):
            page.write(x, HEIGHT - 120 - order * LEADING, words)
        if numbered:
            page.write(280, 70, f"— {len(pages) + 1} —", 14)
        if head:
            page.write(LEFT, HEIGHT - 50, head, 10)
        pages.append(page)
    return pages


def _fill(words: str, width: float) -> tuple[str, str]:
    """What fits in a line, and the rest; figures and Latin letters are half as wide."""
    for at, char in enumerate(words):
        width -= 0.5 if char.isascii() else 1
        if width < 0:
            return words[:at], words[at:]
    return words, ""


def pdf_file(*pages: PdfPage, password: bool = False) -> bytes:
    """The pages as a PDF, in a Chinese font that every reader knows by name."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    kids = []
    for page in pages:
        content = _content(page)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>>>" % (WIDTH, HEIGHT, len(objects))
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects, password)


def _content(page: PdfPage) -> bytes:
    drawn = [f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in page.texts]
    drawn += [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in page.rules]
    drawn += [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q"] * page.pictures
    return "\n".join(drawn).encode()


def _file(objects: list[bytes], password: bool) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for at, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (at, inside)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    # Keys that no password opens: what a reader sees of a file protected by one.
    locked = (
        b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>/ID[<%s><%s>]"
        % (b"00" * 32, b"11" * 32, b"22" * 16, b"22" * 16)
        if password
        else b""
    )
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, locked, start)
