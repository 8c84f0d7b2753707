"""The structure of a document while it is laid out: which element the next text belongs to."""

from dataclasses import dataclass

from desktop_app.document.model import NoteMark

from .nodes import Node


@dataclass(slots=True, eq=False)
class _List:
    """An open list: how far its texts are indented (points), its element, the body of its last item."""

    indent: float
    element: Node
    body: Node


class Tree:
    """Hands out elements in the order of the text and knows which lists are open."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._lists: list[_List] = []

    def plain(self, tag: str, *, inside: float = 0) -> Node:
        """Return an element that stands by itself; with an indent, within the list item it stands under."""
        while self._lists and self._lists[-1].indent > inside:
            self._lists.pop()
        return (self._lists[-1].body if self._lists else self.root).child(tag)

    def item(self, indent: float, marker: str) -> tuple[Node, Node]:
        """Return the elements of the number and of the text of the next list item."""
        while self._lists and self._lists[-1].indent > indent:
            self._lists.pop()
        if not self._lists or self._lists[-1].indent < indent:
            parent = self._lists[-1].body if self._lists else self.root
            element = parent.child("L")
            element.numbering = _numbering(marker)
            self._lists.append(_List(indent, element, element))
        top = self._lists[-1]
        entry = top.element.child("LI")
        label = entry.child("Lbl")
        top.body = entry.child("LBody")
        return label, top.body.child("P")

    def note(self, mark: NoteMark, owner: Node) -> Node:
        """Return the element of a footnote, which is read where its mark stands."""
        return Node("Note", owner, id=f"note-{mark.number}")


def _numbering(marker: str) -> str:
    signs = marker.strip("().")
    if signs[:1].isdigit():
        return "Decimal"
    if signs[:1].isascii() and signs[:1].isalpha():
        return "UpperAlpha" if signs[0].isupper() else "LowerAlpha"
    return "Disc"
