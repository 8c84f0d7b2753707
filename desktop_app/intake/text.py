"""Import of plain text: the text of a published paper, made into a paper of the form that fits it best."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from desktop_app.domain.fields import Show, YesNoField
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Leftover, Paper, PublicPaper, Restricted, Value
from desktop_app.domain.record import Event, EventKind, chained, now_text

from .align import Path, align, headings
from .clean import Line, lines_of
from .cues import Cues, cues_of
from .fill import Claim, Rich
from .follow import Settled, settle
from .hits import Found, find_hits
from .notes import Bound, MarkPlace, NoteLine, part_notes
from .route import Routed, Router
from .squeeze import Scroll, squeeze

_CONTROLS = 0.01  # share of control characters from which a file is no text
_MANY = 5  # headings that leave no doubt
_FEWEST = 2  # headings or pieces of fixed wording by which a paper is known


class NotAPaper(Exception):
    """The text is of no paper that a form is there for; the words say what was missed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A paper made from a text, its template, and what was done or is doubtful, in plain sentences.

    doubt: why it may be another kind of paper, "" where the text says clearly enough which one it is.
    """

    paper: Paper
    template: Template
    notes: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    cues: Cues
    found: Found
    path: Path


def import_text(
    text: str, templates: Mapping[str, Template], name: str = "", now: datetime | None = None
) -> Imported:
    """Return the paper that a text holds.

    name: of the file it was read from, for the record. now: when it is imported. Raises NotAPaper where
    the text has no words, is no text, or no form's headings are found in it.
    """
    lines = _readable(text, name)
    rest, bound, loose = part_notes(lines)
    notes = "\n".join(f"{note.mark} {note.text}" for note in loose)
    spare = (_loose(notes),) if notes else ()
    return import_lines(rest, templates, name, now, Beside(bound, None, lambda _: spare))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file says beside its lines.

    bound: footnotes by line. rich: makes the blocks of lines. spare: what else is left over, asked for
    once all lines have found their places; it counts as restricted where any of the text is.
    """

    bound: Bound = field(default_factory=dict[int, dict[int, tuple[MarkPlace, NoteLine]]])
    rich: Rich | None = None
    spare: Callable[[Template], Sequence[Leftover]] = lambda _: ()


def import_lines(
    lines: Sequence[Line],
    templates: Mapping[str, Template],
    name: str = "",
    now: datetime | None = None,
    beside: Beside | None = None,
) -> Imported:
    """Return the paper that lines hold. See `import_text`."""
    beside = beside or Beside()
    scroll = Scroll(lines)
    fit = _best(scroll, templates, name)
    router = Router(scroll, fit.cues, fit.found, fit.path, beside.bound)
    router.routed.basket.rich = beside.rich
    routed = router.run()
    template = fit.cues.template
    held = any(template.forms[taken.spot.form].restricted for taken in fit.path.taken)
    (routed.restricted if held else routed.public).extend(beside.spare(template))
    paper, settled = _paper(template, routed, name, now or datetime.now().astimezone())
    return Imported(paper, template, _remarks(fit, routed, settled), _doubt(scroll, fit))


def _readable(text: str, name: str) -> list[Line]:
    file = name or "The text"
    controls = sum(text.count(chr(code)) for code in (*range(9), *range(14, 32), 127, 0xFFFD))
    if controls > _CONTROLS * len(text):
        raise NotAPaper(f"{file} is not plain text. Save the paper as plain text and import that.")
    lines = lines_of(text)
    if not lines:
        raise NotAPaper(f"{file} holds no words.")
    return lines


def _best(scroll: Scroll, templates: Mapping[str, Template], name: str) -> _Fit:
    """Return the template that fits best; of two that fit as well, the later version.

    One of an invented authority is passed over where there are others, unless the text names it. Where only
    one is given, it is taken however little fits.
    """
    real = {key: each for key, each in templates.items() if not each.example or _names(scroll.text, each)}
    chosen, templates = len(templates) == 1, real or templates
    fits: list[_Fit] = []
    for key in sorted(templates, reverse=True):
        cues = cues_of(templates[key], templates.values())
        found = find_hits(scroll, cues)
        fits.append(_Fit(cues, found, align(cues, found)))
    best = max(fits, key=lambda fit: fit.path.score, default=None)
    if best is None or (headings(best.path) < _FEWEST and not chosen):
        raise NotAPaper(
            f"No headings of a form were found in {name or 'the text'}. "
            "Choose the kind of paper it is, or start a new one and paste the text into its sections."
        )
    return best


def _names(text: str, template: Template) -> bool:
    """Say whether a text, squeezed, names the authority of a template, what is in brackets left aside."""
    name = squeeze(template.authority_name.partition(" (")[0])
    return bool(name) and name in text


def _doubt(scroll: Scroll, fit: _Fit) -> str:
    count = headings(fit.path)
    if count >= _MANY or _names(scroll.text, fit.cues.template):
        return ""
    return f"It does not name its authority, and only {_count(count, 'heading', 'headings')} of the form fit."


def _loose(text: str) -> Leftover:
    return Leftover(text, why="It is a footnote whose mark stands nowhere in the text.")


def _paper(template: Template, routed: Routed, name: str, now: datetime) -> tuple[Paper, Settled]:
    basket = routed.basket
    settled = settle(template, basket.answers)
    public = {key: value for key, value in settled.answers.items() if not template.is_restricted(key)}
    restricted = {key: value for key, value in settled.answers.items() if template.is_restricted(key)}
    public |= _documents_found(template, public)
    at = now_text(now)
    record = [chained((), Event(0, EventKind.IMPORTED, 1, at, note=name))]
    for claim in basket.claims.values():
        record.append(chained(record, _event(claim, 2 if template.is_restricted(claim.key) else 1, at)))
    paper = Paper(
        PublicPaper(
            str(uuid4()),
            template.key,
            public,
            settled.own_way,
            tuple(routed.public),
            tuple(event for event in record if event.part == 1),
        ),
        Restricted(
            restricted,
            tuple(routed.restricted),
            tuple(event for event in record if event.part == 2),
            secret=secrets.token_hex(32),
        ),
    )
    return paper, settled


def _documents_found(template: Template, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return answers to the questions, never printed, of whether the paper has a public document at all."""
    found: dict[str, Value] = {}
    for form in template.forms:
        if form.when is None or form.restricted or form.when.key in answers:
            continue
        item = template.field(form.when.key)
        if isinstance(item, YesNoField) and item.show is Show.NONE:
            found[item.key] = any(key.startswith(f"{form.document}.") for key in answers)
    return found


def _event(claim: Claim, part: int, at: str) -> Event:
    """Return the claim of a tick or signature: what the file says, which is history and no sign-off."""
    note = "; ".join(words for words in (claim.date, claim.reason) if words)
    return Event(
        0,
        EventKind.CLAIMED,
        part,
        at,
        who=claim.who,
        role=claim.role,
        key=claim.key,
        choice=claim.choice,
        note=note,
    )


def _remarks(fit: _Fit, routed: Routed, settled: Settled) -> tuple[str, ...]:
    template = fit.cues.template
    remarks = [f"Read as {template.label} ({template.authority_name or template.authority})."]
    remarks += routed.basket.remarks
    claims = len(routed.basket.claims)
    if claims:
        remarks.append(
            f"{_count(claims, 'tick or signature', 'ticks and signatures')} of the file kept as history; "
            "none counts as sign-off here."
        )
    if settled.own_way:
        labels = ", ".join(template.field(key).label.rstrip(":") for key in sorted(settled.own_way))
        remarks.append(f"These differ from what they would follow and so go their own way: {labels}.")
    left = len(routed.public) + len(routed.restricted)
    if left:
        remarks.append(f"{_count(left, 'piece', 'pieces')} of text found no place; listed with the paper.")
    return tuple(remarks)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
