"""The order of the case: contracts, boards and decisions, read from text, fields and the record."""

from collections.abc import Iterable, Iterator
from datetime import date

from desktop_app.domain.fields import DateField, MonthField, SignatureField, Stage
from desktop_app.domain.form import Form
from desktop_app.domain.paper import Month
from desktop_app.domain.reading import date_words
from desktop_app.domain.record import Event, EventKind

from .facts import facts
from .finding import Severity
from .once import once
from .passages import Passage, place, public_forms
from .rule import Context, Note
from .spans import ends_in, wanted_in
from .when import Span, time_spans


def _signed(context: Context, form: Form) -> Iterator[tuple[date, str]]:
    """Yield the days on which blocks of a form were signed, as the record or an import has them."""
    latest: dict[str, tuple[date, str]] = {}
    for event in context.record(form):
        if event.kind in (EventKind.SIGNED, EventKind.CLAIMED):
            item = next((i for i in form.fields if i.key == event.key), None)
            if isinstance(item, SignatureField) and (day := day_of(event)):
                latest[event.key] = (day, f"“{item.post or item.label}” signed on {date_words(day)}")
    yield from latest.values()


def day_of(event: Event) -> date | None:
    """Return the day a signature bears; one from an import has it as the file wrote it."""
    if event.kind is EventKind.SIGNED:
        return _iso(event.choice)
    spans = time_spans(event.note.partition(";")[0])
    return next((span.first for span in spans if span.kind == "day"), None)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


@once
def decided(context: Context) -> tuple[date, str] | None:
    """Return the day of the decision and how it is known: signed, wanted by, else the board's month."""
    known: list[tuple[date, str]] = []
    for form in public_forms(context):
        known.extend(_signed(context, form))
        for item in form.fields:
            own = context.public.own(item.key)
            if isinstance(item, DateField) and not item.ahead and isinstance(own, date):
                known.append((own, f"“{item.label.rstrip(' :')}” is {date_words(own)}"))
    if known:
        return max(known)
    for form in public_forms(context):
        for passage, _stretch, span in facts(context, wanted_in, form):
            where = place(context, passage.key, passage.block)
            return span.first, f"the decision is wanted by {date_words(span.first)} ({where})"
    return None


def paper_day(context: Context) -> date:
    """Return the day that law and figures are measured by: that of the decision, its month, or today."""
    return _paper_day(context) or context.today


def day_words(context: Context) -> str:
    """Return that day as a clause of a message: of a paper that tells no day of its own, today."""
    known = _paper_day(context)
    if known is None:
        return f"today is {date_words(context.today)} (the paper tells no day of its decision)"
    return f"this paper is of {date_words(known)}"


def _paper_day(context: Context) -> date | None:
    known = decided(context)
    if known is not None:
        return known[0]
    fields = (item for form in context.template.forms for item in form.fields)
    months = [
        own
        for item in fields
        if isinstance(item, MonthField) and isinstance(own := context.public.own(item.key), Month)
    ]
    if months:
        latest = max(months)
        return date(latest.year, latest.month, 1)
    return None


def find_ended(context: Context) -> Iterable[Note]:
    """Yield contracts that end before the decision that is to extend or renew them."""
    known = decided(context)
    for passage, stretch, (span, _sentence) in facts(context, ends_in):
        note = _ended(context, passage, span, known) if stretch.cell is None else None
        if note is not None:
            yield note


def _ended(context: Context, passage: Passage, span: Span, known: tuple[date, str] | None) -> Note | None:
    day, how = known if known is not None else (context.today, f"today is {date_words(context.today)}")
    if known is None and context.stage is Stage.DECIDED:
        return None
    if span.last >= day or (day - span.last).days > 366 * 2:
        return None
    text = passage.stretches[0].text
    words = text[span.start : span.end]
    says = (
        f"“{words}” is when this ends, as the text has it, and {how}: {_later((day - span.last).days)}. What "
        "covers the time between? Say so, or correct the date."
    )
    return Note(
        severity=Severity.WARNING,
        says=says,
        key=passage.key,
        block=passage.block.id,
        start=span.start,
        end=span.end,
        text=words,
    )


def find_before_board(context: Context) -> Iterable[Note]:
    """Yield decisions dated, or wanted, before the month of the board that is to consider them."""
    known = decided(context)
    if known is None:
        return
    for form in public_forms(context):
        for item in form.fields:
            own = context.public.own(item.key)
            if isinstance(item, MonthField) and isinstance(own, Month) and context.public.asked(item):
                board = date(own.year, own.month, 1)
                if known[0] < board:
                    words = context.public.words(item.key)
                    says = (
                        f"“{words}” is when the board considers this, and {known[1]}, before it. Did the "
                        "board see it first? Check both dates."
                    )
                    yield Note(severity=Severity.WARNING, says=says, key=item.key, end=len(words), text=words)


def _later(days: int) -> str:
    return "a day later" if days == 1 else f"{days} days later"
