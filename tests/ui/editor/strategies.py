"""Hypothesis strategies for rich text in its canonical shape."""

import itertools

from hypothesis import strategies as st

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Cell,
    CrossRef,
    Footnote,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    canonical,
)

_counter = itertools.count()


def _id() -> str:
    return f"{next(_counter):012x}"


ids = st.builds(_id)


words = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["the cost", "\u00a0£1,240,000", "𝔘nicode 👩\u200d👧", "a\tb", " ", "e\u0301", "\u200f"]),
)
links = st.sampled_from(["", "", "https://example.org/a?b=1&c", "mailto:a@example.org"])
texts = st.builds(Text, words, st.booleans(), st.booleans(), st.booleans(), links)
breaks = st.builds(LineBreak)
notes = st.builds(Footnote, ids, st.lists(st.one_of(texts, breaks), max_size=3).map(tuple))
refs = st.builds(CrossRef, st.sampled_from(["000000000001", "gone"]))
inlines = st.one_of(texts, texts, breaks, notes, refs)
runs = st.lists(inlines, max_size=5).map(tuple)
levels = st.integers(0, 4)
cells = st.builds(Cell, st.lists(inlines, max_size=2).map(tuple))
rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)


def _blocks(found: list[Block]) -> Blocks:
    return canonical(found)


blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, runs, levels, st.booleans(), ids),
        st.builds(ListItem, runs, st.sampled_from(ListKind), levels, ids),
        st.builds(SubHeading, runs, ids),
        st.builds(Table, rows, st.integers(0, 2), st.booleans(), words, ids),
    ),
    max_size=7,
).map(_blocks)
