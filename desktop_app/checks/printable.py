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


def find_unprintable(text: str, _given: Given) -> Iterable[Note]:
    """Yield each character that cannot be printed, where it stands first."""
    if text.isascii():
        return
    known = _printable()
    composed = unicodedata.normalize("NFC", text)
    for sign in dict.fromkeys(composed):
        if sign in known or sign in _NEVER_DRAWN:
            continue
        at = text.find(sign)
        end = at + len(sign) if at >= 0 else 0
        says = (
            f"“{sign}” (U+{ord(sign):04X}) is in none of the fonts of the printed paper, and no PDF "
            "could be made. Put another sign or words in its place."
        )
        yield Note(severity=Severity.ERROR, says=says, start=max(at, 0), end=end, text=sign)
