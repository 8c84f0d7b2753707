"""A returned copy read: what is proposed, decided on, in conflict, claimed or refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app.confirming import record_claims
from desktop_app.app.deciding import Conflict, Decider, accept, accept_all, conflicts_of, reject
from desktop_app.app.desk import CannotRead
from desktop_app.app.review import Review, read_review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Paragraph, Text, blocks_text, text_runs
from desktop_app.domain.signoff import Standing
from desktop_app.intake.docx import proposals
from tests.app.under_review import BLOCKS, KEY, NOTE, PRICE, copy_of, edited, paragraph, text, words
from tests.intake.docx.wordfile import cut, ins, p, t, word_file


def back(session: Session, tmp_path: Path, *changes: Callable[[str], str], data: bytes = b"") -> Review:
    """Return what comes of a copy with changes."""
    data = data or copy_of(session)
    for change in changes:
        data = edited(data, change)
    file = tmp_path / "returned.docx"
    file.write_bytes(data)
    return read_review(session, file)


class DescribeAnUnchangedCopy:
    def it_proposes_nothing(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path)
        assert read.known
        assert (read.proposals, read.unplaced, read.claims, read.comments) == ((), (), (), ())

    def it_is_held_against_the_text_it_was_made_from(self, session: Session, tmp_path: Path) -> None:
        data = copy_of(session)
        session.change(KEY, RichText(BLOCKS[1:]), label="Typing")
        session.save()
        read = back(session, tmp_path, data=data)
        assert read.known
        assert read.proposals == ()


class DescribeTrackedChanges:
    def it_shows_old_and_new(self, session: Session, tmp_path: Path) -> None:
        (found,) = back(session, tmp_path, PRICE).proposals
        assert (found.kind, found.key, found.block, found.who) == ("replaced", KEY, "b1", "Ann")
        assert found.old == "The contract costs £48,000 a year."
        assert found.new == "The contract costs £52,000 a year."

    def it_accepts_as_a_step_that_undo_takes_back(self, session: Session, tmp_path: Path) -> None:
        before = session.paper
        read = back(session, tmp_path, PRICE)
        accept(session, read, read.proposals)
        assert text(session).startswith("The contract costs £52,000 a year.")
        assert read.open == ()
        session.undo()
        assert session.paper == before

    def it_keeps_a_rejection_on_record(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, PRICE)
        reject(session, read, read.proposals, Decider("Jo", "It was agreed."))
        event = session.paper.record[-1]
        assert (event.kind, event.who, event.key) == (EventKind.REJECTED, "Jo", KEY)
        assert "replaced by Ann" in event.note
        assert "52,000" in event.note
        assert event.note.endswith("(It was agreed.)")
        assert text(session).startswith("The contract costs £48,000")

    def it_decides_on_each_person_apart(self, session: Session, tmp_path: Path) -> None:
        both = words(
            "Nobody objects.", t("Nobody ") + ins(t("much ")) + ins(t("yet "), "Bob", 7) + t("objects.")
        )
        read = back(session, tmp_path, both)
        assert [(each.who, each.new) for each in read.proposals] == [
            ("Ann", "Nobody much objects."),
            ("Bob", "Nobody yet objects."),
        ]
        accept(session, read, read.proposals[1:])
        assert text(session).endswith("Nobody yet objects.")
        accept(session, read, read.proposals[:1])
        assert text(session).endswith("Nobody much yet objects.")

    def it_takes_a_new_paragraph(self, session: Session, tmp_path: Path) -> None:
        new = p(ins(t("Two suppliers bid.")), f"<w:rPr>{ins('').replace('></w:ins>', '/>')}</w:rPr>")
        read = back(session, tmp_path, paragraph("b2", lambda xml: new + xml))
        (found,) = read.proposals
        assert found.new.startswith("Two suppliers bid.\n")
        accept(session, read, [found])
        blocks = session.reading.blocks(KEY)
        own = ("b1", "b2", "b3")  # a new id may begin with any letter
        assert [block.id for block in blocks if block.id in own] == list(own)
        assert blocks_text(blocks).split("\n")[1] == "Two suppliers bid."

    def it_takes_a_paragraph_out(self, session: Session, tmp_path: Path) -> None:
        mark = "<w:rPr>" + re.sub(r"<w:ins (.*)></w:ins>", r"<w:del \1/>", ins("", number=9)) + "</w:rPr>"
        out = paragraph(
            "b3",
            lambda xml: words("Nobody objects.", cut("Nobody objects."))(xml).replace(
                "</w:pPr>", f"{mark}</w:pPr>", 1
            ),
        )
        read = back(session, tmp_path, out)
        assert [each.kind for each in read.proposals] == ["deleted"]
        accept_all(session, read)
        assert [block.id for block in session.reading.blocks(KEY)] == ["b1", "b2"]

    def it_tells_the_words_of_a_note_that_was_changed(self, session: Session) -> None:
        data = edited(
            copy_of(session), lambda xml: xml.replace("As agreed.", "As agreed in May."), "word/footnotes.xml"
        )
        (told,) = review_of(session, "returned.docx", data).proposals
        assert told.old == "It ends soon. [note: As agreed.]"
        assert told.new == "It ends soon. [note: As agreed in May.]"

    def it_takes_a_change_of_look(self, session: Session, tmp_path: Path) -> None:
        was = '<w:rPrChange w:id="5" w:author="Ann" w:date="2026-03-02T10:00:00Z"><w:rPr/></w:rPrChange>'
        read = back(session, tmp_path, words("Nobody objects.", t("Nobody", f"<w:i/>{was}") + t(" objects.")))
        assert [each.kind for each in read.proposals] == ["formatted"]
        accept_all(session, read)
        block = session.reading.blocks(KEY)[2]
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("Nobody", italic=True), Text(" objects."))

    def it_keeps_look_notes_and_identity_of_what_stays(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, words("It ends ", cut("It ends ") + ins(t("It stops "))))
        accept_all(session, read)
        block = session.reading.blocks(KEY)[1]
        assert block == Paragraph((Text("It stops "), Text("soon", bold=True), Text("."), NOTE), id="b2")


class DescribeAStretchOfMoreChangesThanAnybodyCanJudge:
    def it_is_one_proposal_for_each_person(
        self, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proposals, "_MOST_EFFORT", 100)
        people = ("Ann", "Bo")
        new = "".join(t(f"word {n} ") + ins(t("x "), people[n % 2], 50 + n) for n in range(30))
        read = back(session, tmp_path, words("Nobody objects.", new), PRICE)
        told = [(p.who, p.kind, p.new.count("x ")) for p in read.proposals if p.block == "b3" and p.tracked]
        assert told == [("Ann", "inserted", 15), ("Bo", "inserted", 15)]
        assert [p.kind for p in read.proposals if p.block == "b1"] == ["replaced"]
        accept_all(session, read)
        assert text(session).splitlines()[2] == "".join(f"word {n} x " for n in range(30))


class DescribeUntrackedChanges:
    def it_finds_them(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, words("Nobody objects.", t("Somebody objects.")))
        assert [(e.tracked, e.old, e.new) for e in read.proposals] == [
            (False, "Nobody objects.", "Somebody objects.")
        ]
        accept_all(session, read)
        assert text(session).endswith("Somebody objects.")

    def it_finds_a_paragraph_that_is_gone(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, paragraph("b1", lambda _: ""))
        assert [(e.kind, e.block) for e in read.proposals] == [("deleted", "b1")]

    def it_finds_a_paragraph_that_was_copied_word_for_word(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, paragraph("b3", lambda xml: xml + p(t("Nobody objects."))))
        assert [(e.kind, e.new) for e in read.proposals] == [("inserted", "Nobody objects.")]
        assert read.unplaced == ()

    def it_finds_a_paragraph_that_is_new(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, paragraph("b2", lambda xml: xml + p(t("A late thought."))))
        assert [e.new for e in read.proposals] == ["A late thought."]
        accept_all(session, read)
        assert text(session).split("\n")[2] == "A late thought."

    def it_lists_what_the_form_fixes(self, session: Session, tmp_path: Path) -> None:
        heading = "Introduction and background"
        assert heading in copy_text(session)
        read = back(session, tmp_path, words(heading, t(heading) + ins(t(" (draft)"))))
        assert [piece.text for piece in read.unplaced] == [f"{heading}[+ (draft)]"]


def copy_text(session: Session) -> str:
    with zipfile.ZipFile(io.BytesIO(copy_of(session))) as archive:
        return archive.read("word/document.xml").decode()


class DescribeTextPastedInWord:
    def it_arrives_without_the_styles_it_was_pasted_in(self, session: Session, tmp_path: Path) -> None:
        look = '<w:rFonts w:ascii="Comic Sans MS"/><w:color w:val="FF0000"/><w:sz w:val="40"/>'
        style = '<w:pStyle w:val="FancyQuote"/><w:spacing w:before="900"/><w:jc w:val="center"/>'
        pasted = p(
            ins(t("A pasted thought.", look)), f"{style}<w:rPr>{ins('').replace('></w:ins>', '/>')}</w:rPr>"
        )
        read = back(session, tmp_path, paragraph("b2", lambda xml: xml + pasted))
        accept_all(session, read)
        block = session.reading.blocks(KEY)[2]
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("A pasted thought."),)


class DescribeConflicts:
    def it_shows_them_and_guesses_nothing(self, session: Session, tmp_path: Path) -> None:
        data = copy_of(session)
        other = (Paragraph(text_runs("The contract costs £47,000 a year."), id="b1"), *BLOCKS[1:])
        session.change(KEY, RichText(other), label="Typing")
        session.save()
        read = back(session, tmp_path, PRICE, data=data)
        (found,) = read.proposals
        assert found.number in conflicts_of(session, read)
        assert accept_all(session, read) == (found,)
        with pytest.raises(Conflict):
            accept(session, read, [found])
        assert "£47,000" in text(session)

    def it_takes_what_stands_beside_them(self, session: Session, tmp_path: Path) -> None:
        data = copy_of(session)
        session.change(KEY, RichText((*BLOCKS[:2], Paragraph(text_runs("Few object."), id="b3"))), label="T")
        session.save()
        read = back(session, tmp_path, PRICE, data=data)
        assert accept_all(session, read) == ()
        assert text(session).startswith("The contract costs £52,000")
        assert text(session).endswith("Few object.")


class DescribeTicks:
    def it_keeps_one_from_word_as_a_claim(self, session: Session, tmp_path: Path) -> None:
        read = back(
            session,
            tmp_path,
            lambda xml: xml.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"', 1),
        )
        (claim,) = read.claims
        assert claim.ticked
        assert claim.digest == session.text_digest(claim.key)
        assert record_claims(session, read) == 1
        assert session.paper.record[-1].kind is EventKind.CLAIMED
        assert session.sign_off(claim.key).standing is Standing.CLAIMED


class DescribeOtherFiles:
    def it_refuses_another_paper(self, session: Session, tmp_path: Path) -> None:
        with pytest.raises(CannotRead, match="does not hold the text of this paper"):
            back(session, tmp_path, data=word_file(p(t("A letter."))))

    def it_refuses_what_is_no_word_file(self, session: Session, tmp_path: Path) -> None:
        with pytest.raises(CannotRead, match=r"returned\.docx: The file is no Word document"):
            back(session, tmp_path, data=b"hello")

    def it_finds_its_place_without_bookmarks(self, session: Session, tmp_path: Path) -> None:
        bare = edited(copy_of(session), lambda xml: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", xml))
        read = back(session, tmp_path, PRICE, data=bare)
        assert [each.new for each in read.proposals] == ["The contract costs £52,000 a year."]
