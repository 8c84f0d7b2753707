"""Whatever is imported, no word of it is lost."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.paper import Paper
from desktop_app.domain.record import broken_at
from desktop_app.intake.text import NotAPaper, import_text

from .sample import NOW, ROOT, everything, imported, templates

PIECES = (
    *(
        "Executive Summary:",
        "## Executive summary",
        "**Recommendation:**",
        "Recommendations",
        "EXECUTIVE SUMMARY",
    ),
    *(
        "1. Introduction and background",
        "2. Issues for consideration",
        "- 3. Financial Comments",
        "4 Legal Comments",
    ),
    *("Commercial Issues", "5. GDPR and Data Privacy", "Equality Comments:", "Background/supporting papers"),
    *("The Deputy Mayor for Policing and Crime is recommended to:", "The above request has my approval."),
    *(
        "Signature",
        "Date",
        "Signature**Date**",
        "Date: 3 May 2020",
        "Signature: {w} {w}",
        "✓",
        "Decision by: {w}, {w}",
    ),
    *(
        "Reference code: {w}",
        "Date signed: {w} {w}",
        "DMPC Decision – {w}**Title: {w} {w}****Executive Summary:**",
    ),
    *(
        "Title: {w} {w}",
        "Report by {w} on behalf of {w} {w}",
        "{w} {w} June 2019",
        "Report author: {w} – {w}",
    ),
    *(
        "Part 1 – This section of the report will be published by MOPAC. It is Classified as {w}",
        "Page 3 of 9",
    ),
    *("Is the publication of Part 1 of this approval to be deferred? {w}", "If yes, for what reason: {w}"),
    *(
        "Is there a **Part 2** form – YES {w}",
        "Until what date: {w}",
        "ORIGINATING OFFICER DECLARATION",
        "Financial Advice",
    ),
    *(
        "The MPS legal team has been consulted on the proposal. {w}",
        "A DPIA has been completed.",
        "Not applicable: {w}",
    ),
    *(
        "Part 2 of {w} is exempt from publication for the following reasons:",
        "GDPR/Data Privacy",
        "OFFICIAL – PUBLIC",
    ),
    *(
        (
            "The paper will continue to be exempt from publication for a minimum of {w} years "
            "in accordance with the {w}."
        ),
    ),
    *(
        "Contributes to the MOPAC Police & Crime Plan {w}¹",
        "¹ {w} {w}",
        "[1] {w}",
        "{w} {w}[1] {w}",
        "{w} m² {w}¹.",
    ),
    *("PART 2 - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC", "Legal rationale for non-publication", "{w}"),
    *(
        "{w} {w} {w}.",
        "1.1. {w} {w}",
        "- 2.1. {w}",
        "1. {w}",
        "a) {w}",
        "(a) {w}",
        "A. {w}",
        "i. {w}",
        "R. {w}",
        "- {w}",
        "-",
    ),
    *(
        " - b) {w}",
        "• {w}",
        "o {w}",
        "(1) {w} {w}",
        "4.13 {w} {w}",
        "2016. {w}",
        "**{w} {w}**",
        "[{w}](#)",
        "[{w}](http://x.test/)",
    ),
    *(
        "**{w}",
        "{w}**{w}**{w}",
        "&amp; {w} &nbsp;{w}",
        "| {w} | {w} |",
        "{w}:\n{w}",
        "and {w}",
        "Subject: {w} {w}",
    ),
    *(
        "Decision maker: {w}",
        "Wards affected: {w}; {w}",
        "That {w} resolves to:",
        "Exempt information",
        "1.2 {w}\x0b{w}",
    ),
    *(
        "The relevant sections under the FOIA that would exempt this information from disclosure are:-",
        "Section 43 {w}",
    ),
    *(
        "The Government Security Classification marking for Part 2 is:\n{w}",
        "Deputy Mayor for Policing and Crime",
    ),
)


@st.composite
def assembled(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a text made of pieces of the forms, and the words in it that are the author's."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"qz{len(words):03}x")
        return words[-1]

    text = ""
    for piece in pieces:
        text += re.sub(r"\{w\}", word, piece) + draw(st.sampled_from(("\n", "\n\n", "\n\n\n", " \n")))
    return text, words


def kept(text: str) -> Paper | None:
    """Return the paper that a text gives, None where it is refused."""
    try:
        return imported(text).paper
    except NotAPaper:
        return None


class DescribeWords:
    @given(assembled())
    def it_keeps_every_word_of_the_author(self, sample: tuple[str, list[str]]) -> None:
        text, words = sample
        paper = kept(text)
        if paper is not None:
            held = everything(paper)
            assert [word for word in words if word not in held] == []

    @given(assembled())
    def it_claims_and_never_signs(self, sample: tuple[str, list[str]]) -> None:
        paper = kept(sample[0])
        if paper is not None:
            assert [event.kind.value for event in paper.record[:1]] == ["imported"]
            assert {event.kind.value for event in paper.record[1:]} <= {"claimed"}
            assert broken_at(paper.record) is None

    @given(st.text(max_size=400))
    @example("")
    @example("\x00\x01\x02")
    @example("**")
    @example("1.")
    @example("Executive Summary:\n\ud800\n1. Introduction and background\n\ud800")
    def it_reads_or_refuses_any_text(self, text: str) -> None:
        paper = kept(text)
        assert paper is None or paper.public.record

    @given(st.data())
    def it_keeps_every_word_of_a_paper_cut_anywhere(self, data: st.DataObject) -> None:
        folder = ROOT / "tests" / "reference"
        text = data.draw(st.sampled_from(sorted(folder.glob("*.txt")))).read_text(encoding="utf-8")
        lines = text.splitlines()
        start = data.draw(st.integers(0, len(lines) - 1))
        cut = "\n".join([*lines[start:], "", "qz999x stands at the end"])
        paper = kept(cut)
        assert paper is None or "qz999x" in everything(paper)

    def it_names_no_authority(self) -> None:
        names = [template.authority for template in templates().values()]
        for path in (ROOT / "desktop_app" / "intake").glob("*.py"):
            text = path.read_text(encoding="utf-8").lower()
            assert not [name for name in [*names, "dmpc", "mayor"] if name in text], path.name


def it_needs_no_form_to_refuse() -> None:
    with pytest.raises(NotAPaper, match=r"x\.txt"):
        import_text("Some words.", {}, "x.txt", NOW)
