"""Cross-references to paragraphs that are gone or bear no number."""

import re
from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import ReferenceField
from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Block, CrossRef, Inlines, Table, plain

from .facts import printed, written
from .finding import Severity
from .passages import numbering
from .rule import Context, Note

Mark = tuple[tuple[int, int] | None, int, str]


def find_gone(context: Context, form: Form) -> Iterable[Note]:
    """Yield cross-references that find no numbered text in the document they print in."""
    found = [(passage, mark, False) for passage, mark in written(context, form, _marks)]
    own = {(passage.key, passage.block.id) for passage, _, _ in found}
    for passage, mark in printed(context, form, _marks):
        if (passage.key, passage.block.id) not in own:
            found.append((passage, mark, True))
    if not found:
        return
    numbers = numbering(context, form)
    named = numbers.cited()
    for passage, (cell, at, target), followed in found:
        if named.get(target):
            continue
        if followed and not _found_at_home(context, form, passage.key, target):
            continue  # told where the text is written
        gone = target not in named
        yield _note(passage.key, passage.block.id, cell, at, gone=gone, followed=followed)


def find_other_reference(context: Context, form: Form) -> Iterable[Note]:
    """Yield titles that bear a reference of the form's shape other than the paper's own."""
    reading = context.reading(form)
    item = next((item for item in form.fields if item.key == form.reference_key), None)
    own, title = reading.reference(form), reading.own(form.title_key)
    if not isinstance(item, ReferenceField) or not item.pattern or not own or not isinstance(title, str):
        return
    match = re.match(rf"\s*({item.pattern})(?!\w)", title)
    if match and match[1] != own:
        says = (
            f"“{match[1]}” stands in the title, and “{own}” is the paper's reference. It is filed and found "
            "by one of them. Which is it?"
        )
        start, end = match.span(1)
        yield Note(
            severity=Severity.WARNING, says=says, key=form.title_key, start=start, end=end, text=match[1]
        )


def _note(key: str, block: str, cell: tuple[int, int] | None, at: int, *, gone: bool, followed: bool) -> Note:
    if followed:
        says = (
            "This text follows another document and refers to a paragraph there that this document does not "
            "have. Its number would be missing in print. Let the section go its own way and reword it."
        )
    elif gone:
        says = (
            "This refers to a paragraph that is no longer in the document. Its number would be missing in "
            "print. Point it at another paragraph, or take it out."
        )
    else:
        says = (
            "This refers to a piece of text that bears no number, so nothing would print here. Point it at a "
            "numbered paragraph, or take it out."
        )
    return Note(
        severity=Severity.ERROR,
        says=says,
        key=key,
        block=block,
        cell=cell,
        start=at,
        end=at + 1,
        text="\ufffc",
    )


def _found_at_home(context: Context, form: Form, key: str, target: str) -> bool:
    """Say whether a target is there in a document that the field follows."""
    homes = {source.partition(".")[0] for source in context.reading(form).sources(key)}
    forms = (other for other in context.template.forms if other.document in homes)
    return any(
        numbering(context, other).target(target) for other in forms if other.document in context.numbers
    )


def _stretches(block: Block) -> Iterator[tuple[tuple[int, int] | None, Inlines]]:
    if isinstance(block, Table):
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                yield (row, column), cell.runs
    else:
        yield None, block.runs


def _marks(block: Block) -> tuple[Mark, ...]:
    """Return the cross-references of a block: the cell, the place, the block that it points to."""
    found: list[Mark] = []
    for cell, runs in _stretches(block):
        at = 0
        for run in runs:
            if isinstance(run, CrossRef):
                found.append((cell, at, run.target))
            at += len(plain((run,)))
    return tuple(found)
