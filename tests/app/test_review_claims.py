"""Names and dates that were filled in in Word: claimed, and bound to the text that was sent out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app.confirming import record_claims
from desktop_app.app.copies import bookmark
from desktop_app.app.session import Session
from desktop_app.domain.record import EventKind
from desktop_app.domain.signoff import Standing, field_digest
from desktop_app.export.word.identities import of_bookmark
from tests.intake.docx.test_sections import without_anything
from tests.intake.docx.wordfile import ins, t

from .test_review import back
from .under_review import BLOCKS

KEY = "decision.approval"
TOLD = "Alex Morgan"


def filled(what: str, words: str, day: str = "", *, inside: str = "") -> Callable[[str], str]:
    """Return what fills in the first name or date of a file as Word does."""

    def put(xml: str) -> str:
        control = re.search(rf'<w:sdt>(?:(?!<w:sdt>).)*?w:val="{what}:{re.escape(KEY)}".*?</w:sdt>', xml)
        assert control, xml
        made = control[0].replace("<w:showingPlcHdr/>", "")
        made = made.replace("<w:date>", f'<w:date w:fullDate="{day}T00:00:00Z">' if day else "<w:date>")
        content = f"<w:sdtContent>{inside or t(words)}</w:sdtContent>"
        made = re.sub("<w:sdtContent>.*</w:sdtContent>", content, made)
        return xml.replace(control[0], made)

    return put


def as_libreoffice(xml: str) -> str:
    """Return a body as LibreOffice 7.4 saves it: no tags, no names of dates, prompts that look like words."""
    xml = re.sub(r"<w:(tag|lock|showingPlcHdr)\b[^>]*/>", "", xml)
    return re.sub(r'<w:alias w:val="Date:[^>]*/>', "", xml)


NAME, DAY = filled("name", TOLD), filled("date", "2 March 2026", "2026-03-02")


class DescribeASignature:
    @pytest.mark.parametrize("lose", [str, as_libreoffice])
    def it_is_claimed_with_name_and_date(
        self, session: Session, tmp_path: Path, lose: Callable[[str], str]
    ) -> None:
        read = back(session, tmp_path, NAME, DAY, lose)
        (claim,) = read.claims
        assert (claim.key, claim.who, claim.name, claim.day) == (KEY, TOLD, TOLD, "2026-03-02")
        assert claim.said == "signed as “Alex Morgan”, 2 March 2026"
        assert (read.proposals, read.unplaced) == ((), ())

    def it_is_bound_to_the_text_that_was_sent_out(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, NAME)
        form = session.template.form("decision")
        (claim,) = read.claims
        assert claim.digest == field_digest(session.reading, form, session.template.field(KEY))

    def it_goes_on_record_as_claimed_and_is_no_sign_off(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, NAME, DAY)
        assert record_claims(session, read) == 1
        event = session.paper.public.record[-1]
        assert (event.kind, event.who) == (EventKind.CLAIMED, TOLD)
        assert event.note.startswith("signed as “Alex Morgan”, 2 March 2026 in Word")
        assert session.sign_off(KEY).standing is not Standing.STANDS

    def it_tells_who_filled_it_in_where_that_was_tracked(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, filled("name", TOLD, inside=ins(t(TOLD), who="Ann")))
        (claim,) = read.claims
        assert (claim.who, claim.name, claim.day) == ("Ann", TOLD, "")
        assert (read.proposals, read.unplaced) == ((), ())

    def it_takes_a_date_alone_as_typed(self, session: Session, tmp_path: Path) -> None:
        (claim,) = back(session, tmp_path, filled("date", "next week", "")).claims
        assert (claim.name, claim.day, claim.said) == ("", "next week", "signed, next week")

    @pytest.mark.parametrize("lose", [str, as_libreoffice, without_anything])
    def it_is_none_where_nothing_was_filled_in(
        self, session: Session, tmp_path: Path, lose: Callable[[str], str]
    ) -> None:
        read = back(session, tmp_path, lose)
        assert (read.claims, read.unplaced) == ((), ())


class DescribeLostBookmarks:
    def it_finds_an_edited_paragraph_by_what_word_knows_it_by(self, session: Session, tmp_path: Path) -> None:
        def edit(xml: str) -> str:
            bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", xml)
            return bare.replace("Nobody objects.", "Everybody likes it, and says so.")

        (proposal,) = back(session, tmp_path, edit).proposals
        assert (proposal.block, proposal.old) == (BLOCKS[2].id, "Nobody objects.")
        assert proposal.new == "Everybody likes it, and says so."

    def it_trusts_words_more_than_identities(self, session: Session, tmp_path: Path) -> None:
        first, last = (of_bookmark(bookmark(block.id)) for block in (BLOCKS[0], BLOCKS[2]))

        def swap(xml: str) -> str:
            bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", xml)
            assert first in bare
            assert last in bare
            return bare.replace(first, "swapped").replace(last, first).replace("swapped", last)

        assert back(session, tmp_path, swap).proposals == ()
