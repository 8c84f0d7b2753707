"""The body of a Word paper: each node in its own way."""

from itertools import groupby, zip_longest
from typing import NamedTuple, assert_never

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Document,
    Heading,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Signature,
    Span,
    Title,
)
from desktop_app.document.style import ANNOUNCING, STYLE

from . import tables
from .controls import Controls, is_fixed, locks_whole
from .inline import Inliner
from .numbering import MAIN, Numbering, number_properties
from .styles import HEADING, LEVELS, PARAGRAPH, SECTION, text_indent
from .xml import paragraph, run, text, twips


class Body(NamedTuple):
    """What nodes are written with."""

    inliner: Inliner
    numbering: Numbering
    controls: Controls

    def node(self, node: Node, following: Node | None) -> str:  # noqa: C901, PLR0911 - one case a kind of node
        """Return a node as WordprocessingML. following: the next node, None at the end."""
        match node:
            case Kicker(runs=runs):
                return paragraph(self.inliner.runs(runs), "PaperKicker")
            case Title(runs=runs):
                return paragraph(self.inliner.runs(runs), "Title")
            case Heading():
                return self._heading(node)
            case Para():
                return self._para(node, following)
            case Item():
                return self._item(node, following)
            case DataTable():
                made = tables.data_table(node, self.inliner) if node.rows and node.rows[0] else ""
                return made and made + _below(STYLE.tables.after, following)
            case Questions():
                made = tables.questions(node, self.inliner, self.controls)
                return made + _below(STYLE.tables.after, following)
            case Labelled():
                return self._labelled(node)
            case Declaration():
                made = tables.declaration(node, self.inliner, self.controls)
                return made + _below(STYLE.tables.after, following)
            case Signature():
                return tables.signature(node, self.controls) + _below(STYLE.signing.after, following)
            case Box():
                keep = isinstance(following, Para | Signature)
                made = tables.box(node, self.inliner, keep=keep)
                return made + _below(STYLE.body.after, following, keep=keep)
            case _:
                assert_never(node)

    def _heading(self, node: Heading) -> str:
        style, usual = HEADING.format(min(node.level, 3)), min(node.level, 3)
        if node.number:
            self.numbering.heading(node)
            style, usual = SECTION, 2
        elif node.banner:
            style, usual = "PaperBanner", 1
        page = "<w:pageBreakBefore/>" if node.new_page else ""
        outline = "" if node.level == usual else f'<w:outlineLvl w:val="{min(node.level, 9) - 1}"/>'
        runs = self.inliner.marked_runs(node.key or node.id, self._runs(node))
        return paragraph(runs, style, page + outline)

    def _runs(self, node: Heading | Para | Item) -> str:
        """Return the runs of a paragraph; wording of the form that is not locked whole, locked here."""
        if not is_fixed(node) or locks_whole(node):
            return self.inliner.runs(node.runs)
        pieces = groupby(node.runs, key=lambda run: isinstance(run, NoteMark))
        written = ((marks, self.inliner.runs(tuple(runs))) for marks, runs in pieces)
        return "".join(xml if marks else self.controls.fixed(xml) for marks, xml in written)

    def _para(self, node: Para, following: Node | None) -> str:
        runs = self.inliner.marked_runs(node.id, self._runs(node))
        keep = "<w:keepNext/>" if leads(node, following) else ""
        if node.number:
            style = PARAGRAPH.format(min(node.level, LEVELS - 1) + 1)
            return paragraph(runs, style, keep + self.numbering.paragraph(node))
        above = node.level if node.hangs else node.level - 1
        deep = twips(text_indent(above)) if node.level and not node.centred else 0
        place = f'<w:ind w:left="{deep}"/>' if deep else '<w:jc w:val="center"/>' if node.centred else ""
        return paragraph(runs, "PaperContinuation" if node.hangs else "BodyText", keep + place)

    def _item(self, node: Item, following: Node | None) -> str:
        runs = self.inliner.marked_runs(node.id, self._runs(node))
        keep = "<w:keepNext/>" if leads(node, following) else ""
        return paragraph(runs, "PaperList", keep + self.numbering.item(node))

    def _labelled(self, node: Labelled) -> str:
        label = node.label if node.label.rstrip().endswith((":", "?")) else f"{node.label}:"
        words = self.controls.fixed(run(text(f"{label} "), "<w:b/>"))
        return paragraph(words + self.inliner.runs(node.answer), "BodyText")


def _below(points: float, following: Node | None, *, keep: bool = False) -> str:
    """Return the space below a table: what is asked for or what follows asks for, whichever is more."""
    wanted = 0.0
    if isinstance(following, Heading):
        style = STYLE.heading(following.level, banner=following.banner, numbered=bool(following.number))
        wanted = style.before
    return tables.gap(points - wanted, "<w:keepNext/>" if keep else "")


def leads(node: Para | Item, following: Node | None) -> bool:
    """Say whether a text must stay with what follows: a box, a block to sign, what it announces."""
    if isinstance(following, Box | Signature) or (isinstance(node, Para) and node.keep_next):
        return True
    last = node.runs[-1] if node.runs else None
    announces = isinstance(last, Span) and last.text.rstrip().endswith(ANNOUNCING)
    return announces and isinstance(following, Item | DataTable | Para)


def body_xml(document: Document, body: Body) -> str:
    """Return all nodes of a document; one without any still has a paragraph, as Word asks."""
    pairs = zip_longest(document.nodes, document.nodes[1:])
    written = [body.node(node, after) for node, after in pairs]
    made = body.controls.sectioned(document, written)
    # Word asks for a paragraph at the end, and puts a whole line of its own behind a control that is last.
    end = tables.gap(0) if made.endswith("</w:sdt>") else ""
    return made + end or paragraph("", "BodyText")


def scheme_styles(numbering: Numbering) -> dict[str, str]:
    """Return the numbering that each style of the scheme bears, as its numPr."""
    first = numbering.first_level()
    bound = {PARAGRAPH.format(level + 1): first + level for level in range(LEVELS)}
    if numbering.sections:
        bound[SECTION] = 0
    return {style: number_properties(MAIN, level) for style, level in bound.items()}
