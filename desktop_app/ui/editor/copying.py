"""Blocks as other programs take them from the clipboard: plain text with its numbers, and HTML."""

from collections.abc import Mapping
from html import escape

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    SubHeading,
    Table,
    Text,
    readable,
)


def text_of(blocks: Blocks, labels: Mapping[str, str]) -> str:
    """Return blocks as plain text, one line each, numbers and markers before them as they print."""
    return "\n".join(_line(block, labels.get(block.id, "")) for block in blocks)


def _line(block: Block, label: str) -> str:
    if isinstance(block, Table):
        return "\n".join("\t".join(readable(cell.runs) for cell in row) for row in block.rows)
    return f"{label}\t{readable(block.runs)}" if label else readable(block.runs)


def html_of(blocks: Blocks, labels: Mapping[str, str]) -> str:
    """Return blocks as HTML; numbers stand in the text, for no other program can work them out."""
    parts: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        wanted = _lists(block)
        kept = 0
        while kept < min(len(wanted), len(open_lists)) and wanted[kept] == open_lists[kept]:
            kept += 1
        parts.extend(f"</{tag.partition(' ')[0]}>" for tag in reversed(open_lists[kept:]))
        parts.extend(f"<{tag}>" for tag in wanted[kept:])
        open_lists = wanted
        parts.append(_block(block, labels.get(block.id, "")))
    parts.extend(f"</{tag.partition(' ')[0]}>" for tag in reversed(open_lists))
    return "".join(parts)


def _lists(block: Block) -> list[str]:
    if not isinstance(block, ListItem):
        return []
    tags = {ListKind.BULLET: "ul", ListKind.LETTER: 'ol type="a"', ListKind.NUMBER: "ol"}
    return ["ul"] * block.level + [tags[block.kind]]


def _block(block: Block, label: str) -> str:
    match block:
        case ListItem(runs=runs):
            return f"<li>{_runs(runs)}</li>"
        case SubHeading(runs=runs):
            return f"<h3>{_runs(runs)}</h3>"
        case Table():
            return _table(block)
        case _:
            number = f"{escape(label)}&emsp;" if label else ""
            return f"<p>{number}{_runs(block.runs)}</p>"


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    rows = "".join(
        "<tr>" + "".join(_cell(cell.runs, "th" if number < table.header else "td") for cell in row) + "</tr>"
        for number, row in enumerate(table.rows)
    )
    return f'<table border="1">{caption}{rows}</table>'


def _cell(runs: Inlines, tag: str) -> str:
    return f"<{tag}>{_runs(runs)}</{tag}>"


def _runs(runs: Inlines) -> str:
    return "".join(_inline(run) for run in runs)


def _inline(run: Inline) -> str:
    if isinstance(run, LineBreak):
        return "<br>"
    if not isinstance(run, Text):
        return ""
    text = escape(run.text, quote=False)
    for wanted, tag in ((run.underline, "u"), (run.italic, "i"), (run.bold, "b")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
