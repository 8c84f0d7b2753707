"""Web pages: a public document as the bytes of one HTML file, and its summary for a content system."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from desktop_app.document.model import Document, Signature

from .web.page import Download, page

__all__ = ["Download", "summary", "write_html", "write_summary"]


def write_html(document: Document, _resources: Path, downloads: Sequence[Download] = ()) -> bytes:
    """Return a document as a web page that loads nothing from elsewhere. Same document, same bytes.

    downloads: the files that it offers, which must lie beside it.
    """
    return page(document, downloads, summary(document, downloads)).encode("utf-8", "replace")


def write_summary(document: Document, downloads: Sequence[Download] = ()) -> bytes:
    """Return the summary of a document as JSON-LD."""
    data = json.dumps(summary(document, downloads), ensure_ascii=False, indent=2) + "\n"
    return data.encode("utf-8", "replace")


def summary(document: Document, downloads: Sequence[Download] = ()) -> dict[str, Any]:
    """Return what a content system needs to know of a document, in the terms of schema.org."""
    decided = decision(document)
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": document.title,
        "alternativeHeadline": document.subject,
        "reportNumber": document.reference,
        "inLanguage": document.language,
        "author": {"@type": "Person", "name": document.author} if document.author else None,
        "dateModified": document.modified,
        "creativeWorkStatus": "Draft" if document.draft else "Published",
        "accountablePerson": _person(decided) if decided else None,
        "additionalProperty": _signed(decided) if decided else None,
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.label,
                "contentUrl": quote(file.name),
                "encodingFormat": file.kind,
            }
            for file in downloads
        ],
    }
    return {key: value for key, value in facts.items() if value}


def decision(document: Document) -> Signature | None:
    """Return the signature by which it was decided, None while there is none."""
    signed = (node for node in document.nodes if isinstance(node, Signature) and node.decides and node.name)
    return next(signed, None)


def _person(signature: Signature) -> dict[str, str]:
    return {"@type": "Person", "name": signature.name, "jobTitle": signature.post}


def _signed(signature: Signature) -> dict[str, str]:
    return {"@type": "PropertyValue", "name": "Date signed", "value": signature.date}
