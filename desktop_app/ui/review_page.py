"""Copies of the open paper that came back: what they propose, word by word, to accept or reject."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.app.acts import NotAllowed
from desktop_app.app.comments import comments_of
from desktop_app.app.confirming import claimed, claimed_day, claimed_words, confirm
from desktop_app.app.deciding import (
    Conflict,
    Decider,
    Item,
    accept,
    accept_free,
    along_with,
    conflicts_of,
    reject_each,
    reopen,
    take_both,
    take_theirs,
    texts_of,
)
from desktop_app.app.review import Review
from desktop_app.app.session import Session
from desktop_app.domain.reading import date_words
from desktop_app.intake.docx.proposals import Proposal

from .aside import Aside
from .differing import LEGEND
from .parts import button, card, clear, column, holder, row, words
from .review_cards import Acts, decided_card, name_of, proposal_card, unplaced_card
from .review_places import Places
from .second_click import shield
from .who import Who

_MOST = 60  #: proposals shown at a time; those beyond them follow as these are decided on


class ReviewPage(Aside):
    """Lists what copies propose, each with what to do with it, then ticks claimed, comments and the rest."""

    comparison_wanted = Signal(object)  #: a Review of which a Word comparison is wanted
    away_wanted = Signal(object)  #: a Review that need be kept no longer

    def __init__(self, session: Session, reviews: Sequence[Review], who: Who) -> None:
        self._session, self._reviews, self._who = session, list(reviews), who
        names = [review.name for review in reviews]
        title = f"Review of {names[0]}" if len(names) == 1 else f"Review of {len(names)} copies"
        super().__init__(title, LEGEND)
        self._people, self._sections = QComboBox(), QComboBox()
        self._reason = QLineEdit()
        self._name, self._role = QLineEdit(who.name), QLineEdit(who.role)
        self._places = Places(session, (p for review in reviews for p in review.proposals))
        self._decided = False  #: whether what was decided is shown
        self._list = column(space=16)
        self.body.addWidget(self._head())
        self._cards = holder(self._list)
        self.body.addWidget(self._cards)
        for choice in (self._people, self._sections):
            choice.currentIndexChanged.connect(self.outdated.start)
        self.refresh()

    def _head(self) -> QWidget:
        """Return what the list is narrowed by, and in whose name is decided."""
        for widget, name in (
            (self._people, "Changes of"), (self._sections, "Section"), (self._name, "Your name"),
            (self._role, "Your role"), (self._reason, "Reason for what is rejected"),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        narrowed = row(self._people, self._sections, None)
        lines = (self._name, self._role, self._reason)
        me = row(*(column(words(line.accessibleName(), "strong"), line, space=4) for line in lines))
        me.setStretch(2, 1)
        return holder(column(narrowed, *([] if self._session.read_only else [me])))

    def refresh(self) -> None:
        """Show what is still to be decided on."""
        super().refresh()
        self._offer()
        clear(self._list)
        for made in self._pieces():
            self._list.addWidget(made)

    def _pieces(self) -> Iterator[QWidget]:
        for review in self._reviews:
            if not review.known:
                told = f"{review.name} is of no version in the paper's history; it is compared with the text"
                yield card("warning", words(f"{told} of today."))
        yield words(_summary(self._session, self._reviews), "strong")
        left = self._left()
        if left and not self._session.read_only:
            yield self._for_all(left)
        yield from self._proposals(left)
        yield from self._claims()
        yield from (unplaced_card(piece) for review in self._reviews for piece in review.unplaced)
        yield from self._comments()
        for told in dict.fromkeys(w for r in self._reviews for w in r.returned.story.warnings):
            yield card("advice", words(told))
        yield from self._done()
        yield from (self._copy(review) for review in self._reviews)

    def _offer(self) -> None:
        """Offer the people and sections there are to narrow the list by; what is chosen stays chosen."""
        every = [(r, p) for r in self._reviews for p in r.proposals]
        people = dict.fromkeys(name_of(p) for _, p in every)
        sections = dict.fromkeys(self._places.section(p) for _, p in every)
        for choice, first, offered in (
            (self._people, "Changes of everybody", list(people)),
            (self._sections, "All sections", list(sections)),
        ):  # fmt: skip
            if [choice.itemText(n) for n in range(1, choice.count())] != offered:
                choice.blockSignals(True)
                choice.clear()
                choice.addItems([first, *offered])
                choice.blockSignals(False)
            choice.setVisible(len(offered) > 1)

    def _left(self) -> list[Item]:
        """Return the open proposals that the list is narrowed to, each once however many copies have it."""
        who = self._people.currentText() if self._people.currentIndex() > 0 else ""
        section = self._sections.currentText() if self._sections.currentIndex() > 0 else ""
        found: dict[str, Item] = {}
        for review in self._reviews:
            for p in review.open:
                if who in ("", name_of(p)) and section in ("", self._places.section(p)):
                    found.setdefault(review.ids[p.number], (review, p))
        return list(found.values())

    def _for_all(self, left: list[Item]) -> QWidget:
        """Return what decides on everything that is listed."""
        who = f" of {self._people.currentText()}" if self._people.currentIndex() > 0 else ""
        where = f" in {self._sections.currentText()}" if self._sections.currentIndex() > 0 else ""
        yes = button(f"Accept all{who}{where}", lambda: self._accept_all(left), "accent")
        no = button(f"Reject all{who}{where}", lambda: self._reject(left))
        return holder(row(yes, no, None))

    def _proposals(self, left: list[Item]) -> Iterator[QWidget]:
        clashes = {id(review): conflicts_of(self._session, review) for review in self._reviews}
        people: dict[str, set[str]] = defaultdict(set)
        for _, p in left:
            people[p.block].add(name_of(p))
        # Changes of one paragraph stand together, in the order of the text.
        place = {p.block: n for n, (_, p) in reversed(list(enumerate(left)))}
        section = ""
        for review, p in sorted(left, key=lambda item: place[item[1].block])[:_MOST]:
            if self._places.section(p) != section:
                section = self._places.section(p)
                yield words(section, "strong")
            texts = texts_of(self._session, review, p) if p.number in clashes[id(review)] else None
            notes = list(_notes(self._session, review, p, people[p.block]))
            acts, decides = self._acts(review, p), not self._session.read_only
            where = self._places.named(p)
            yield proposal_card(p, where, acts, texts=texts, notes=notes, decides=decides)
        if len(left) > _MOST:
            yield words(f"{len(left) - _MOST} more follow as these are decided on.", "soft")

    def _acts(self, review: Review, p: Proposal) -> Acts:
        session = self._session
        return Acts(
            lambda: self._do(lambda: accept(session, review, [p], self._by())),
            lambda: self._reject([(review, p)]),
            lambda: self.go.emit(p.key),
            lambda: self._do(lambda: take_theirs(session, review, p, self._by())),
            lambda: self._do(lambda: take_both(session, review, p, self._by())),
        )

    def _by(self) -> Decider:
        return Decider(self._name.text().strip(), self._reason.text().strip())

    def _accept_all(self, left: list[Item]) -> None:
        self._do(lambda: accept_free(self._session, left, self._by()))

    def _reject(self, left: list[Item]) -> None:
        self._do(lambda: reject_each(self._session, left, self._by()))

    def _do(self, act: Callable[[], object]) -> None:
        self.told.setText(LEGEND)
        shield(self._cards)  # what is decided on goes, and the next comes under the pointer
        try:
            act()
        except (Conflict, NotAllowed) as problem:
            self.told.setText(str(problem))
        self.outdated.start()  # not at once: the button pressed is on the page

    def _claims(self) -> Iterator[QWidget]:
        """Yield what was ticked or signed in Word and is not confirmed here."""
        for key, event in claimed(self._session):
            told = claimed_words(event)
            if not told:
                continue
            item = self._session.template.field(key)
            stale = self._session.sign_off(key).outdated
            said = f"Claimed by {event.who or 'somebody'}: {told}. It is no sign-off until you confirm it."
            pieces = [words((item.label or getattr(item, "post", "")).rstrip(": "), "strong"), words(said)]
            if day := claimed_day(event):
                pieces.append(words(f"Date given: {date_words(day)}", "soft"))
            if stale:
                pieces.append(words("The text it stands for was changed since it was sent out.", "warn"))
            yes = button("Confirm", lambda key=key: self._confirm(key), "accent", f"Confirm: {item.label}")
            show = button("Read its text", lambda key=key: self.go.emit(key), "link", f"Show: {item.label}")
            tools = [] if self._session.read_only else [yes]
            yield card("warning" if stale else "tip", *pieces, row(*tools, None, show))

    def _confirm(self, key: str) -> None:
        name, role = self._name.text().strip(), self._role.text().strip()
        self._do(lambda: confirm(self._session, key, name, role))
        if name:
            self._who.remember(name, role)

    def _comments(self) -> Iterator[QWidget]:
        names = {review.name for review in self._reviews}
        found = [c for c in comments_of(self._session) if c.origin in names]
        if found:
            left = sum(not comment.settled for comment in found)
            count = "1 comment stands" if len(found) == 1 else f"{len(found)} comments stand"
            told = f"{count} beside the text, {left} open. Answer and settle them there, under Comments."
            show = button("Show", lambda: self.go.emit(found[0].key), "link", "Show the first comment")
            line = row(words(told), show)
            line.setStretch(0, 1)
            yield card("advice", line)

    def _done(self) -> Iterator[QWidget]:
        """Yield what was decided, on request."""
        every = {r.ids[p.number]: (r, p) for r in self._reviews for p in r.proposals}
        done = [(item, d) for item in every.values() if (d := item[0].decision(item[1])) is not None]
        if not done:
            return
        text = "Hide what was decided" if self._decided else f"Show what was decided ({len(done)})"
        yield holder(row(button(text, self._toggle, "link"), None))
        for (review, p), decision in done[:_MOST] if self._decided else []:
            again = None if decision.accepted or self._session.read_only else self._again(review, p)
            yield decided_card(decision, self._places.alone(p), again)

    def _again(self, review: Review, p: Proposal) -> Callable[[], None]:
        return lambda: self._do(lambda: reopen(self._session, review, p))

    def _toggle(self) -> None:
        self._decided = not self._decided
        self.outdated.start()

    def _copy(self, review: Review) -> QWidget:
        """Return what can be done with a whole copy."""
        compare = button("Compare in Word …", lambda: self.comparison_wanted.emit(review),
                         name=f"Make a Word file of what changed in {review.name}")  # fmt: skip
        away = button("Put away", lambda: self.away_wanted.emit(review), name=f"Put away {review.name}")
        away.setToolTip("The copy is kept no longer; what was decided on it stays.")
        tools = [compare] if self._session.read_only else [compare, away]
        line = row(words(review.name, "soft"), *tools)
        line.setStretch(0, 1)
        return holder(line)


def _notes(session: Session, review: Review, p: Proposal, people: AbstractSet[str]) -> Iterator[str]:
    """Yield what is to be known of a proposal. people: who changed its paragraph."""
    if others := " and ".join(sorted(people - {name_of(p)})):
        yield f"{others} changed this paragraph too: see the other card."
    along = along_with(session, review, p)
    if names := " and ".join(sorted({name_of(each) for each in along})):
        yield f"This stands in a change of {names}: accepting it accepts that too."


def _summary(session: Session, reviews: Sequence[Review]) -> str:
    known = {id_ for review in reviews for id_ in review.ids.values()}
    made = [d for id_, d in session.paper.decisions.items() if id_ in known]
    accepted = sum(d.accepted for d in made)
    return f"{len(known) - len(made)} to decide on, {accepted} accepted, {len(made) - accepted} rejected."
