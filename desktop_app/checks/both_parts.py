"""What stands in both parts: sums and names of Part 2 that public text gives away."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop_app.domain.richtext import Block

from .amounts import amounts
from .law import noted, pieces
from .passages import Passage
from .rule import Context, Note
from .stretches_of import stretches

_NAME = re.compile(
    r"(?<!\w)(?:[A-Z][\w&’'-]+ ){1,4}(?:Ltd|Limited|plc|PLC|LLP|Inc|GmbH)(?!\w)"
    r"|(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|DC|DS|DI|DCI|PC|Sgt) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
)
_ROUND = 10_000  #: smaller sums are in many papers by chance


@lru_cache(maxsize=8192)  # blocks of some sixteen long papers; a block that did not change is not read again
def _facts(block: Block) -> tuple[str, ...]:
    """Return the sums, in pounds, and the names that a block gives."""
    found: list[str] = []
    for stretch in stretches(block):
        found.extend(
            f"£{amount.low}"
            for amount in amounts(stretch.text)
            if amount.signed and amount.low >= _ROUND and not amount.scaled and amount.low % 50_000
        )
        found.extend(match[0] for match in _NAME.finditer(stretch.text))
    return tuple(found)


def _held_back(context: Context) -> Iterator[Passage]:
    for form in context.template.forms:
        if form.restricted and context.in_play(form):
            for item in form.fields:
                if not context.whole.sources(item.key):
                    yield from (Passage(item.key, block) for block in context.whole.blocks(item.key))


def find_in_both(context: Context) -> Iterable[Note]:
    """Yield sums and names of the restricted part that public text has as well."""
    if context.full is None:
        return
    secret = {fact for passage in _held_back(context) for fact in _facts(passage.block)}
    told: set[str] = set()
    for passage, stretch in pieces(context) if secret else ():
        shared = secret.intersection(_facts(passage.block)) - told
        for start, end, fact in _places(stretch.text, shared):
            if fact not in told:
                told.add(fact)
                says = "“{}” stands in Part 2 as well, and this text is to be published. Is it to be known?"
                note = noted(passage, stretch, start, end, says)
                yield _restricted(note)


def _restricted(note: Note) -> Note:
    return Note(
        severity=note.severity,
        says=note.says,
        key=note.key,
        block=note.block,
        cell=note.cell,
        start=note.start,
        end=note.end,
        text=note.text,
        restricted=True,
    )


def _places(text: str, shared: set[str]) -> Iterator[tuple[int, int, str]]:
    if not shared:
        return
    for amount in amounts(text):
        if f"£{amount.low}" in shared:
            yield amount.start, amount.end, f"£{amount.low}"
    for match in _NAME.finditer(text):
        if match[0] in shared:
            yield *match.span(), match[0]
