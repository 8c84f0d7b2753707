"""What a paper's blocks hold for a rule to compare: read once, and again only where text has changed.

A reader takes from a block, or from a piece of text, what a rule wants of it. What all blocks give is a
question (`once.question`): a rule that has the same answer as the last time is not run again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Block
from desktop_app.domain.same import Itself, same

from .once import once, question
from .passages import Passage, public_forms
from .rule import Context
from .stretches_of import Stretch, stretches

T = TypeVar("T")
#: Reads a piece of text, and returns what a rule wants of it; the same words give the same.
Reader = Callable[[str], Iterable[T]]
#: Reads a block alike.
BlockReader = Callable[[Block], Iterable[T]]
#: A field's key, what is written there, and the numbers of its blocks by their ids.
Text = tuple[str, RichText, Itself[Mapping[str, str]]]


def facts(
    context: Context, reader: Reader[T], only: Form | None = None
) -> Iterator[tuple[Passage, Stretch, T]]:
    """Yield what a reader takes from each piece of public text, footnotes and captions left aside.

    only: of one public form alone.
    """
    for form in (only,) if only is not None else public_forms(context):
        for passage, (stretch, fact) in written(context, form, _by_stretch(reader)):
            yield passage, stretch, fact


@lru_cache(maxsize=256)  # one reader of blocks for each of texts, so that what it read is known again
def _by_stretch(reader: Reader[Any]) -> BlockReader[tuple[Stretch, Any]]:
    def read(block: Block) -> tuple[tuple[Stretch, Any], ...]:
        return tuple(
            (stretch, fact)
            for stretch in stretches_of(block)
            if stretch.mark is None and not stretch.caption
            for fact in reader(stretch.text)
        )

    return read


def written(context: Context, form: Form, reader: BlockReader[T]) -> Iterator[tuple[Passage, T]]:
    """Yield what a reader takes from each block written in a form itself; what it follows is elsewhere."""
    for field in _taken(context, form, reader, False):
        yield from field


def printed(context: Context, form: Form, reader: BlockReader[T]) -> Iterator[tuple[Passage, T]]:
    """Yield what a reader takes from all blocks of a form as it prints, those it follows among them."""
    for field in _taken(context, form, reader, True):
        yield from field


@question
def _taken(
    context: Context, form: Form, reader: BlockReader[Any], followed: bool
) -> tuple[tuple[tuple[Passage, Any], ...], ...]:
    return tuple(_of_text(text, reader, key, labels) for key, text, labels in _texts(context, form, followed))


@once
def _texts(context: Context, form: Form, followed: bool) -> list[Text]:
    reading, numbers = context.reading(form), context.numbers[form.document]
    asked = (
        item
        for item in form.fields
        if isinstance(item, RichTextField | RecommendationField) and reading.asked(item)
    )
    return [
        (item.key, text, Itself(numbers.in_field(item.key)))
        for item in asked
        for text in (_pieces(reading, item.key) if followed else (reading.own(item.key),))
        if isinstance(text, RichText) and text.blocks
    ]


def _pieces(reading: Reading, key: str) -> Iterator[Any]:
    """Yield the texts that a field prints: those it follows, then its own."""
    for source in reading.sources(key):
        yield from _pieces(reading, source)
    yield reading.own(key)


@same(8192)  # the texts of some papers' fields, for each reader
def _of_text(
    text: RichText, reader: BlockReader[Any], key: str, labels: Itself[Mapping[str, str]]
) -> tuple[tuple[Passage, Any], ...]:
    return tuple(
        one for block in text.blocks for one in _of_block(block, reader, key, labels.value.get(block.id, ""))
    )


@same(65536)  # the blocks of some long papers, for each reader
def _of_block(
    block: Block, reader: BlockReader[Any], key: str, label: str
) -> tuple[tuple[Passage, Any], ...]:
    found = tuple(reader(block))
    passage = Passage(key, block, label) if found else None
    return tuple((passage, fact) for fact in found) if passage is not None else ()


@same(16384)
def stretches_of(block: Block) -> tuple[Stretch, ...]:
    """Return a block's pieces of text."""
    return tuple(stretches(block))
