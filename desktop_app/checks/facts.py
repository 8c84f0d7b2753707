"""What a paper's blocks hold for a rule to compare: read once, and again only where text has changed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block

from .passages import Passage, public_forms
from .rule import Context
from .same import same
from .stretches_of import Stretch, stretches

T = TypeVar("T")
#: Reads a piece of text, and returns what a rule wants of it; the same words give the same.
Reader = Callable[[str], Iterable[T]]


def facts(
    context: Context, reader: Reader[T], only: Form | None = None
) -> Iterator[tuple[Passage, Stretch, T]]:
    """Yield what a reader takes from each piece of public text, footnotes and captions left aside.

    only: of one public form alone.
    """
    for form in (only,) if only is not None else public_forms(context):
        numbers = context.numbers[form.document]
        for item in form.fields:
            own = context.public.own(item.key)
            if isinstance(own, RichText) and own.blocks and context.public.asked(item):
                for block, stretch, fact in _of_text(own, reader):
                    yield Passage(item.key, block, numbers.of(item.key, block.id)), stretch, fact


@same(4096)  # the texts of a paper's fields, for each reader
def _of_text(text: RichText, reader: Reader[Any]) -> tuple[tuple[Block, Stretch, Any], ...]:
    return tuple(one for block in text.blocks for one in _of_block(block, reader))


@same(65536)  # the blocks of some eight long papers, for each reader
def _of_block(block: Block, reader: Reader[Any]) -> tuple[tuple[Block, Stretch, Any], ...]:
    return tuple(
        (block, stretch, fact)
        for stretch in stretches_of(block)
        if stretch.mark is None and not stretch.caption
        for fact in reader(stretch.text)
    )


@same(16384)
def stretches_of(block: Block) -> tuple[Stretch, ...]:
    """Return a block's pieces of text."""
    return tuple(stretches(block))
