"""Finding and replacing in a paper's own text: what is found, what changes, and what never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app.finding_text import (
    Hit,
    Query,
    Scope,
    find,
    in_runs,
    keeping_case,
    keys_in,
    replace_hits,
    replaced,
)
from desktop_app.app.session import Session
from desktop_app.domain.paper import Person, RichText, Value
from desktop_app.domain.richtext import (
    Cell,
    CrossRef,
    Footnote,
    Inlines,
    LineBreak,
    Paragraph,
    Table,
    Text,
    blocks_text,
    plain,
    text_runs,
)
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

KEY = "note.facts"
NOTED = RichText(
    (
        Paragraph((Text("The boat"), Footnote("n", (Text("A boat of 2009."),)), Text(" sinks.")), id="p"),
        Table(((Cell((Text("boat"),)), Cell((Text("£4"),))),), caption="Boat costs", id="t"),
    )
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open paper with text in both parts; the report follows the note."""
    answers: dict[str, Value] = {
        "note.title": "Boat engines",
        KEY: rich("Old boats leak.", "A boat, a BOAT."),
    }
    restricted: dict[str, Value] = {"closed.facts": rich("The boat is bugged.")}
    made = Session(TEMPLATE, Library(tmp_path).create(paper(answers, restricted)))
    yield made
    made.close()


def hits(session: Session, words: str, scope: Scope = Scope.PUBLIC, here: str = KEY) -> tuple[Hit, ...]:
    return find(session.reading, keys_in(session, scope, here), Query(words))


def found_in(text: str, query: Query) -> list[str]:
    pattern = query.pattern()
    return [match[0] for match in pattern.finditer(text)] if pattern else []


class DescribeQuery:
    @pytest.mark.parametrize(
        ("text", "query", "found"),
        [
            ("Boat boats", Query("boat"), ["Boat", "boat"]),
            ("Boat boats", Query("boat", case=True), ["boat"]),
            ("Boat boats", Query("boat", whole=True), ["Boat"]),
            ("don’t don't", Query("don't"), ["don’t", "don't"]),
            ("“quoted”", Query('"quoted"'), ["“quoted”"]),
            ("4\u00a0boats", Query("4 boats"), ["4\u00a0boats"]),
            ("co‑ordinate", Query("co-ordinate"), ["co‑ordinate"]),
            ("3.2 and 312", Query("3.2"), ["3.2"]),
            ("(a) £4", Query("(a) £", whole=True), []),
            ("all", Query("  "), []),
            ("STRASSE straße", Query("straße"), ["straße"]),
        ],
    )
    def it_finds(self, text: str, query: Query, found: list[str]) -> None:
        assert found_in(text, query) == found


class DescribeScope:
    def it_counts_all_of_part_one_without_part_two(self, session: Session) -> None:
        assert [hit.key for hit in hits(session, "boat")] == ["note.title", KEY, KEY, KEY]

    def it_looks_at_the_section(self, session: Session) -> None:
        assert {hit.key for hit in hits(session, "boat", Scope.SECTION)} == {KEY}

    def it_looks_at_the_document_one_is_in(self, session: Session) -> None:
        assert {hit.key for hit in hits(session, "boat", Scope.DOCUMENT)} == {"note.title", KEY}
        assert hits(session, "boat", Scope.DOCUMENT, "report.all") == ()

    def it_looks_at_part_two_only_where_that_is_chosen(self, session: Session) -> None:
        assert hits(session, "bugged") == ()
        assert len(hits(session, "bugged", Scope.PART_TWO)) == 1
        assert len(hits(session, "bugged", Scope.SECTION, "closed.facts")) == 1

    def it_leaves_out_what_a_section_follows(self, session: Session) -> None:
        assert blocks_text(session.reading.blocks("report.all")).count("boat") == 2
        assert not [hit for hit in hits(session, "boat") if hit.key.startswith("report")]


class DescribeHits:
    def it_shows_the_sentence_around(self) -> None:
        value = rich("First one. The old boat sinks. Last one.")
        (hit,) = find_in(value, "boat")
        assert (hit.before, hit.text, hit.after) == ("The old ", "boat", " sinks.")

    def it_cuts_a_long_sentence(self) -> None:
        (hit,) = find_in(rich(f"{'x' * 200} boat {'y' * 200}"), "boat")
        assert hit.before.startswith("… x")
        assert hit.after.endswith("y …")

    def it_finds_in_cells_captions_and_notes(self) -> None:
        spots = [(h.spot.block, h.spot.cell, h.spot.note, h.spot.name) for h in find_in(NOTED, "boat")]
        assert spots == [
            ("p", None, "", ""),
            ("p", None, "n", ""),
            ("t", None, "", "caption"),
            ("t", (0, 0), "", ""),
        ]

    def it_leads_to_the_words(self) -> None:
        (hit,) = find_in(rich("An old boat"), "boat")
        assert (hit.caret.field, hit.caret.block, hit.caret.offset) == (KEY, "p0", 7)


def find_in(value: Value, words: str) -> tuple[Hit, ...]:
    from desktop_app.domain.reading import read_whole

    return find(read_whole(TEMPLATE, paper({KEY: value})), [KEY], Query(words))


class DescribeReplacing:
    def it_is_one_step_whatever_it_changes(self, session: Session) -> None:
        before = session.paper
        assert replace_hits(session, hits(session, "boat"), "ship") == 4
        assert session.reading.words("note.title") == "ship engines"
        assert blocks_text(session.reading.blocks(KEY)) == "Old ships leak.\nA ship, a ship."
        session.undo()
        assert session.paper == before
        assert session.undo_label == ""

    def it_replaces_one(self, session: Session) -> None:
        replace_hits(session, hits(session, "boat")[2:3], "ship")
        assert blocks_text(session.reading.blocks(KEY)) == "Old boats leak.\nA ship, a BOAT."

    @pytest.mark.parametrize(
        ("asked", "found", "put"),
        [
            ("contract", "Contract", "Agreement"),
            ("contract", "CONTRACT", "AGREEMENT"),
            ("contract", "contract", "agreement"),
            ("Contract", "Contract", "agreement"),
            ("Contract", "contract", "agreement"),
            ("DMPC", "DMPC", "agreement"),
            ("c", "C", "Agreement"),
        ],
    )
    def it_keeps_the_capitals_of_what_it_replaces(self, asked: str, found: str, put: str) -> None:
        assert keeping_case(Query(asked), "agreement")(found) == put
        assert keeping_case(Query(asked, case=True), "agreement")(found) == "agreement"

    def it_keeps_them_in_every_place(self, session: Session) -> None:
        replace_hits(session, hits(session, "boat"), keeping_case(Query("boat"), "ship"))
        assert session.reading.words("note.title") == "Ship engines"
        assert blocks_text(session.reading.blocks(KEY)) == "Old ships leak.\nA ship, a SHIP."

    def it_writes_no_words_of_the_text_on_the_step(self, session: Session) -> None:
        replace_hits(session, hits(session, "bugged", Scope.PART_TWO), "watched")
        assert session.undo_label == "Replace in 1 place"

    def it_leaves_alone_what_has_changed_since(self, session: Session) -> None:
        old = hits(session, "boat", Scope.SECTION)
        session.change(KEY, rich("Nothing."), label="Typing")
        assert replace_hits(session, old, "ship") == 0
        assert session.undo_label == "Typing"

    def it_takes_no_step_where_nothing_differs(self, session: Session) -> None:
        assert replace_hits(session, hits(session, "boat", Scope.SECTION)[:1], "boat") == 0
        assert session.undo_label == ""

    def it_keeps_ids_notes_and_the_rest(self) -> None:
        after = replaced(NOTED, find_in(NOTED, "boat"), "ship")
        assert isinstance(after, RichText)
        assert [block.id for block in after.blocks] == ["p", "t"]
        first, table = after.blocks
        assert isinstance(first, Paragraph)
        assert isinstance(table, Table)
        assert first.runs == (Text("The ship"), Footnote("n", (Text("A ship of 2009."),)), Text(" sinks."))
        assert (table.caption, table.rows[0][0], table.rows[0][1]) == (
            "ship costs",
            Cell((Text("ship"),)),
            Cell((Text("£4"),)),
        )

    def it_replaces_in_names(self) -> None:
        from desktop_app.app.finding_text import Spot

        hit = Hit("k", Spot(name="post"), 0, 6, "", "Mister", "")
        assert replaced(Person("Mister X", "Mister"), [hit], "Miss") == Person("Mister X", "Miss")


class DescribeRuns:
    @pytest.mark.parametrize(
        ("runs", "span", "words", "after"),
        [
            ((Text("a old b"),), (2, 5), "new", (Text("a new b"),)),
            ((Text("ol", bold=True), Text("d boat")), (0, 3), "new", (Text("new", bold=True), Text(" boat"))),
            ((Text("ol"), Text("d", italic=True), Text("!")), (0, 3), "new", (Text("new!"),)),
            ((Text("old"),), (0, 3), "", ()),
            ((CrossRef("x"), Text(" old")), (2, 5), "new", (CrossRef("x"), Text(" new"))),
            ((Text("a"), LineBreak(), Text("old")), (2, 5), "new", (Text("a"), LineBreak(), Text("new"))),
            ((Text("see", link="http://x"),), (0, 3), "look", (Text("look", link="http://x"),)),
            ((Text("𝐀 old"),), (2, 5), "new", (Text("𝐀 new"),)),
        ],
    )
    def it_takes_the_look_of_the_first_character(
        self, runs: Inlines, span: tuple[int, int], words: str, after: Inlines
    ) -> None:
        assert in_runs(runs, [span], words) == after

    def it_replaces_many(self) -> None:
        runs = text_runs("ab ab ab")
        assert plain(in_runs(runs, [(0, 2), (3, 5), (6, 8)], "xyz")) == "xyz xyz xyz"
