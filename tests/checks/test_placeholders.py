"""Placeholders: what stands for something still to be written, and what only looks like it."""

import pytest

from desktop_app.checks.placeholders import find_placeholders
from desktop_app.checks.rule import Given

GIVEN = Given((), 2000, 2021)

FOUND = [
    ("The cost is TBC.", "TBC"),
    ("Start date: tba", "tba"),
    ("Owner: T.B.D.", "T.B.D."),
    ("Value (to be confirmed)", "(to be confirmed)"),
    ("To be confirmed.", "To be confirmed."),
    ("approved under PCD XXX in May", "XXX"),
    ("see paragraph XX below", "XX"),
    ("see Appendix XX", "XX"),
    ("between xx and yy", "xx"),
    ("by XX/XX/2021 at the latest", "XX/XX/2021"),
    ("signed on dd/mm/yyyy", "dd/mm/yyyy"),
    ("a budget of £X from", "£X"),
    ("a budget of £XXXk from", "£XXXk"),
    ("a budget of £X.Xm from", "£X.Xm"),
    ("a budget of £xx,xxx from", "£xx,xxx"),
    ("a budget of £?? from", "£??"),
    ("a budget of £____ from", "£____"),
    ("a budget of £[amount] from", "£[amount]"),
    ("a budget of £… from", "£…"),
    ("an uplift of XX% on", "XX%"),
    ("an uplift of X% on", "X%"),
    ("in 20XX the service", "20XX"),
    ("in 201x the service", "201x"),
    ("reference PCDXXX was", "PCDXXX"),
    ("reference PCD nnn was", "nnn"),
    ("[insert name of supplier]", "[insert name of supplier]"),
    ("[INSERT DATE]", "[INSERT DATE]"),
    ("with [name] of", "[name]"),
    ("with [supplier name] of", "[supplier name]"),
    ("on [date of meeting]", "[date of meeting]"),
    ("by [●] at", "[●]"),
    ("by [ ] at", "[ ]"),
    ("[Drafting note: check with legal]", "[Drafting note: check with legal]"),
    ("[delete as applicable]", "[delete as applicable]"),
    ("with <supplier> for", "<supplier>"),
    ("with <insert text here> for", "<insert text here>"),
    ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
    ("who pays?? we", "??"),
    ("the amount is (?)", "(?)"),
    ("Name: ______", "______"),
    ("Name: ........", "........"),
    ("TODO ask Finance", "TODO"),
    ("the sum of #REF! is", "#REF!"),
    ("Error! Reference source not found.", "Error! Reference source not found"),
    ("Click or tap here to enter text.", "Click or tap here to enter text"),
    ("😀 the cost is TBC", "TBC"),
]

ALIKE = [
    "The service is to be confirmed by the board each year.",
    "The TBCA scheme and the OTBC committee",
    "the cornerstone MMXX of the hall",
    "under Article XX of the Convention",
    "under Part XX of the Act",
    "Title XX funding",
    "chapters XIX, XXI and XXIX of the old act",
    "an XXL vehicle, sizes XXL and XXXL",
    "persons with XX chromosomes",
    "PNC & PND, ANPR and NPCC",
    "Exxon, Maxx and Foxx Ltd",
    "the £1.05m contract and the 4x4 vehicles",
    "10x faster and a 4xx answer",
    "OFFICIAL-SENSITIVE [ORGANISATIONAL]",
    "[2019] EWCA Civ 123",
    "secure that [it] is efficient",
    "any act of [the supplier] that",
    "the body […] shall",
    "the body [sic] shall",
    "a 'State' body, or a [State] body",
    "tick [x] for yes",
    "footnote [1] and [12]",
    "[Part 2] is separate",
    "less than <5% and >3%",
    "where a < b and c > d",
    "mail <jo@example.org> or <https://example.org>",
    "see https://example.org/xx/TBC?q=??&r=___ for more",
    "xx@example.org",
    "Who pays? We do!",
    "and so on... and on....",
    "a snake_case name and a__b",
    "Is it so?",
    "£5 to £10m, $3.2bn",
    "2019/20 and 2021",
    "the note is in the annex, and nn is a word part",
    "the name and the date",
    "Todo Ltd supplies it",
    "the error is in the reference",
]


class DescribePlaceholders:
    @pytest.mark.parametrize(("text", "words"), FOUND)
    def it_finds_what_is_still_to_be_written(self, text: str, words: str) -> None:
        notes = list(find_placeholders(text, GIVEN))
        assert [note.text for note in notes] == [words]
        assert text[notes[0].start : notes[0].end] == words

    @pytest.mark.parametrize("text", ALIKE)
    def it_leaves_alone_what_only_looks_like_it(self, text: str) -> None:
        assert [note.text for note in find_placeholders(text, GIVEN)] == []

    def it_tells_each_place_once_however_many_patterns_match(self) -> None:
        notes = list(find_placeholders("[insert £XXX, TBC] and TBC", GIVEN))
        assert [(note.start, note.text) for note in notes] == [(0, "[insert £XXX, TBC]"), (23, "TBC")]

    def it_reads_the_patterns_of_the_pack(self) -> None:
        notes = list(find_placeholders("as ZZTOP said, not zztop", Given(("ZZTOP",), 2000, 2021)))
        assert [note.text for note in notes] == ["ZZTOP"]

    def it_counts_code_points_not_bytes_or_utf16_units(self) -> None:
        (note,) = find_placeholders("🚓🚓 É TBC", GIVEN)
        assert (note.start, note.end) == (5, 8)
