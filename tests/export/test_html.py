"""The web page: what stands in it, for whom it can be read, and that it loads nothing."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from lxml import html as reader

from desktop_app.document.model import (
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Item,
    NoteMark,
    Para,
    Signature,
    Span,
)
from desktop_app.export.html import Download, summary, write_html, write_summary
from desktop_app.export.web.style import CSS, PAIRS

from .documents import documents
from .html_lint import complaints, parsed, words
from .papers import RESOURCES, documents_of, papers, templates
from .pdf_samples import COSTS, DECISION, document
from .test_pdf_structure import wanted

PUBLIC = {
    f"{name} {each.name}": each
    for name, paper in papers().items()
    for each in documents_of(paper, Edition.PUBLICATION)
    if not templates()[paper.public.template].form(each.name).restricted
}


def made(paper: Document, *downloads: Download) -> bytes:
    return write_html(paper, RESOURCES, downloads)


def page(*nodes: Any, **more: Any) -> reader.HtmlElement:
    return parsed(made(document(*nodes, **more)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class DescribeAWebPage:
    @pytest.mark.parametrize("name", PUBLIC)
    def it_can_be_read_by_everybody(self, name: str) -> None:
        assert complaints(made(PUBLIC[name])) == []

    @pytest.mark.parametrize("paper", [DECISION, document()])
    def it_can_be_read_whatever_the_paper(self, paper: Document) -> None:
        assert complaints(made(paper)) == []

    @settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(documents())
    def it_can_be_read_whatever_was_written(self, paper: Document) -> None:
        assert complaints(made(paper)) == []

    @pytest.mark.parametrize("name", PUBLIC)
    def it_holds_every_word_of_the_paper_in_order(self, name: str) -> None:
        paper = PUBLIC[name]
        held = parsed(made(paper))
        for mark in held.xpath("//sup"):
            mark.drop_tree()
        text = squeezed("".join(str(t) for t in held.find("body").itertext()))
        place = 0
        for node in paper.nodes:
            if isinstance(node, Para | Item | Heading | DataTable):
                for read in wanted([node]):
                    for part in read[1:]:
                        plain = squeezed(part)
                        found = text.find(plain, place)
                        assert found >= 0, plain
                        place = found

    def it_is_the_same_each_time(self) -> None:
        assert made(DECISION) == made(DECISION)

    def it_has_its_key_information_first(self) -> None:
        signed = Signature("Deputy Chair", "d.s", "Sam Sample", "3 March 2022", decides=True)
        held = page(Heading(1, (Span("Facts"),)), signed, reference="H 7")
        told = [
            words(each) for each in held.xpath("//section[@class='facts']//dt|//section[@class='facts']//dd")
        ]
        facts = dict(zip(told[::2], told[1::2], strict=True))
        assert facts["Reference"] == "H 7"
        assert facts["Decision by"] == "Sam Sample – Deputy Chair"
        assert facts["Date signed"] == "3 March 2022"
        assert [words(each) for each in held.iter("h2")] == ["Key information", "Facts"]

    def it_says_in_words_what_is_ticked(self) -> None:
        (table,) = page(next(n for n in DECISION.nodes if isinstance(n, Declaration))).iter("table")
        told = [words(cell) for cell in table.xpath(".//td[2]")]
        assert told == [*["☑ Ticked"] * 4, *["☐ Not ticked"] * 2]

    def it_ties_notes_and_marks_both_ways(self) -> None:
        held = page(Para((Span("The gate"), NoteMark("n", 1, (Span("of 2019"),)))))
        assert held.get_element_by_id("mark-1").get("href") == "#note-1"
        (back,) = held.get_element_by_id("note-1").iter("a")
        assert back.get("href") == "#mark-1"

    def it_puts_lists_within_lists(self) -> None:
        items = [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 2)]
        held = page(*(Item((Span(name),), "•", "bullet", "•", level=level) for name, level in items))
        depth = {
            words(li).split()[1]: len(li.xpath("ancestor::ul[@role]")) for li in held.xpath("//main//li")
        }
        assert depth == {"a": 1, "b": 2, "c": 2, "d": 1, "e": 2}

    @pytest.mark.parametrize(
        ("levels", "looks"),
        [
            ((0, 1), ["items", "items"]),
            ((1, 2, 0), ["items d1", "items", "items"]),
            ((0, 2), ["items", "items d1"]),
            ((7,), ["items d3"]),
        ],
    )
    def it_stands_a_list_in_as_deep_as_its_first_item(self, levels: list[int], looks: list[str]) -> None:
        held = page(*(Item((Span("mud"),), "–", "bullet", "–", level=level) for level in levels))
        assert held.xpath("//main//ul[@role]/@class") == looks
        assert all(f".{look.rpartition(' ')[2]}" in CSS for look in looks)

    def it_stands_text_in_with_the_paragraph_that_it_goes_on_with(self) -> None:
        held = page(*(Para((Span("so"),), level=level, hangs=True) for level in (0, 2)))
        assert held.xpath("//p[.='so']/@class") == ["hangs", "hangs l2"]

    def it_puts_lists_and_tables_in_line_with_the_numbered_text_that_they_stand_under(self) -> None:
        listed = Item((Span("gates"),), "(a)", "letter", "({a})", under=True, first=True)
        held = page(
            Para((Span("The cost:"),), "1.1."),
            listed,
            replace(COSTS, under=True),
            replace(COSTS, under=False),
        )
        looks = [each.get("class") for each in held.xpath("//ol|//div[@role='region']")]
        assert looks == ["items under", "scroll under", "scroll"]
        assert {".items.under", ".scroll.under"} <= set(re.findall(r"\.\w+\.under", CSS))

    def it_offers_what_lies_beside_it(self) -> None:
        held = parsed(made(DECISION, Download("Paper (PDF)", "H 7 paper.pdf", "application/pdf")))
        (link,) = held.xpath("//section[@aria-labelledby='downloads']//a")
        assert link.get("href") == "H%207%20paper.pdf"

    def it_lists_the_sections_of_the_form_and_no_sub_heading_of_the_author(self) -> None:
        sections = [Heading(1, (Span(f"Section {n}"),), key=f"d.s{n}") for n in range(9)]
        own = Heading(2, (Span("What it costs"),))
        listed = [words(link) for link in page(*sections, own).xpath("//nav//a")]
        assert listed == [f"Section {n}" for n in range(9)]

    def it_says_draft_of_a_draft(self) -> None:
        assert page(draft=True).xpath("//p[@class='draft']")
        assert not page().xpath("//p[@class='draft']")

    @pytest.mark.parametrize(
        "nasty", ["</script><script>alert(1)</script>", '"><img src=x onerror=y>', "<b>"]
    )
    def it_takes_nothing_that_was_written_for_markup(self, nasty: str) -> None:
        paper = document(
            Heading(1, (Span(nasty),)),
            Para((Span(nasty, link=f"javascript:{nasty}"),)),
            title=nasty,
            foot=nasty,
        )
        assert complaints(made(paper)) == []
        assert not parsed(made(paper)).xpath("//a[starts-with(@href, 'javascript')]|//b")


class DescribeTheColours:
    @pytest.mark.parametrize("pair", PAIRS)
    def it_can_be_told_apart(self, pair: tuple[str, str]) -> None:
        light, dark = sorted(map(_luminance, pair), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7

    def it_has_no_colour_that_was_not_measured(self) -> None:
        listed = {color for pair in PAIRS for color in pair} | {"#6b7178"}  # that of rules, 4.9 to 1
        assert set(re.findall(r"#[0-9a-f]{6}\b", CSS)) == listed


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class DescribeTheSummary:
    def it_says_what_was_decided_by_whom_and_when(self) -> None:
        signed = Signature("Deputy Chair", "d.s", "Sam Sample", "3 March 2022", decides=True)
        told = summary(replace(DECISION, nodes=(signed,)), [Download("Paper", "p.pdf", "application/pdf")])
        assert told["reportNumber"] == "PCD 1120"
        assert told["accountablePerson"]["name"] == "Sam Sample"
        assert told["additionalProperty"]["value"] == "3 March 2022"
        assert told["encoding"][0]["contentUrl"] == "p.pdf"

    def it_stands_in_the_page_too(self) -> None:
        (script,) = parsed(made(DECISION)).iter("script")
        assert json.loads(script.text or "") == json.loads(write_summary(DECISION))


class DescribeTheLint:
    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            (b"<h2", b"<h4"),
            (b' lang="en-GB"', b""),
            (b'href="#content"', b'href="#elsewhere"'),
            (b'scope="col"', b""),
            (b"<main", b"<div"),
            (b"</style>", b"@import url(x)</style>"),
            (b"</main>", b'<img src="x"></main>'),
            (b'id="key-information"', b'id="key"'),
        ],
    )
    def it_complains_of_what_is_wrong(self, good: bytes, bad: bytes) -> None:
        data = made(DECISION)
        assert good in data
        assert complaints(data.replace(good, bad, 1))
