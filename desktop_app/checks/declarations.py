"""Declarations: statements not ticked, ticks that no longer stand, signatures that are missing."""

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.fields import AnyField, SignatureField, Stage, TickField
from desktop_app.domain.form import Form
from desktop_app.domain.reading import date_words
from desktop_app.domain.record import Event
from desktop_app.domain.signoff import SignOff, Standing, sign_off, vouched

from .finding import Severity
from .once import question
from .rule import Context, Note

_LISTED = 3  #: so many labels of what a statement vouches for are named in a message


@question
def standings(context: Context, form: Form) -> tuple[tuple[TickField | SignatureField, SignOff], ...]:
    """Return the statements and signatures that a form asks for, each with how it stands with it."""
    reading, record, secret = context.reading(form), context.record(form), context.secret(form)
    return tuple(
        (item, sign_off(reading, form, item, record, secret))
        for item in form.fields
        if isinstance(item, TickField | SignatureField) and reading.asked(item)
    )


def _due(item: TickField, stage: Stage) -> bool:
    return item.required is not Stage.DECIDED or stage is Stage.DECIDED


def find_open(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements that nobody has ticked or answered."""
    for item, given in standings(context, form):
        if isinstance(item, TickField) and given.standing is Standing.OPEN and _due(item, context.stage):
            says = (
                "Nobody has ticked this statement yet. The paper goes forward on the word of whoever "
                f"answers for {_vouched_words(form, item)}. Have it ticked on the declarations page."
            )
            yield Note(severity=Severity.ERROR, says=says, key=item.key)


def _vouched_words(form: Form, item: AnyField) -> str:
    if not isinstance(item, TickField) or not item.vouches_for:
        return "it"
    names = vouched(form, item)
    labels = [f"“{field.label}”" for field in form.fields if field.key in names and field.label]
    if not 0 < len(labels) <= _LISTED:
        return "it"
    return " and ".join((", ".join(labels[:-1]), labels[-1])) if len(labels) > 1 else labels[0]


def find_stale(context: Context, form: Form) -> Iterable[Note]:
    """Yield ticks and signatures given for text that has changed since."""
    for item, given in standings(context, form):
        if given.standing is Standing.STALE and given.event is not None:
            act = "ticked" if isinstance(item, TickField) else "signed"
            says = (
                f"{_who(given.event)} {act} this, and the text it stands for has changed since. It no longer "
                f"vouches for what the paper says. Have it {act} again, or undo the change."
            )
            yield Note(severity=Severity.ERROR, says=says, key=item.key)


def _who(event: Event) -> str:
    day = f" on {date_words(date.fromisoformat(event.at[:10]))}" if _is_day(event.at[:10]) else ""
    return f"{event.who or 'Somebody'}{day}"


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def find_claimed(context: Context, form: Form) -> Iterable[Note]:
    """Yield ticks and signatures that are known from an imported file alone."""
    for item, given in standings(context, form):
        if given.standing is not Standing.CLAIMED or given.event is None:
            continue
        if isinstance(item, TickField):
            act, needed = "ticked", _due(item, context.stage)
        else:
            act, needed = "signed", context.stage is Stage.DECIDED
        who = f" by {given.event.who}" if given.event.who else ""
        source = "A Word file that came back" if "in Word" in given.event.note else "The imported text"
        since = " The text has changed since it was sent out." if given.outdated else ""
        says = (
            f"{source} shows this as {act}{who}.{since} That is kept as its history; it vouches for "
            f"nothing here. Have it {act} again in this paper."
        )
        yield Note(severity=Severity.ERROR if needed else Severity.ADVICE, says=says, key=item.key)


def find_reasonless(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements answered by an alternative that asks for a reason, without one."""
    for item, given in standings(context, form):
        if not isinstance(item, TickField) or given.event is None or given.standing is Standing.CLAIMED:
            continue
        for other in item.alternatives:
            if other.key == given.event.choice and other.needs_reason and not given.event.note.strip():
                says = (
                    f"This was answered “{other.label}”, which counts only with a reason. Those who decide "
                    "need to know why. Answer it again and give the reason."
                )
                yield Note(severity=Severity.ERROR, says=says, key=item.key)


def find_unsigned(context: Context, form: Form) -> Iterable[Note]:
    """Yield signatures that a decided paper lacks."""
    if context.stage is not Stage.DECIDED:
        return
    for item, given in standings(context, form):
        if isinstance(item, SignatureField) and given.standing is Standing.OPEN:
            who = f" of the {item.post}" if item.post else ""
            says = (
                f"The signature{who} is not on record. A paper counts as decided only when all have signed. "
                "Record who signed and on which day."
            )
            yield Note(severity=Severity.ERROR, says=says, key=item.key)


def find_early_decisions(context: Context, form: Form) -> Iterable[Note]:
    """Yield decisions dated before a signature of the same document that should come first."""
    signed = [
        (item, date.fromisoformat(given.event.choice))
        for item, given in standings(context, form)
        if isinstance(item, SignatureField) and given.standing in (Standing.STANDS, Standing.STALE)
        if given.event is not None and _is_day(given.event.choice)
    ]
    for decision, decided in signed:
        later = [(item, day) for item, day in signed if not item.decides and day > decided]
        if decision.decides and later:
            other, day = later[0]
            says = (
                f"The decision is dated {date_words(decided)}, before “{other.post or other.label}” signed "
                f"on {date_words(day)}. Readers will ask what the decision rested on. Check both dates."
            )
            yield Note(severity=Severity.WARNING, says=says, key=decision.key)
