"""The pieces within a paragraph: runs, links, fields, check boxes, and the milestones between them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from desktop_app.domain.text import clean

from .blanks import blank_kind, read_blank
from .parse import W
from .pieces import KINDS, MC, OBJECTS, SIGNS, W14, WORDS, M, R
from .safe import Link
from .seen import Round, Seen
from .sheet import VAL, Sheet, is_on
from .tokens import Change, Content, Look, Sort, Tick, Token

_REF = re.compile(r"\s*REF\s+(\S{1,60})")
_WITHIN = re.compile(r'\s*HYPERLINK\s+\\l\s+"([^"\s]{1,60})"')
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_TEXT = W + "t"
_THROUGH = (W + "smartTag", W + "customXml", W + "dir", W + "bdo", W + "sdtContent", W + "fldSimple")


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    code: str = ""
    result: bool = False


class Runs:
    """Reads what paragraphs are made of. blocks: reads what stands in a text box."""

    def __init__(
        self,
        sheet: Sheet,
        links: Mapping[str, Link],
        seen: Seen,
        blocks: Callable[[Element, Round], list[Content]],
    ) -> None:
        self._sheet = sheet
        self._links = links
        self._seen = seen
        self._blocks = blocks
        self._fields: list[_Field] = []
        self._found: list[Token] = []

    def tokens(self, paragraph: Element, around: Round) -> list[Token]:
        """Return the pieces of a paragraph."""
        outer, self._found = self._found, []
        self._children(paragraph, around, "")
        found, self._found = self._found, outer
        return found

    def _children(self, parent: Element, around: Round, link: str) -> None:
        for child in parent:
            self._child(child, around, link)

    def _child(self, child: Element, around: Round, link: str) -> None:  # noqa: C901 - a case a kind of element
        tag = child.tag
        if tag == W + "r":
            self._run(child, around, link)
        elif tag in KINDS:
            change = self._seen.change(child, KINDS[tag])
            self._children(child, replace(around, within=(*around.within, change)), link)
        elif tag == W + "hyperlink":
            self._link(child, around, link)
        elif tag == W + "sdt":
            self._control(child, around, link)
        elif tag == W + "fldSimple":
            self._fields.append(_Field(child.get(W + "instr", "")[:2000], result=True))
            self._children(child, around, link)
            self._fields.pop()
        elif tag in _THROUGH:
            self._children(child, around, link)
        elif tag == MC + "AlternateContent":
            for choice in child.findall(MC + "Choice")[:1]:
                self._children(choice, around, link)
        elif tag in (M + "oMath", M + "oMathPara"):
            self._equation(child, around)
        elif tag != W + "pPr":
            self.milestone(child)

    def _link(self, element: Element, around: Round, link: str) -> None:
        found = self._links.get(element.get(R + "id", ""))
        if found is not None and found.external:
            self._children(element, around, found.target)
            return
        inner = _Field(f'HYPERLINK \\l "{element.get(W + "anchor", "")}"', result=True)
        self._fields.append(inner)
        self._children(element, around, link)
        self._fields = [each for each in self._fields if each is not inner]

    def milestone(self, element: Element) -> None:
        """Take note of a mark that has no words: where a bookmark, comment or move begins or ends."""
        tag, seen = element.tag, self._seen
        id_ = element.get(W + "id", "")
        if tag == W + "bookmarkStart":
            seen.bookmarks.append(element.get(W + "name", "")[:80])
        elif tag == W + "commentRangeStart":
            seen.open_comments[id_] = None
            seen.places.setdefault(id_, max(1, seen.paras))
        elif tag == W + "commentRangeEnd":
            seen.open_comments.pop(id_, None)
        elif tag in (W + "moveFromRangeStart", W + "moveToRangeStart"):
            seen.moves.append(element.get(W + "name", "")[:80])
        elif tag in (W + "moveFromRangeEnd", W + "moveToRangeEnd") and seen.moves:
            seen.moves.pop()

    def _control(self, control: Element, around: Round, link: str) -> None:
        properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        if content is None:
            return
        before, start = len(self._seen.changes), len(self._found)
        self._children(content, around, link)
        inside = self._seen.changes[before:]
        if properties is None:
            return
        if properties.find(W14 + "checkbox") is None:
            if blank_kind(properties):
                held = self._found[start:]
                blank = read_blank(properties, held, inside, self._seen.paras)
                self._seen.blanks.append(blank)
                # What prompts for words is none of anybody's.
                filled = [replace(t, sort=Sort.BLANK) if t.text else t for t in held]
                self._found[start:] = filled if blank.words else []
            return
        self._seen.ticks.append(self.tick(properties, content, inside))
        # How the sign of a box came about is told by the tick, not as a change of text.
        held = self._found[start:]
        del self._found[start:]
        signs = [token for token in held if len(token.text.strip()) <= 1]
        for token in held:
            if token not in signs:
                self._found.append(token)
            elif token is signs[-1]:
                self._found.append(replace(token, sort=Sort.TICK, within=around.within))

    def tick(self, properties: Element, content: Element, changes: list[Change]) -> Tick:
        """Return what a check box says."""
        box = properties.find(W14 + "checkbox")
        checked = box.find(W14 + "checked") if box is not None else None
        ticked = checked is not None and checked.get(W14 + "val", "1").lower() in ("1", "true", "on")
        names = [properties.find(W + name) for name in ("tag", "alias")]
        tag, alias = ("" if name is None else clean(name.get(VAL, ""))[:200] for name in names)
        glyph = "".join(each.text or "" for each in content.iter(W + "t"))[:4]
        last = changes[-1] if changes else None
        return Tick(tag, alias, ticked, glyph, change=last, para=self._seen.paras)

    def _equation(self, element: Element, around: Round) -> None:
        words = "".join(each.text or "" for each in element.iter() if each.tag in WORDS)
        for each in element.iter():
            if each.tag in KINDS:
                self._seen.change(each, KINDS[each.tag])
            self._seen.formatting(each if each.tag == W + "rPr" else None)
        self._seen.warnings.setdefault("An equation in it is kept as plain signs.")
        self._add(Token(words, within=around.within))

    def _run(self, run: Element, around: Round, link: str) -> None:
        properties = run.find(W + "rPr")
        if properties is None and not self._fields and len(run) == 1 and run[0].tag == _TEXT:
            # Most of any paper: worth being quick about.
            self._add(Token(run[0].text or "", Sort.TEXT, around.within, link=link))
            return
        look, old, formatted = Look(), Look(), None
        if properties is not None:
            look = self._sheet.look(properties)
            formatted = self._seen.formatting(properties)
            for each in properties:
                if each.tag in KINDS:
                    self._seen.change(each, KINDS[each.tag])
            changed = properties.find(W + "rPrChange")
            old = self._sheet.look(changed.find(W + "rPr")) if changed is not None else look
        base = Token(
            "", within=around.within, look=look, link=link, formatted=formatted, old=old,
            hidden=bool(is_on(properties, "vanish")),
        )  # fmt: skip
        if base.hidden:
            self._seen.warnings.setdefault("Some of its text is hidden in Word.")
        for child in run:
            self._piece(child, base, around)

    def _piece(self, child: Element, base: Token, around: Round) -> None:  # noqa: C901 - a case a kind
        tag = child.tag
        if tag in WORDS:
            self._add(self._in_field(replace(base, text=child.text or "")))
        elif tag in SIGNS:
            self._add(self._in_field(replace(base, text=SIGNS[tag])))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "foot" if tag == W + "footnoteReference" else "end"
            self._add(replace(base, sort=Sort.NOTE, note=f"{kind} {child.get(W + 'id', '')}"))
        elif tag == W + "fldChar":
            self._field(child.get(W + "fldCharType", ""))
        elif tag in (W + "instrText", W + "delInstrText"):
            if self._fields and not self._fields[-1].result:
                self._fields[-1].code = (self._fields[-1].code + (child.text or ""))[:2000]
        elif tag == W + "commentReference":
            self._seen.places.setdefault(child.get(W + "id", ""), max(1, self._seen.paras))
        elif tag == MC + "AlternateContent":
            for choice in child.findall(MC + "Choice")[:1]:
                for inner in choice:
                    self._piece(inner, base, around)
        elif tag in OBJECTS:
            self._object(child, base, around)

    def _object(self, element: Element, base: Token, around: Round) -> None:
        if element.tag == W + "ruby":
            for part in element:
                self._children(part, around, base.link)
            return
        boxes = _boxes(element)
        for box in boxes:
            self._seen.boxes += self._blocks(box, around)
            self._seen.warnings.setdefault("Text in text boxes is listed apart.")
        self._add(replace(base, sort=Sort.OBJECT, text="" if boxes else OBJECTS[element.tag]))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_field(self, token: Token) -> Token:
        for each in reversed(self._fields):
            # A link within the file means what a reference does.
            if found := _REF.match(each.code) or _WITHIN.match(each.code):
                return replace(token, ref=found[1])
            if found := _LINK.match(each.code):
                return replace(token, link=found[1])
        return token

    def _add(self, token: Token) -> None:
        self._seen.token(token)
        self._found.append(token)


def _boxes(element: Element) -> list[Element]:
    """Return the text boxes of an element without those for older readers."""
    found: list[Element] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag == W + "txbxContent":
            found.append(each)
            continue
        waiting.extend(child for child in reversed(each) if child.tag != MC + "Fallback")
    return found
