"""Comments of a review copy: their parts, and where in the text each begins and ends."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx.oxml import parse_xml

from desktop_app.document.model import Comment, Document

from .identities import Identities, comment_identity
from .inline import bookmark
from .xml import NAMESPACES, ROOT, attribute, legal, paragraph, run, text

Element = Any  #: an lxml element, whose type lxml does not give away

_W = f"{{{NAMESPACES['w']}}}"
_SPACE = f'xmlns:w="{NAMESPACES["w"]}"'
_NOBODY = "Unknown"  #: whose comment it is where no name is known; Word asks for one
_LOOK = '<w:rStyle w:val="CommentReference"/>'
_NO_WORDS = "\ufffc"  #: what stands in a quote for a footnote or reference


@dataclass(frozen=True, slots=True)
class Said:
    """One comment or answer in the file. parent: identity of the comment that it answers, "" for none."""

    number: int
    identity: str
    who: str
    at: str
    text: str
    parent: str = ""
    done: bool = False


@dataclass(slots=True)
class Comments:
    """The comments of one document, numbered in its order."""

    document: Document
    identities: Identities
    said: list[Said] = field(default_factory=list[Said])

    def put_into(self, body: Element) -> None:
        """Mark in the body where each comment stands; what it is about is its block, or the quoted words."""
        paragraphs = _Paragraphs(self.document, body)
        for comment in self.document.comments:
            numbers = [said.number for said in self._thread(comment)]
            found, quote = paragraphs.of(comment)
            _mark(found, quote, numbers)

    def _thread(self, comment: Comment) -> Iterator[Said]:
        own = self.identities.taken(comment_identity(comment.id))
        first = Said(len(self.said), own, comment.who, comment.at, comment.text, "", comment.settled)
        self.said.append(first)
        yield first
        for answer in comment.answers:
            identity = self.identities.taken(comment_identity(answer.id))
            made = Said(len(self.said), identity, answer.who, answer.at, answer.text, own, comment.settled)
            self.said.append(made)
            yield made

    def part(self) -> bytes:
        """Return the part with what was said."""
        made = "".join(self._comment(said) for said in self.said)
        return _xml(f"<w:comments {ROOT}>{made}</w:comments>")

    def _comment(self, said: Said) -> str:
        who = said.who.strip() or _NOBODY
        date = f' w:date="{when}"' if (when := _moment(said.at)) else ""
        lines = legal(said.text).split("\n")
        made = ""
        for place, line in enumerate(lines):
            identity = said.identity if place == len(lines) - 1 else self.identities.next()
            sign = "" if place else run("<w:annotationRef/>", _LOOK)
            words = paragraph(sign + run(text(line)), "CommentText")
            made += words.replace("<w:p>", f'<w:p w14:paraId="{identity}">', 1)
        own = f'w:id="{said.number}" w:author={attribute(who)}{date} w:initials={attribute(_initials(who))}'
        return f"<w:comment {own}>{made}</w:comment>"

    def threads(self) -> bytes:
        """Return the part that says what answers what, and what is settled."""
        made = ""
        for said in self.said:
            parent = f' w15:paraIdParent="{said.parent}"' if said.parent else ""
            made += f'<w15:commentEx w15:paraId="{said.identity}"{parent} w15:done="{int(said.done)}"/>'
        return _xml(f"<w15:commentsEx {ROOT}>{made}</w15:commentsEx>")


def _xml(words: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{words}'.encode()


def _moment(at: str) -> str:
    """Return a moment as Word has it: the time on the clock where it was said, without a zone."""
    try:
        return f"{datetime.fromisoformat(at):%Y-%m-%dT%H:%M:%SZ}"
    except ValueError:
        return ""


def _initials(who: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", who))[:3].upper() or who[:1]


class _Paragraphs:
    """The paragraphs of a body by what comments are about."""

    def __init__(self, document: Document, body: Element) -> None:
        self._document = document
        self._body = body
        self._marks = {each.get(_W + "name"): each for each in body.iter(_W + "bookmarkStart")}
        tagged = ((each, each.find(f"{_W}sdtPr/{_W}tag")) for each in body.iter(_W + "sdt"))
        self._controls = {tag.get(_W + "val"): each for each, tag in tagged if tag is not None}

    def of(self, comment: Comment) -> tuple[Element, str]:
        """Return the paragraph that a comment stands at and the words in it that it is about, "" for all."""
        quote = legal(comment.quote).replace(_NO_WORDS, "").strip()
        mark = self._marks.get(bookmark(comment.block)) if comment.block else None
        if mark is None:
            return self._of_key(comment.key), ""
        found = next(mark.iterancestors(_W + "p"))
        table = next(mark.iterancestors(_W + "tbl"), None)
        for each in table.iter(_W + "p") if table is not None else (found,):
            if quote and quote in _words(each):
                return each, quote
        return found, ""

    def _of_key(self, key: str) -> Element:
        """Return the paragraph for a field or section: its own control's, its section's heading or first."""
        for kind in ("chk", "name"):
            if (control := self._controls.get(f"{kind}:{key}")) is not None:
                return next(control.iterancestors(_W + "p"))
        section = self._section(key)
        if section and (mark := self._marks.get(bookmark(section))) is not None:
            return next(mark.iterancestors(_W + "p"))
        control = self._controls.get(f"sec:{section}")
        return next((self._body if control is None else control).iter(_W + "p"))

    def _section(self, key: str) -> str:
        nodes = self._document.nodes
        for stretch in self._document.sections:
            held = {name for node in nodes[stretch.start : stretch.end] for name in _keys(node)}
            if key == stretch.key or key in held:
                return stretch.key
        return ""


def _keys(node: object) -> Iterator[str]:
    """Yield the keys of the fields whose answers a node prints."""
    yield getattr(node, "key", "")
    for row in getattr(node, "rows", ()):
        yield getattr(row, "key", "")


def _words(element: Element) -> str:
    """Return the words of a paragraph or of a part of it, tabs and new lines as one sign each."""
    signs = {_W + "tab": "\t", _W + "br": "\n"}
    found = (each for each in element.iter(_W + "t", *signs) if each.getparent().tag == _W + "r")
    return "".join(signs.get(each.tag) or each.text or "" for each in found)


def _mark(found: Element, quote: str, numbers: list[int]) -> None:
    """Put the marks of comments round the quoted words of a paragraph, or round all of it."""
    pieces = _pieces(found)
    start, end = _stretch(pieces, quote)
    first = pieces[start][0] if pieces else None
    last = pieces[end][-1] if pieces else None
    for number in numbers:
        begin = _element(f'<w:commentRangeStart {{}} w:id="{number}"/>')
        if first is None:
            found.append(begin)
        else:
            first.addprevious(begin)
    for number in reversed(numbers):
        stop = _element(f'<w:commentRangeEnd {{}} w:id="{number}"/>')
        sign = f'<w:r {{}}><w:rPr>{_LOOK}</w:rPr><w:commentReference w:id="{number}"/></w:r>'
        if last is None:
            found.append(stop)
        else:
            last.addnext(stop)
        stop.addnext(_element(sign))


def _element(xml: str) -> Element:
    return parse_xml(xml.format(_SPACE))


def _pieces(found: Element) -> list[list[Element]]:
    """Return what a paragraph is made of; the runs of a field, which no mark may stand in, together."""
    pieces: list[list[Element]] = []
    depth = 0
    for child in found:
        if child.tag in (_W + "pPr", _W + "commentRangeStart"):
            continue
        inside = depth > 0
        for sign in child.iter(_W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(sign.get(_W + "fldCharType"), 0)
        if inside:
            pieces[-1].append(child)
        else:
            pieces.append([child])
    return pieces


def _stretch(pieces: list[list[Element]], quote: str) -> tuple[int, int]:
    """Return the first and last piece of the quoted words, cut out of their runs; of all where none are."""
    whole = 0, len(pieces) - 1
    said = ["".join(_words(each) for each in piece) for piece in pieces]
    at = "".join(said).find(quote) if quote else -1
    if at < 0:
        return whole
    for offset in (at, at + len(quote)):
        place, before = _piece_at(said, offset)
        if place < len(pieces) and before and (rest := _cut(pieces[place], before)) is not None:
            pieces.insert(place + 1, [rest])
            said[place : place + 1] = [said[place][:before], said[place][before:]]
    start, _ = _piece_at(said, at)
    end, before = _piece_at(said, at + len(quote))
    return start, max(start, end if before else end - 1)


def _piece_at(said: list[str], offset: int) -> tuple[int, int]:
    """Return the piece that the sign at an offset stands in, and how many of its signs stand before it."""
    for place, words in enumerate(said):
        if offset < len(words):
            return place, offset
        offset -= len(words)
    return len(said), 0


def _cut(piece: list[Element], before: int) -> Element | None:
    """Part a run of plain words in two and return the second; None where it is anything else."""
    held = piece[0]
    words = held.findall(_W + "t")
    if len(piece) > 1 or held.tag != _W + "r" or len(words) != 1 or len(held) > 2:
        return None
    rest = parse_xml(run(text(words[0].text[before:])).replace("<w:r>", f"<w:r {_SPACE}>", 1))
    look = held.find(_W + "rPr")
    if look is not None:
        rest.insert(0, deepcopy(look))
    words[0].text = words[0].text[:before]
    held.addnext(rest)
    return rest
