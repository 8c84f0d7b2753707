"""The preview's other half, run as a process of its own: papers in through a pipe, pictures of pages out.

Each request is one JSON line: {"make": …} lays a document out, {"draw": …} asks for one page of it. Each
answer is a JSON line, which after a drawing is followed by as many bytes as it says. Nothing is written
to disk, and a request for a public document holds Part 1 alone.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.document.model import Document, Heading
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.paper_json import paper_data, paper_from, public_data, public_from

from .exporting import NotExportable, public_document, restricted_document
from .writers import WRITERS

if TYPE_CHECKING:  # loads PDFium, which only this job needs
    from desktop_app.export.pages import Pages, Spot

#: Takes an answer: a JSON object, and the bytes that follow it.
Tell = Callable[[dict[str, Any], bytes], None]


def make_line(number: int, template: Template, paper: Paper, document: str, today: date) -> bytes:
    """Return the request to lay out a document of a paper. number: told back with every answer to it."""
    whole = template.form(document).restricted
    data: dict[str, Any] = {
        "make": number,
        "template": template.key,
        "document": document,
        "today": today.isoformat(),
        "paper": paper_data(paper) if whole else None,
        "public": None if whole else public_data(paper.public),
    }
    # Everything beyond ASCII is escaped, so that no character of a text can end the line.
    return json.dumps(data).encode() + b"\n"


def draw_line(number: int, page: int, width: int) -> bytes:
    """Return the request for a page, counted from 0, of what was laid out last, at a width in pixels."""
    return json.dumps({"draw": number, "page": page, "width": width}).encode() + b"\n"


class PreviewJob:
    """Answers the requests of one window, one after the other."""

    def __init__(self, find_template: Callable[[str], Template], resources: Path, tell: Tell) -> None:
        self._find, self._resources, self._tell = find_template, resources, tell
        self._pages: Pages | None = None
        self._number = 0

    def run(self, lines: Iterable[bytes]) -> int:
        """Answer requests until there are no more, which is when the window has gone."""
        for line in lines:
            asked = json.loads(line)
            if "make" in asked:
                self._make(asked)
            else:
                self._draw(asked)
        return 0

    def _make(self, asked: dict[str, Any]) -> None:
        template = self._find(asked["template"])
        form = template.form(asked["document"])
        try:
            document = _document(template, form, asked)
            pdf = WRITERS["pdf"](document, self._resources)
        except NotExportable as problem:
            self._tell({"failed": asked["make"], "why": str(problem)}, b"")
            return
        # Loaded here, since PDFium takes 50 ms to load and no other command needs it.
        from desktop_app.export.pages import Pages

        if self._pages is not None:
            self._pages.close()
        self._pages, self._number = Pages(pdf), asked["make"]
        places = _places(form, document, self._pages.outline())
        self._tell({"made": self._number, "sizes": self._pages.sizes, "places": places}, b"")

    def _draw(self, asked: dict[str, Any]) -> None:
        """Draw a page, or say that it is of a document no longer held."""
        number, page = asked["draw"], asked["page"]
        if self._pages is None or number != self._number:
            self._tell({"drawn": number, "page": page, "bytes": 0}, b"")
            return
        picture = self._pages.picture(page, asked["width"])
        told = {"drawn": number, "page": page, "width": picture.width, "height": picture.height}
        self._tell({**told, "bytes": len(picture.pixels)}, picture.pixels)


def _document(template: Template, form: Form, asked: dict[str, Any]) -> Document:
    day = date.fromisoformat(asked["today"])
    if form.restricted:
        return restricted_document(template, form, paper_from(asked["paper"]), final=False, today=day)
    return public_document(template, form, public_from(asked["public"]), final=False, today=day)


def _places(form: Form, document: Document, outline: Sequence["Spot"]) -> dict[str, list[float]]:
    """Return page and part of its height by section key: where its heading stands, or the one before it.

    The outline has one entry for each heading of the document, in the document's order.
    """
    headings = (node for node in document.nodes if isinstance(node, Heading))
    spots = {node.key: [spot.page, spot.down] for node, spot in zip(headings, outline, strict=False)}
    places: dict[str, list[float]] = {}
    place: list[float] = [0, 0.0]
    for section in form.sections:
        place = places[section.key] = spots.get(section.key, place)
    return places
