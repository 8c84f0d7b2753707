"""The whole page: head, key information, contents, the paper, its notes, documents for download."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from desktop_app.document.model import (
    DataTable,
    Document,
    Heading,
    Item,
    Kicker,
    NoteMark,
    Para,
    Signature,
)

from .body import NOT_GIVEN, Body, heading_id
from .inline import Inliner, plain
from .style import CSS

#: Nothing is loaded from anywhere and nothing runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
#: Contents are listed where there are at least so many headings at the top.
_LONG = 4


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the page offers. name: of the file beside it. kind: its media type."""

    label: str
    name: str
    kind: str


def page(document: Document, downloads: Sequence[Download], summary: Mapping[str, Any]) -> str:
    """Return a document as one HTML file."""
    targets = frozenset(n.id for n in document.nodes if isinstance(n, Para | Item | DataTable) and n.id)
    inliner = Inliner(targets)
    body = "\n".join(filter(None, Body(inliner).html(document.nodes)))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        _head(document, summary),
        '<body><a class="skip" href="#content">Skip to the paper</a>',
        f"<header>{''.join(_banner(document))}</header>",
        f'<main id="content" class="wrap">{_key_information(document)}',
        _contents(document),
        body,
        _notes(inliner),
        _downloads(downloads),
        f'</main><footer><div class="wrap"><p>{escape(document.foot)}</p>{_marking(document)}</div></footer>',
        "</body></html>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _head(document: Document, summary: Mapping[str, Any]) -> str:
    name = " – ".join(filter(None, (_title(document), document.reference)))
    # What is inside a script ends at the first "</", wherever it stands.
    data = json.dumps(summary, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}</title>"
        f'<meta name="description" content="{escape(document.subject)}">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{CSS}</style>"
        f'<script type="application/ld+json">{data}</script></head>'
    )


def _title(document: Document) -> str:
    return document.title.strip() or document.subject.strip() or NOT_GIVEN


def _banner(document: Document) -> Iterator[str]:
    yield '<div class="wrap">'
    yield _marking(document)
    if document.draft:
        yield '<p class="draft">DRAFT</p>'
    inliner = Inliner(frozenset())
    for node in document.nodes:
        if isinstance(node, Kicker):
            yield f'<p class="kicker">{inliner.html(node.runs)}</p>'
    yield f"<h1>{escape(_title(document))}</h1></div>"


def _marking(document: Document) -> str:
    return f'<p class="marking">{escape(document.marking)}</p>' if document.marking else ""


def _key_information(document: Document) -> str:
    """Return who decided what and when; nothing where the form has a section of that name itself."""
    headings = (plain(node.runs).casefold() for node in document.nodes if isinstance(node, Heading))
    if "key information" in headings:
        return ""
    signed = [node for node in document.nodes if isinstance(node, Signature) and node.decides]
    facts = [("Reference", document.reference), ("Kind of document", document.subject.partition(" – ")[0])]
    for node in signed:
        facts += [("Decision by", " – ".join(filter(None, (node.name, node.post))))]
        facts += [("Date signed", node.date or "Not signed")]
    facts += [("Report author", document.author)]
    rows = (f"<div><dt>{name}</dt><dd>{escape(words)}</dd></div>" for name, words in facts if words)
    return (
        '<section class="facts" aria-labelledby="key-information">'
        f'<h2 id="key-information">Key information</h2><dl class="pairs">{"".join(rows)}</dl></section>'
    )


def _contents(document: Document) -> str:
    """Return links to the sections of the form; the author's own sub-headings would hide them."""
    headings = [node for node in document.nodes if isinstance(node, Heading)]
    sections = ((n, node) for n, node in enumerate(headings, 1) if node.key or node.banner)
    listed = [(node, heading_id(node, n)) for n, node in sections]
    if len(listed) < _LONG:
        return ""
    titles = ((" ".join(f"{node.number} {plain(node.runs)}".split()), id_) for node, id_ in listed)
    lines = (f'<li><a href="#{id_}">{escape(title or NOT_GIVEN)}</a></li>' for title, id_ in titles)
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>{"".join(lines)}</ul></nav>'


def _notes(inliner: Inliner) -> str:
    if not inliner.notes:
        return ""
    lines = "".join(_note(inliner, note) for note in tuple(inliner.notes))
    return (
        f'<section class="notes" aria-labelledby="notes"><h2 id="notes">Notes</h2><ol>{lines}</ol></section>'
    )


def _note(inliner: Inliner, note: NoteMark) -> str:
    back = f'<a href="#mark-{note.number}" aria-label="Back to the mark of note {note.number}">↩</a>'
    return f'<li id="note-{note.number}" value="{note.number}">{inliner.html(note.note)} {back}</li>'


def _downloads(downloads: Sequence[Download]) -> str:
    if not downloads:
        return ""
    lines = (
        f'<li><a href="{quote(file.name)}" type="{file.kind}" download>{escape(file.label)}</a></li>'
        for file in downloads
    )
    return (
        '<section aria-labelledby="downloads"><h2 id="downloads">Documents for download</h2>'
        f"<ul>{''.join(lines)}</ul></section>"
    )
