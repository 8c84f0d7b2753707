"""Content controls: a review copy's sections and fixed wording, guarded; boxes, names, dates to fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.document.model import (
    Document,
    Heading,
    Inline,
    Item,
    Kicker,
    Node,
    NoteMark,
    Para,
    Span,
    Statement,
    Stretch,
)

from .xml import attribute, paragraph, run, text

_MOST_NAME = 64  #: signs that Word takes in the tag or name of a control
_FIRST = 1000
_HIDDEN = '<w15:appearance w15:val="hidden"/>'
_SYMBOL = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
_TICKED, _OPEN = "☑", "☐"
_DAY = (
    '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
_BLANK = "\u00a0"  #: what a control that prints blank holds: without any sign nobody could click into it
PROMPTS = {"name": "Enter a name", "date": "Choose a date"}
NAMES = {"name": "Name", "date": "Date"}


@dataclass(slots=True)
class Controls:
    """Makes the controls of one file.

    filling: boxes, names and dates can be filled in. guarding: sections cannot be deleted, and the form's
    wording cannot be changed; what is to be filled in says so in grey, where else it prints blank.
    """

    filling: bool = False
    guarding: bool = False
    _last: int = _FIRST

    def made(self, content: str, name: str, tag: str, lock: str, kind: str = "") -> str:
        """Return content within a control. kind: what else its properties hold."""
        self._last += 1
        tagged = f"<w:tag w:val={attribute(tag)}/>" if 0 < len(tag) <= _MOST_NAME else ""
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={attribute(name[:_MOST_NAME])}/>{tagged}"
            f'<w:id w:val="{self._last}"/><w:lock w:val="{lock}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def fixed(self, content: str) -> str:
        """Return wording of the form, paragraphs or runs of one, so that a reviewer cannot change it."""
        if not (self.guarding and content):
            return content
        return self.made(content, "Wording of the form", "", "sdtContentLocked", _HIDDEN)

    def box(self, row: Statement) -> str:
        """Return the run of a statement's box: one to tick where controls can be filled in."""
        sign = run(text(_TICKED if row.ticked else _OPEN), _SYMBOL)
        if not self.filling:
            return sign
        state = 'w14:val="{:04X}" w14:font="MS Gothic"'
        kind = (
            f'<w14:checkbox><w14:checked w14:val="{int(row.ticked)}"/>'
            f"<w14:checkedState {state.format(ord(_TICKED))}/>"
            f"<w14:uncheckedState {state.format(ord(_OPEN))}/></w14:checkbox>"
        )
        return self.made(sign, row.name[:60], f"chk:{row.key}", "sdtLocked", kind)

    def blank(self, what: str, key: str, post: str) -> str:
        """Return the run of a name or date that is to be filled in by who signs. what: "name" or "date"."""
        if not self.filling:
            return ""
        shown = PROMPTS[what] if self.guarding else _BLANK * 12
        kind = _DAY if what == "date" else "<w:text/>"
        content = run(text(shown), '<w:rStyle w:val="PlaceholderText"/>')
        name = f"{NAMES[what]}: {post}"
        return self.made(content, name, f"{what}:{key}", "sdtLocked", f"<w:showingPlcHdr/>{kind}")

    def sectioned(self, document: Document, written: Sequence[str]) -> str:
        """Return the nodes of a document, each section of the form in a control of its own.

        written: each node as it stands in the file.
        """
        if not self.guarding:
            return "".join(written)
        done, made = 0, ""
        for section in document.sections:
            made += self._guarded(document.nodes, written, done, section.start)
            made += self._section(document.nodes, written, section)
            done = section.end
        return made + self._guarded(document.nodes, written, done, len(written))

    def _section(self, nodes: Sequence[Node], written: Sequence[str], section: Stretch) -> str:
        content = self._guarded(nodes, written, section.start, section.end)
        if section.blank and not any(getattr(node, "id", "") for node in nodes[section.start : section.end]):
            # Where nothing but locked wording stands, there would be nowhere to write.
            content += paragraph("", "BodyText")
        if content.count("<w:p>") == 1 and "<w:footnoteReference" in content:
            return content
        return content and self.made(content, section.label, f"sec:{section.key}", "sdtLocked", _HIDDEN)

    def _guarded(self, nodes: Sequence[Node], written: Sequence[str], start: int, end: int) -> str:
        """Return nodes from `start` up to `end`, wording of the form that stands together in one control."""
        made = ""
        for fixed, group in groupby(range(start, end), key=lambda place: locks_whole(nodes[place])):
            words = "".join(written[place] for place in group)
            made += self.fixed(words) if fixed else words
        return made


def locks_whole(node: Node) -> bool:
    """Say whether a node is wording of the form that a control round its paragraph keeps from change.

    LibreOffice loses the words of one with a footnote that is alone in a control, and the look of the
    first words of one that begins in bold or italics: such wording is locked within its paragraph.
    """
    runs = getattr(node, "runs", ())
    marked = any(isinstance(run, NoteMark) for run in runs)
    return is_fixed(node) and not marked and not (runs and _has_look(runs[0]))


def _has_look(run: Inline) -> bool:
    return isinstance(run, Span) and (run.bold or run.italic or run.underline)


def is_fixed(node: Node) -> bool:
    """Say whether a node is wording of the form alone, which a reviewer cannot change."""
    match node:
        case Heading(id=id_):
            return not id_
        case Para(fixed=fixed) | Item(fixed=fixed):
            return fixed
        case _:
            return isinstance(node, Kicker)
