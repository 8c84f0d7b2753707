"""The objects of a PDF's structure tree, each written in as few bytes as the format allows."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

from .nodes import Node

#: Types of our own, and the standard ones they stand for.
_ROLES = b"/RoleMap<</Title/P>>"
_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def literal(text: str) -> bytes:
    """Return text as a string of the file."""
    if text.isascii() and text.isprintable():
        return b"(" + text.translate(_ESCAPES).encode("ascii") + b")"
    return PDFString(text).format(DummyDoc())


class Element:
    """One structure element. number: of its object. owner: reference to the one it is in.

    page: number of the page object on which it begins, 0 for none. kids: what it holds, in order, as it
    is written.
    """

    __slots__ = ("kids", "node", "number", "owner", "page", "reference")

    def __init__(self, node: Node, owner: str, number: int) -> None:
        self.node = node
        self.owner = owner
        self.number = number
        self.reference = f"{number} 0 R"
        self.page = 0
        self.kids: list[str] = []

    def add_text(self, page: int, mark: int) -> None:
        """Add what is marked with a number on a page, which is known by the number of its object."""
        if not self.page:
            self.page = page
        same = self.page == page
        self.kids.append(str(mark) if same else f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>")

    def add_object(self, page: int, number: int) -> None:
        """Add an annotation on a page, both known by the numbers of their objects."""
        self.kids.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {number} 0 R>>")

    def body(self) -> bytes:
        """Return the element as it stands in the file."""
        node, kids = self.node, self.kids
        # One kid stands by itself: of a field, those who compare a signed file with before look for it there.
        held = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
        page = f"/Pg {self.page} 0 R" if self.page else ""
        body = f"<</S/{node.tag}/P {self.owner}/K {held}{page}"
        if node.alt or node.scope or node.numbering or node.id or node.span > 1:
            return b"%b%b>>" % (body.encode(), _facts(node))
        return f"{body}>>".encode()


def _facts(node: Node) -> bytes:
    """Return what is known of a node beside its type and its place."""
    facts = b""
    if node.alt:
        facts = (b"/ActualText" if node.tag == "Lbl" else b"/Alt") + literal(node.alt)
    if node.id:
        facts += b"/ID" + literal(node.id)
    if node.scope or node.span > 1:
        scope = b"/Scope/" + node.scope.encode() if node.scope else b""
        span = b"/ColSpan %d" % node.span if node.span > 1 else b""
        facts += b"/A<</O/Table%b%b>>" % (scope, span)
    elif node.numbering:
        facts += b"/A<</O/List/ListNumbering/%b>>" % node.numbering.encode()
    return facts


class Structure:
    """The whole tree. file: ReportLab's, whose objects it numbers its own among."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._root = Element(Node("StructTreeRoot"), "", self._next_number())
        self._elements: dict[Node, Element] = {}
        self._notes: list[tuple[bytes, bytes]] = []
        self._parents: dict[int, str] = {}
        self._keys = 0

    @property
    def reference(self) -> bytes:
        """What the catalog says of it."""
        return self._root.reference.encode()

    def element(self, node: Node) -> Element:
        """Return the element of a node, made together with its parents when it is first asked for."""
        elements = self._elements
        known = elements.get(node)
        if known is None:
            above = node.parent
            parent = self._root if above is None else elements.get(above) or self.element(above)
            known = elements[node] = Element(node, parent.reference, self._next_number())
            parent.kids.append(known.reference)
            if node.tag == "Note":
                self._notes.append((literal(node.id), known.reference.encode()))
        return known

    def _next_number(self) -> int:
        self._file.objectcounter = number = self._file.objectcounter + 1
        return number

    def next_key(self) -> int:
        """Return a key of the parent tree that was never given before."""
        self._keys += 1
        return self._keys - 1

    def own(self, key: int, owner: Element) -> None:
        """Enter which element an annotation with a key belongs to."""
        self._parents[key] = owner.reference

    def own_marks(self, key: int, owners: Sequence[Element]) -> None:
        """Enter which elements the marks of a page with a key belong to, in the order of their numbers."""
        self._parents[key] = f"[{' '.join([owner.reference for owner in owners])}]"

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """Yield the numbers and bodies of all objects of the tree."""
        if not self._elements:  # a paper of no words is a document all the same
            self.element(Node("Document"))
        yield self._root.number, self._tree()
        yield from [(element.number, element.body()) for element in self._elements.values()]

    def _tree(self) -> bytes:
        kids = " ".join(self._root.kids)
        numbers = "".join(f"{key} {self._parents[key]}\n" for key in sorted(self._parents))
        parts = [f"<</Type/StructTreeRoot/K[{kids}]/ParentTree<</Nums[{numbers}".encode("ascii")]
        parts += [b"]>>/ParentTreeNextKey %d" % self._keys, _ROLES]
        if self._notes:
            named = sorted(self._notes)
            names = b" ".join([b"%b %b" % each for each in named])
            limits = b"/Limits[%b %b]" % (named[0][0], named[-1][0])
            parts.append(b"/IDTree<</Kids[<<" + limits + b"/Names[" + names + b"]>>]>>")
        parts.append(b">>")
        return b"".join(parts)
