"""Spelling in British English, with the dictionary that ships."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop_app.app.spelling import LANGUAGE, NoDictionary, Speller, is_among, load
from desktop_app.app.spelling_hunspell import Hunspell
from desktop_app.app.spelling_spylls import Spylls
from tests.conftest import ROOT

FOLDER = ROOT / "resources" / "dictionaries"


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Return the speller, loaded once."""
    return load(FOLDER)


def wrong(speller: Speller, text: str, *known: str) -> list[str]:
    return [mistake.word for mistake in speller.mistakes(text, frozenset(known))]


class Counting:
    """An engine that knows one word and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def knows(self, word: str) -> bool:
        self.asked.append(word)
        return word == "kennel"

    def suggest(self, word: str) -> Iterable[str]:
        self.asked.append(word)
        return ("kennel's",)


class DescribeBritishEnglish:
    @pytest.mark.parametrize(
        "word", ["colour", "programme", "organisation", "judgement", "enquiry", "licence"]
    )
    def it_knows_british_words(self, speller: Speller, word: str) -> None:
        assert wrong(speller, word) == []

    @pytest.mark.parametrize("word", ["color", "recieve", "goverment", "procurment", "seperate", "THe"])
    def it_finds_what_is_spelt_otherwise(self, speller: Speller, word: str) -> None:
        assert wrong(speller, f"We {word} it.") == [word]

    @pytest.mark.parametrize("word", ["don’t", "don't", "policing’s", "policing's", "officers’", "Ipswich’s"])
    def it_knows_either_apostrophe_and_possessives(self, speller: Speller, word: str) -> None:
        assert wrong(speller, word) == []

    @pytest.mark.parametrize("word", ["workstreams", "Wellbeing", "retender’s", "etc", "etc."])
    def it_knows_words_of_public_papers(self, speller: Speller, word: str) -> None:
        assert wrong(speller, f"As to {word} and so on.") == []

    def it_needs_no_word_of_those_that_the_dictionary_has(self, speller: Speller) -> None:
        alone = Speller(speller.engine)
        assert [word for word in sorted(speller.added) if alone.knows(word)] == []

    def it_reads_a_word_with_the_mark_of_a_footnote_in_it_as_one(self, speller: Speller) -> None:
        assert wrong(speller, "contract\ufffcual work\ufffc, and wrk\ufffcc") == ["wrk"]

    def it_takes_the_code_of_a_reference_written_small_before_a_number_alone(self, speller: Speller) -> None:
        assert wrong(speller, "See pcd 1201, pcd\u00a01202 and pcd.", "PCD") == ["pcd"]

    def it_knows_words_at_the_start_of_a_sentence(self, speller: Speller) -> None:
        assert wrong(speller, "Approve the purchase. Procurement follows.") == []

    def it_looks_at_the_parts_of_a_hyphenated_word(self, speller: Speller) -> None:
        assert wrong(speller, "a police-led, co-ordinated, policeled-by plan") == ["policeled"]

    def it_says_where_the_mistake_stands(self, speller: Speller) -> None:
        (mistake,) = speller.mistakes("𝐀 goverment paper")
        assert (mistake.start, mistake.end) == (2, 11)

    def it_suggests_what_was_meant(self, speller: Speller) -> None:
        assert speller.suggest("recieve")[0] == "receive"
        assert speller.suggest("colour's") == () or "colour’s" not in speller.suggest("colour's")

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("recieve", "receive"), ("seperate", "separate"), ("occured", "occurred"),
            ("accomodate", "accommodate"), ("aprove", "approve"), ("Aprove", "Approve"),
            ("committe", "committee"), ("wich", "which"), ("teh", "the"), ("definately", "definitely"),
            ("goverment", "government"),
        ],
    )  # fmt: skip
    def it_suggests_first_what_a_hand_most_likely_meant(
        self, speller: Speller, typed: str, meant: str
    ) -> None:
        assert speller.suggest(typed)[0] == meant

    def it_suggests_with_the_curly_apostrophe(self, speller: Speller) -> None:
        assert "doesn’t" in speller.suggest("doesnt")

    def it_reads_a_published_paper_with_few_doubts(self, speller: Speller) -> None:
        text = "The Mayor is asked to approve £10.9m (capital) for PCD 963, as set out in paragraph 3.2."
        assert wrong(speller, text) == []


class DescribeKnownWords:
    def it_passes_them(self, speller: Speller) -> None:
        assert wrong(speller, "Marketsite and Marketsite’s", "Marketsite") == []
        assert wrong(speller, "Marketsite", "Marketplace") == ["Marketsite"]

    @pytest.mark.parametrize(
        ("word", "known", "right"),
        [("kenneled", "kenneled", True), ("Kenneled", "kenneled", True), ("farrow", "Farrow", False)],
    )
    def it_takes_a_capital_for_small_but_not_small_for_a_capital(
        self, word: str, known: str, right: bool
    ) -> None:
        assert is_among(word, frozenset({known})) is right

    def it_forgets_a_word_that_is_known_no_more(self, speller: Speller) -> None:
        assert wrong(speller, "Marketsite", "Marketsite") == []
        assert wrong(speller, "Marketsite") == ["Marketsite"]


class DescribeRemembering:
    def it_asks_the_engine_once_for_a_word(self) -> None:
        engine = Counting()
        speller = Speller(engine)
        for text in ("kennel kennel cat", "cat kennel"):
            speller.mistakes(text)
        assert sorted(engine.asked) == ["cat", "cat.", "kennel"]  # with the point of "etc.", too

    def it_asks_for_suggestions_once(self) -> None:
        engine = Counting()
        speller = Speller(engine)
        assert speller.suggest("kenel") == speller.suggest("kenel") == ("kennel’s",)
        assert engine.asked == ["kenel"]


class DescribeEngines:
    @pytest.mark.slow
    def it_matters_not_which_one_reads(self) -> None:
        one, two = Hunspell(FOLDER, "en_GB"), Spylls(FOLDER, "en_GB")
        words = ("colour", "color", "don't", "naïve", "Ipswich", "recieve", "policing", "organisations")
        assert [one.knows(word) for word in words] == [two.knows(word) for word in words]

    def it_says_that_there_is_no_dictionary(self, tmp_path: Path) -> None:
        with pytest.raises(NoDictionary, match="no dictionary"):
            load(tmp_path)


class DescribeTheFolderOfADictionary:
    def it_may_have_any_name_whatever_the_system_s_own_signs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HUNSPELL_PATH_ENCODING", "cp1252")  # as on Windows in western Europe
        (tmp_path / "Łódź").symlink_to(FOLDER)
        assert Hunspell(tmp_path / "Łódź", LANGUAGE).knows("colour")
