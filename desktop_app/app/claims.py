"""What a returned Word file claims about ticks and signatures: never sign-off, bound to the text sent out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.fields import AnyField, SignatureField
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import Reading, date_words, read_whole
from desktop_app.domain.signoff import Standing, field_digest, sign_off
from desktop_app.intake.docx.tokens import Blank, Story, Tick

_LONGEST = 60  #: signs of a statement's name that its box bears


@dataclass(frozen=True, slots=True)
class Claim:
    """A tick or signature that a returned file has and the paper has not. digest: of the text sent out.

    who, when: whose tracked change it is, as the file says. name, day: of a signature, as filled in.
    """

    key: str
    label: str
    who: str
    when: str
    ticked: bool
    digest: str
    name: str = ""
    day: str = ""

    @property
    def said(self) -> str:
        """What is claimed, in words: "ticked", "signed as “Ann Lee”, 2 March 2026"."""
        if not (self.name or self.day):
            return "ticked" if self.ticked else "unticked"
        name = f" as “{self.name}”" if self.name else ""
        return f"signed{name}{f', {_day(self.day)}' if self.day else ''}"


def claims_in(template: Template, form: Form, paper: Paper, story: Story) -> tuple[Claim, ...]:
    """Return what a file says of ticks and signatures other than the paper that it was made from did."""
    record = paper.restricted.record if form.restricted else paper.public.record
    secret = paper.restricted.secret if form.restricted else ""
    reading = read_whole(template, paper)

    def stood(item: AnyField) -> bool:
        return sign_off(reading, form, item, record, secret).standing is Standing.STANDS

    found: list[Claim] = []
    for item, tick in _ticked(form, story.ticks):
        if tick.ticked != stood(item):
            who, when = (tick.change.who, tick.change.when) if tick.change else ("", "")
            digest = field_digest(reading, form, item, secret)
            found.append(Claim(item.key, item.label, who, when, tick.ticked, digest))
    for item, name, day in _signed(form, reading, story.blanks):
        change = next((each.change for each in (name, day) if each and each.change), None)
        who, when = (change.who, change.when) if change else ("", "")
        digest = field_digest(reading, form, item, secret)
        words = name.words if name else ""
        told = (day.day or day.words) if day else ""
        if (words or told) and not stood(item):
            label = item.label or item.post
            found.append(Claim(item.key, label, who or words, when, True, digest, words, told))
    return tuple(found)


def _ticked(form: Form, ticks: Sequence[Tick]) -> Iterator[tuple[AnyField, Tick]]:
    """Yield the boxes of a file with the field that each belongs to: by its tag, else by its words."""
    for tick in ticks:
        key, names = tick.tag.removeprefix("chk:"), (tick.alias, tick.label)
        labelled = ((i, i.label[:_LONGEST]) for i in form.fields if i.label)
        item = next((i for i in form.fields if i.key == key), None) or next(
            (i for i, label in labelled if any(name.startswith(label) for name in names)), None
        )
        if item is not None:
            yield item, tick


def _signed(
    form: Form, reading: Reading, blanks: Sequence[Blank]
) -> Iterator[tuple[SignatureField, Blank | None, Blank | None]]:
    """Yield the blocks to sign with the name and the date that were filled in, None where it was not found.

    Told by tags; where a program lost them, by the name's alias, and a date belongs to the name before it.
    """
    waiting = [item for item in form.fields if isinstance(item, SignatureField) and reading.asked(item)]
    found: dict[str, dict[str, Blank]] = {}
    last = ""
    for blank in blanks:
        key = blank.tag.partition(":")[2]
        post = blank.alias.partition(": ")[2]
        if not any(item.key == key for item in waiting):
            free = (i for i in waiting if blank.kind not in found.get(i.key, {}))
            alike = (i.key for i in free if post and i.post.startswith(post))
            key = next(alike, "" if post else last)
        if key:
            found.setdefault(key, {}).setdefault(blank.kind, blank)
            last = key
    for item in waiting:
        if held := found.get(item.key):
            yield item, held.get("name"), held.get("date")


def _day(told: str) -> str:
    """Return a day in words; what is no day as it was told."""
    try:
        return date_words(date.fromisoformat(told))
    except ValueError:
        return told
