"""A PDF file in the making, its logical structure along with its pages: nothing can go untagged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import compress

from reportlab.pdfbase.pdfdoc import (
    Destination,
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFString,
    ViewerPreferencesPDFDictionary,
    pdfdocEnc,
)

from desktop_app.document.model import Document

from .archive import PRODUCER, conform, embed_fonts
from .content import Letters, Sheet
from .fonts import Face
from .forms import Field, Fields
from .nodes import ARTIFACT, Node
from .packing import Held
from .structure import Element, Structure, literal


class TaggedFile:
    """A file whose pages are drawn one after the other. All their text belongs to an element or is marked
    as an artifact, as fills and rules are: there is no other way to draw.

    face: the one that answers in fields are set in. size: width and height of a page in points.
    """

    def __init__(self, document: Document, face: Face, size: tuple[float, float]) -> None:
        self._file: Any = PDFDocument(lang=document.language, pdfVersion=(1, 7), invariant=1, compression=1)
        self._document = document
        self._size = size
        self._face = face
        self._letters = Letters(self._file)
        self._letters.name(face)
        self._structure = Structure(self._file)
        self._fields: Fields | None = None
        self._places: dict[str, Any] = {}

    def begin_page(self) -> None:
        """Open the next page; all that is drawn until it ends stands on it."""
        self._here = self._file.thisPageRef()
        self._page = _Page(self._size)
        self._file.addPage(self._page)
        self._page_number = self._register(self._page)
        self._sheet = Sheet(self._letters)
        self._marked: list[Element] = []
        self._current: Node = ARTIFACT
        self._annotations: list[bytes] = []

    # -- drawing

    def text(self, node: Node, face: Face, size: float, color: str, words: tuple[float, float, str]) -> None:
        """Show words, with x and y in front of them, as part of an element; of none for ARTIFACT.

        What follows one another in one element bears one mark.
        """
        if node is ARTIFACT:
            self._sheet.begin("/Artifact <</Type/Pagination>>")
        elif node is not self._current:
            mark = len(self._marked)
            self._sheet.begin(f"/{node.tag} <</MCID {mark}>>")
            element = self._structure.element(node)
            element.add_text(self._page_number, mark)
            self._marked.append(element)
        self._current = node
        self._sheet.show(face, size, color, *words)

    @property
    def shapes(self) -> Sheet:
        """The page's sheet, for fills and rules."""
        return self._sheet

    def stand(self, node: Node) -> None:
        """Let an element stand here, though it may have no text."""
        self._structure.element(node)

    def place(self, name: str, top: float) -> None:
        """Give a height of this page a name, for links to lead to."""
        place = self._bookmarkReference(name)
        place.xyz(0, top, 0)
        place.setPage(self._here)

    def entry(self, title: str, name: str, level: int) -> None:
        """Enter a named place in the outline."""
        self._file.outline.addOutlineEntry(name, level, title, None)

    def link(self, node: Node, area: Sequence[float], *, url: str = "", place: str = "") -> None:
        """Make an area of the page (points) a link to a web address or a named place."""
        key = self._structure.next_key()
        target = None if url else self._bookmarkReference(place)
        self._annotate(node, key, _Link(area, key, node.alt or url or "Link", url, target))

    def field(self, field: Field, area: Sequence[float]) -> None:
        """Make an area of the page (points) a field to fill in."""
        if self._fields is None:
            self._fields = Fields(self._file, self._letters.name(self._face))
        key = self._structure.next_key()
        widget = self._fields.widget(field, area, self._here, key)
        self._annotate(field.node, key, widget)
        self._fields.adopt(field, self._file.Reference(widget))

    def _annotate(self, node: Node, key: int, annotation: PDFObject) -> None:
        number = self._register(annotation)
        self._annotations.append(b"%d 0 R" % number)
        self._belong(node, key, number)

    def _belong(self, node: Node, key: int, number: int) -> None:
        """Let the annotation with a number and a key of the parent tree be part of an element."""
        element = self._structure.element(node)
        element.add_object(self._page_number, number)
        self._structure.own(key, element)

    def end_page(self) -> None:
        """Close the page and note which elements its marks belong to."""
        key = self._structure.next_key()
        self._structure.own_marks(key, self._marked)
        content = self._register(_Raw(_stream(self._sheet.stream())))
        self._page.close(content, key, self._annotations)

    # -- the file

    def held(self) -> tuple[list[Held], Mapping[str, int]]:
        """Return all objects of the file, and which of them its catalog and its properties are.

        Call it once, after all pages.
        """
        file, catalog = self._file, self._file.Catalog
        catalog.ViewerPreferences = ViewerPreferencesPDFDictionary({"DisplayDocTitle": "true"})
        catalog.showOutline()
        if self._fields is not None:
            catalog.AcroForm = self._fields.form()
        self._set_properties()
        self._conform()
        embed_fonts(file)
        file.Outlines.prepare(file, self)
        if file.Outlines.ready < 0:
            catalog.Outlines = None
        roots = {"Root": self._register(catalog), "Info": self._register(file.info)}
        return sorted([*self._objects(), *self._tags()]), roots

    def _conform(self) -> None:
        """Enter what the standards ask for beside the tags themselves."""
        catalog = self._file.Catalog
        catalog.StructTreeRoot = self._structure.reference
        catalog.MarkInfo = PDFDictionary({"Marked": pdfdocEnc("true")})
        catalog.Lang = PDFString(self._document.language)
        conform(self._file, self._document)

    def _objects(self) -> Iterator[Held]:
        file, number = self._file, 0
        while number < file.objectcounter:  # more are entered while those before them are written
            number += 1
            if number in file.numberToId:
                yield number, file.idToObject[file.numberToId[number]].format(file).strip(b"\n")

    def _tags(self) -> Iterable[Held]:
        return self._structure.bodies()

    def _set_properties(self) -> None:
        info, document = self._file.info, self._document
        info.invariant = 1
        info.title, info.subject, info.author = document.title, document.subject, document.author
        info.creator = info.producer = PRODUCER
        info.keywords = document.reference

    def _register(self, thing: PDFObject) -> int:
        name = self._file.Reference(thing).name
        return self._file.idToObjectNumberAndVersion[name][0]

    def _bookmarkReference(self, name: str) -> Any:
        # The name by which ReportLab's outline asks for it.
        if name not in self._places:
            self._places[name] = Destination(name)
        return self._places[name]


class _Raw(PDFObject):
    """An object as it stands in the file."""

    __RefOnly__ = 1  # it is always an object of its own

    def __init__(self, body: bytes) -> None:
        self._body = body

    def format(self, _file: Any) -> bytes:
        return self._body


class _Page(PDFObject):
    """A page of a size in points."""

    __RefOnly__ = 1  # as above

    def __init__(self, size: tuple[float, float]) -> None:
        self._size = size

    def close(self, content: int, key: int, annotations: Sequence[bytes]) -> None:
        """Enter what stands on it. content: number of the stream's object. key: of the parent tree."""
        self._content = content
        self._key = key
        self._annotations = annotations

    def format(self, file: Any) -> bytes:
        parents = file.Reference(file.Pages).format(file)
        fonts = b"%d 0 R" % file.idToObjectNumberAndVersion["BasicFonts"][0]
        links = b"/Annots[%b]" % b" ".join(self._annotations) if self._annotations else b""
        return (
            b"<</Type/Page/Parent %b/MediaBox[0 0 %.7g %.7g]/Resources<</Font %b/ProcSet[/PDF/Text]>>"
            b"/Contents %d 0 R/StructParents %d/Tabs/S%b>>"
        ) % (parents, *self._size, fonts, self._content, self._key, links)


class _Link(PDFObject):
    """A link to a web address, or to a place that may lie on a page to come."""

    def __init__(self, area: Sequence[float], key: int, words: str, url: str, target: Any) -> None:
        self._area = area
        self._key = key
        self._words = words
        self._url = url
        self._target = target

    def format(self, file: Any) -> bytes:
        if self._target is None:
            leads = b"/A<</Type/Action/S/URI/URI%b>>" % literal(self._url)
        else:
            place = self._target
            leads = b"/Dest[%b /XYZ 0 %.2f 0]" % (place.page.format(file), place.fmt.top)
        return b"<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]%b/F 4%b>>" % (
            *self._area,
            leads,
            b"/StructParent %d/Contents%b" % (self._key, literal(self._words)),
        )


def _stream(content: bytes) -> bytes:
    data = compress(content)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\r\nendstream" % (len(data), data)
