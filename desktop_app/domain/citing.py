"""How text names a paragraph or an item of a list: "3.1", "3.1(a)", "3.1, second bullet"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from .richtext import Block, Blocks, Cell, CrossRef, Inlines, ListItem, ListKind, Paragraph, Table, Text
from .same import Itself, same

LOST = "[reference lost]"  #: what prints for a reference to what is no longer there, or has no name
#: What may part the numbers of a citation; in print the space is one at which no line ends.
JOINTS = frozenset({" ", "\u00a0", ".", ", ", ", item "})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Step(NamedTuple):
    """A part of a citation: the block it is of, what joins it to the part before, its number or words.

    counted: it is the number that stands before the block, as it is or without its full stops.
    """

    block: str
    joint: str
    words: str
    counted: bool = True


#: From the paragraph that stands outermost to the one that is meant; empty where nothing names it.
Citation: TypeAlias = tuple[Step, ...]
Citations: TypeAlias = Mapping[str, Citation]


@dataclass(frozen=True, slots=True)
class Above:
    """What text to come stands under: numbered paragraphs and items of lists, each with its level.

    items: whether each is a bullet, too. bullets: how many stand under each of them so far.
    """

    paragraphs: tuple[tuple[int, Citation], ...] = ()
    items: tuple[tuple[int, Citation, bool], ...] = ()
    bullets: tuple[tuple[str, int], ...] = ()


_NOTHING = Above()


@lru_cache(maxsize=4096)  # the same numbers are cited each time that a paper is read
def named_by(label: str) -> str:
    """Return a number as a reference prints it, "" for a sign such as a bullet, which names nothing."""
    return label.rstrip(".") if any(sign.isalnum() for sign in label) else ""


def cited(citation: Citation) -> str:
    """Return a citation as it prints."""
    return "".join(step.joint + step.words for step in citation)


def citations(blocks: Blocks, labels: Mapping[str, str], above: Above = _NOTHING) -> tuple[Citations, Above]:
    """Return how the blocks of a text are cited, by their ids, and what stands above the text after it.

    labels: the numbers and markers of the blocks. above: what this text stands under itself.
    """
    return _citations(blocks, Itself(labels), above)


@same(1024)  # a text that did not change, under what did not change, is cited as before
def _citations(blocks: Blocks, labels: Itself[Mapping[str, str]], above: Above) -> tuple[Citations, Above]:
    citing = _Citing(list(above.paragraphs), list(above.items), dict(above.bullets))
    found = {block.id: citing.next(block, labels.value.get(block.id, "")) for block in blocks}
    return found, Above(tuple(citing.paragraphs), tuple(citing.items), tuple(citing.bullets.items()))


@dataclass(slots=True)
class _Citing:
    """Goes through a text: what numbered paragraphs and items of lists the next block stands under."""

    paragraphs: list[tuple[int, Citation]]
    items: list[tuple[int, Citation, bool]]
    bullets: dict[str, int]

    def next(self, block: Block, label: str) -> Citation:
        if isinstance(block, ListItem):
            return self._item(block, label)
        self.items.clear()
        if not (isinstance(block, Paragraph) and label):
            return ()
        while self.paragraphs and self.paragraphs[-1][0] >= block.level:
            self.paragraphs.pop()
        found = _under(self.paragraphs[-1][1] if self.paragraphs else (), block.id, label)
        self.paragraphs.append((block.level, found))
        self.bullets.clear()
        return found

    def _item(self, item: ListItem, label: str) -> Citation:
        while self.items and self.items[-1][0] >= item.level:
            self.items.pop()
        parent = self.paragraphs[-1][1] if self.paragraphs else ()
        sub = False
        if self.items:
            _, parent, sub = self.items[-1]
        bullet = item.kind is ListKind.BULLET
        found = self._bullet(parent, item.id, sub=sub) if bullet else _under(parent, item.id, label)
        self.items.append((item.level, found, bullet))
        return found

    def _bullet(self, parent: Citation, block: str, *, sub: bool) -> Citation:
        """Return what cites a bullet, which only its place names; nothing where nothing stands above it."""
        if not parent:
            return ()
        above = parent[-1].block
        count = self.bullets[above] = self.bullets.get(above, 0) + 1
        words = f"{_ordinal(count)} {'sub-bullet' if sub else 'bullet'}"
        return (*parent, Step(block, ", ", words, counted=False))


def _under(parent: Citation, block: str, label: str) -> Citation:
    own = named_by(label)
    if not own:
        return ()
    joint = _joint(parent[-1].words[-1], own, counted=parent[-1].counted) if parent else ""
    return (*parent, Step(block, joint, own))


@lru_cache(maxsize=4096)
def _joint(last: str, own: str, *, counted: bool) -> str:
    """Return what joins a number to that of what it stands under: "3.1(a)", "3.1 a)", "12a", "12a.i"."""
    if not counted:
        return ", "
    bare = own.isalnum()
    if bare and own[0].isdigit():
        return ", item "  # "3.1.1" would be another paragraph
    if not own[0].isalnum() or (bare and last.isdigit()):
        return ""
    return "." if bare and last.isalpha() else " "


def _ordinal(count: int) -> str:
    if count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 // 10 != 1 else "th"
    return f"{count}{ending}"


def worded(block: Block, named: Callable[[str], str]) -> Block:
    """Return a block with each reference as the words that it prints. named: gives them by the target."""
    if isinstance(block, Table):
        rows = tuple(tuple(Cell(_worded(cell.runs, named)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return replace(block, runs=_worded(block.runs, named))


def _worded(runs: Inlines, named: Callable[[str], str]) -> Inlines:
    if not any(isinstance(run, CrossRef) for run in runs):
        return runs
    return tuple(Text(named(run.target)) if isinstance(run, CrossRef) else run for run in runs)
