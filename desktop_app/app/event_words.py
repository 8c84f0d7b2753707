"""What went on record, in words."""

from contextlib import suppress
from datetime import date, datetime

from desktop_app.domain.form import Template
from desktop_app.domain.reading import date_words
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.state import State

from .history import moment_words

_DONE = {
    EventKind.SET_ASIDE: "set aside",
    EventKind.HANDED_OVER: "handed over",
}


def event_words(template: Template, event: Event) -> str:
    """Return what an event says in a few words: what, of which field, by whom and when."""
    label = next((item.label.rstrip(": ") for item in template.fields if item.key == event.key), event.key)
    said = " ".join(word for word in (_done(event), label, _choice(event)) if word)
    return ", ".join(word for word in (said, event.who, _when(event.at)) if word)


def _done(event: Event) -> str:
    if event.kind is EventKind.SET_ASIDE and event.choice:
        return "taken up again"
    if event.kind is EventKind.STATE:
        return "marked as"
    return _DONE.get(event.kind, event.kind.value)


def _choice(event: Event) -> str:
    """Return the answer of an event in words; as it stands there, where it is of no known kind."""
    match event.kind:
        case EventKind.HANDED_OVER:
            return "with Part 2" if event.choice else "without Part 2"
        case EventKind.STATE:
            with suppress(ValueError):
                return State(event.choice).label.lower()
        case EventKind.SIGNED:
            with suppress(ValueError):
                return f"as of {date_words(date.fromisoformat(event.choice))}"
        case EventKind.ERASED | EventKind.SET_ASIDE:  # numbers of other entries; told by what was done
            return ""
        case _:
            pass
    return event.choice


def _when(at: str) -> str:
    try:
        return moment_words(datetime.fromisoformat(at))
    except ValueError:  # somebody wrote something else there
        return at
