"""The walk through a Word file: one pass, with all that is open round each piece."""

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from desktop_app.domain.text import clean_line

from .parse import W
from .pieces import KINDS, MC, W14, W15
from .runs import Runs
from .safe import Link
from .seen import Round, Seen
from .sheet import VAL, Sheet, is_on, number_of
from .tokens import (
    CellRead,
    Content,
    Para,
    RowRead,
    TableRead,
    Within,
    accept_all,
    stands,
)

_MOST_SPAN = 1_000
#: What stands among the properties of a paragraph and is not of how it is set.
_NOT_ITS_OWN = (W + "rPr", W + "sectPr", W + "pPrChange")
_THROUGH = (W + "customXml", W + "smartTag", W + "sdtContent", W + "dir", W + "bdo")


class Walker:
    """Walks through one part of a file."""

    def __init__(self, sheet: Sheet, links: Mapping[str, Link], seen: Seen) -> None:
        self._sheet = sheet
        self._seen = seen
        self._runs = Runs(sheet, links, seen, self.blocks)

    def blocks(self, parent: Element, around: Round) -> list[Content]:  # noqa: C901 - a case a kind
        """Return the paragraphs and tables of an element."""
        found: list[Content] = []
        for child in parent:
            if child.tag == W + "p":
                found.append(self._para(child, around))
            elif child.tag == W + "tbl":
                found.append(self._table(child, around))
            elif child.tag == W + "sdt":
                found += self._control(child, around)
            elif child.tag in KINDS:
                inner = replace(around, within=(*around.within, self._seen.change(child, KINDS[child.tag])))
                found += self.blocks(child, inner)
            elif child.tag in _THROUGH:
                found += self.blocks(child, around)
            elif child.tag == MC + "AlternateContent":
                for choice in child.findall(MC + "Choice")[:1]:
                    found += self.blocks(choice, around)
            elif child.tag == W + "sectPr":
                self._seen.formatting(child)
            elif child.tag in (W + "altChunk", W + "subDoc"):
                self._seen.warnings.setdefault("An embedded document in it was not read.")
            else:
                self._runs.milestone(child)
        return found

    def _control(self, control: Element, around: Round) -> list[Content]:
        properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        if content is None:
            return []
        tag = properties.find(W + "tag") if properties is not None else None
        tags = (*around.tags, tag.get(VAL, "")[:200]) if tag is not None else around.tags
        if properties is not None and properties.find(W15 + "repeatingSection") is not None:
            tags = around.tags
        box = properties.find(W14 + "checkbox") if properties is not None else None
        if box is not None and properties is not None:
            return self._ticked_block(properties, content, around)
        return self.blocks(content, replace(around, tags=tags))

    def _ticked_block(self, properties: Element, content: Element, around: Round) -> list[Content]:
        """Return the paragraphs of a check box that stands round a whole paragraph."""
        before = len(self._seen.changes)
        found = self.blocks(content, Round((), around.tags))
        inside = self._seen.changes[before:]
        self._seen.ticks.append(self._runs.tick(properties, content, inside))
        signs = [
            replace(each, tokens=tuple(replace(t, within=around.within) for t in each.tokens[-1:]))
            for each in found
            if isinstance(each, Para)
        ]
        return list(signs)

    def _para(self, element: Element, around: Round) -> Para:
        self._seen.paras += 1
        number = self._seen.paras
        properties = element.find(W + "pPr")
        mark_properties = properties.find(W + "rPr") if properties is not None else None
        mark = self._marks(mark_properties)
        self._seen.formatting(mark_properties)
        formatted = self._seen.formatting(properties)
        if properties is not None and (section := properties.find(W + "sectPr")) is not None:
            self._seen.formatting(section)
        if properties is not None and (listed := properties.find(W + "numPr")) is not None:
            begun = self._marks(listed)
            self._seen.formatting(listed)
            formatted = formatted or next(iter(begun), None)
        self._seen.bookmarks.clear()
        tokens = self._runs.tokens(element, around)
        shape = self._sheet.shape(properties)
        before = _before(properties) if formatted is not None else None
        return Para(
            number,
            tuple(tokens),
            shape.style,
            shape.numbered,
            (*around.within, *mark),
            tuple(self._seen.bookmarks),
            around.tags,
            shape.outline,
            formatted if before is not None else None,
            element.get(W14 + "paraId", "")[:8].upper(),
            self._sheet.shape(before) if before is not None else None,
        )

    def _marks(self, properties: Element | None) -> Within:
        """Return the revisions that properties say a paragraph's end, a row or a cell stands in."""
        if properties is None:
            return ()
        found = [each for each in properties if each.tag in KINDS]
        return tuple(self._seen.change(each, KINDS[each.tag]) for each in found)

    def _table(self, table: Element, around: Round) -> TableRead:
        properties = table.find(W + "tblPr")
        self._seen.formatting(properties)
        self._seen.formatting(table.find(W + "tblGrid"))
        caption = properties.find(W + "tblCaption") if properties is not None else None
        rows: list[RowRead] = []
        self._rows(table, around, rows)
        return TableRead(tuple(rows), clean_line(caption.get(VAL, ""))[:500] if caption is not None else "")

    def _rows(self, parent: Element, around: Round, rows: list[RowRead]) -> None:
        for child in parent:
            if child.tag == W + "tr":
                rows.append(self._row(child, around))
            elif child.tag == W + "sdt":
                for content in child.findall(W + "sdtContent"):
                    self._rows(content, around, rows)
            elif child.tag in KINDS:
                inner = replace(around, within=(*around.within, self._seen.change(child, KINDS[child.tag])))
                self._rows(child, inner, rows)
            elif child.tag in _THROUGH:
                self._rows(child, around, rows)
            elif child.tag not in (W + "tblPr", W + "tblGrid"):
                self._runs.milestone(child)

    def _row(self, row: Element, around: Round) -> RowRead:
        properties = row.find(W + "trPr")
        marks = self._marks(properties)
        self._seen.formatting(properties)
        for exceptions in row.findall(W + "tblPrEx"):
            self._seen.formatting(exceptions)
        inner = replace(around, within=(*around.within, *marks))
        cells: list[CellRead] = []
        before = len(self._seen.ticks)
        self._cells(row, inner, cells)
        self._label_ticks(before, cells)
        return RowRead(tuple(cells), inner.within, bool(is_on(properties, "tblHeader")))

    def _label_ticks(self, before: int, cells: list[CellRead]) -> None:
        """Give the boxes of a row the words that stand before them in it."""
        if len(self._seen.ticks) == before:
            return
        words = " ".join(cell_words(cell) for cell in cells[:-1]) or (cell_words(cells[-1]) if cells else "")
        for place in range(before, len(self._seen.ticks)):
            self._seen.ticks[place] = replace(self._seen.ticks[place], label=words[:300])

    def _cells(self, parent: Element, around: Round, cells: list[CellRead]) -> None:
        for child in parent:
            if child.tag == W + "tc":
                properties = child.find(W + "tcPr")
                marks = self._marks(properties)
                inner = replace(around, within=(*around.within, *marks))
                self._seen.formatting(properties)
                span = properties.find(W + "gridSpan") if properties is not None else None
                merge = properties.find(W + "vMerge") if properties is not None else None
                continued = merge is not None and merge.get(VAL, "continue") != "restart"
                content = tuple(self.blocks(child, inner))
                cells.append(CellRead(content, max(1, number_of(span, 1, _MOST_SPAN)), continued, marks))
            elif child.tag == W + "sdt":
                for content in child.findall(W + "sdtContent"):
                    self._cells(content, around, cells)
            elif child.tag in _THROUGH:
                self._cells(child, around, cells)
            elif child.tag not in (W + "trPr", W + "tblPrEx"):
                self._runs.milestone(child)


def cell_words(cell: CellRead) -> str:
    """Return the words of a cell as they stand with all changes accepted."""
    words = (
        "".join(token.text for token in each.tokens if stands(token.within, accept_all))
        for each in cell.content
        if isinstance(each, Para)
    )
    return " ".join(" ".join(words).split())


def _before(properties: Element | None) -> Element | None:
    """Return a paragraph's properties before they were changed on record, None where they say the same.

    Programs write changes of nothing too. A number that was given on record is the only one that may
    have no properties before it beside it.
    """
    change = properties.find(W + "pPrChange") if properties is not None else None
    if properties is None:
        return None
    if change is not None:
        before = change.find(W + "pPr")
        before = before if before is not None else Element(W + "pPr")
        return before if _told(properties) != _told(before) else None
    listed = properties.find(W + "numPr")
    if listed is None or listed.find(W + "ins") is None:
        return None
    before = Element(W + "pPr")
    before.extend(each for each in properties if each is not listed)
    return before


def _told(properties: Element | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what properties of a paragraph say, but for its end and the changes of it."""
    own = (each for each in properties if each.tag not in _NOT_ITS_OWN) if properties is not None else ()
    return sorted((each.tag, sorted(each.attrib.items())) for kind in own for each in kind.iter())
