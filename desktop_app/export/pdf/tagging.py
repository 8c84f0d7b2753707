"""A canvas that writes the logical structure of a document along with its pages: nothing goes untagged."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString, pdfdocEnc
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.document.model import Document

from .archive import conform
from .forms import Field, Fields
from .nodes import ARTIFACT, Node
from .structure import Element, StructureRoot


class Untagged(RuntimeError):
    """Something was drawn that belongs to no element and is no artifact either."""


class TaggedCanvas(Canvas):
    """A canvas on which all that is drawn belongs to an element or is marked as an artifact."""

    # ReportLab's own, which its type stubs leave out.
    _doc: Any
    _code: list[str]
    _addAnnotation: Any  # noqa: N815
    _bookmarkReference: Any  # noqa: N815
    _initialFontName: str  # noqa: N815

    def __init__(self, target: BytesIO, **options: Any) -> None:
        self._open = False
        self._marked: list[Element] = []
        super().__init__(target, **options)
        self._root = StructureRoot()
        self._elements: dict[Node, Element] = {}
        self._page_key = self._root.next_key()
        self._fields: Fields | None = None

    @contextmanager
    def marked(self, node: Node) -> Generator[None]:
        """Let what is drawn within be part of an element; of none at all for ARTIFACT."""
        if node is ARTIFACT:
            with self.artifact():
                yield
            return
        element = self.element(node)
        self._begin(f"/{node.tag} <</MCID {len(self._marked)}>> BDC")
        yield
        self._end()
        element.add_text(self._page_ref(), len(self._marked))
        self._marked.append(element)

    @contextmanager
    def artifact(self, kind: str = "/Type/Layout") -> Generator[None]:
        """Let what is drawn within be no part of the text: rules, running heads and feet."""
        self._begin(f"/Artifact <<{kind}>> BDC")
        yield
        self._end()

    def element(self, node: Node) -> Element:
        """Return the element of a node, made together with its parents when it is first asked for."""
        known = self._elements.get(node)
        if known is None:
            parent = self.element(node.parent) if node.parent else self._root
            known = Element(node, self._doc.Reference(parent))
            parent.kids.append(self._doc.Reference(known))
            self._elements[node] = known
            if node.tag == "Note":
                self._root.notes.append((node.id, self._doc.Reference(known)))
        return known

    def link(self, node: Node, area: Sequence[float], *, url: str = "", place: str = "") -> None:
        """Make an area of the page (points) a link to a web address or a named place."""
        key = self._root.next_key()
        facts: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray(list(area)),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "StructParent": key,
            "Contents": PDFString(node.alt or url or "Link"),
        }
        if url:
            action = {"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(url)}
            facts["A"] = PDFDictionary(action)
        else:
            facts["Dest"] = self._bookmarkReference(place)
        annotation = PDFDictionary(facts)
        self._addAnnotation(annotation)
        element = self.element(node)
        element.add_object(self._page_ref(), self._doc.Reference(annotation))
        self._root.parents.append((key, self._doc.Reference(element)))

    def field(self, field: Field, area: Sequence[float]) -> None:
        """Make an area of the page (points) a field to fill in."""
        if self._fields is None:
            self._fields = Fields(self._doc, self._fontname_in_file())
        key = self._root.next_key()
        annotation = self._fields.widget(field, area, self._page_ref(), key)
        self._addAnnotation(annotation)
        self._fields.adopt(field, self._doc.Reference(annotation))
        element = self.element(field.node)
        element.add_object(self._page_ref(), self._doc.Reference(annotation))
        self._root.parents.append((key, self._doc.Reference(element)))

    def drawText(self, aTextObject: Any) -> None:  # noqa: N803 - the name it has in ReportLab
        """Draw text, as all that draws does only within `marked` or `artifact`."""
        self._guard()
        super().drawText(aTextObject)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line."""
        self._guard()
        super().line(x1, y1, x2, y2)

    def rect(self, *place: Any, **options: Any) -> None:
        """Draw a rectangle."""
        self._guard()
        super().rect(*place, **options)

    def drawImage(self, *image: Any, **options: Any) -> Any:
        """Draw a picture."""
        self._guard()
        return super().drawImage(*image, **options)

    def showPage(self) -> None:
        """Close the page and note which elements its marks belong to."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self._page_key, PDFName("S")
        owners = PDFArray([self._doc.Reference(element) for element in self._marked])
        self._root.parents.append((self._page_key, owners))
        self._marked = []
        self._page_key = self._root.next_key()

    def finish(self, document: Document) -> None:
        """Enter the structure and the document's properties in the file. Call it once, after all pages."""
        if not self._elements:  # a paper of no words is a document all the same
            self.element(Node("Document"))
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = self._doc.Reference(self._root)
        catalog.MarkInfo = PDFDictionary({"Marked": pdfdocEnc("true")})
        catalog.Lang = PDFString(document.language)
        if self._fields is not None:
            catalog.AcroForm = self._fields.form()
        conform(self._doc, document)

    def _fontname_in_file(self) -> str:
        """Return how pages name the first font, whose codes are those of ASCII."""
        font: Any = getFont(self._initialFontName)
        return font.getSubsetInternalName(0, self._doc)

    def _page_ref(self) -> Any:
        return self._doc.thisPageRef()

    def _guard(self) -> None:
        if not self._open:
            raise Untagged("drawn outside any element and any artifact")

    def _begin(self, code: str) -> None:
        if self._open:
            raise Untagged("one element was begun within another")
        self._open = True
        self._code.append(code)

    def _end(self) -> None:
        self._open = False
        self._code.append("EMC")
