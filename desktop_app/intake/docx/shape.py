"""A Word file under decisions: paragraphs joined where their end is gone, pieces as inline text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.domain.richtext import (
    CrossRef,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Text,
    canonical_runs,
)
from desktop_app.domain.text import new_id

from .rebase import whole
from .tokens import (
    CellRead,
    Content,
    Decide,
    Para,
    RowRead,
    Sort,
    Story,
    TableRead,
    Token,
    paragraphs_of,
    stands,
)


def decided(content: Iterable[Content], decide: Decide) -> list[Content]:
    """Return content as it stands under decisions.

    A paragraph whose end is not there goes on in the next one, never out of its cell or into a table;
    rows and cells that are not there go. The pieces are those that stand, with the look they have.
    """
    found: list[Content] = []
    held: Para | None = None
    for each in content:
        if isinstance(each, TableRead):
            if held is not None and held.tokens:
                found.append(held)
            held = None
            if table := _table(each, decide):
                found.append(table)
            continue
        para = replace(each, tokens=tuple(_standing(each.tokens, decide)), mark=())
        if held is not None:
            # One of which nothing is left lends its name only to one that has none.
            first = held if held.tokens or not para.bookmarks else para
            para = replace(
                para, number=held.number if held.tokens else para.number,
                tokens=held.tokens + para.tokens,
                bookmarks=held.bookmarks + para.bookmarks if first is held else para.bookmarks,
            )  # fmt: skip
        held = para
        if stands(each.mark, decide):
            found.append(para)
            held = None
    if held is not None and held.tokens:
        found.append(held)
    return found


def _table(table: TableRead, decide: Decide) -> TableRead | None:
    rows: list[RowRead] = []
    for row in table.rows:
        if stands(row.within, decide):
            standing = (cell for cell in row.cells if stands(cell.within, decide))
            cells = tuple(CellRead(tuple(decided(c.content, decide)), c.span, c.continued) for c in standing)
            rows.append(RowRead(cells, (), row.header))
    return TableRead(tuple(rows), table.caption) if rows else None


def _standing(tokens: Sequence[Token], decide: Decide) -> Iterator[Token]:
    for token in tokens:
        if stands(token.within, decide):
            old = token.formatted is not None and not decide(token.formatted)
            yield replace(token, look=token.old) if old else token


def inlines(
    tokens: Sequence[Token],
    notes: Mapping[str, Inlines] | None = None,
    targets: Mapping[str, str] | None = None,
) -> Inlines:
    """Return pieces as inline text. notes: words by key; targets: blocks by the bookmark that leads there.

    A note whose words are not given is left out, as are pictures and the like, which have no words.
    """
    runs: list[Inline] = []
    before = ""
    for token in whole(tokens, targets or {}):
        if token.ref and token.ref == before:
            continue
        before = token.ref if targets and token.ref in targets else ""
        if before and targets:
            runs.append(CrossRef(targets[token.ref]))
        elif token.sort is Sort.NOTE and notes is not None and token.note in notes:
            words = tuple(run for run in notes[token.note] if isinstance(run, Text | LineBreak))
            runs.append(Footnote(new_id(), words))
        elif token.sort in (Sort.TEXT, Sort.TICK, Sort.BLANK) and token.text:
            look = token.look
            runs.append(Text(token.text, look.bold, look.italic, look.underline, token.link))
    return canonical_runs(runs)


def note_words(story: Story, decide: Decide) -> dict[str, Inlines]:
    """Return the words of all notes by key, their paragraphs as lines."""
    found: dict[str, Inlines] = {}
    for key, content in story.notes.items():
        runs: list[Inline] = []
        for para in paragraphs_of(decided(content, decide)):
            runs.extend([LineBreak()] if runs else [])
            runs.extend(trimmed(inlines(para.tokens)))
        found[key] = canonical_runs(runs)
    return found


def trimmed(runs: Iterable[Inline]) -> Inlines:
    """Return runs without white space at either end."""
    pieces = list(canonical_runs(runs))
    while pieces and isinstance(first := pieces[0], Text) and not first.text.strip():
        del pieces[0]
    while pieces and isinstance(last := pieces[-1], Text) and not last.text.strip():
        del pieces[-1]
    if pieces and isinstance(first := pieces[0], Text):
        pieces[0] = replace(first, text=first.text.lstrip())
    if pieces and isinstance(last := pieces[-1], Text):
        pieces[-1] = replace(last, text=last.text.rstrip())
    return tuple(pieces)
