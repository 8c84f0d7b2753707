"""Reading a Word file as Word would show it: its paragraphs in order, each with the number worked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inlines,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Ref,
    Signature,
    Span,
    Statement,
    Title,
)
from desktop_app.domain.numbering import letters, roman

from .docx_lint import Element, Package, w

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Line = tuple[str, str]  #: the number or marker, and the words
_FORMATS = {"decimal": str, "lowerLetter": letters, "lowerRoman": roman}


@dataclass
class Numbers:
    """Counts through a document as Word does: lists of one kind count together, unless told to start anew."""

    package: Package
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def of(self, paragraph: Element) -> str:
        """Return the number or marker of the next paragraph."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        made = self._one("num", "numId", number)
        kind = w(made.find(W + "abstractNumId"), "val")
        counts = self._counts.setdefault(kind, {})
        if number not in self._begun:
            self._begun.add(number)
            for override in made.iter(W + "lvlOverride"):
                start = int(w(override.find(W + "startOverride"), "val"))
                counts[int(w(override, "ilvl"))] = start - 1
        # Programs differ in what they make of a number without one above it, so none may stand so.
        assert kind != "0" or level in {0, *(above + 1 for above in counts)}
        counts[level] = counts.get(level, 0) + 1
        for deeper in [each for each in counts if each > level and self._restarts(kind, each)]:
            del counts[deeper]
        return self._shown(kind, level, counts)

    def _shown(self, kind: str, level: int, counts: dict[int, int]) -> str:
        words = w(self._level(kind, level).find(W + "lvlText"), "val")

        def sign(found: re.Match[str]) -> str:
            each = int(found[1]) - 1
            shape = w(self._level(kind, each).find(W + "numFmt"), "val")
            return _FORMATS[shape](counts.get(each, 1))

        return re.sub(r"%(\d)", sign, words)

    def _restarts(self, kind: str, level: int) -> bool:
        restart = self._level(kind, level).find(W + "lvlRestart")
        return restart is None or w(restart, "val") != "0"

    def _one(self, tag: str, attribute: str, value: str) -> Element:
        (found,) = [e for e in self.package.root("numbering").iter(W + tag) if w(e, attribute) == value]
        return found

    def _level(self, kind: str, level: int) -> Element:
        levels = self._one("abstractNum", "abstractNumId", kind).findall(W + "lvl")
        (found,) = [e for e in levels if w(e, "ilvl") == str(level)]
        return found

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else w(style, "val")
        while own is None and name:
            (held,) = [s for s in self.package.root("styles").iter(W + "style") if w(s, "styleId") == name]
            own, based = held.find(f"{W}pPr/{W}numPr"), held.find(W + "basedOn")
            name = "" if based is None else w(based, "val")
        if own is None or w(own.find(W + "numId"), "val") == "0":
            return None
        return w(own.find(W + "numId"), "val"), int(w(own.find(W + "ilvl"), "val"))


def shown(paragraph: Element) -> str:
    """Return the words of a paragraph without prompts; the mark of a footnote as its number in brackets."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    prompts = [
        each for each in paragraph.iter(W + "sdt") if each.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    ]
    for element in paragraph.iter(W + "t", W + "tab", W + "br", W + "footnoteReference"):
        if any(each in prompts for each in element.iterancestors(W + "sdt")):
            continue
        if element.tag == W + "tab":
            if element.getparent().tag == W + "r":
                yield "\t"
        elif element.tag == W + "br":
            yield "\n"
        elif element.tag == W + "t":
            yield element.text or ""
        else:
            yield f"[{w(element, 'id')}]"


def lines_of(package: Package) -> list[Line]:
    """Return the paragraphs of a Word file in order, but for those with nothing in them."""
    numbers = Numbers(package)
    paragraphs = package.root("document").iter(W + "p")
    found = [(numbers.of(paragraph), shown(paragraph)) for paragraph in paragraphs]
    return [line for line in found if line != ("", "")]


def references(package: Package) -> list[tuple[str, str]]:
    """Return the number that each reference of a Word file shows, and what Word shows once it updates it.

    Of a paragraph's number ("\\n") Word leaves out the full stops at its end, and nothing else.
    """
    numbers = Numbers(package)
    numbered: dict[str, str] = {}
    for paragraph in package.root("document").iter(W + "p"):
        number = numbers.of(paragraph).rstrip(".")
        numbered |= {w(mark, "name"): number for mark in paragraph.iter(W + "bookmarkStart")}
    found: list[tuple[str, str]] = []
    for code in package.root("document").iter(W + "instrText"):
        kind, name, *switches = (code.text or "").split()
        if kind == "REF":
            assert "\\n" in switches
            runs = code.getparent().itersiblings(W + "r")
            result = [e for run, _ in zip(runs, range(2), strict=False) for e in run.iter(W + "t")]
            found.append(("".join(e.text or "" for e in result), numbered[name]))
    return found


def expected(document: Document) -> list[Line]:
    """Return the lines that a document's nodes should print as, but for those with nothing in them."""
    return [line for node in document.nodes for line in _lines(node) if line != ("", "")]


def _lines(node: Node) -> Iterator[Line]:  # noqa: C901 - one case a kind of node
    match node:
        case Kicker(runs=runs) | Title(runs=runs) | Box(runs=runs):
            yield "", plain(runs)
        case Heading(number=number, runs=runs) | Para(number=number, runs=runs):
            yield number, plain(runs)
        case Item(marker=marker, runs=runs):
            yield marker, plain(runs)
        case DataTable(rows=rows, caption=caption):
            yield "", caption
            yield from (("", plain(cell.runs)) for row in rows for cell in row)
        case Questions(rows=rows):
            for row in rows:
                yield "", plain(row.label)
                yield "", plain(row.answer)
        case Labelled(label=label, answer=answer):
            yield "", f"{label}{'' if label.endswith((':', '?')) else ':'} {plain(answer)}"
        case Declaration(head=head, rows=rows):
            yield from (("", words) for words in head)
            yield from (line for row in rows for line in _statement(row))
        case Signature():
            yield from (("", words) for words in ("Signature", "Date", node.name, node.date, node.post))
            if node.fingerprint:
                yield "", f"Text {'' if node.name else 'to be '}approved: {node.fingerprint}"


def _statement(row: Statement) -> Iterator[Line]:
    yield "", row.name
    yield from (("", plain(part)) for part in row.parts)
    yield "", row.answer
    yield "", "☑" if row.ticked else "☐"


def plain(runs: Inlines) -> str:
    """Return the words of inline pieces, marks of notes as their numbers in brackets."""
    return "".join(_plain(run) for run in runs)


def _plain(run: Span | Break | NoteMark | Ref) -> str:
    match run:
        case Span(text=text) | Ref(text=text):
            return text
        case Break():
            return "\n"
        case NoteMark(number=number):
            return f"[{number}]"
