"""Erasing from Part 2: after all that it said was deleted and erased, the whole library is searched for it.

What the record tells stays by intention, and so do the names of those who commented.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from unittest import mock

from desktop_app.app.erasing import erase_from_part2
from desktop_app.domain.paper import Part
from desktop_app.domain.step import LEFTOVER, Change, Step, comment_change, decision_change, leftover_words
from desktop_app.storage import erasing

from .material import file_of
from .outlets import Opened
from .planted import OPEN, Planted
from .sniffing import found_in

#: Where words stand that are told of by the record or name somebody, or that are the key of digests.
_STAYS = (", who", ", role", ", note", "digest", "the key of", OPEN)


class Left(NamedTuple):
    """What is left of a library: where, and its bytes."""

    name: str
    data: bytes


def wanted(planted: Planted) -> dict[str, str]:
    """Return the planted words that must be gone, each with its place."""
    told = planted.planter.places
    return {word: place for word, place in told.items() if not any(stays in place for stays in _STAYS)}


def still_there(opened: Opened) -> list[str]:
    """Delete and erase all of Part 2; return each word that is left of it with its place, and where."""
    _delete(opened)
    erase_from_part2(opened.session, "A. Bee")
    words = wanted(opened.planted)
    return [
        f"{words[word]} stands in {left.name}, erased though it was"
        for left in _left(opened)
        for word in found_in(left.data, words)
    ]


def noticed(opened: Opened) -> bool:
    """Erase as a program would that forgets Part 1's past; say whether that is noticed."""
    with mock.patch.object(erasing, "scrub_past", return_value=None):
        return bool(still_there(opened))


def _delete(opened: Opened) -> None:
    session = opened.session
    part = session.paper.restricted
    changes = [Change(key, Part.TWO, value, None) for key, value in part.answers.items()]
    changes += [Change(LEFTOVER + left.id, Part.TWO, leftover_words(left), None) for left in part.leftovers]
    changes += [decision_change(Part.TWO, decision, None) for decision in part.decisions.values()]
    for comment in part.comments.values():
        settled = replace(comment, settled_at="2026-03-02T10:30:00+00:00", settled_by="A. Bee")
        changes.append(comment_change(Part.TWO, comment, settled))
    session.take(Step("Delete", tuple(changes)))
    session.save()


def _left(opened: Opened) -> Iterator[Left]:
    """Yield each file of the library, and what its paper says in every version, which is packed there."""
    for path in sorted(opened.folder.rglob("*")):
        if path.is_file():
            yield Left(path.name, path.read_bytes())
    file = file_of(opened.session)
    said = [file.past.said(part) for part in Part]
    yield Left("earlier versions", str([[*each] for each in said]).encode())
    yield Left("memory", str((opened.session.paper, opened.session.steps)).encode())
