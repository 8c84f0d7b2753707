"""What is erased from Part 2 once stood in Part 1: it goes from there too, and nothing beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.app.acts import tick
from desktop_app.app.erasing import erase_from_part2
from desktop_app.app.erasing_plan import plan_erasing
from desktop_app.app.freezing import final_paper, submitted_digest
from desktop_app.app.parting import to_part2
from desktop_app.app.session import Session
from desktop_app.app.verifying import verify_fingerprint, verify_record
from desktop_app.domain.comments import Comment, Decision
from desktop_app.domain.paper import Paper, Part, RichText
from desktop_app.domain.record import EventKind, broken_at
from desktop_app.domain.richtext import Block, Cell, Footnote, Paragraph, Table, Text, block_text
from desktop_app.domain.signoff import fingerprint
from desktop_app.domain.step import Step, comment_change, decision_change
from desktop_app.storage.entry import Entry
from desktop_app.storage.errors import NotFound
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.returned import Kept
from tests.domain.forms_for_tests import TEMPLATE, paper
from tests.storage.test_erasing import holding

KEY, OTHER, CLOSED = "note.facts", "note.money", "closed.facts"
OPEN, SECRET = "The quay wall is old.", "The wombat syndicate offered least of all four."
ERASED = "[Erased on 2 March 2026]"
_NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


def para(id_: str, *runs: str | Footnote) -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs), id=id_)


def rich(*blocks: Block) -> RichText:
    return RichText(blocks)


class Desk:
    """One person at one paper, who saves after each act."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library(folder)
        file = self.library.create(paper({"note.title": "Refit"}))
        self.now = _NOW
        self.session = Session(TEMPLATE, file, lambda: self.now)

    @property
    def file(self) -> PaperFile:
        file = self.session.keeper
        assert isinstance(file, PaperFile)
        return file

    def write(self, key: str, *blocks: Block) -> None:
        self.session.change(key, rich(*blocks) if blocks else None, label="Typing")
        self.save()

    def save(self) -> None:
        self.session.save()
        assert not self.session.save_state.dirty
        said = " ".join(map(_words, self.session.paper.public.answers.values()))
        entry = Entry(self.session.paper.id, TEMPLATE.key, "", "Refit", "drafting", self.now, False, 0, 0, 0)
        self.library.note(entry, said)

    def move(self, *ids: str, key: str = KEY) -> None:
        to_part2(self.session, key, set(ids))
        self.save()

    def erase(self) -> None:
        erase_from_part2(self.session, "A. Bee")

    def versions(self) -> list[Paper]:
        return [then for _, then in self.file.past.papers()]

    def ever(self, key: str) -> list[list[str]]:
        """Return the texts of a field, each state of it once."""
        found: list[list[str]] = []
        for then in self.versions():
            value = then.public.answers.get(key)
            texts = [block_text(block) for block in value.blocks] if isinstance(value, RichText) else []
            if not found or found[-1] != texts:
                found.append(texts)
        return found

    def holds(self, words: str) -> bool:
        """Say whether words stand in any version, or in memory."""
        return words in str((*self.versions(), self.session.paper, self.session.steps))


def _words(value: object) -> str:
    return " ".join(map(block_text, value.blocks)) if isinstance(value, RichText) else str(value)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.session.close()
    made.library.close()


class DescribeErasingWhatWasMovedFromPart1:
    def it_leaves_it_nowhere_in_the_data_folder(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.file.copies.make("timed")
        desk.move("b")
        desk.write(CLOSED)
        assert len(holding(desk.folder, "wombat syndicate")) == 2  # the paper and its copy
        desk.erase()
        assert not desk.holds("wombat")
        assert holding(desk.folder, "wombat") == []
        desk.session.close()
        assert holding(desk.folder, "wombat") == []

    def it_says_in_earlier_versions_that_something_was_erased(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.move("b")
        desk.write(CLOSED)
        desk.erase()
        assert [OPEN, ERASED] in desk.ever(KEY)

    def it_takes_every_wording_that_the_paragraph_had(self, desk: Desk) -> None:
        for words in ("The wom", "The wombat asked for", SECRET):
            desk.write(KEY, para("a", OPEN), para("b", words))
        desk.move("b")
        desk.write(CLOSED, para("b", "Least of all."))
        desk.write(CLOSED)
        desk.erase()
        assert not desk.holds("wombat")
        assert not desk.holds("The wom")

    def it_touches_nothing_beside_it(self, desk: Desk) -> None:
        desk.write(OTHER, para("m", "It costs £3,000 a year."))
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.write(KEY, para("a", OPEN, " It leans."), para("b", SECRET))
        before = [(desk.file.paper_at(n).public.answers.get(OTHER), n) for n in range(1, desk.file.revision)]
        desk.move("b")
        desk.write(CLOSED)
        desk.erase()
        assert [(desk.file.paper_at(n).public.answers.get(OTHER), n) for _, n in before] == before
        assert [OPEN + " It leans.", ERASED] in desk.ever(KEY)
        assert desk.file.read() == desk.session.paper

    def it_keeps_what_part_2_says_today_also_where_part_1_said_it(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.move("b")
        desk.erase()
        assert [OPEN, SECRET] in desk.ever(KEY)

    def it_keeps_what_part_1_says_today(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.move("b")
        desk.write(KEY, para("a", OPEN), para("z", SECRET))
        desk.write(CLOSED)
        now = desk.session.paper.public.answers
        desk.erase()
        assert desk.session.paper.public.answers == now
        assert [OPEN, SECRET] in desk.ever(KEY)


class DescribeKnowingItByItsWords:
    def it_finds_what_was_split_off_a_paragraph_before_it_was_moved(self, desk: Desk) -> None:
        desk.write(KEY, para("a", f"{OPEN} {SECRET}"))
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.move("b")
        desk.write(CLOSED)
        desk.erase()
        assert not desk.holds("wombat")
        assert [f"{OPEN} {ERASED}"] in desk.ever(KEY)

    def it_finds_what_was_cut_and_pasted(self, desk: Desk) -> None:
        desk.write(OTHER, para("a", f"{OPEN} {SECRET} Nobody else bid."))
        desk.write(OTHER, para("a", f"{OPEN} Nobody else bid."))
        desk.write(CLOSED, para("new", SECRET))
        desk.write(CLOSED)
        desk.erase()
        assert [f"{OPEN} {ERASED} Nobody else bid."] in desk.ever(OTHER)

    def it_finds_it_in_a_cell_a_note_and_a_line(self, desk: Desk) -> None:
        rows = (tuple(Cell((Text(words),)) for words in ("Bidder", SECRET)),)
        noted = para("n", "A note", Footnote("f", (Text(f"See the plan. {SECRET}"),)), ".")
        desk.session.change("note.title", SECRET, label="Typing")
        desk.write(KEY, Table(rows, id="t"), noted)
        desk.session.change("note.title", "Refit", label="Typing")
        desk.write(KEY)
        desk.write(CLOSED, para("new", SECRET))
        desk.write(CLOSED)
        desk.erase()
        assert not desk.holds("wombat")
        then = next(v for v in desk.versions() if KEY in v.public.answers)
        assert "See the plan." in str(then)
        assert "Bidder" in str(then)

    def it_leaves_a_sentence_that_shares_a_phrase_with_it(self, desk: Desk) -> None:
        like = "We heard that the wombat syndicate offered least of all in each year but the last two of ten."
        desk.write(KEY, para("a", like))
        desk.write(KEY)
        desk.write(CLOSED, para("new", SECRET))
        desk.write(CLOSED)
        desk.erase()
        assert [like] in desk.ever(KEY)


class DescribeErasingFromReview:
    def it_takes_words_out_of_comments_proposals_and_the_record(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        comment = Comment("c", "b", KEY, SECRET, "Ann", "", "Is it the wombat syndicate, though?")
        away = Decision("d", False, "Me", "", "", "Ann", "", "changed", KEY, SECRET, "Wombats win.")
        desk.session.take(Step("Comment", (comment_change(Part.ONE, None, comment),)))
        desk.session.take(Step("Reject", (decision_change(Part.ONE, None, away),)))
        desk.save()
        assert "wombat" in desk.session.paper.record[-1].note
        desk.move("b")
        settled = replace(comment, key=CLOSED, settled_at="2026", settled_by="Me")
        desk.session.take(Step("Settle", (comment_change(Part.TWO, comment, settled),)))
        desk.write(CLOSED)
        desk.erase()
        assert not desk.holds("ombat")
        assert broken_at(desk.session.paper.record) is None
        assert any("The notes of entr" in line for line in verify_record(TEMPLATE, desk.session.paper).lines)

    def it_notices_an_entry_that_was_changed_in_the_name_of_an_erasure(self, desk: Desk) -> None:
        away = Decision("d", False, "Me", "", "", "Ann", "", "changed", KEY, SECRET, "")
        desk.session.take(Step("Reject", (decision_change(Part.ONE, None, away),)))
        desk.write(CLOSED, para("b", SECRET))
        desk.write(CLOSED)
        desk.erase()
        record = desk.session.paper.record
        assert record[0].note == ERASED
        assert broken_at((replace(record[0], note="Nothing."), *record[1:])) == 1
        assert broken_at((replace(record[0], who="Somebody"), *record[1:])) == 1

    def it_vouches_for_what_was_erased_before_it_too(self, desk: Desk) -> None:
        for number, words in enumerate((SECRET, "A second secret is that the crane was never paid for.")):
            away = Decision(f"d{number}", False, "Me", "", "", "Ann", "", "changed", KEY, words, "")
            desk.session.take(Step("Reject", (decision_change(Part.ONE, None, away),)))
            desk.write(CLOSED, para(f"b{number}", words))
            desk.write(CLOSED)
            desk.now += timedelta(days=1)
            desk.erase()
        assert broken_at(desk.session.paper.record) is None
        assert [e.kind for e in desk.session.paper.record].count(EventKind.ERASED) == 2

    def it_takes_it_out_of_the_names_of_versions(self, desk: Desk) -> None:
        desk.write(CLOSED, para("b", SECRET))
        desk.file.past.name(desk.file.revision, "Where the wombat syndicate offered least")
        desk.write(CLOSED)
        desk.erase()
        assert list(desk.file.past.names().values()) == [ERASED]

    def it_drops_a_copy_that_came_back_with_it(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, words in (("one.docx", SECRET), ("other.docx", OPEN)):
            kept = Kept(name, name, "note", "2026-03-02T14:02:00+00:00", Part.ONE)
            desk.file.returned.keep(kept, _word_file(words))
        desk.write(CLOSED, para("b", SECRET))
        desk.write(CLOSED)
        desk.erase()
        assert [kept.name for kept in desk.file.returned.all()] == ["other.docx"]


def _word_file(words: str) -> bytes:
    import io

    from docx import Document

    made = Document()
    made.add_paragraph(words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class DescribeWhatIsShownBefore:
    def it_names_each_passage_with_the_versions_that_have_it(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        desk.file.past.name(desk.file.revision, "For the board")
        desk.now += timedelta(days=1)
        desk.move("b")
        desk.write(CLOSED)
        plan = plan_erasing(desk.session)
        assert [(place.words, place.where) for place in plan.passages] == [(SECRET, "Facts")]
        (place,) = plan.earlier
        assert (place.words, place.where) == (SECRET, "Facts")
        assert place.when.endswith(", “For the board”")
        assert (plan.beside, plan.today, plan.frozen) == ((), (), "")

    def it_says_what_part_1_says_today_and_keeps(self, desk: Desk) -> None:
        desk.write(CLOSED, para("b", SECRET))
        desk.write(KEY, para("z", f"{OPEN} {SECRET}"))
        desk.write(CLOSED)
        plan = plan_erasing(desk.session)
        assert [(place.words, place.where) for place in plan.today] == [(SECRET, "Facts")]
        assert plan.earlier == ()

    def it_names_review_and_record(self, desk: Desk) -> None:
        away = Decision("d", False, "Me", "", "", "Ann", "", "changed", KEY, SECRET, "")
        desk.session.take(Step("Reject", (decision_change(Part.ONE, None, away),)))
        desk.write(CLOSED, para("b", SECRET))
        desk.write(CLOSED)
        told = plan_erasing(desk.session).beside
        assert told == (
            "What 1 decision on a proposal quotes",
            "The note of entry 1 of the record; the entry stays",
        )

    def it_says_that_what_was_submitted_loses_words(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        digest = submitted_digest(TEMPLATE, desk.session.paper.public)
        desk.session.record(desk.session.event(EventKind.STATE, choice="submitted", digest=digest))
        desk.save()
        assert plan_erasing(desk.session).frozen == ""
        desk.move("b")
        desk.write(CLOSED)
        assert "marked as drafting and submitted again" in plan_erasing(desk.session).frozen


class DescribeWhatWasSigned:
    def it_is_told_of_a_fingerprint_that_words_of_its_text_were_erased(self, desk: Desk) -> None:
        desk.write(OTHER, para("a", OPEN), para("b", SECRET))
        tick(desk.session, "note.tick", "A. Bee", "")
        desk.save()
        mark = fingerprint(desk.session.paper.record[-1].digest)
        desk.move("b", key=OTHER)
        assert "signed in revision" in verify_fingerprint(TEMPLATE, desk.file, mark).sentence
        desk.write(CLOSED)
        desk.erase()
        told = verify_fingerprint(TEMPLATE, desk.file, mark)
        assert not told.whole
        assert "Words of that text were erased from Part 2 on 2 March 2026 by A. Bee" in told.lines[-1]

    def it_cannot_be_made_into_final_files_once_words_of_it_are_erased(self, desk: Desk) -> None:
        desk.write(KEY, para("a", OPEN), para("b", SECRET))
        digest = submitted_digest(TEMPLATE, desk.session.paper.public)
        event = desk.session.event(EventKind.STATE, choice="submitted", digest=digest)
        desk.session.record(event)
        desk.save()
        desk.move("b")
        desk.write(CLOSED)
        assert SECRET in str(final_paper(TEMPLATE, desk.session.paper, desk.file).public)
        desk.erase()
        with pytest.raises(NotFound, match="erased from Part 2 on 2 March 2026 by A"):
            final_paper(TEMPLATE, desk.session.paper, desk.file)
