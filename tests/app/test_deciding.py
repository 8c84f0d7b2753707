"""Deciding on what came back: kept with the paper, undone as one step, never guessed where texts clash."""

from collections.abc import Callable

import pytest

from desktop_app.app.acts import NotAllowed, tick
from desktop_app.app.confirming import claimed, claimed_words, confirm, record_claims
from desktop_app.app.deciding import (
    Conflict,
    Decider,
    accept,
    accept_all,
    accept_free,
    conflicts_of,
    reject,
    reject_each,
    reopen,
    take_both,
    take_theirs,
    texts_of,
)
from desktop_app.app.erasing import erase_from_part2
from desktop_app.app.exporting import restricted_document
from desktop_app.app.review import Review, review_of
from desktop_app.app.reviews import keep, kept_reviews, put_away, take_in
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.domain.signoff import Standing
from desktop_app.export.docx import write_docx
from desktop_app.storage.library import Library
from tests.app.under_review import BLOCKS, DAY, KEY, NOW, PRICE, copy_of, edited, text, words
from tests.export.papers import RESOURCES
from tests.intake.docx.wordfile import cut, ins, t

JO = Decider("Jo", "Agreed by phone.")
BOB_PRICE = words(
    "The contract costs £48,000 a year.",
    t("The contract costs £") + cut("48,000", "Bob") + ins(t("50,000"), "Bob") + t(" a year."),
)
BOB_END = words(
    "The contract costs £48,000 a year.",
    t("The contract costs £48,000 a ") + cut("year.", "Bob") + ins(t("quarter."), "Bob"),
)


def again(library: Library, session: Session) -> Session:
    """Return the paper closed and opened another day."""
    paper_id = session.paper.id
    session.close()
    return Session(session.template, library.open(paper_id), lambda: NOW)


def back(
    session: Session, *changes: Callable[[str], str], name: str = "ann.docx", data: bytes = b""
) -> Review:
    data = data or copy_of(session)
    for change in changes:
        data = edited(data, change)
    return review_of(session, name, data)


def gone(said: str) -> Callable[[str], str]:
    return words(said, cut(said, "Bob"))


def ticked(xml: str) -> str:
    return xml.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"', 1)


class DescribeDecisions:
    def it_keeps_them_when_the_paper_is_closed(self, library: Library, session: Session) -> None:
        data = copy_of(session)
        read = back(session, PRICE, words("Nobody objects.", cut("Nobody objects.")), data=data)
        take_in(session, read)
        accept(session, read, read.proposals[:1], JO)
        reject(session, read, read.proposals[1:], JO)
        later = again(library, session)
        [kept], told = kept_reviews(later)
        assert told == []
        assert (kept.name, kept.open) == ("ann.docx", ())
        made = {p.number: known.accepted for p in kept.proposals if (known := kept.decision(p))}
        assert (kept.accepted, made) == ({1}, {1: True, 2: False})
        refused = kept.decision(kept.proposals[1])
        assert refused is not None
        assert (refused.who, refused.by, refused.reason) == ("Ann", "Jo", "Agreed by phone.")
        assert (refused.old, refused.new) == ("Nobody objects.", "")
        later.close()

    def it_goes_on_with_what_is_still_open(self, library: Library, session: Session) -> None:
        read = back(session, PRICE, words("Nobody objects.", cut("Nobody objects.")))
        take_in(session, read)
        accept(session, read, read.proposals[:1])
        later = again(library, session)
        [kept], _ = kept_reviews(later)
        assert [p.old for p in kept.open] == ["Nobody objects."]
        accept(later, kept, kept.open)
        assert "Nobody objects." not in text(later)
        later.close()

    def it_takes_one_back_with_its_text(self, session: Session) -> None:
        read = back(session, PRICE)
        accept(session, read, read.proposals)
        session.undo()
        assert read.open == read.proposals
        accept(session, read, read.proposals)
        assert "£52,000" in text(session)

    def it_can_take_up_again_what_was_rejected(self, session: Session) -> None:
        read = back(session, PRICE)
        reject(session, read, read.proposals, JO)
        reopen(session, read, read.proposals[0])
        assert read.open == read.proposals
        kinds = [event.kind for event in session.paper.record]
        assert kinds[-2:] == [EventKind.REJECTED, EventKind.REOPENED]
        assert session.undo_label == "Open again a change of Ann"

    def it_knows_a_proposal_again_in_another_copy(self, session: Session) -> None:
        data = copy_of(session)
        first = back(session, PRICE, data=data)
        reject(session, first, first.proposals, JO)
        second = back(session, PRICE, words("Nobody objects.", cut("Nobody objects.", "Bob")), data=data)
        assert [p.who for p in second.open] == ["Bob"]

    def it_keeps_a_copy_until_it_is_put_away(self, session: Session) -> None:
        read = back(session, PRICE)
        assert [keep(session, read), keep(session, read)] == [False, True]
        put_away(session, read)
        assert kept_reviews(session) == ([], [])


class DescribeTheSameFileTwice:
    def it_records_nothing_twice(self, session: Session) -> None:
        data = edited(copy_of(session), ticked)
        first = take_in(session, back(session, data=data))
        once = session.paper
        second = take_in(session, back(session, data=data))
        renamed = take_in(session, back(session, data=data, name="ann again.docx"))
        assert (first.claims, first.before) == (1, False)
        assert (second.claims, second.before) == (0, True)
        assert renamed.claims == 0
        assert session.paper == once


class DescribeClaims:
    def it_says_who_and_when_and_is_no_sign_off(self, session: Session) -> None:
        record_claims(session, back(session, ticked))
        [(key, event)] = claimed(session)
        given = session.sign_off(key)
        assert (given.standing, given.outdated) == (Standing.CLAIMED, False)
        assert claimed_words(event) == "Ticked in Word (ann.docx)"

    def it_is_for_the_text_that_was_sent_out(self, session: Session) -> None:
        read = back(session, ticked)
        record_claims(session, read)
        item = session.template.field(read.claims[0].key)
        changed = next(key for key in getattr(item, "vouches_for", ()) if key in session.paper.public.answers)
        session.change(changed, None, label="Deleting")
        assert session.sign_off(item.key).outdated
        session.undo()
        assert not session.sign_off(item.key).outdated

    def it_becomes_sign_off_once_a_person_confirms_it(self, session: Session) -> None:
        record_claims(session, back(session, ticked))
        [(key, _)] = claimed(session)
        with pytest.raises(NotAllowed, match="name"):
            confirm(session, key, " ", "Head of Estates")
        confirm(session, key, "Jo", "Head of Estates")
        given = session.sign_off(key)
        assert given.standing is Standing.STANDS
        assert given.event is not None
        assert (given.event.who, given.event.kind) == ("Jo", EventKind.TICKED)
        session.undo()
        assert not claimed(session) or session.sign_off(key).standing is not Standing.STANDS

    def it_does_not_unsettle_a_tick_given_here(self, session: Session) -> None:
        read = back(session, ticked)
        tick(session, read.claims[0].key, "Jo", "Head of Estates")
        record_claims(session, read)
        assert session.sign_off(read.claims[0].key).standing is Standing.STANDS


class DescribeSeveralCopies:
    def it_shows_what_both_made_of_a_paragraph(self, session: Session) -> None:
        data = copy_of(session)
        ann, bob = back(session, PRICE, data=data), back(session, BOB_PRICE, data=data, name="bob.docx")
        accept_all(session, ann)
        assert accept_all(session, bob) == bob.proposals
        assert texts_of(session, bob, bob.proposals[0]).both is None
        with pytest.raises(Conflict, match="same words"):
            take_both(session, bob, bob.proposals[0])
        take_theirs(session, bob, bob.proposals[0], JO)
        assert "£50,000" in text(session)
        assert bob.open == ()
        session.undo()
        assert "£52,000" in text(session)
        assert bob.open == bob.proposals

    def it_puts_both_together_where_they_touch_different_words_and_one_asks_for_it(
        self, session: Session
    ) -> None:
        data = copy_of(session)
        ann, bob = back(session, PRICE, data=data), back(session, BOB_END, data=data, name="bob.docx")
        accept_all(session, ann)
        assert conflicts_of(session, bob) == {1}
        told = texts_of(session, bob, bob.proposals[0])
        assert told.sent == "The contract costs £48,000 a year."
        assert told.now == "The contract costs £52,000 a year."
        assert told.proposed == "The contract costs £48,000 a quarter."
        assert told.both == "The contract costs £52,000 a quarter."
        take_both(session, bob, bob.proposals[0])
        assert text(session).startswith("The contract costs £52,000 a quarter.\n")

    def it_accepts_all_of_them_as_one_step(self, session: Session) -> None:
        before = session.paper
        ann, bob = back(session, PRICE), back(session, gone("Nobody objects."), BOB_END, name="bob.docx")
        left = accept_free(session, [(r, p) for r in (ann, bob) for p in r.open], JO)
        assert text(session).startswith("The contract costs £52,000 a year.")
        assert "Nobody objects." not in text(session)
        assert [(r.name, p.old) for r, p in left] == [("bob.docx", "The contract costs £48,000 a year.")]
        assert session.undo_label == "Accept 2 changes of Ann, Bob"
        session.undo()
        assert (session.paper, session.undo_label) == (before, "Typing")

    def it_rejects_all_of_them_as_one_step(self, session: Session) -> None:
        ann, bob = back(session, PRICE), back(session, BOB_END, name="bob.docx")
        reject_each(session, [(r, p) for r in (ann, bob) for p in r.open], JO)
        assert (ann.open, bob.open) == ((), ())
        session.undo()
        assert (len(ann.open), len(bob.open)) == (1, 1)

    def it_holds_a_copy_of_an_older_export_against_that(self, session: Session) -> None:
        old = copy_of(session)
        session.change(KEY, RichText((*BLOCKS, Paragraph(text_runs("More."), id="b4"))), label="Typing")
        session.save()
        read = back(session, PRICE, data=old)
        assert [p.block for p in read.proposals] == ["b1"]
        accept_all(session, read)
        assert text(session).endswith("More.")
        assert "£52,000" in text(session)


class DescribeTextThatIsGone:
    def it_says_so_and_changes_nothing(self, session: Session) -> None:
        data = copy_of(session)
        session.change(KEY, None, label="Deleting")
        read = back(session, PRICE, data=data)
        assert not read.known or read.open
        assert texts_of(session, read, read.proposals[0]).now == ""
        with pytest.raises(Conflict, match="no longer there"):
            take_theirs(session, read, read.proposals[0])


class DescribePart2:
    def it_keeps_its_copies_decisions_and_words_apart_and_erases_them(self, session: Session) -> None:
        form = next(form for form in session.template.forms if form.restricted)
        held = session.paper.restricted.answers
        key = next(key for key, value in held.items() if isinstance(value, RichText))
        session.change(
            key, RichText((Paragraph(text_runs("The bid of Ocelotte wins."), id="r1"),)), label="T"
        )
        session.save()
        document = restricted_document(session.template, form, session.paper, final=False, today=DAY)
        data = edited(
            write_docx(document, RESOURCES),
            words("The bid of Ocelotte wins.", cut("The bid of Ocelotte wins.")),
        )
        read = review_of(session, "part 2.docx", data)
        take_in(session, read)
        reject(session, read, [p for p in read.proposals if p.key == key], JO)
        assert "Ocelotte" not in str(session.paper.public)
        assert "Ocelotte" in str(session.paper.restricted.decisions)
        assert "Ocelotte" not in str(session.paper.record)
        session.change(key, None, label="Deleting")
        erase_from_part2(session, "Jo")
        assert kept_reviews(session) == ([], [])
        assert "Ocelotte" not in str(session.paper)
