"""Until when the publication of a paper is put off, by its own answers."""

from datetime import date

from desktop_app.domain.fields import DateField
from desktop_app.domain.form import Template
from desktop_app.domain.paper import PublicPaper
from desktop_app.domain.reading import date_words, read_public


def deferred_until(template: Template, paper: PublicPaper) -> date | None:
    """Return the day before which Part 1 must not be published, None where nothing is put off.

    It is the answer to a public question for a day to come that is asked only of what is put off.
    """
    reading = read_public(template, paper)
    days = [
        day
        for form in template.forms
        if not form.restricted
        for item in form.fields
        if isinstance(item, DateField) and item.ahead and item.when is not None and reading.asked(item)
        if isinstance(day := reading.get(item.key), date)
    ]
    return max(days, default=None)


def put_off(template: Template, paper: PublicPaper, today: date) -> str:
    """Return the sentence that says until when publication is put off, "" where it is not."""
    until = deferred_until(template, paper)
    return "" if until is None or today >= until else f"Publication is deferred until {date_words(until)}."


def too_early(template: Template, paper: PublicPaper, today: date) -> str:
    """Return the sentences that say why it cannot be published today and what would do, "" where it can."""
    told = put_off(template, paper, today)
    return told and f"{told} To publish before that day, give your name and the reason, which go on record."
