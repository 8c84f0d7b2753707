"""Pieces of text within a node of a finished document."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one look; link is a URL or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within the same node."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote, numbered through the document, with the note."""

    id: str
    number: int
    note: tuple["Span | Break", ...]


@dataclass(frozen=True, slots=True)
class RefPart:
    """A part of a cross-reference: the id of the node that it names, and by what, after what joins it.

    counted: by its number; else by words, as a bullet is.
    """

    target: str
    text: str
    joint: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross-reference: the number it prints, and the id of the node it means ("" where it is gone).

    parts: what it is put together of where that is more than the number of its node, as "3.1(a)" is.
    """

    text: str
    target: str
    parts: tuple[RefPart, ...] = ()


Inline: TypeAlias = Span | Break | NoteMark | Ref
Inlines: TypeAlias = tuple[Inline, ...]
