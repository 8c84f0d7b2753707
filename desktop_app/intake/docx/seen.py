"""What has been met on the way through a Word file."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .parse import REVISIONS
from .pieces import KINDS, named
from .tokens import Blank, Change, ChangeKind, Content, Sort, Tick, Token, Within

_MOST_QUOTED = 64  # pieces of text that a comment's quote is made of


@dataclass(frozen=True, slots=True)
class Round:
    """What stands round a piece: revisions, and the tags of controls."""

    within: Within = ()
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """What has been met on the way through all parts of a file."""

    changes: list[Change] = field(default_factory=list[Change])
    visited: int = 0
    signs: int = 0
    paras: int = 0
    ticks: list[Tick] = field(default_factory=list[Tick])
    blanks: list[Blank] = field(default_factory=list[Blank])
    boxes: list[Content] = field(default_factory=list[Content])
    places: dict[str, int] = field(default_factory=dict[str, int])
    quotes: dict[str, list[Token]] = field(default_factory=dict[str, list[Token]])
    open_comments: dict[str, None] = field(default_factory=dict[str, None])
    moves: list[str] = field(default_factory=list[str])
    bookmarks: list[str] = field(default_factory=list[str])
    warnings: dict[str, None] = field(default_factory=dict[str, None])

    def change(self, element: Element, kind: ChangeKind) -> Change:
        """Take a revision."""
        moved = kind in (ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO)
        move = self.moves[-1] if moved and self.moves else ""
        made = named(element, len(self.changes) + 1, kind, move)
        self.changes.append(made)
        self.visited += 1
        return made

    def formatting(self, properties: Element | None) -> Change | None:
        """Take the changes of formatting that properties hold; return the first."""
        found: Change | None = None
        for each in properties if properties is not None else ():
            if each.tag in REVISIONS and each.tag not in KINDS:
                made = self.change(each, ChangeKind.FORMATTED)
                found = found or made
        return found

    def token(self, token: Token) -> None:
        """Take note of a piece for the comments open round it."""
        self.signs += len(token.text) if token.sort is Sort.TEXT else 0
        for id_ in tuple(self.open_comments):
            quote = self.quotes.setdefault(id_, [])
            quote.append(token)
            if len(quote) >= _MOST_QUOTED:
                self.open_comments.pop(id_, None)
