"""Several documents of a paper as one, to be one file with one outline."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from desktop_app.document.model import Document, Heading, Node, NoteMark, Span


def combined(documents: Sequence[tuple[str, Document]]) -> Document:
    """Return documents, each with its label, as one that looks like the first; its notes count through.

    All after the first begin a page under their label. A marking that differs is named beside the first.
    """
    (_, first), *rest = documents
    nodes: list[Node] = list(first.nodes)
    notes = count_notes(first.nodes)
    for label, document in rest:
        nodes.append(Heading(1, (Span(label),), banner=True, new_page=True))
        nodes += _renumbered(document.nodes, notes)
        notes += count_notes(document.nodes)
    markings = dict.fromkeys(document.marking for _, document in documents)
    subjects = " and ".join(dict.fromkeys(label for label, _ in documents))
    return replace(
        first,
        nodes=tuple(nodes),
        marking=" / ".join(markings),
        subject=" – ".join(filter(None, (subjects, first.reference))),
        draft=any(document.draft for _, document in documents),
        modified=max(document.modified for _, document in documents),
    )


def count_notes(value: Any) -> int:
    """Return how many footnotes stand in nodes."""
    if isinstance(value, NoteMark):
        return 1
    if isinstance(value, tuple | list):
        return sum(map(count_notes, value))
    if is_dataclass(value):
        return sum(count_notes(getattr(value, each.name)) for each in fields(value))
    return 0


def _renumbered(value: Any, offset: int) -> Any:
    if isinstance(value, NoteMark):
        return replace(value, number=value.number + offset)
    if isinstance(value, tuple):
        return tuple(_renumbered(each, offset) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{each.name: _renumbered(getattr(value, each.name), offset) for each in fields(value)}
        )
    return value
