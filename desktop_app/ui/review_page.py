"""A reviewer's copy of the open paper: what it proposes, word by word, to accept or reject."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from desktop_app.app.claims import Claim
from desktop_app.app.deciding import Conflict, accept, accept_all, in_conflict, reject
from desktop_app.app.desk import CannotRead, StorageError
from desktop_app.app.keeping import copy_before
from desktop_app.app.review import Review, read_review
from desktop_app.app.reviews import take_in
from desktop_app.app.session import Session
from desktop_app.domain.compare import ValueChange, compare_words
from desktop_app.intake.docx.proposals import Proposal
from desktop_app.intake.docx.tokens import Comment

from .aside import Aside
from .asides import show_aside
from .differing import LEGEND, difference
from .message import Message
from .parts import button, card, clear, holder, row, words
from .showing import Showing

_MOST = 100  #: proposals shown at a time; those beyond them follow as these are decided on


class Reviewed(Showing, Protocol):
    """Where a review is shown: the window."""

    message: Message


class ReviewPage(Aside):
    """Lists the proposals of a returned copy, each with what to do with it, then comments and the rest."""

    def __init__(self, session: Session, review: Review) -> None:
        self._session, self._review = session, review
        super().__init__(f"Review of {review.name}", LEGEND)
        self.refresh()

    def refresh(self) -> None:
        """Show what is still to be decided on."""
        super().refresh()
        clear(self.body)
        review, left = self._review, self._review.open
        if not review.known:
            told = "This copy is of no version in the paper's history; it is compared with the text of today."
            self.body.addWidget(card("warning", words(told)))
        self.body.addWidget(words(self._summary(), "strong"))
        if left:
            self.body.addWidget(self._for_all(left))
        for proposal in left[:_MOST]:
            self.body.addWidget(self._proposal(proposal))
        if len(left) > _MOST:
            self.body.addWidget(words(f"{len(left) - _MOST} more follow as these are decided on.", "soft"))
        for made in self._beside():
            self.body.addWidget(made)

    def _summary(self) -> str:
        review = self._review
        return (
            f"{len(review.open)} to decide on, {len(review.accepted)} accepted, "
            f"{len(review.rejected)} rejected."
        )

    def _for_all(self, left: Sequence[Proposal]) -> QWidget:
        """Return what decides on everything, or on everything of one person."""
        tools: list[QWidget] = [
            button("Accept all", self._accept_all, "accent"),
            button("Reject all", lambda: self._reject(left)),
        ]
        people = list(dict.fromkeys(p.who for p in left))
        for who in people[:5] if len(people) > 1 else []:
            own = [p for p in left if p.who == who]
            free = [p for p in own if not in_conflict(self._session, self._review, p)]
            tools.append(button(f"Accept all of {_name(own[0])}", lambda free=free: self._accept(free)))
        return holder(row(*tools, None))

    def _proposal(self, proposal: Proposal) -> QFrame:
        label = self._session.template.field(proposal.key).label.rstrip(":")
        told = f"{label} · {proposal.kind} by {_name(proposal)}{_day(proposal.when)}"
        change = ValueChange(proposal.key, pieces=compare_words(_shown(proposal.old), _shown(proposal.new)))
        conflict = in_conflict(self._session, self._review, proposal)
        yes = button("Accept", lambda: self._accept([proposal]), name=f"Accept: {told}")
        yes.setEnabled(not conflict)
        no = button("Reject", lambda: self._reject([proposal]), name=f"Reject: {told}")
        there = button("Show", lambda: self.go.emit(proposal.key), "link", f"Show {label}")
        why = "This text was changed since it was sent out. Put right in the paper what should be taken over."
        warned = [words(why, "warn")] if conflict else []
        return card("card", words(told, "small"), difference(change), *warned, row(yes, no, None, there))

    def _beside(self) -> list[QFrame]:
        """Return what is no change of text: comments, ticks, what has no place."""
        review = self._review
        made = [_comment(comment) for comment, _ in review.comments]
        made += [_claim(claim) for claim in review.claims]
        made += [card("warning", words(each.why, "small"), words(each.text)) for each in review.unplaced]
        made += [card("advice", words(told)) for told in review.returned.story.warnings]
        return made

    def _accept_all(self) -> None:
        self._do(lambda: accept_all(self._session, self._review))

    def _accept(self, proposals: Sequence[Proposal]) -> None:
        self._do(lambda: accept(self._session, self._review, proposals))

    def _reject(self, proposals: Sequence[Proposal]) -> None:
        self._do(lambda: reject(self._session, self._review, proposals))

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Conflict as problem:
            self.told.setText(str(problem))
        self.outdated.start()  # not at once: the button pressed is on the page


def _name(proposal: Proposal) -> str:
    return proposal.who or ("somebody" if proposal.tracked else "somebody, untracked")


def _day(when: str) -> str:
    return f" on {when[:10]}" if when else ""


def _shown(text: str) -> str:
    return text.replace("\ufffc", "*")


def _comment(comment: Comment) -> QFrame:
    settled = " · settled" if comment.done else ""
    answer = " · an answer" if comment.parent else ""
    told = f"Comment by {comment.who or 'somebody'}{_day(comment.when)}{answer}{settled}"
    about = [words(f"On “{comment.quote}”", "soft")] if comment.quote else []
    return card("advice", words(told, "small"), *about, words(comment.text))


def _claim(claim: Claim) -> QFrame:
    who = claim.who or "somebody"
    said = f"{claim.label}: {claim.said} in Word, claimed by {who}{_day(claim.when)}."
    return card("tip", words(f"{said} It is no sign-off."))


def review_file(window: Reviewed, path: Path) -> None:
    """Read a returned copy of the open paper and show what it proposes."""
    if window.paper is None:
        return
    session = window.paper.session
    try:
        window.paper.pen.flush()
        review = read_review(session, path)
        told = copy_before(session, "review")
    except (CannotRead, StorageError) as problem:
        window.message.tell(str(problem))
        return
    if not session.read_only:
        take_in(session, review)
    show_aside(window, ReviewPage(session, review))
    if told:
        window.message.tell(told)


def ask_for_review(window: Reviewed) -> None:
    """Ask for a Word file that came back from review, and show what it proposes."""
    name, _ = QFileDialog.getOpenFileName(None, "Read back a review", "", "Word (*.docx)")
    if name:
        review_file(window, Path(name))
