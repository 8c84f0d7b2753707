"""Findings set aside: each by a mark that holds only while the text it speaks of stays as it is."""

import hashlib
import hmac
from collections.abc import Iterable

from desktop_app.domain.record import Event, EventKind

from .rule import Note

#: Families of rules that tell what is missing; that cannot be set aside, only mended.
MISSING = ("completeness.required", "completeness.person", "declarations.", "part2.", "import.")


def mark_of(rule: str, note: Note, text: str, secret: str) -> str:
    """Return the mark of a finding: a digest of the rule, the place, what it says and the text there.

    text: of the block, or of the field where no block is meant. secret: keys the mark, "" for Part 1.
    """
    cell = "" if note.cell is None else f"{note.cell[0]},{note.cell[1]}"
    words = "\0".join(
        ("engross-aside-v1", rule, note.key, note.block, cell, str(note.start), note.says, text)
    )
    data = words.encode("utf-8", "surrogatepass")
    if secret:
        return hmac.new(secret.encode(), data, hashlib.sha256).hexdigest()
    return hashlib.sha256(data).hexdigest()


def marks_of(record: Iterable[Event]) -> frozenset[str]:
    """Return the marks set aside on record and not taken up again since."""
    marks: set[str] = set()
    for event in record:
        if event.kind is EventKind.SET_ASIDE and event.digest:
            if event.choice == "taken_up":
                marks.discard(event.digest)
            else:
                marks.add(event.digest)
    return frozenset(marks)
