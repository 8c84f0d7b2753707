"""Tables of a Word paper: an author's table, questions, the declaration, blocks to sign, ruled boxes."""

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Inlines,
    Questions,
    Signature,
    Span,
    Statement,
    TableCell,
)
from desktop_app.document.style import STYLE

from .inline import Inliner
from .xml import attribute, eighths, paragraph, run, text, twips

_RULES, _COLORS = STYLE.rules, STYLE.colors
_HEAD = "<w:cantSplit/><w:tblHeader/>"


def _border(side: str, width: float, color: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths(width)}" w:space="0" w:color="{color[1:]}"/>'


def _cell(width: int, content: str, *, borders: str = "", tint: bool = False, bottom: bool = False) -> str:
    edge = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_COLORS.tint[1:]}"/>' if tint else ""
    low = '<w:vAlign w:val="bottom"/>' if bottom else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}{shade}{low}</w:tcPr>{content}</w:tc>'


def _row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _table(
    widths: list[int], rows: str, *, indent: int = 0, pad: tuple[float, float] = (0, 0), title: str = "", header: bool = False
) -> str:  # fmt: skip
    side, end = twips(pad[0]), twips(pad[1])
    margins = (
        f'<w:tblCellMar><w:top w:w="{end}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{end}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
    first = "1" if header else "0"
    look = (
        f'<w:tblLook w:val="{"0020" if header else "0000"}" w:firstRow="{first}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    said = f"<w:tblCaption w:val={attribute(title)}/>" if title else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}{look}{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def gap(points: float) -> str:
    """Return an empty paragraph of so many points, which Word needs between tables."""
    height = max(20, twips(points))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0" w:line="{height}" '
        'w:lineRule="exact"/></w:pPr></w:p>'
    )


def _measure() -> int:
    return twips(STYLE.page.measure)


def column_widths(table: DataTable, room: int) -> list[int]:
    """Return widths of columns in twips: as wide as their words need, the text columns sharing the rest."""
    count = len(table.rows[0]) if table.rows else 1
    longest = [1] * count
    for row in table.rows:
        for n, cell in enumerate(row):
            words = "".join(run.text if isinstance(run, Span) else " " for run in cell.runs)
            longest[n] = max(longest[n], *(len(line) for line in words.split("\n")))
    weights = [min(60, max(6, length)) + 3 for length in longest]
    widths = [room * weight // sum(weights) for weight in weights]
    widths[0] += room - sum(widths)
    return widths


def data_table(table: DataTable, inliner: Inliner) -> str:
    """Return an author's table: header repeated, no row torn, amounts at the right, total under a firm line."""
    indent = twips(STYLE.indents.number_text) if table.under else 0
    widths = column_widths(table, _measure() - indent)
    last = len(table.rows) - 1
    rows = ""
    for place, row in enumerate(table.rows):
        head, total = place < table.header, table.total and place == last
        firm = head and place == table.header - 1
        lower = _border("bottom", _RULES.firm if firm else _RULES.hairline, _COLORS.ink if firm else _COLORS.hairline)
        upper = _border("top", _RULES.firm, _COLORS.ink) if total else ""
        keep = place < last and len(table.rows) <= 12
        cells = "".join(
            _cell(
                width, _cell_text(cell, inliner, bold=head or total, keep=keep),
                borders=upper + lower, tint=head,
            )
            for width, cell in zip(widths, row, strict=True)
        )  # fmt: skip
        rows += _row(cells, _HEAD if head else "<w:cantSplit/>")
    pad = (STYLE.tables.pad_x, STYLE.tables.pad_y)
    caption = ""
    if table.caption:
        ind = f'<w:ind w:left="{indent}"/>' if indent else ""
        caption = paragraph(run(text(table.caption)), "Caption", ind)
    made = _table(widths, rows, indent=indent, pad=pad, title=table.caption, header=table.header > 0)
    return caption + made + gap(STYLE.tables.after)


def _cell_text(cell: TableCell, inliner: Inliner, *, bold: bool, keep: bool) -> str:
    properties = ("<w:keepNext/>" if keep else "") + ('<w:jc w:val="right"/>' if cell.amount else "")
    return paragraph(inliner.runs(cell.runs, "<w:b/>" if bold else ""), "TableText", properties)


def questions(node: Questions, inliner: Inliner) -> str:
    """Return questions at the left and answers, bold, at the right."""
    answer = round(_measure() * STYLE.tables.answer)
    widths = [_measure() - answer, answer]
    lower = _border("bottom", _RULES.hairline, _COLORS.hairline)
    rows = ""
    for row in node.rows:
        label = _cell(widths[0], paragraph(inliner.runs(row.label), "TableText"), borders=lower)
        given = paragraph(inliner.runs(row.answer, "<w:b/>"), "TableText")
        rows += _row(label + _cell(widths[1], given, borders=lower))
    pad = (STYLE.tables.pad_x, STYLE.tables.pad_y)
    return _table(widths, rows, pad=pad) + gap(STYLE.tables.before)


def declaration(node: Declaration, inliner: Inliner, *, controls: bool) -> str:
    """Return the table of statements with a box to tick for each: a real check box where there are controls."""
    tick = twips(STYLE.tables.tick)
    widths = [_measure() - tick, tick]
    firm = _border("bottom", _RULES.firm, _COLORS.ink)
    head = "".join(
        _cell(
            width,
            paragraph(run(text(words), "<w:b/>"), "TableText", jc), borders=firm, tint=True,
        )
        for width, words, jc in zip(widths, node.head, ("", '<w:jc w:val="center"/>'), strict=True)
    )  # fmt: skip
    rows = _row(head, _HEAD)
    lower = _border("bottom", _RULES.hairline, _COLORS.hairline)
    for number, row in enumerate(node.rows, 1):
        left = _cell(widths[0], _statement(row, inliner), borders=lower)
        box = _check_box(row, number) if controls else run(text("☑" if row.ticked else "☐"), _SYMBOL)
        rows += _row(left + _cell(widths[1], paragraph(box, "PaperTick"), borders=lower))
    pad = (STYLE.tables.pad_x, STYLE.tables.pad_y)
    return _table(widths, rows, pad=pad, title=node.head[0], header=True) + gap(STYLE.tables.after)


_SYMBOL = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'


def _statement(row: Statement, inliner: Inliner) -> str:
    keep = "<w:keepNext/>"
    made = paragraph(run(text(row.name), "<w:b/>"), "TableText", keep)
    made += "".join(paragraph(inliner.runs(part), "TableText") for part in row.parts)
    if row.answer:
        made += paragraph(run(text(row.answer), "<w:i/>"), "TableText")
    return made


def _check_box(row: Statement, number: int) -> str:
    checked = int(row.ticked)
    state = 'w14:val="{}" w14:font="MS Gothic"'
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={attribute(row.name[:60])}/><w:tag w:val={attribute('chk:' + row.key)}/>"
        f'<w:id w:val="{1000 + number}"/><w:lock w:val="sdtLocked"/><w14:checkbox><w14:checked w14:val="{checked}"/>'
        f"<w14:checkedState {state.format('2611')}/><w14:uncheckedState {state.format('2610')}/></w14:checkbox>"
        f"</w:sdtPr><w:sdtContent>{run(text('☑' if row.ticked else '☐'), _SYMBOL)}</w:sdtContent></w:sdt>"
    )


def signature(node: Signature) -> str:
    """Return a block to sign: labels, room for a pen over firm lines, post, fingerprint. It stays together."""
    s = STYLE.signing
    widths = [twips(s.name), twips(s.gap), twips(s.date)]
    keep = "<w:keepNext/>"

    def three(one: str, two: str, style: str, borders: str = "", height: float = 0) -> str:
        cells = "".join(
            _cell(
                width, paragraph(run(text(words)) if words else "", style, keep),
                borders=borders if n != 1 else "", bottom=bool(height),
            )
            for n, (width, words) in enumerate(zip(widths, (one, "", two), strict=True))
        )  # fmt: skip
        tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
        return _row(cells, "<w:cantSplit/>" + tall)

    line = _border("bottom", _RULES.firm, _COLORS.ink)
    rows = three("Signature", "Date", "PaperLabel")
    rows += three(node.name, node.date, "TableText", line, s.room)
    rows += three(node.post, "", "PaperLabel")
    made = _table(widths, rows)
    if node.fingerprint:
        made += paragraph(run(text(f"Text approved: {node.fingerprint}")), "PaperLabel", _before(s.before))
    return made + gap(s.after)


def _before(points: float) -> str:
    return f'<w:spacing w:before="{twips(points)}" w:after="0"/>'


def box(node: Box, inliner: Inliner) -> str:
    """Return a ruled box at least so many lines high."""
    sides = "".join(_border(side, _RULES.box, _COLORS.hairline) for side in ("top", "left", "bottom", "right"))
    height = twips(STYLE.body.leading * node.lines)
    cell = _cell(_measure(), paragraph(_runs(node.runs, inliner), "BodyText"), borders=sides)
    tall = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    pad = (STYLE.tables.pad_x, STYLE.tables.pad_y)
    return _table([_measure()], _row(cell, tall), pad=pad) + gap(STYLE.tables.before)


def _runs(runs: Inlines, inliner: Inliner) -> str:
    return inliner.runs(runs)
