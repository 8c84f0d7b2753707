"""The objects of a PDF's structure tree, each written in as few bytes as the format allows."""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFString

from .nodes import Node

#: Types of our own, and the standard ones they stand for.
_ROLES = b"/RoleMap<</Title/P>>"


@dataclass(eq=False)
class Element(PDFObject):
    """One structure element. parent: reference to the one it is in. kids: what it holds, in order."""

    node: Node
    parent: Any
    kids: list[Any] = field(default_factory=list[Any])

    def add_text(self, page: Any, mark: int) -> None:
        """Add what is marked with a number on a page."""
        self.kids.append(_Kid(b"/MCR", b"/MCID %d" % mark, page))

    def add_object(self, page: Any, reference: Any) -> None:
        """Add an annotation."""
        self.kids.append(_Kid(b"/OBJR", reference, page))

    def format(self, document: Any) -> bytes:
        """Return the element as it stands in the file."""
        node = self.node
        parts = [b"<</Type/StructElem/S/", node.tag.encode("ascii"), b"/P ", self.parent.format(document)]
        kids = b" ".join(kid.format(document) for kid in self.kids)
        # Of a field its one kid by itself: there those look for it who compare a signed file with before.
        parts.append(b"/K" + kids if node.tag == "Form" else b"/K[" + kids + b"]")
        if node.alt:
            name = b"/ActualText" if node.tag == "Lbl" else b"/Alt"
            parts += [name, PDFString(node.alt).format(document)]
        if node.id:
            parts += [b"/ID", PDFString(node.id).format(document)]
        parts += [_attributes(node), b">>"]
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class _Kid:
    """A marked piece of a page, or an annotation on it."""

    kind: bytes
    what: Any
    page: Any

    def format(self, document: Any) -> bytes:
        what = self.what if isinstance(self.what, bytes) else b"/Obj " + self.what.format(document)
        return b"<</Type%s/Pg %s%s>>" % (self.kind, self.page.format(document), what)


def _attributes(node: Node) -> bytes:
    if node.scope or node.span > 1:
        scope = b"/Scope/" + node.scope.encode("ascii") if node.scope else b""
        span = b"/ColSpan %d" % node.span if node.span > 1 else b""
        return b"/A<</O/Table%s%s>>" % (scope, span)
    if node.numbering:
        return b"/A<</O/List/ListNumbering/%s>>" % node.numbering.encode("ascii")
    return b""


@dataclass(eq=False)
class StructureRoot(PDFObject):
    """The root of the tree. parents: what each page's marks and each link belong to, by key.

    notes: the footnotes by their ids.
    """

    kids: list[Any] = field(default_factory=list[Any])
    parents: list[tuple[int, Any]] = field(default_factory=list[tuple[int, Any]])
    notes: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    _keys: int = 0

    def next_key(self) -> int:
        """Return a key of the parent tree that was never given before."""
        self._keys += 1
        return self._keys - 1

    def format(self, document: Any) -> bytes:
        """Return the root as it stands in the file."""
        numbers = b"".join(
            b"%d %s\n" % (key, what.format(document))
            for key, what in sorted(self.parents, key=lambda parent: parent[0])
        )
        parts = [b"<</Type/StructTreeRoot/K[", b" ".join(kid.format(document) for kid in self.kids), b"]"]
        parts += [b"/ParentTree<</Nums[", numbers, b"]>>/ParentTreeNextKey %d" % self._keys, _ROLES]
        if self.notes:
            named = sorted((PDFString(name).format(document), note) for name, note in self.notes)
            names = b" ".join(b"%s %s" % (name, note.format(document)) for name, note in named)
            limits = b"/Limits[%s %s]" % (named[0][0], named[-1][0])
            parts.append(b"/IDTree<</Kids[<<" + limits + b"/Names[" + names + b"]>>]>>")
        parts.append(b">>")
        return b"".join(parts)
