"""Two texts compared word by word: what stayed, what was put in, what was taken out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from .matching import in_order
from .richtext import CrossRef, Footnote, Inlines, Slot, readable


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    kind: Kind
    text: str


Pieces = tuple[Piece, ...]

#: A word, an amount or a date with its marks is one; any other sign stands alone. White space follows.
_TOKEN = re.compile(r"([£$€]?\w+(?:[.,:’'/–-]\w+)*%?|[^\w\s])(\s*)")
_WINDOW = 40_000  #: pairs of words up to which difflib compares a stretch at once
_LARGEST = 1_000_000  #: and beyond which a stretch without a word of its own is taken as rewritten
_CRUMB = 3  #: code points of unchanged text between two changes that are not worth telling apart


def compare_words(old: str, new: str) -> Pieces:
    """Return how one text became another, every piece in its place.

    Without the insertions it is exactly `old`, without the deletions exactly `new`. Nowhere do two
    pieces of one kind follow each other, and a deletion stands before the insertion that replaces it.
    """
    if old == new:
        return (Piece(Kind.SAME, old),) if old else ()
    before, after = _tokens(old), _tokens(new)
    matches = _matches([word for word, _ in before], [word for word, _ in after])
    making = _Making()
    i = j = 0
    for here, there in _without_crumbs(matches, before, after):
        making.change("".join(w + gap for w, gap in before[i:here]), _text(after[j:there]))
        making.keep(before[here][0])
        gap, other = before[here][1], after[there][1]
        making.keep(gap) if gap == other else making.change(gap, other)
        i, j = here + 1, there + 1
    making.change(_text(before[i:]), _text(after[j:]))
    return making.done()


def without(pieces: Pieces, kind: Kind) -> str:
    """Return the text of all pieces but those of one kind."""
    return "".join(piece.text for piece in pieces if piece.kind is not kind)


def words_in(pieces: Pieces, kind: Kind) -> int:
    """Return how many words stand in the pieces of one kind."""
    return sum(len(piece.text.split()) for piece in pieces if piece.kind is kind)


def told(runs: Inlines, number: Callable[[str], str] = lambda _block: "") -> str:
    """Return inline pieces as they are shown to be read or compared: notes written out in brackets.

    number: what a reference to a block prints, "" where that is not known, which is then said.
    """
    words: list[str] = []
    for run in runs:
        match run:
            case Footnote(note=note):
                words.append(f" [note: {readable(note)}]")
            case CrossRef(target=target):
                words.append(number(target) or "[reference]")
            case Slot():
                words.append("____")
            case _:
                words.append(readable((run,)))
    return "".join(words)


class _Making:
    """Puts pieces together, so that neighbours of one kind are one."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._same = self._out = self._in = ""

    def keep(self, text: str) -> None:
        if text and (self._out or self._in):
            self._settle()
        self._same += text

    def change(self, out: str, into: str) -> None:
        self._out += out
        self._in += into

    def _settle(self) -> None:
        """Close a change. The white space that both sides of it end with stayed."""
        ends = [len(text) - len(text.rstrip()) for text in (self._out, self._in)]
        tail = next((n for n in range(min(ends), 0, -1) if self._out[-n:] == self._in[-n:]), 0)
        stayed = self._in[len(self._in) - tail :]
        out, into = (text[: len(text) - tail] for text in (self._out, self._in))
        for kind, text in ((Kind.SAME, self._same), (Kind.DELETED, out), (Kind.INSERTED, into)):
            if text:
                self._pieces.append(Piece(kind, text))
        self._same, self._out, self._in = stayed, "", ""

    def done(self) -> Pieces:
        self._settle()
        self._settle()  # what stayed at the very end
        return tuple(self._pieces)


_Token = tuple[str, str]


def _tokens(text: str) -> list[_Token]:
    """Return words with the white space that follows each; such space at the start follows a word of none."""
    start = len(text) - len(text.lstrip())
    lead = [("", text[:start])] if start else []
    return lead + [(found[1], found[2]) for found in _TOKEN.finditer(text, start)]


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(word + gap for word, gap in tokens)


def _without_crumbs(
    matches: list[tuple[int, int]], before: list[_Token], after: list[_Token]
) -> Iterator[tuple[int, int]]:
    """Yield the matches, those left out that are a crumb between two rewritten stretches."""
    runs: list[list[tuple[int, int]]] = []
    for match in matches:
        if runs and (runs[-1][-1][0] + 1, runs[-1][-1][1] + 1) == match:
            runs[-1].append(match)
        else:
            runs.append([match])
    ends = [(-1, -1), *(run[-1] for run in runs)]
    starts = [*(run[0] for run in runs), (len(before), len(after))]
    for number, run in enumerate(runs):
        letters = sum(len(before[here][0]) for here, _ in run)
        left, right = ends[number], starts[number + 1]
        rewritten = (
            min(run[0][0] - left[0], run[0][1] - left[1], right[0] - run[-1][0], right[1] - run[-1][1]) > 1
        )
        if not (rewritten and letters <= _CRUMB):
            yield from run


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return pairs of places of words that stayed, rising in both."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, i_end, j, j_end = waiting.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            found.append((i_end, j_end))
        size = (i_end - i) * (j_end - j)
        if not size:
            continue
        anchors = _anchors(old, new, (i, i_end, j, j_end)) if size > _WINDOW else []
        if anchors:
            found += anchors
            for (a, b), (c, d) in pairwise([(i - 1, j - 1), *anchors, (i_end, j_end)]):
                waiting.append((a + 1, c, b + 1, d))
        elif size <= _LARGEST:
            matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
            for a, b, length in matcher.get_matching_blocks():
                found += [(i + a + n, j + b + n) for n in range(length)]
    return sorted(found)


def _anchors(old: list[str], new: list[str], window: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Return the places of words that stand once in either stretch, as far as their order is the same."""
    i, i_end, j, j_end = window
    one, other = Counter(old[i:i_end]), Counter(new[j:j_end])
    there = {new[place]: place for place in range(j, j_end) if other[new[place]] == 1}
    both = [(p, there[old[p]]) for p in range(i, i_end) if one[old[p]] == 1 and old[p] in there]
    return [both[position] for position in in_order([place for _, place in both])]
