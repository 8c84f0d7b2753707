"""What is worked out from a paper is worked out once, where it is tried by the thousand how it is kept.

Findings, and the search of finished files, write nothing: nothing can be refused of them.
"""

import contextlib
import hashlib
from collections.abc import Callable, Generator, Hashable
from typing import Any
from unittest import mock

from desktop_app.app import comparing, exporting, publishing, seen
from desktop_app.app.leaks import Held
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper
from desktop_app.export import files

_NAMES = (
    (seen, "checked"),
    *((exporting, name) for name in ("check", "check_public", "found_by", "guard", "only_in_part2")),
    *((publishing, name) for name in ("guard", "only_in_part2")),
    (comparing, "only_in_part2"),
)


@contextlib.contextmanager
def worked_out_once() -> Generator[None]:
    """Let what is worked out from the same answers, or searched in the same bytes, be so once."""
    with contextlib.ExitStack() as held:
        # Nobody holds the file for a moment only: what is refused stays refused, however long one waits.
        held.enter_context(mock.patch.object(files, "_WAITS", (0.0,) * len(files._WAITS)))
        for module, name in _NAMES:
            held.enter_context(mock.patch.object(module, name, _once(getattr(module, name))))
        yield


def _once(work: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[Hashable, Any] = {}

    def asked(*given: Any, **named: Any) -> Any:
        key = (*map(_mark, given), *((name, _mark(value)) for name, value in sorted(named.items())))
        if key not in known:
            known[key] = work(*given, **named)
        return known[key]

    return asked


def _mark(thing: Any) -> Hashable:
    """Return what tells a thing from others that other things are worked out from."""
    if isinstance(thing, Template):
        return thing.key
    if isinstance(thing, bytes):
        return hashlib.sha256(thing).digest()
    if isinstance(thing, Held):
        return id(thing)  # it is kept, as what was worked out once
    if isinstance(thing, PublicPaper):
        return thing.template, repr(thing.answers), tuple((event.kind, event.key) for event in thing.record)
    if isinstance(thing, Paper):
        happened = tuple((event.kind, event.key) for event in thing.record)
        return thing.public.template, repr(thing.public.answers), repr(thing.restricted.answers), happened
    return repr(thing)
