"""Inline pieces as runs: looks, links, footnotes, references."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import quote

from desktop_app.document.model import Break, Inline, Inlines, NoteMark, Ref, RefPart, Span

from . import xml
from .xml import ROOT, legal, paragraph, run, text

Relate = Callable[[str], str]  #: gives the relationship id of an external address


def bookmark(id_: str) -> str:
    """Return the name of the bookmark of a node with an id or key."""
    return "_" + hashlib.sha256(id_.encode()).hexdigest()[:16]


def bookmark_above(id_: str) -> str:
    """Return the name of the bookmark by which a node is named before what stands under it is."""
    return bookmark(id_) + "a"


#: What may stand in no address (RFC 3986), and for which Word may call a whole file damaged.
_UNSAFE = re.compile(r'[\s"<>\\^`{|}]')


def address(link: str) -> str:
    """Return a link as the address of a relationship, its unsafe signs written as per cent of theirs."""
    return _UNSAFE.sub(lambda found: quote(found[0]), legal(link).strip())


#: Where a bookmark begins or ends, and its number.
_MARK = re.compile(r'<w:bookmark(Start|End) w:id="(\d+)"[^>]*/>')


@dataclass(slots=True)
class Inliner:
    """Writes inline pieces of one document. relate, relate_note: for links in the body and in notes.

    after: how many notes of another state of the document stand before these in the file.
    """

    relate: Relate
    relate_note: Relate
    marked: bool
    after: int = 0
    notes: list[str] = field(default_factory=list[str])
    _bookmarks: dict[str, int] = field(default_factory=dict[str, int])
    _above: set[str] = field(default_factory=set[str])

    def runs(self, runs: Inlines, properties: str = "") -> str:
        """Return inline pieces as runs; properties stand before each one's own."""
        return "".join(self._run(piece, properties) for piece in runs)

    def _run(self, piece: Inline, properties: str) -> str:
        match piece:
            case Span():
                return self._span(piece, properties, self.relate)
            case Break():
                return run("<w:br/>", properties)
            case NoteMark(number=number, note=note):
                self.notes.append(self._note(number + self.after, note))
                mark = '<w:rStyle w:val="FootnoteReference"/>'
                return run(f'<w:footnoteReference w:id="{number + self.after}"/>', mark)
            case Ref():
                return self._reference(piece, properties)
            case _:
                assert_never(piece)

    def _reference(self, ref: Ref, properties: str) -> str:
        """Return a reference as fields that Word works out anew when it updates them, one for each number.

        One alone cannot give the number of a paragraph within others: in the full context that it has a
        switch for, programs join the numbers in ways of their own, and a list stands under no paragraph.
        Bookmarks of their own tell the numbers before the last one from references to those paragraphs.
        """
        if not (ref.target and self.marked):
            return run(text(ref.text), properties)
        made = ""
        for part in ref.parts or (RefPart(ref.target, ref.text),):
            meant = part.target == ref.target
            name = bookmark(part.target) if meant else bookmark_above(part.target)
            if not meant:
                self._above.add(bookmark(part.target))
            if part.counted:
                made += run(text(part.joint), properties) if part.joint else ""
                made += xml.field(f"REF {name} \\n \\h", part.text, properties)
            else:
                words = run(text(part.joint + part.text), properties)
                made += f'<w:hyperlink w:anchor="{name}">{words}</w:hyperlink>'
        return made

    def _span(self, span: Span, properties: str, relate: Relate) -> str:
        look = properties
        if span.link:
            look = '<w:rStyle w:val="Hyperlink"/>' + look
        bold = "<w:b/>" if span.bold and "<w:b/>" not in look else ""
        italic = "<w:i/>" if span.italic else ""
        under = '<w:u w:val="single"/>' if span.underline and not span.link else ""
        made = run(text(span.text), look + bold + italic + under)
        if not span.link:
            return made
        return f'<w:hyperlink r:id="{relate(address(span.link))}" w:history="1">{made}</w:hyperlink>'

    def _note(self, number: int, note: tuple[Span | Break, ...]) -> str:
        mark = run("<w:footnoteRef/>", '<w:rStyle w:val="FootnoteReference"/>')
        words = "".join(
            run("<w:br/>") if isinstance(piece, Break) else self._span(piece, "", self.relate_note)
            for piece in note
        )
        body = paragraph(mark + run(text(" ")) + words, "FootnoteText")
        return f'<w:footnote w:id="{number}">{body}</w:footnote>'

    def marked_runs(self, id_: str, runs: str) -> str:
        """Return runs with the bookmark of a node round them, where nodes are marked."""
        name = bookmark(id_)
        # A block that several sections follow stands in a document more than once; a name may not.
        if not (id_ and self.marked) or name in self._bookmarks:
            return runs
        number = self._bookmarks[name] = len(self._bookmarks) + 1
        return f"{_start(number, name)}{runs}{_end(number)}"

    def marked_above(self, body: str) -> str:
        """Return a body with second bookmarks round what is named before what stands under it."""
        most = len(self._bookmarks)
        there = sorted(self._above & self._bookmarks.keys())
        second = {str(self._bookmarks[name]): (place, name) for place, name in enumerate(there, most + 1)}

        def doubled(mark: re.Match[str]) -> str:
            if mark[2] not in second:
                return mark[0]
            number, name = second[mark[2]]
            return mark[0] + _start(number, f"{name}a") if mark[1] == "Start" else _end(number) + mark[0]

        return _MARK.sub(doubled, body) if second else body

    def notes_xml(self) -> str:
        """Return the footnotes part of the document."""
        return notes_xml(self.notes)


def _start(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def _end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def notes_xml(notes: Iterable[str]) -> str:
    """Return the footnotes part, with the two separators that Word asks for."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f"<w:r><w:{element}/></w:r></w:p></w:footnote>"
        for kind, number, element in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return f"<w:footnotes {ROOT}>{separators}{''.join(notes)}</w:footnotes>"
