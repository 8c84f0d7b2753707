"""Two states of a document's body as one: what came and went as tracked changes, word by word.

Accept all changes in Word and the newer state is left; reject all, and the older one is.
"""

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

import lxml.etree

from desktop_app.document.pairing import Part, paired

from .xml import NAMESPACES, ROOT

Element = Any  #: an lxml element, whose type lxml does not give away

_W = f"{{{NAMESPACES['w']}}}"
_R = f"{{{NAMESPACES['r']}}}"
_PROPERTIES, _RUN, _PARAGRAPH = f"{_W}pPr", f"{_W}r", f"{_W}p"
_WORD = re.compile(r"\S+\s*|\s+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CAME, WENT = "ins", "del"


@dataclass(frozen=True, slots=True)
class Piece:
    """A node of a document as it was written: what it is known by, its sort, its paragraphs and tables."""

    id: str
    sort: str
    blocks: tuple[Element, ...]

    @property
    def words(self) -> str:
        """The words of all of it."""
        return " ".join(filter(None, map(_words, self.blocks)))


def parsed(xml: str) -> tuple[Element, ...]:
    """Return the paragraphs and tables that a node was written as."""
    return tuple(lxml.etree.fromstring(f"<w:body {ROOT}>{xml}</w:body>"))


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or another piece of a run. same: what makes two of them equal."""

    same: tuple[str, str, str]
    look: str
    link: str
    words: str = ""
    content: str = ""


@dataclass(slots=True)
class Tracker:
    """Marks changes as those of one author at one moment (ISO 8601, UTC). note: the words of a footnote."""

    author: str
    when: str
    note: Callable[[str], str]
    _changes: int = field(default=0)

    def body(self, old: Sequence[Piece], new: Sequence[Piece]) -> str:
        """Return the paragraphs and tables of both states as WordprocessingML."""
        pairs = paired(*([Part(p.id, p.words, p.sort) for p in state] for state in (old, new)))
        _same_lists([(old[a], new[b]) for a, b in pairs if a is not None and b is not None], old)
        told: list[Element] = []
        for a, b in pairs:
            told += self._piece(old[a] if a is not None else None, new[b] if b is not None else None)
        both_ends = pairs and None not in pairs[-1]
        if not both_ends:  # the last paragraph of a file can neither come nor go
            told.append(
                lxml.etree.fromstring(f'<w:p {ROOT}><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>')
            )
        return "".join(lxml.etree.tostring(block, encoding="unicode") for block in told)

    def _piece(self, old: Piece | None, new: Piece | None) -> list[Element]:
        if old and new and _shape(old.blocks) == _shape(new.blocks):
            return [self._block(*pair) for pair in zip(old.blocks, new.blocks, strict=True)]
        gone = [self._whole(block, WENT) for block in (old.blocks if old else ())]
        return gone + [self._whole(block, CAME) for block in (new.blocks if new else ())]

    def _block(self, old: Element, new: Element) -> Element:
        return self._paragraph(old, new) if new.tag == _PARAGRAPH else self._table(old, new)

    def _table(self, old: Element, new: Element) -> Element:
        rows = [list(table.iterchildren(f"{_W}tr")) for table in (old, new)]
        pairs = paired(*([Part("", _words(row), _sort_of(row)) for row in each] for each in rows))
        made = [child for child in new if child.tag != f"{_W}tr"]
        for a, b in pairs:
            one = rows[0][a] if a is not None else None
            other = rows[1][b] if b is not None else None
            made += self._row(one, other)
        # Header rows stand first in either state, and so in both together: elsewhere they repeat on no page.
        made.sort(key=lambda child: child.tag == f"{_W}tr" and _sort_of(child) == "row")
        table = copy.copy(new)
        for child in list(table):
            table.remove(child)
        table.extend(made)
        return table

    def _row(self, old: Element | None, new: Element | None) -> list[Element]:
        if old is not None and new is not None:
            before, after = (list(row.iter(_PARAGRAPH)) for row in (old, new))
            if _cells(old) == _cells(new):
                for one, other in zip(before, after, strict=True):
                    self._paragraph(one, other)
                return [new]
        return [self._whole(row, kind) for row, kind in ((old, WENT), (new, CAME)) if row is not None]

    def _paragraph(self, old: Element, new: Element) -> Element:
        """Mark in the newer of two paragraphs what changed, its look as well, and return it."""
        before, after = self._tokens(old), self._tokens(new)
        looks = [_plain(paragraph.find(_PROPERTIES)) for paragraph in (old, new)]
        matcher = SequenceMatcher(None, [t.same for t in before], [t.same for t in after], autojunk=False)
        told: list[tuple[str, _Token]] = []
        for kind, i, i_end, j, j_end in matcher.get_opcodes():
            if kind == "equal":
                told += [("", token) for token in after[j:j_end]]
            else:
                told += [(WENT, token) for token in before[i:i_end]]
                told += [(CAME, token) for token in after[j:j_end]]
        if any(kind for kind, _ in told):
            self._write(new, told)
        if looks[0] != looks[1]:
            change = self._change("pPrChange", ())
            change.append(copy.deepcopy(old.find(_PROPERTIES)))
            _properties(new).append(change)
        return new

    def _whole(self, block: Element, kind: str) -> Element:
        """Mark all of a paragraph, table or row as one that came or went, and return it."""
        for row in block.iter(f"{_W}tr"):
            row.find(f"{_W}trPr").append(self._change(kind, ()))
        for paragraph in block.iter(_PARAGRAPH):
            told = [(kind, token) for token in self._tokens(paragraph)]
            mark = lxml.etree.SubElement(_properties(paragraph), f"{_W}rPr")
            mark.append(self._change(kind, ()))
            self._write(paragraph, told)
        return block

    def _write(self, paragraph: Element, told: Iterable[tuple[str, _Token]]) -> None:
        for child in [child for child in paragraph if child.tag != _PROPERTIES]:
            paragraph.remove(child)
        for (kind, link), group in groupby(told, key=lambda pair: (pair[0], pair[1].link)):
            runs = list(_runs([token for _, token in group], kind))
            content = [self._change(kind, runs)] if kind else runs
            if link:  # a change stands within a link, never round it
                holder = lxml.etree.SubElement(paragraph, f"{_W}hyperlink")
                holder.set(f"{_R}id", link)
                holder.set(f"{_W}history", "1")
                holder.extend(content)
            else:
                paragraph.extend(content)

    def _change(self, kind: str, content: Iterable[Element]) -> Element:
        self._changes += 1
        values = {"id": str(self._changes), "author": self.author, "date": self.when}
        made = lxml.etree.Element(f"{_W}{kind}", {f"{_W}{name}": value for name, value in values.items()})
        made.extend(content)
        return made

    def _tokens(self, paragraph: Element) -> list[_Token]:
        found: list[_Token] = []
        for child in paragraph:
            link = child.get(f"{_R}id", "")
            for run in child.iter(_RUN) if child.tag != _PROPERTIES else ():
                found += self._of_run(run, link)
        return found

    def _of_run(self, run: Element, link: str) -> Iterator[_Token]:
        look = _plain(run.find(f"{_W}rPr"))
        for piece in run:
            if piece.tag == f"{_W}rPr":
                continue
            if piece.tag == f"{_W}t":
                for found in _WORD.finditer(piece.text or ""):
                    yield _Token((look, link, found[0]), look, link, found[0])
            else:
                content = _plain(piece)
                note = piece.tag == f"{_W}footnoteReference"
                same = self.note(piece.get(f"{_W}id", "")) if note else content
                yield _Token((look, link, f"<{same}>"), look, link, content=content)


def _runs(tokens: Sequence[_Token], kind: str) -> Iterator[Element]:
    """Yield tokens as runs, the words of one look in one run."""
    for (look, is_text), group in groupby(tokens, key=lambda token: (token.look, not token.content)):
        run = lxml.etree.Element(_RUN)
        if look:
            run.append(lxml.etree.fromstring(look))
        if is_text:
            words = lxml.etree.SubElement(run, f"{_W}{'delText' if kind == WENT else 't'}")
            words.set(_SPACE, "preserve")
            words.text = "".join(token.words for token in group)
        else:
            run.extend(lxml.etree.fromstring(token.content) for token in group)
        yield run


def _plain(element: Element | None) -> str:
    return "" if element is None else lxml.etree.tostring(element, encoding="unicode", with_tail=False)


def _properties(paragraph: Element) -> Element:
    """Return the properties of a paragraph, which all that the program writes have."""
    found = paragraph.find(_PROPERTIES)
    if found is None:
        raise ValueError("a paragraph was written without a style")
    return found


def _words(block: Element) -> str:
    return "".join(piece.text or "" for piece in block.iter(f"{_W}t"))


def _sort_of(row: Element) -> str:
    return "row" if row.find(f"{_W}trPr/{_W}tblHeader") is None else "header"


def _cells(row: Element) -> list[int]:
    """Return how many paragraphs each cell of a row has."""
    return [len(list(cell.iter(_PARAGRAPH))) for cell in row.iter(f"{_W}tc")]


def _shape(blocks: Sequence[Element]) -> list[tuple[str, int, bool]]:
    """Return what kind of blocks these are; of each table how many columns, and whether it has a header."""
    return [
        (
            str(block.tag),
            len(list(block.iter(f"{_W}gridCol"))),
            any(True for _ in block.iter(f"{_W}tblHeader")),
        )
        for block in blocks
    ]


def _same_lists(pairs: Sequence[tuple[Piece, Piece]], old: Sequence[Piece]) -> None:
    """Let items of the older state belong to the lists that their neighbours are in by now."""
    lists: dict[str, str] = {}
    for one, other in pairs:
        was, became = _list_of(one), _list_of(other)
        if was is not None and became is not None:
            lists.setdefault(was.get(f"{_W}val", ""), became.get(f"{_W}val", ""))
    for piece in old:
        held = _list_of(piece)
        if held is not None:
            held.set(f"{_W}val", lists.get(held.get(f"{_W}val", ""), held.get(f"{_W}val", "")))


def _list_of(piece: Piece) -> Element | None:
    return piece.blocks[0].find(f"{_PROPERTIES}/{_W}numPr/{_W}numId") if piece.blocks else None
