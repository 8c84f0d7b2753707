"""Tables of a Word paper: an author's table, questions, the declaration, blocks to sign, ruled boxes."""

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Inline,
    Inlines,
    Questions,
    Signature,
    Span,
    Statement,
    TableCell,
)
from desktop_app.document.style import STYLE

from .controls import Controls
from .inline import Inliner
from .styles import CELL, SMALL_CELL
from .widths import columns_of
from .xml import attribute, eighths, paragraph, run, text, twips

_RULES, _COLORS = STYLE.rules, STYLE.colors
_BOLD_WIDTH = 0.58  #: of a sign of bold Arial on average, in parts of its size
SMALL = 12  #: rows of a table that stands together on a page
_HEAD = "<w:cantSplit/><w:tblHeader/>"


def _border(side: str, width: float, color: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths(width)}" w:space="0" w:color="{color[1:]}"/>'


_FIRM = _border("bottom", _RULES.firm, _COLORS.ink)
_LOWER = _border("bottom", _RULES.hairline, _COLORS.hairline)


def _cell(width: int, content: str, *, borders: str = "", tint: bool = False, place: str = "") -> str:
    edge = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_COLORS.tint[1:]}"/>' if tint else ""
    stands = f'<w:vAlign w:val="{place}"/>' if place else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}{shade}{stands}</w:tcPr>{content}</w:tc>'


def _row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


_PAD = (STYLE.tables.pad_x, STYLE.tables.pad_y)


def _table(
    widths: list[int],
    rows: str,
    *,
    indent: int = 0,
    pad: tuple[float, float] = _PAD,
    title: str = "",
    told: str = "",
) -> str:
    """Return a table. title: its caption as a property. told: what it is, for who cannot see it."""
    side, end = twips(pad[0]), twips(pad[1])
    margins = (
        f'<w:tblCellMar><w:top w:w="{end}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{end}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
    header = _HEAD in rows
    first = "1" if header else "0"
    look = (
        f'<w:tblLook w:val="{"0620" if header else "0600"}" w:firstRow="{first}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    said = f"<w:tblCaption w:val={attribute(title)}/>" if title else ""
    said += f"<w:tblDescription w:val={attribute(told)}/>" if told else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}{look}{said}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def gap(points: float, properties: str = "") -> str:
    """Return an empty paragraph of so many points, which Word needs between tables."""
    height = max(20, twips(points))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{properties}<w:spacing w:before="0" w:after="0" '
        f'w:line="{height}" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _measure() -> int:
    return twips(STYLE.page.measure)


def data_table(table: DataTable, inliner: Inliner) -> str:
    """Return an author's table: header repeated, no row torn, amounts right, total under a firm line."""
    left = STYLE.indents.number_text if table.under else 0
    columns, indent = columns_of(table, STYLE.page.measure - left), twips(left)
    style = SMALL_CELL if columns.small else CELL
    last = len(table.rows) - 1
    rows = ""
    for place, row in enumerate(table.rows):
        head, total = place < table.header, table.total and place == last
        firm = head and place == table.header - 1
        lower = _FIRM if firm else "" if total else _LOWER
        upper = _border("top", _RULES.firm, _COLORS.ink) if total else ""
        keep = place < last and len(table.rows) <= SMALL
        cells = "".join(
            _cell(
                width,
                _cell_text(cell, inliner, style, bold=head or total, keep=keep,
                           id_="" if place or n else table.id),
                borders=upper + lower, tint=head,
            )
            for n, (width, cell) in enumerate(zip(columns.widths, row, strict=True))
        )  # fmt: skip
        rows += _row(cells, _HEAD if head else "<w:cantSplit/>")
    caption = ""
    if table.caption:
        ind = f'<w:ind w:left="{indent}"/>' if indent else ""
        caption = paragraph(run(text(table.caption)), "Caption", ind)
    pad = (columns.pad, STYLE.tables.pad_y)
    made = _table(columns.widths, rows, indent=indent, pad=pad, title=table.caption, told=_columns(table))
    return caption + made


def _columns(table: DataTable) -> str:
    """Return what the columns of a table are, "" where it has no header that says so."""
    heads = (
        ("".join(_said(run) for run in cell.runs).strip() for cell in table.rows[0]) if table.header else ()
    )
    named = ", ".join(filter(None, heads))
    return f"Table with the columns {named}" if named else ""


def _said(run: Inline) -> str:
    return run.text if isinstance(run, Span) else " "


def _cell_text(
    cell: TableCell, inliner: Inliner, style: str, *, bold: bool, keep: bool, id_: str = ""
) -> str:
    properties = ("<w:keepNext/>" if keep else "") + ('<w:jc w:val="right"/>' if cell.amount else "")
    runs = inliner.marked_runs(id_, inliner.runs(cell.runs, "<w:b/>" if bold else ""))
    return paragraph(runs, style, properties)


def _length(runs: Inlines) -> int:
    return sum(len(run.text) for run in runs if isinstance(run, Span))


def questions(node: Questions, inliner: Inliner, controls: Controls) -> str:
    """Return questions at the left and answers, bold, at the right."""
    longest = max((_length(row.answer) for row in node.rows), default=0)
    needed = twips(longest * STYLE.cell.size * _BOLD_WIDTH)
    # Answers of a word or two stand in a narrow column; a reason in sentences gets half the measure.
    answer = round(min(max(_measure() * STYLE.tables.answer, needed), _measure() * 0.55))
    widths = [_measure() - answer, answer]
    apart = f'<w:ind w:right="{twips(STYLE.tables.pad_x)}"/>'
    rows = ""
    for row in node.rows:
        asked = paragraph(controls.fixed(inliner.runs(row.label)), "TableText", apart)
        label = _cell(widths[0], asked, borders=_LOWER)
        given = paragraph(inliner.runs(row.answer, "<w:b/>"), "TableText")
        rows += _row(label + _cell(widths[1], given, borders=_LOWER))
    told = "Questions at the left, their answers at the right"
    return _table(widths, rows, pad=(0, STYLE.tables.pad_y), told=told)


def declaration(node: Declaration, inliner: Inliner, controls: Controls) -> str:
    """Return the table of statements, each with a box to tick: a control where it can be ticked."""
    tick = twips(STYLE.tables.tick)
    widths = [_measure() - tick, tick]
    head = "".join(
        _cell(
            width,
            paragraph(controls.fixed(run(text(words), "<w:b/>")), "TableText", jc), borders=_FIRM, tint=True,
        )
        for width, words, jc in zip(widths, node.head, ("", '<w:jc w:val="center"/>'), strict=True)
    )  # fmt: skip
    rows = _row(head, _HEAD)
    for row in node.rows:
        left = _cell(widths[0], _statement(row, inliner, controls), borders=_LOWER)
        box = paragraph(controls.box(row), "PaperTick")
        rows += _row(left + _cell(widths[1], box, borders=_LOWER, place="center"))
    return _table(widths, rows, title=node.head[0])


def _statement(row: Statement, inliner: Inliner, controls: Controls) -> str:
    keep = "<w:keepNext/>"
    made = paragraph(controls.fixed(run(text(row.name), "<w:b/>")), "TableText", keep)
    made += "".join(paragraph(controls.fixed(inliner.runs(part)), "TableText") for part in row.parts)
    if row.answer:
        made += paragraph(run(text(row.answer), "<w:i/>"), "TableText")
    return made


def signature(node: Signature, controls: Controls) -> str:
    """Return a block to sign: labels, room for a pen over firm lines, post, fingerprint, all together."""
    s = STYLE.signing
    widths = [twips(s.name), twips(s.gap), twips(s.date)]

    def label(words: str) -> str:
        return controls.fixed(run(text(words))) if words else ""

    def three(one: str, two: str, style: str, borders: str = "", height: float = 0) -> str:
        cells = "".join(
            _cell(
                width, paragraph(runs, style, "<w:keepNext/>"),
                borders=borders if n != 1 else "", place="bottom" if height else "",
            )
            for n, (width, runs) in enumerate(zip(widths, (one, "", two), strict=True))
        )  # fmt: skip
        tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
        return _row(cells, "<w:cantSplit/>" + tall)

    name, day = (
        run(text(words)) if words or node.name else controls.blank(what, node.key, node.post)
        for what, words in (("name", node.name), ("date", node.date))
    )
    rows = three(label("Signature"), label("Date"), "PaperLabel")
    rows += three(name, day, "TableText", _FIRM, s.room)
    rows += three(label(node.post), "", "PaperLabel")
    made = _table(widths, rows, pad=(0, 0), told=f"To sign and date: {node.post}")
    if node.text_line:
        made += paragraph(label(node.text_line), "PaperLabel", _before(s.before))
    return made


def _before(points: float) -> str:
    return f'<w:spacing w:before="{twips(points)}" w:after="0"/>'


def box(node: Box, inliner: Inliner, *, keep: bool) -> str:
    """Return a ruled box at least so many lines high. keep: it stays on one page with what follows."""
    # LibreOffice keeps no table with what follows whose row may not be torn; kept lines tear none either.
    together = "<w:keepNext/><w:keepLines/>" if keep else ""
    whole = "" if keep else "<w:cantSplit/>"
    edges = ("top", "left", "bottom", "right")
    sides = "".join(_border(side, _RULES.box, _COLORS.hairline) for side in edges)
    height = twips(STYLE.body.leading * node.lines + 2 * STYLE.tables.pad_x)
    cell = _cell(_measure(), paragraph(inliner.runs(node.runs), "BodyText", together), borders=sides)
    tall = f'{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    return _table([_measure()], _row(cell, tall), told="A box for words")
