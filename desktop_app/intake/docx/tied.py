"""Blocks that lost their bookmarks on the way, found by their words or by the identity of a paragraph."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.domain.richtext import Block, Table, block_text
from desktop_app.intake.squeeze import squeeze

from .rebase import counted, words_of
from .tokens import Content, Para, TableRead, accept_none, paragraphs_of, stands
from .units import TIED, block_id


def tied(
    content: Sequence[Content],
    blocks: Sequence[tuple[str, Block]],
    targets: Mapping[str, str],
    identities: Mapping[str, str],
    leads: Mapping[str, str],
) -> list[Content]:
    """Return content in which each block whose bookmark is lost is tied to its paragraph or table.

    The words it was sent out with tell it first: a paragraph that was pasted over may bear another's.
    leads: the form's words that stand before a block in its paragraph, by the block's id.
    """
    there = {block_id(para, targets) for para in paragraphs_of(content)}
    waiting: dict[str, list[Block]] = defaultdict(list)
    for _, block in reversed(blocks):
        if block.id not in there:
            waiting[squeeze(leads.get(block.id, "") + block_text(block))].append(block)
    done = list(_by_words(content, targets, waiting))
    left = {block.id for held in waiting.values() for block in held}
    for place, each in enumerate(done):
        first = _first(each)
        id_ = identities.get(first.identity, "")
        if id_ in left and not block_id(first, targets):
            done[place] = _tie(each, id_)
            left.discard(id_)
    return done


def _by_words(
    content: Sequence[Content], targets: Mapping[str, str], waiting: Mapping[str, list[Block]]
) -> Iterator[Content]:
    """Yield content, tied where it says what a block waits for that no paragraph is known to be."""
    for each in content:
        if block_id(_first(each), targets):
            yield each
            continue
        table = isinstance(each, TableRead)
        words = " ".join(_sent_words(para, {} if table else targets) for para in paragraphs_of([each]))
        held = waiting.get(squeeze(words)) if words.strip() else None
        fits = held and isinstance(held[-1], Table) is table
        yield _tie(each, held.pop().id) if held and fits else each


def _first(given: Content) -> Para:
    return next(iter(paragraphs_of([given])), Para(0))


def _sent_words(para: Para, targets: Mapping[str, str]) -> str:
    """Return the words that a paragraph has with no change accepted."""
    tokens = counted(para.tokens, targets) if targets else para.tokens
    return words_of(token for token in tokens if stands(token.within, accept_none))


def _tie(given: Content, id_: str) -> Content:
    """Return a paragraph, or a table whose first paragraph is, tied to a block."""
    if isinstance(given, Para):
        return replace(given, bookmarks=(TIED + id_,))
    if not (given.rows and given.rows[0].cells):
        return given
    row = given.rows[0]
    first = row.cells[0]
    paras = list(first.content)
    if paras and isinstance(para := paras[0], Para):
        paras[0] = replace(para, bookmarks=(TIED + id_,))
    cells = (replace(first, content=tuple(paras)), *row.cells[1:])
    return replace(given, rows=(replace(row, cells=cells), *given.rows[1:]))
