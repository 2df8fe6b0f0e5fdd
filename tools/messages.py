"""Finds every string of the site that is to be translated and keeps the English catalogue in step.

``python -m tools.messages`` rewrites the catalogue and lists what has no English yet.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "luodi_site"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_": None,
}
Message = tuple[str | None, str, str | None]  # context, words, plural


def _as_python(template: str) -> str:
    """A template as the Python-like text that Django's own tool hands to gettext; needs settings for its syntax only.

    A line's indentation says nothing in a template, and would be a fault in Python.
    """
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(template).split("\n"))


def wanted(package: Path = PACKAGE) -> dict[Message, str]:
    """Every message of the package, with the first file that uses it."""
    sources = [
        (path, path.read_text("utf-8")) for path in sorted(package.rglob("*.py")) if "migrations" not in path.parts
    ]
    sources += [(path, _as_python(path.read_text("utf-8"))) for path in sorted(package.rglob("*.html"))]
    found: dict[Message, str] = {}
    for path, code in sources:
        for _line, words, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            one, many = (words[0], words[1]) if isinstance(words, (tuple, list)) else (words, None)
            if one:
                found.setdefault((context, one, many), path.relative_to(package).as_posix())
    return found


def _is_translated(entry: polib.POEntry | None) -> bool:
    if entry is None or entry.fuzzy:
        return False
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def missing(package: Path = PACKAGE, catalogue: Path = CATALOGUE) -> list[str]:
    """Messages without an English text."""
    known = {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in polib.pofile(str(catalogue))}
    return [message[1] for message in wanted(package) if not _is_translated(known.get(message))]


def update(package: Path = PACKAGE, catalogue: Path = CATALOGUE) -> None:
    """Rewrites the catalogue with the messages of today, keeping their translations."""
    known = {}
    if catalogue.exists():
        known = {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in polib.pofile(str(catalogue))}
    book = polib.POFile(wrapwidth=110)
    book.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message, file in sorted(wanted(package).items(), key=lambda pair: (pair[1], str(pair[0]))):
        context, one, many = message
        old = known.get(message)
        entry = polib.POEntry(msgctxt=context, msgid=one, occurrences=[(file, "")])
        if "%(" in one or "%s" in one:
            entry.flags.append("python-format")
        if many:
            entry.msgid_plural = many
            entry.msgstr_plural = dict(old.msgstr_plural) if old else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        book.append(entry)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(catalogue))


def main() -> int:
    update()
    lacking = missing()
    for words in lacking:
        print(words)
    print(f"messages: {len(lacking)} without English, of {len(wanted())}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
