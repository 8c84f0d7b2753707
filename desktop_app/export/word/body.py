"""The body of a Word paper: each node in its own way."""

from dataclasses import dataclass
from typing import assert_never

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
    Para,
    Questions,
    Signature,
    Title,
)

from . import tables
from .inline import Inliner
from .numbering import MAIN, Numbering
from .styles import HEADING, LEVELS, PARAGRAPH, SECTION
from .xml import paragraph, run, text


@dataclass(frozen=True, slots=True)
class Body:
    """What nodes are written with."""

    inliner: Inliner
    numbering: Numbering
    controls: bool

    def node(self, node: Node) -> str:
        """Return a node as WordprocessingML."""
        match node:
            case Kicker(runs=runs):
                return paragraph(self.inliner.runs(runs), "PaperKicker")
            case Title(runs=runs):
                return paragraph(self.inliner.runs(runs), "Title")
            case Heading():
                return self._heading(node)
            case Para():
                return self._para(node)
            case Item():
                return self._item(node)
            case DataTable():
                return tables.data_table(node, self.inliner) if node.rows else ""
            case Questions():
                return tables.questions(node, self.inliner)
            case Labelled():
                return self._labelled(node)
            case Declaration():
                return tables.declaration(node, self.inliner, controls=self.controls)
            case Signature():
                return tables.signature(node)
            case Box():
                return tables.box(node, self.inliner)
            case _:
                assert_never(node)

    def _heading(self, node: Heading) -> str:
        style = HEADING.format(min(node.level, 3))
        if node.number:
            style = SECTION
        elif node.banner:
            style = "PaperBanner"
        page = "<w:pageBreakBefore/>" if node.new_page else ""
        return paragraph(self.inliner.marked_runs(node.key, self.inliner.runs(node.runs)), style, page)

    def _para(self, node: Para) -> str:
        runs = self.inliner.marked_runs(node.id, self.inliner.runs(node.runs))
        keep = "<w:keepNext/>" if node.keep_next else ""
        if node.number:
            return paragraph(runs, PARAGRAPH.format(min(node.level, LEVELS - 1) + 1), keep)
        centred = '<w:jc w:val="center"/>' if node.centred else ""
        return paragraph(runs, "PaperContinuation" if node.hangs else "BodyText", keep + centred)

    def _item(self, node: Item) -> str:
        number, level = self.numbering.item(node)
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(self.inliner.marked_runs(node.id, self.inliner.runs(node.runs)), "PaperList", place)

    def _labelled(self, node: Labelled) -> str:
        label = node.label if node.label.rstrip().endswith((":", "?")) else f"{node.label}:"
        runs = run(text(f"{label} "), "<w:b/>") + self.inliner.runs(node.answer)
        return paragraph(runs, "BodyText")


def body_xml(document: Document, body: Body) -> str:
    """Return all nodes of a document."""
    return "".join(body.node(node) for node in document.nodes)


def scheme_styles(numbering: Numbering) -> dict[str, str]:
    """Return the numbering that each style of the scheme bears, as its numPr."""
    first = numbering.first_level()
    bound = {PARAGRAPH.format(level + 1): first + level for level in range(LEVELS)}
    if numbering.sections:
        bound[SECTION] = 0
    return {
        style: f'<w:numPr xmlns:w="{{}}"><w:ilvl w:val="{level}"/><w:numId w:val="{MAIN}"/></w:numPr>'
        for style, level in bound.items()
    }
