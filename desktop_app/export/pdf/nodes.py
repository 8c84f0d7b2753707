"""The logical structure of a PDF as its layout knows it: elements in a tree, without any drawing state."""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Node:
    """An element of structure. tag: its type as PDF names it ("P", "H1", "TD").

    alt: words in its place for those who listen. url, target: what a link leads to, a web address or
    the name of a place in this document. scope, span: of a table cell. id: unique, of a footnote.
    numbering: of a list ("Decimal", "LowerAlpha", "Disc").
    """

    tag: str
    parent: "Node | None" = None
    alt: str = ""
    url: str = ""
    target: str = ""
    scope: str = ""
    span: int = 1
    id: str = ""
    numbering: str = ""

    def child(self, tag: str, *, alt: str = "", scope: str = "", span: int = 1) -> "Node":
        """Return a new element under this one."""
        return Node(tag, self, alt, scope=scope, span=span)


#: Stands for what is no part of the text: rules, running heads and feet, repeated table heads.
ARTIFACT = Node("Artifact")
