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

    kids: what it holds, in order: as it is written, or with the index of its page where that is not the
    page on which the element begins, whose number goes into the words.
    """

    __slots__ = ("kids", "node", "number", "owner", "page", "reference")

    def __init__(self, node: Node, owner: bytes, number: int) -> None:
        self.node = node
        self.owner = owner
        self.number = number
        self.reference = b"%d 0 R" % number
        self.page = -1
        self.kids: list[bytes | tuple[bytes, int]] = []

    def add_text(self, page: int, mark: int) -> None:
        """Add what is marked with a number on a page."""
        if self.page < 0:
            self.page = page
        if self.page == page:
            self.kids.append(b"%d" % mark)
        else:
            self.kids.append((b"<</Type/MCR/Pg %%d 0 R/MCID %d>>" % mark, page))

    def add_object(self, page: int, number: int) -> None:
        """Add an annotation on a page."""
        self.kids.append((b"<</Type/OBJR/Pg %%d 0 R/Obj %d 0 R>>" % number, page))

    def body(self, pages: Sequence[int]) -> bytes:
        """Return the element as it stands in the file. pages: the numbers of their objects."""
        node = self.node
        kids = [kid if isinstance(kid, bytes) else kid[0] % pages[kid[1]] for kid in self.kids]
        # One kid stands by itself: of a field, those who compare a signed file with before look for it there.
        held = kids[0] if len(kids) == 1 else b"[%b]" % b" ".join(kids)
        if self.page >= 0:
            held += b"/Pg %d 0 R" % pages[self.page]
        if node.alt or node.scope or node.numbering or node.id or node.span > 1:
            held += _facts(node)
        return b"<</S/%b/P %b/K %b>>" % (node.tag.encode(), self.owner, held)


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
        self._root = Element(Node("StructTreeRoot"), b"", self._next_number())
        self._elements: dict[Node, Element] = {}
        self._notes: list[tuple[bytes, bytes]] = []
        self._parents: dict[int, bytes] = {}
        self._keys = 0

    @property
    def reference(self) -> bytes:
        """What the catalog says of it."""
        return self._root.reference

    def element(self, node: Node) -> Element:
        """Return the element of a node, made together with its parents when it is first asked for."""
        known = self._elements.get(node)
        if known is None:
            parent = self.element(node.parent) if node.parent else self._root
            known = self._elements[node] = Element(node, parent.reference, self._next_number())
            parent.kids.append(known.reference)
            if node.tag == "Note":
                self._notes.append((literal(node.id), known.reference))
        return known

    def _next_number(self) -> int:
        self._file.objectcounter += 1
        return self._file.objectcounter

    def next_key(self) -> int:
        """Return a key of the parent tree that was never given before."""
        self._keys += 1
        return self._keys - 1

    def own(self, key: int, owner: Element) -> None:
        """Enter which element an annotation with a key belongs to."""
        self._parents[key] = owner.reference

    def own_marks(self, key: int, owners: Sequence[Element]) -> None:
        """Enter which elements the marks of a page with a key belong to, in the order of their numbers."""
        self._parents[key] = b"[%b]" % b" ".join([owner.reference for owner in owners])

    def bodies(self, pages: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Yield the numbers and bodies of all objects of the tree. pages: the numbers of theirs, in order."""
        if not self._elements:  # a paper of no words is a document all the same
            self.element(Node("Document"))
        yield self._root.number, self._tree()
        yield from [(element.number, element.body(pages)) for element in self._elements.values()]

    def _tree(self) -> bytes:
        kids = b" ".join(kid for kid in self._root.kids if isinstance(kid, bytes))
        numbers = b"".join(b"%d %b\n" % (key, self._parents[key]) for key in sorted(self._parents))
        parts = [b"<</Type/StructTreeRoot/K[", kids, b"]/ParentTree<</Nums[", numbers]
        parts += [b"]>>/ParentTreeNextKey %d" % self._keys, _ROLES]
        if self._notes:
            named = sorted(self._notes)
            names = b" ".join([b"%b %b" % each for each in named])
            limits = b"/Limits[%b %b]" % (named[0][0], named[-1][0])
            parts.append(b"/IDTree<</Kids[<<" + limits + b"/Names[" + names + b"]>>]>>")
        parts.append(b">>")
        return b"".join(parts)
