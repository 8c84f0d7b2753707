"""Fields to fill in on screen: where they stand on a strip, and how they are written into the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from .nodes import Node

#: Print the field; and the flag of a text of several lines.
_PRINT, _MULTILINE = 4, 1 << 12


class Kind(StrEnum):
    """What a field takes: a signature, a line of text, or several lines."""

    SIGNATURE = "Sig"
    LINE = "Line"
    LINES = "Lines"


@dataclass(frozen=True, slots=True)
class Field:
    """A field on a strip. name: "document.field", unique in the file. tip: what is asked for, in words.

    x0, y0, x1, y1: points from the strip's left and down from its top. size: of its text in points.
    """

    kind: Kind
    name: str
    tip: str
    node: Node
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


class Fields:
    """The fields of one file, those of a document under its name."""

    def __init__(self, file: Any, font: str) -> None:
        """file: ReportLab's. font: name under which its pages know the face that answers are set in."""
        self._file = file
        self._font = font
        self._parents: dict[str, tuple[Any, Any]] = {}

    def widget(self, field: Field, area: Sequence[float], page: Any, key: int) -> Any:
        """Return the field as an annotation at an area of its page; key: of the parent tree."""
        facts: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Sig" if field.kind is Kind.SIGNATURE else "Tx"),
            "T": PDFString(field.name.rpartition(".")[2]),
            "Parent": self._parent(field)[0],
            "TU": PDFString(field.tip),
            "Rect": PDFArray(list(area)),
            "F": _PRINT,
            "P": page,
            "StructParent": key,
            "AP": PDFDictionary({"N": self._file.Reference(_blank(area))}),
        }
        if field.kind is not Kind.SIGNATURE:
            facts["DA"] = PDFString(f"{self._font} {field.size:g} Tf 0.1 g")
            facts["Ff"] = _MULTILINE if field.kind is Kind.LINES else 0
        return PDFDictionary(facts)

    def adopt(self, field: Field, widget: Any) -> None:
        """Enter a field among those of the file, its annotation being on its page by now."""
        self._parent(field)[1].sequence.append(widget)

    def _parent(self, field: Field) -> tuple[Any, Any]:
        prefix = field.name.rpartition(".")[0]
        if prefix not in self._parents:
            kids = PDFArray([])
            parent = PDFDictionary({"T": PDFString(prefix or "paper"), "Kids": kids})
            self._parents[prefix] = (self._file.Reference(parent), kids)
        return self._parents[prefix]

    def form(self) -> Any:
        """Return what the catalog holds of them, None where there are none."""
        if not self._parents:
            return None
        fonts = PDFDictionary({"Font": PDFObjectReference(BasicFonts)})
        return PDFDictionary(
            {
                "Fields": PDFArray([parent for parent, _ in self._parents.values()]),
                "DR": fonts,
                "DA": PDFString(f"{self._font} 0 Tf 0 g"),
            }
        )


def _blank(area: Sequence[float]) -> Any:
    """Return the look of a field that nobody has filled in: nothing, for the page has its lines."""
    x0, y0, x1, y1 = area
    facts = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, x1 - x0, y1 - y0]),
        "Resources": PDFDictionary({}),
    }
    return PDFStream(PDFDictionary(facts), b"/Tx BMC\nEMC\n", [])
