"""The receipt of a publication: what was made of which text, checked how, by whom, in spite of what."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app import __version__
from desktop_app.checks.finding import Finding
from desktop_app.checks.rules import RULES
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import date_words, read_public
from desktop_app.domain.record import EventKind, now_text
from desktop_app.domain.signoff import document_digest, fingerprint
from desktop_app.domain.state import state_of

from .deferral import deferred_until
from .progress import AFTER_DECISION

#: A file: name, key of its document or "", bytes.
File = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt is about. overridden: findings in spite of which it was published."""

    template: Template
    paper: Paper
    who: str
    reason: str
    now: datetime
    overridden: tuple[Finding, ...]


def receipt_data(receipt: Receipt, files: Sequence[File]) -> dict[str, Any]:
    """Return the receipt as JSON. It may lie beside what is published: nothing in it depends on Part 2."""
    paper, template = receipt.paper, receipt.template
    reading = read_public(template, paper.public)
    public = [form for form in template.forms if not form.restricted]
    until = deferred_until(template, paper.public)
    broken = {finding.rule for finding in receipt.overridden if not finding.restricted}
    return {
        "paper": paper.id,
        "reference": next(filter(None, map(reading.reference, public)), ""),
        "title": next(filter(None, map(reading.title, public)), ""),
        "template": template.key,
        "state": state_of(paper.public.record).value,
        "published": {"at": now_text(receipt.now), "by": receipt.who, "with": f"Engross {__version__}"},
        "undecided": state_of(paper.public.record) not in AFTER_DECISION,
        "deferred_until": until.isoformat() if until and receipt.now.date() < until else "",
        "reason": receipt.reason,
        "text": {form.document: fingerprint(document_digest(reading, form)) for form in public},
        "files": [_file(*each) for each in files],
        "checks": {
            "passed": [rule.id for rule in RULES if rule.id not in broken],
            "searched": "Every file was searched, unpacked, for what only Part 2 holds; nothing was found.",
        },
        "overridden": [
            {"rule": f.rule, "document": f.document, "title": f.title, "message": f.message}
            for f in receipt.overridden
            if not f.restricted
        ],
        "set_aside": [
            {"at": event.at, "by": event.who, "key": event.key, "reason": event.note}
            for event in paper.public.record
            if event.kind is EventKind.SET_ASIDE
        ],
    }


def _file(name: str, document: str, data: bytes) -> dict[str, str | int]:
    digest = hashlib.sha256(data).hexdigest()
    return {"name": name, "document": document, "sha256": digest, "bytes": len(data)}


def receipt_words(receipt: Receipt, files: Sequence[File]) -> str:
    """Return the receipt for people to read."""
    return "\n".join(_lines(receipt_data(receipt, files))) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield "For the file, not for the website: this receipt and receipt.json are not to be published."
    yield f"Publication of {data['reference']} {data['title']}".rstrip()
    made = data["published"]
    yield f"Made on {made['at']} by {made['by'] or 'an unnamed person'} with {made['with']}."
    yield f"State of the paper: {data['state']}."
    yield ""
    yield "Files, each with its SHA-256:"
    for file in data["files"]:
        yield f"  {file['name']}"
        yield f"    {file['sha256']}  ({file['bytes']:,} bytes)"
    yield ""
    yield "Fingerprints of the text:"
    yield from (f"  {document}: {mark}" for document, mark in data["text"].items())
    yield ""
    yield f"By {len(data['checks']['passed'])} checks nothing stands in the way. {data['checks']['searched']}"
    if data["deferred_until"]:
        day = date_words(date.fromisoformat(data["deferred_until"]))
        yield f"Publication was deferred until {day}, and this was made before that day."
    if data["undecided"]:
        yield "The paper was not decided; its files say DRAFT."
    if data["reason"]:
        yield f"Published in spite of what stood in the way. The reason given: {data['reason']}"
    for finding in data["overridden"]:
        yield f"  {finding['title']}. {finding['message']}"
    for aside in data["set_aside"]:
        yield f"Set aside by {aside['by']}: {aside['reason']}"
