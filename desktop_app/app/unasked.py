"""What a section does not ask for, by which answer, and what was answered before and is there still."""

from collections.abc import Iterator

from desktop_app.domain.fields import AnyField, SignatureField, TickField
from desktop_app.domain.form import Section
from desktop_app.domain.reading import value_words

from .session import Session


def why_unasked(session: Session, item: AnyField) -> str:
    """Return in a sentence by which answer a field is not asked, "" for one that is."""
    reading, condition = session.reading, item.when
    if condition is None or reading.asked(item):
        return ""
    key = condition.key if "." in condition.key else f"{item.document}.{condition.key}"
    other = session.template.field(key)
    said = value_words(other, reading.get(key))
    label = other.label.rstrip(":?–- ")
    return f"“{label}” is answered “{said}”." if said else f"“{label}” is not answered yet."


def why_empty(session: Session, section: Section) -> str:
    """Return why a section asks for nothing at all, "" where it asks for something."""
    reasons = [why_unasked(session, item) for item in section.fields]
    return f"Nothing is asked here: {reasons[0]}" if reasons and all(reasons) else ""


def left_over(session: Session, section: Section) -> Iterator[tuple[AnyField, str]]:
    """Yield fields of a section that are not asked and have an answer of their own, with its words."""
    for item in section.fields:
        own = session.reading.own(item.key)
        if isinstance(item, TickField | SignatureField) or own is None or session.reading.asked(item):
            continue
        if own == session.template.starting.get(item.key):
            continue  # nobody has answered it: a new paper begins with it
        if words := value_words(item, own).strip():
            yield item, words


def clear_answer(session: Session, item: AnyField) -> None:
    """Take away the answer of a field; undo brings it back."""
    session.change(item.key, None, label=f"Clear {item.label.rstrip(': –')}")
