"""Two states of a document as one Word file whose tracked changes lead from the one to the other."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from desktop_app.document.model import Document, Edition, Heading, Item, Node, Para

from .body import Body
from .controls import Controls
from .inline import Inliner, Relate, notes_xml
from .numbering import numbering_for
from .package import Content, packed
from .tracked import Piece, Tracker, parsed

_NOTE = re.compile(r'<w:footnote w:id="(\d+)">(.*)</w:footnote>', re.DOTALL)
_MARK = re.compile(r'<w:footnoteReference w:id="(\d+)"')
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def compared(old: Document, new: Document, author: str, resources: Path) -> bytes:
    """Return a .docx file: accept all of its changes for `new`, reject all for `old`.

    Of one kind of document both. author: whose changes they are said to be.
    """
    shown = replace(new, export="", edition=Edition.REVIEW)

    def content(relate: Relate, relate_note: Relate) -> Content:
        later = Inliner(relate, relate_note, marked=False)
        numbering = numbering_for(new)
        numbering.sections = numbering.sections or numbering_for(old).sections
        after = _pieces(new, Body(later, numbering, Controls()))
        earlier = Inliner(relate, relate_note, marked=False, after=len(later.notes))
        before = _pieces(old, Body(earlier, numbering.beside(), Controls()))
        notes = dict(_numbered(note) for note in (*later.notes, *earlier.notes))
        tracker = Tracker(author, _moment(new), lambda number: notes[number][0])
        body = tracker.body(before, after)
        used = [notes[number][1] for number in _MARK.findall(body)]
        return Content(body, notes_xml(used), numbering)

    return packed(shown, resources, content)


def _pieces(document: Document, body: Body) -> list[Piece]:
    pairs = zip_longest(document.nodes, document.nodes[1:])
    written = ((node, body.node(node, following)) for node, following in pairs)
    return [Piece(_known_by(node), _sort(node), parsed(xml)) for node, xml in written if xml]


def _sort(node: Node) -> str:
    """Return which nodes one may have become: a paragraph of an author also an item or heading of theirs."""
    own = isinstance(node, Heading | Para | Item) and node.id
    return "Text" if own else type(node).__name__


def _known_by(node: Node) -> str:
    """Return what tells a node from others of its sort in every state of a paper, "" for nothing."""
    own = node.id if isinstance(node, Heading | Para | Item) else ""
    return own or ("" if isinstance(node, Para | Item) else getattr(node, "key", ""))


def _numbered(note: str) -> tuple[str, tuple[str, str]]:
    found = _NOTE.fullmatch(note)
    if found is None:
        raise ValueError("a footnote was written without a number")
    return found[1], (found[2], note)


def _moment(document: Document) -> str:
    moment = datetime.fromisoformat(document.modified) if document.modified else _NEVER
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
