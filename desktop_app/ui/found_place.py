"""Where a finding is: the place to go to, its words selected where they stand there still."""

from desktop_app.app.session import Session
from desktop_app.checks.finding import Finding
from desktop_app.domain.richtext import Block, Table, block_text, plain
from desktop_app.domain.step import Caret

from .editor.edits import cell_offset


def place_of(session: Session, finding: Finding) -> Caret:
    """Return the place of a finding: its words, a whole cell that it speaks of, or where it begins."""
    field = finding.field or finding.section
    if not finding.block:
        value = session.reading.get(field)
        return _chosen(finding, field, field, value if isinstance(value, str) else "", 0)
    block = next((b for b in session.reading.blocks(field) if b.id == finding.block), None)
    begins, text = _text(block, finding) if block is not None else (0, "")
    return _chosen(finding, field, finding.block, text, begins)


def _text(block: Block, finding: Finding) -> tuple[int, str]:
    """Return the text that a finding's place is counted in, and where it begins in that of its block."""
    if not finding.cell or not isinstance(block, Table):
        return 0, block_text(block)
    row, column = finding.cell
    if row >= len(block.rows) or column >= len(block.rows[row]):
        return 0, ""
    return cell_offset(block, row, column), plain(block.rows[row][column].runs)


def _chosen(finding: Finding, field: str, block: str, text: str, begins: int) -> Caret:
    """Return the caret behind the words of a finding, which are selected if they still stand in a text."""
    start, end = finding.start, finding.end
    if finding.cell and end <= start:
        start, end = 0, len(text)
    elif not finding.text or text[start:end] != finding.text:
        return Caret(field, finding.block, begins + min(start, len(text)))
    return Caret(field, finding.block, begins + end, block, begins + start)
