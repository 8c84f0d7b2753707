"""Claims from Word on record, each once; they become sign-off when a person confirms them in the paper."""

from datetime import date

from desktop_app.checks.timeline import day_of
from desktop_app.domain.fields import TickField
from desktop_app.domain.reading import date_words
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.signoff import UNTICKED, Standing

from .acts import NotAllowed, sign, tick
from .claims import Claim
from .review import Review
from .session import Session


def record_claims(session: Session, review: Review) -> int:
    """Put what a copy claims on record, each claim once; return how many are new there."""
    new = [claim for claim in review.claims if not _on_record(session, claim)]
    for claim in new:
        note = f"{_said(claim)}: {review.name}"
        choice = "" if claim.ticked else UNTICKED
        event = session.event(
            EventKind.CLAIMED, claim.key, who=claim.who, note=note, digest=claim.digest, choice=choice
        )
        session.record(event)
    return len(new)


def _said(claim: Claim) -> str:
    return f"{claim.said} in Word, {claim.when or 'no date'}"


def _on_record(session: Session, claim: Claim) -> bool:
    said = _said(claim) + ": "
    return any(
        (event.key, event.who, event.digest) == (claim.key, claim.who, claim.digest)
        and event.note.startswith(said)
        for event in session.paper.record
        if event.kind is EventKind.CLAIMED
    )


def claimed(session: Session) -> tuple[tuple[str, Event], ...]:
    """Return what is claimed and not confirmed, by key, with the claim, in form order."""
    found: list[tuple[str, Event]] = []
    for form in session.template.forms:
        for item in form.fields:
            given = session.sign_off(item.key)
            if given.standing is Standing.CLAIMED and given.event is not None:
                found.append((item.key, given.event))
    return tuple(found)


def claimed_words(event: Event) -> str:
    """Return a claim from Word in words: "Ticked in Word on 2 March 2026 (ann.docx)"; "" for another."""
    said, found, rest = event.note.partition(" in Word, ")
    if not found:
        return ""
    when, _, name = rest.partition(": ")
    try:
        day = f" on {date_words(date.fromisoformat(when[:10]))}"
    except ValueError:
        day = ""
    return f"{said[:1].upper()}{said[1:]} in Word{day} ({name})"


def claimed_day(event: Event) -> date | None:
    """Return the day that a claimed signature bears, None where it bears none."""
    return day_of(event)


def confirm(session: Session, key: str, who: str, role: str, day: date | None = None) -> None:
    """Give sign-off where something is claimed, in the name of the person who confirms it here.

    day: on which it was signed, where it is a signature; today where none is told. Raises NotAllowed where
    nothing is claimed, or without a name.
    """
    given = session.sign_off(key)
    if given.standing is not Standing.CLAIMED or given.event is None:
        raise NotAllowed("Nothing is claimed here that could be confirmed.")
    if isinstance(session.template.field(key), TickField):
        tick(session, key, who, role)
    else:
        sign(session, key, who, role, day or claimed_day(given.event) or session.today)
