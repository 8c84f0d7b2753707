"""Changes of a text quoted for a line: the words that differ, with the words round them that do not."""

from collections.abc import Iterator
from itertools import groupby

from desktop_app.domain.compare import Kind, Pieces, without
from desktop_app.domain.wordwise import Piece

_LONGEST = 90  #: characters of what differs that a line quotes
_ROUND = 40  #: and of the words on either side of it


def short(words: str, most: int = _LONGEST) -> str:
    """Return words on one line, cut where they are more than so many characters."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def is_short(words: str) -> bool:
    """Say whether words are quoted whole."""
    return short(words) == " ".join(words.split())


def excerpts(pieces: Pieces) -> Iterator[tuple[str, str]]:
    """Yield for each stretch that differs, but in spaces, how it reads before and after."""
    lead = ""
    groups = [(same, tuple(each)) for same, each in groupby(pieces, _is_same)]
    for (same, here), (_, after) in zip(groups, [*groups[1:], (True, ())], strict=True):
        old, new = (without(here, kind) for kind in (Kind.INSERTED, Kind.DELETED))
        if same:
            lead = _last_words(old)
        elif old.split() != new.split():
            trail = _first_words(without(after, Kind.INSERTED))
            yield _joined(lead, old, trail), _joined(lead, new, trail)


def _is_same(piece: Piece) -> bool:
    return piece.kind is Kind.SAME


def _last_words(text: str) -> str:
    return text if len(text) <= _ROUND else "…" + text[-_ROUND:].partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) <= _ROUND else text[:_ROUND].rpartition(" ")[0] + "…"


def _joined(lead: str, words: str, trail: str) -> str:
    cut = words if is_short(words) else short(words)
    return " ".join(f"{lead}{cut}{trail}".split())
