"""Characters that no font of a printed paper holds, named before they would print as a black square."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from .finding import Severity
from .printable_data import RANGES
from .rule import Given, Note

#: Stands in plain text for a note's mark or a reference, or ends a line: never drawn itself.
_NEVER_DRAWN = "\ufffc\n\t"


@cache
def _printable() -> frozenset[str]:
    return frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))


def _place(text: str, sign: str) -> tuple[int, int]:
    """Return where a sign of composed text stands in it as typed, perhaps as a letter and its marks."""
    at = text.find(sign)
    if at >= 0:
        return at, at + 1
    spans = ((at, at + long) for long in (1, 2, 3, 4) for at in range(len(text) - long + 1))
    composed = ((a, b) for a, b in spans if sign in unicodedata.normalize("NFC", text[a:b]))
    return next(composed, (0, len(text)))


def find_unprintable(text: str, _given: Given) -> Iterable[Note]:
    """Yield each character that cannot be printed, where it stands first."""
    if text.isascii():
        return
    known = _printable()
    composed = unicodedata.normalize("NFC", text)
    for sign in dict.fromkeys(composed):
        if sign in known or sign in _NEVER_DRAWN:
            continue
        at, end = _place(text, sign)
        written = text[at:end]
        says = (
            f"“{written}” (U+{ord(sign):04X}) is in none of the fonts of the printed paper, and no PDF "
            "could be made. Put another sign or words in its place."
        )
        yield Note(severity=Severity.ERROR, says=says, start=at, end=end, text=written)
