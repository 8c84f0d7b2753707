"""The words that a form prints of itself, in pieces between its slots."""

from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import (
    AnyField,
    RecommendationField,
    RichTextField,
    Show,
    SignatureField,
    TickField,
)
from desktop_app.domain.form import Form, Section, Wording
from desktop_app.domain.richtext import Footnote, Inlines, Slot, Text, runs_of


def pieces(runs: Inlines) -> Iterator[str]:
    """Yield the words between slots, then those of footnotes."""
    words = ""
    for run in runs:
        if isinstance(run, Text):
            words += run.text
        elif isinstance(run, Slot):
            yield words
            words = ""
    yield words
    for run in runs:
        if isinstance(run, Footnote):
            yield from pieces(run.note)


def field_pieces(item: AnyField) -> Iterator[str]:
    """Yield what a field prints beside its answer."""
    if item.show in {Show.LABELLED, Show.QUESTION, Show.TITLE}:
        yield item.label
    match item:
        case TickField():
            yield item.label
            for statement in item.statements:
                yield from pieces(statement)
        case SignatureField():
            yield from (item.label, item.date_label, item.post)
        case RecommendationField():
            yield from pieces(item.lead_in)
        case RichTextField():
            yield item.nil
        case _:
            pass


def section_pieces(section: Section, sources: Iterable[str]) -> Iterator[str]:
    """Yield what a section prints, of what the sources show."""
    if section.source in sources:
        yield from pieces(section.banner)
        yield from pieces(section.heading)
    for item in section.items:
        if item.source not in sources:
            continue
        if isinstance(item, Wording):
            for block in item.blocks:
                for runs in runs_of(block):
                    yield from pieces(runs)
        else:
            yield from field_pieces(item)


def fixed(form: Form, *sources: str) -> list[str]:
    """Return everything that a form prints of itself and that one of the sources is said to show."""
    every = (piece for section in form.sections for piece in section_pieces(section, sources))
    return [" ".join(piece.split()) for piece in every if piece.strip()]
