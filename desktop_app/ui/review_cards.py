"""The cards of a review: one for each proposal, with all three texts where it clashes with the paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.app.deciding import Texts
from desktop_app.domain.comments import Decision
from desktop_app.domain.compare import ValueChange, compare_words
from desktop_app.domain.reading import date_words
from desktop_app.intake.docx.proposals import Proposal
from desktop_app.intake.docx.returned import Unplaced

from .differing import difference
from .parts import button, card, holder, row, words
from .review_places import Named

_MOST = 1500  #: code points of a text shown in a card


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with a proposal. theirs, both: of one that clashes with what the paper says."""

    accept: Callable[[], None]
    reject: Callable[[], None]
    show: Callable[[], None]
    theirs: Callable[[], None]
    both: Callable[[], None]


def name_of(proposal: Proposal) -> str:
    """Return who made a proposal."""
    return proposal.who or ("somebody" if proposal.tracked else "somebody, untracked")


def day_of(when: str) -> str:
    """Return the day of an ISO moment in words, "" where it tells none."""
    try:
        return date_words(date.fromisoformat(when[:10]))
    except ValueError:
        return ""


def day_words(when: str) -> str:
    """Return the day of an ISO moment in words that follow a name, "" for none."""
    return f" on {day}" if (day := day_of(when)) else ""


def proposal_card(
    proposal: Proposal, where: Named, acts: Acts, *, texts: Texts | None, notes: Sequence[str], decides: bool
) -> QFrame:
    """Return the card of a proposal. texts: where it clashes. notes: what else is to be known of it."""
    made_by = f"{proposal.kind} by {name_of(proposal)}{day_words(proposal.when)}"
    told = f"{where.alone} · {made_by}"
    below = f"{where.below} · {made_by}" if where.below else made_by[:1].upper() + made_by[1:]
    pieces: list[QWidget] = [words(below, "small")]
    if proposal.way:
        pieces.append(words(proposal.way, "soft"))
    pieces += [words(note, "warn") for note in notes]
    pieces.append(_change(proposal.key, proposal.old, proposal.new))
    if texts is not None:
        pieces += _clash(proposal.key, texts)
    tools: list[QWidget] = []
    if decides and texts is None:
        tools = [button("Accept", acts.accept, name=f"Accept: {told}")]
    elif decides and texts is not None:
        tools = [button("Take this text", acts.theirs, name=f"Take this text: {told}")]
        if texts.both is not None:
            tools.append(button("Take both", acts.both, name=f"Take both: {told}"))
    if decides:
        tools.append(button("Reject", acts.reject, name=f"Reject: {told}"))
    there = button("Show", acts.show, "link", f"Show in the paper: {told}")
    made = card("warning" if texts is not None else "card", *pieces, row(*tools, None, there))
    made.setAccessibleName(told)
    return made


def _clash(key: str, texts: Texts) -> list[QWidget]:
    why = "The paper says something else here by now. Choose, or write in the paper what is right."
    made: list[QWidget] = [words(why, "warn")]
    made += [words("Sent out", "small"), words(_cut(texts.sent))]
    now = words("In the paper now", "small")
    made += [now, _change(key, texts.sent, texts.now) if texts.now else words("No longer there", "soft")]
    if texts.both is not None:
        made += [words("Both together would be", "small"), _change(key, texts.now, texts.both)]
    return made


def _change(key: str, old: str, new: str) -> QWidget:
    return difference(ValueChange(key, pieces=compare_words(_shown(_cut(old)), _shown(_cut(new)))))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST] + " …"


def _shown(text: str) -> str:
    return text.replace("\ufffc", "*")


def decided_card(decision: Decision, where: str, again: Callable[[], None] | None) -> QFrame:
    """Return the card of a proposal that was decided on. again: opens one that was rejected."""
    act = "Accepted" if decision.accepted else "Rejected"
    by = f" by {decision.by}" if decision.by else ""
    told = f"{act}{by}{day_words(decision.at)}: {where} · {decision.kind} by {decision.who or 'somebody'}"
    reason = [words(f"Reason: {decision.reason}", "soft")] if decision.reason else []
    tools = [holder(row(button("Open again", again, name=f"Open again: {told}"), None))] if again else []
    texts = _change(decision.key, decision.old, decision.new)
    return card("card", words(told, "small"), texts, *reason, *tools)


def unplaced_card(piece: Unplaced) -> QFrame:
    """Return the card of something that has no place in the paper."""
    who = f"By {piece.who}: " if piece.who else ""
    return card("warning", words(f"No place found. {who}{piece.why}", "small"), words(piece.text))
