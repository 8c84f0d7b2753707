"""Cross-references to paragraphs that are gone or bear no number."""

import re
from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import AnyField, RecommendationField, ReferenceField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Block, CrossRef, Inlines, Table, plain

from .finding import Severity
from .rule import Context, Note


def find_gone(context: Context, form: Form) -> Iterable[Note]:
    """Yield cross-references that find no numbered text in the document they print in."""
    reading, numbers = context.reading(form), context.numbers[form.document]
    numbered = {block: label for (_, block), label in numbers.blocks.items() if label}
    there = {block for _, block in numbers.blocks}
    for item, block, followed in _blocks(reading, form):
        for cell, runs in _stretches(block):
            for at, run in _marks(runs):
                if run.target in numbered:
                    continue
                if followed and not _found_at_home(context, reading, item, run.target):
                    continue  # told where the text is written
                yield _note(item.key, block.id, cell, at, gone=run.target not in there, followed=followed)


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


def _blocks(reading: Reading, form: Form) -> Iterator[tuple[AnyField, Block, bool]]:
    for item in form.fields:
        if not isinstance(item, RichTextField | RecommendationField) or not reading.asked(item):
            continue
        own = reading.own(item.key)
        written = own.blocks if isinstance(own, RichText) else ()
        if reading.sources(item.key):
            yield from ((item, block, True) for block in reading.followed(item.key))
        yield from ((item, block, False) for block in written)


def _found_at_home(context: Context, reading: Reading, item: AnyField, target: str) -> bool:
    """Say whether a target is there in a document that the field follows."""
    homes = {source.partition(".")[0] for source in reading.sources(item.key)}
    return any(context.numbers[home].target(target) for home in homes if home in context.numbers)


def _stretches(block: Block) -> Iterator[tuple[tuple[int, int] | None, Inlines]]:
    if isinstance(block, Table):
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                yield (row, column), cell.runs
    else:
        yield None, block.runs


def _marks(runs: Inlines) -> Iterator[tuple[int, CrossRef]]:
    at = 0
    for run in runs:
        if isinstance(run, CrossRef):
            yield at, run
        at += len(plain((run,)))
