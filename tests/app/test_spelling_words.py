"""Which words are looked up: prose, and nothing that no dictionary could have."""

import pytest

from desktop_app.app.spelling_words import parts_of, words_of


def looked_up(text: str) -> list[str]:
    return [word.word for word in words_of(text)]


class DescribeWords:
    def it_takes_words_with_their_places(self) -> None:
        text = "The cost – £10m – is met."
        assert [(w.start, w.end) for w in words_of(text)] == [(0, 3), (4, 8), (18, 20), (21, 24)]
        assert all(text[w.start : w.end] == w.word for w in words_of(text))

    @pytest.mark.parametrize("word", ["don’t", "don't", "policing’s", "co-ordinate", "naïve", "e-mail"])
    def it_keeps_apostrophes_hyphens_and_accents_in_a_word(self, word: str) -> None:
        assert looked_up(f"({word})") == [word]

    def it_leaves_quotation_marks_out(self) -> None:
        assert looked_up("‘the officers’ views’") == ["the", "officers", "views"]

    @pytest.mark.parametrize(
        "text",
        [
            "£1.2m",
            "£240,000",
            "12th",
            "2019/20",
            "31/03/2021",
            "9am",
            "A4",
            "s43",
            "1990s",
            "4.5%",
            "COVID19",
        ],
    )
    def it_passes_figures_money_and_dates(self, text: str) -> None:
        assert looked_up(text) == []

    @pytest.mark.parametrize("text", ["PCD 602", "DARM-963", "PCD-602a", "CR/2021/14"])
    def it_passes_references(self, text: str) -> None:
        assert [p.word for word in words_of(text) for p in parts_of(word)] == []

    @pytest.mark.parametrize(
        "text",
        [
            "https://www.example.gov.uk/pcd-602?x=recieve",
            "www.exampel.org",
            "jane.doe@exampel.police.uk",
            "exampel.gov.uk/papers",
            "Recieved_final.docx",
        ],
    )
    def it_passes_addresses_and_files(self, text: str) -> None:
        assert looked_up(text) == []

    @pytest.mark.parametrize("text", ["DMPC", "SROs", "MPS’s", "MPS's", "GDPR", "II"])
    def it_passes_acronyms_and_their_plurals(self, text: str) -> None:
        assert looked_up(text) == []

    @pytest.mark.parametrize("text", ["DocuSign", "McCallister", "eDiscovery"])
    def it_passes_names_with_capitals_within(self, text: str) -> None:
        assert looked_up(text) == []

    def it_does_not_pass_two_capitals_by_a_slip(self) -> None:
        assert looked_up("THe") == ["THe"]

    def it_passes_marks_of_lists_in_the_text(self) -> None:
        assert looked_up("either (ii) or iii) applies") == ["either", "or", "applies"]

    def it_finds_the_parts_of_a_hyphenated_word(self) -> None:
        (word,) = words_of("plann-led")
        assert [(p.start, p.word) for p in parts_of(word)] == [(0, "plann"), (6, "led")]

    def it_passes_the_parts_that_it_would_pass_alone(self) -> None:
        found = [p.word for word in words_of("a GDPR-complient, 3-year plan") for p in parts_of(word)]
        assert found == ["complient", "year", "plan"]
