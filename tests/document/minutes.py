"""Minutes of the tests' harbour as documents, and how to find what is in them."""

from typing import Any

from desktop_app.document.build import build_public
from desktop_app.document.model import (
    Document,
    Edition,
    Span,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import PublicPaper, Value
from desktop_app.domain.record import Event, chained
from tests.export.documents import (
    BY_SECTION,
    template,
)

MADE = template(BY_SECTION)


def built(
    answers: dict[str, Value] | None = None,
    *,
    record: tuple[Event, ...] = (),
    edition: Edition = Edition.REVIEW,
    draft: bool = False,
    made: Template = MADE,
) -> Document:
    """Return the minutes of the tests' harbour; keys without their document's name."""
    given_answers = {f"minutes.{name}": value for name, value in (answers or {}).items()}
    public = PublicPaper("p", made.key, given_answers, record=record)
    return build_public(made, "minutes", public, edition, draft=draft)


def words(runs: Any) -> str:
    return "".join(run.text for run in runs if isinstance(run, Span))


def only(document: Document, kind: type[Any]) -> Any:
    (node,) = [node for node in document.nodes if isinstance(node, kind)]
    return node


def chained_alone(event: Event) -> tuple[Event, ...]:
    return (chained((), event),)
