"""A report as one self-contained page, for reading on screen and printing from a browser."""

from __future__ import annotations

from html import escape

from luodi.reports.model import Block, Heading, Paragraph, Report, Runs, Table, plain

_STYLE = """
body { margin: 0 auto; max-width: 1100px; padding: 32px 24px; color: #1b2733; background: #fff;
  font: 16px/1.8 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; }
h1 { text-align: center; font-size: 24px; } h2, h3, h4 { font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
p { text-indent: 2em; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 12px 0; font-size: 14px; line-height: 1.6; }
th, td { border: 1px solid #9aa5b1; padding: 6px 8px; vertical-align: top; overflow-wrap: anywhere; white-space: pre-line; }
th { background: #eef1f5; } thead { display: table-header-group; } tr { break-inside: avoid; }
footer { text-align: right; margin-top: 24px; }
@page { size: A4; margin: 20mm; }
"""


def report_to_html(report: Report) -> str:
    """The page; annexes follow the report. Everything is escaped; it asks no other host."""
    body = [f"<h1>{escape(report.title)}</h1>", *(_block(block) for block in report.blocks)]
    if report.signature.issuer:
        on = report.signature.on
        body.append(f"<footer>{escape(report.signature.issuer)}<br>{on.year}年{on.month}月{on.day}日</footer>")
    for annex in report.annexes:
        body += [f"<h1>{escape(annex.title)}</h1>", *(_block(block) for block in annex.blocks)]
    head = f'<meta charset="utf-8"><title>{escape(report.title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="zh-Hans"><head>{head}</head><body>\n{chr(10).join(body)}\n</body></html>\n'


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_words(block.runs)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_words(block.runs)}</p>"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    whole = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width:{100 * column.width / whole:.1f}%">' for column in table.columns)
    head = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{_words(cell)}</td>" for cell in row) + "</tr>\n" for row in table.rows)
    return f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>"


def _words(runs: Runs) -> str:
    return escape(plain(runs))
