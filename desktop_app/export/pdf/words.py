"""Every word that a document prints, in order."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inline,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Ref,
    Signature,
    Span,
    Title,
)


def texts(document: Document) -> Iterator[str]:
    """Yield every text that a document prints, footnotes where their marks stand."""
    yield from (document.marking, document.foot)
    for node in document.nodes:
        yield from _node_texts(node)


def _node_texts(node: Node) -> Iterable[str]:
    match node:
        case Kicker() | Title() | Box():
            return _run_texts(node.runs)
        case Heading() | Para():
            return (node.number, *_run_texts(node.runs))
        case Item():
            return (node.marker, *_run_texts(node.runs))
        case Labelled():
            return (node.label, *_run_texts(node.answer))
        case Signature():
            return (node.name, node.date, node.post, node.fingerprint)
        case DataTable() | Questions() | Declaration():
            return _table_texts(node)
        case _:
            assert_never(node)


def _table_texts(node: DataTable | Questions | Declaration) -> Iterator[str]:
    match node:
        case DataTable():
            yield node.caption
            for row in node.rows:
                yield from chain.from_iterable(_run_texts(cell.runs) for cell in row)
        case Questions():
            for question in node.rows:
                yield from chain(_run_texts(question.label), _run_texts(question.answer))
        case Declaration():
            yield from node.head
            for row in node.rows:
                yield from (row.name, *chain.from_iterable(map(_run_texts, row.parts)), row.answer)
        case _:
            assert_never(node)


def _run_texts(runs: Iterable[Inline]) -> Iterator[str]:
    for run in runs:
        match run:
            case Span(text=text) | Ref(text=text):
                yield text
            case NoteMark(note=note):
                yield from _run_texts(note)
            case Break():
                continue
            case _:
                assert_never(run)
