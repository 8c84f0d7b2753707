"""Acts on an open paper beyond writing: ticking, signing, following, moving on. Each is one step of undo."""

import json
from collections.abc import Collection, Iterable
from datetime import date

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.fields import RecommendationField, RichTextField, SignatureField, Stage, TickField
from desktop_app.domain.form import Wording
from desktop_app.domain.paper import Leftover, Part, RichText, Value
from desktop_app.domain.reading import Reading, date_words
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Block, Blocks, copied
from desktop_app.domain.richtext_json import block_data
from desktop_app.domain.state import State, next_states
from desktop_app.domain.step import LEFTOVER, OWN_WAY, SIGN_OFF, Change, Step, leftover_words

from .freezing import submitted_digest
from .session import Session


class NotReady(Exception):
    """The paper cannot move on yet. findings: what stands in the way, in form order."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        count = len(findings)
        super().__init__(f"{count} thing{'' if count == 1 else 's'} to settle first.")
        self.findings = findings


class NotAllowed(Exception):
    """The act does not fit the paper as it is; the words say why."""


def tick(session: Session, key: str, who: str, role: str, *, choice: str = "", reason: str = "") -> None:
    """Tick a statement in one's own name, or choose one of its alternatives with a reason.

    Raises NotAllowed without a name, without the reason that an alternative asks for, or where words that
    the statement itself stands for are still to be written.
    """
    item = session.template.field(key)
    if not isinstance(item, TickField):
        raise NotAllowed(f"{item.label} is not a statement to tick.")
    if not who.strip():
        raise NotAllowed("A tick needs the name of who gives it.")
    chosen = next((other for other in item.alternatives if other.key == choice), None)
    if choice and chosen is None:
        raise NotAllowed(f"{item.label} has no answer called {choice!r}.")
    if chosen is not None and chosen.needs_reason and not reason.strip():
        raise NotAllowed(f"“{chosen.label}” needs a reason.")
    if chosen is None:
        _refuse_unwritten(session, item)
    given = {"kind": EventKind.TICKED.value, "who": who.strip(), "role": role.strip()}
    _give(session, key, {**given, "choice": choice, "note": reason.strip()}, f"Tick {item.label}")


def _refuse_unwritten(session: Session, item: TickField) -> None:
    """Refuse a tick for words that the form needs before signing and nobody has written yet."""
    reading = session.reading
    fields = [session.template.field(key) for key in item.vouches_for]
    empty = [
        f"“{field.label.rstrip(': ')}”"
        for field in fields
        if field.required is Stage.SIGNING and reading.asked(field) and not reading.answered(field.key)
    ]
    if empty:
        named = empty[0] if len(empty) == 1 else f"{', '.join(empty[:-1])} and {empty[-1]}"
        has = "has" if len(empty) == 1 else "have"
        raise NotAllowed(f"A tick stands for words, and {named} {has} none yet. Write there first.")


def sign(session: Session, key: str, who: str, role: str, day: date) -> None:
    """Put on record that a block was signed by a person on a day. Raises NotAllowed without a name."""
    item = session.template.field(key)
    if not isinstance(item, SignatureField):
        raise NotAllowed(f"{item.label} is not a block to sign.")
    if not who.strip():
        raise NotAllowed("A signature needs the name of who signed.")
    if day > session.today:
        raise NotAllowed(f"{date_words(day)} has not come yet. Give the day on which it was signed.")
    given = {"kind": EventKind.SIGNED.value, "who": who.strip(), "role": role.strip() or item.post}
    _give(session, key, {**given, "choice": day.isoformat()}, f"Signature {item.label}")


def withdraw(session: Session, key: str) -> None:
    """Take a tick or signature back; it stays on record that it was given. Nothing given: nothing done."""
    given = _given(session, key)
    if given is not None:
        label = f"Withdraw {session.template.field(key).label}"
        change = Change(SIGN_OFF + key, session.part_of(key), given, None)
        session.take(Step(label, (change,)))


def _give(session: Session, key: str, given: dict[str, str], label: str) -> None:
    given = {**given, "digest": session.text_digest(key)}
    words = json.dumps(given, ensure_ascii=False, sort_keys=True)
    change = Change(SIGN_OFF + key, session.part_of(key), _given(session, key), words)
    session.take(Step(label, (change,)))


def _given(session: Session, key: str) -> str | None:
    event = session.sign_off(key).event
    if event is None or event.kind is EventKind.CLAIMED:
        return None
    given = {"kind": event.kind.value, "who": event.who, "role": event.role}
    words = {**given, "choice": event.choice, "note": event.note, "digest": event.digest}
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def go_own_way(session: Session, key: str) -> None:
    """Let a field stop following: what it showed becomes its own text, a copy with new identities."""
    reading = session.reading
    if not reading.sources(key):
        return
    part, own, shown = session.part_of(key), reading.own(key), reading.get(key)
    text = RichText(copied(shown.blocks)) if isinstance(shown, RichText) else shown
    changes = (Change(key, part, own, text), Change(OWN_WAY + key, part, False, True))
    session.take(Step(f"Own way for {session.template.field(key).label}", changes))


def follow_again(session: Session, key: str, without: Collection[str] = ()) -> None:
    """Let a field follow again. Blocks of its own that say something else stay, behind what it follows.

    without: ids of those that do not stay.
    """
    item = session.template.field(key)
    if key not in session.paper.public.own_way:
        return
    own = session.reading.own(key)
    text: Value | None = None
    if isinstance(item, RichTextField | RecommendationField):
        besides = own_besides(session.reading, item.follows, own)
        kept = tuple(block for block in besides if block.id not in without)
        text = RichText(kept) if kept else None
    part = session.part_of(key)
    changes = (Change(key, part, own, text), Change(OWN_WAY + key, part, True, False))
    session.take(Step(f"Follow again in {item.label}", changes))


def own_besides(reading: Reading, sources: Iterable[str], own: Value | None) -> Blocks:
    """Return those of a field's own blocks that say, or look like, nothing that it would follow."""

    def words(block: Block) -> object:
        return block_data(block, ids=False)

    followed = [words(block) for source in sources for block in reading.blocks(source)]
    blocks = own.blocks if isinstance(own, RichText) else ()
    return tuple(block for block in blocks if words(block) not in followed)


def list_left_out(session: Session, key: str, what: str, block: str = "", *, with_last: bool) -> None:
    """List behind a field's section something that its text could not hold, until that is dismissed.

    block: id of the paragraph that it stood at. with_last: it belongs to the last step of undo.
    """
    section = session.form_of(key).section_of(key)
    why = f"It was left out of “{section.label}”: a paper’s text holds words, lists and tables."
    leftover = Leftover(what, section.key, why, block=block)
    change = Change(LEFTOVER + leftover.id, session.part_of(key), None, leftover_words(leftover))
    label = session.undo_label if with_last else "Picture left out"
    session.take(Step(label, (change,)), join=with_last)


def dismiss(session: Session, leftover_id: str) -> None:
    """Dismiss a piece of an import that found no place. Undo brings it back."""
    for part, held in (
        (Part.ONE, session.paper.public.leftovers),
        (Part.TWO, session.paper.restricted.leftovers),
    ):
        for leftover in held:
            if leftover.id == leftover_id:
                change = Change(LEFTOVER + leftover.id, part, leftover_words(leftover), None)
                session.take(Step("Dismiss leftover text", (change,)))
                return


#: What has to be filled before a paper may be in a state.
_NEEDS = {
    State.DECLARED: Stage.SIGNING,
    State.SUBMITTED: Stage.SIGNING,
    State.DECIDED: Stage.DECIDED,
    State.REFUSED: Stage.DECIDED,
    State.DEFERRED: Stage.DECIDED,
    State.PUBLISHED: Stage.DECIDED,
}


def states_after(session: Session) -> tuple[State, ...]:
    """Return the states that the paper may go to: refused only where its forms have words for that.

    Where they have none, a refusal is an answer of the form and the paper is decided like any other.
    """
    items = (item for form in session.template.forms for section in form.sections for item in section.items)
    worded = any(isinstance(item, Wording) and item.refused for item in items)
    return tuple(state for state in next_states(session.state) if worded or state is not State.REFUSED)


def move_to(session: Session, state: State, who: str) -> None:
    """Move the paper to a state, on record. Raises NotAllowed, or NotReady with what is in the way."""
    if state not in states_after(session):
        raise NotAllowed(f"A paper that is “{session.state.label}” cannot become “{state.label}”.")
    stage = _NEEDS.get(state)
    if stage is not None:
        found = check(session.template, session.paper, stage=stage, today=session.today)
        errors = tuple(finding for finding in found if finding.severity is Severity.ERROR)
        if errors:
            raise NotReady(errors)
    digest = ""
    if state is State.SUBMITTED:
        session.save()  # so that the revision on record is the one whose text is submitted
        digest = submitted_digest(session.template, session.paper.public)
    session.record(session.event(EventKind.STATE, who=who, choice=state.value, digest=digest))
