"""The preview's job: what goes in at its pipe, and what comes out."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.app.preview import PreviewJob, draw_line, make_line
from desktop_app.cli import run
from desktop_app.domain.paper import Paper, PublicPaper, Restricted, RichText
from desktop_app.domain.richtext import Paragraph, Text
from desktop_app.storage.forms import Catalogue, load_catalogue
from tests.conftest import ROOT

DAY = date(2026, 3, 2)
SECRET = "the lowest bid was withdrawn"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return the forms."""
    return load_catalogue(ROOT / "forms")


@pytest.fixture(scope="module")
def key(catalogue: Catalogue) -> str:
    """Return the first kind of paper that has a restricted document."""
    return next(t.key for t in catalogue.templates.values() if any(form.restricted for form in t.forms))


def _paper(catalogue: Catalogue, key: str, paragraphs: int = 3) -> Paper:
    template = catalogue.template(key)
    rich = [f for f in template.fields if type(f).__name__ == "RichTextField"]
    public = next(f.key for f in rich if not template.is_restricted(f.key))
    secret = next(f.key for f in rich if template.is_restricted(f.key))
    text = RichText(tuple(Paragraph((Text(f"Paragraph {n}. " + "word " * 80),)) for n in range(paragraphs)))
    return Paper(
        PublicPaper("x", key, {public: text}), Restricted({secret: RichText((Paragraph((Text(SECRET),)),))})
    )


def _answers(catalogue: Catalogue, *lines: bytes) -> list[tuple[dict[str, Any], bytes]]:
    told: list[tuple[dict[str, Any], bytes]] = []
    job = PreviewJob(catalogue.template, ROOT / "resources", lambda head, data: told.append((head, data)))
    assert job.run(lines) == 0
    return told


class DescribeRequests:
    def it_hands_over_part_1_alone_for_a_public_document(self, catalogue: Catalogue, key: str) -> None:
        template, paper = catalogue.template(key), _paper(catalogue, key)
        for form in template.forms:
            line = make_line(1, template, paper, form.document, DAY).decode()
            assert (SECRET in line) == form.restricted

    def it_stays_on_one_line_whatever_the_text(self, catalogue: Catalogue, key: str) -> None:
        template = catalogue.template(key)
        paper = Paper(PublicPaper("x", key, {template.asks[0]: "one\ntwo\u2028three\x85 \ud800"}))
        line = make_line(1, template, paper, template.forms[0].document, DAY)
        assert line.count(b"\n") == 1
        assert line.decode("ascii").splitlines() == [line.decode().rstrip("\n")]


class DescribeTheJob:
    def it_lays_a_document_out_and_says_where_each_section_stands(
        self, catalogue: Catalogue, key: str
    ) -> None:
        template = catalogue.template(key)
        form = template.forms[0]
        ((head, data),) = _answers(
            catalogue, make_line(7, template, _paper(catalogue, key, 40), form.document, DAY)
        )
        assert (head["made"], data) == (7, b"")
        assert set(head["places"]) == {section.key for section in form.sections}
        spots = [tuple(head["places"][section.key]) for section in form.sections]
        assert spots == sorted(spots)
        assert spots[-1][0] > 0, "the last section is not on the first page"

    def it_draws_the_page_asked_for(self, catalogue: Catalogue, key: str) -> None:
        template = catalogue.template(key)
        paper, document = _paper(catalogue, key), template.forms[0].document
        _, (head, data) = _answers(
            catalogue, make_line(1, template, paper, document, DAY), draw_line(1, 0, 120)
        )
        assert (head["drawn"], head["page"], head["width"]) == (1, 0, 120)
        assert len(data) == head["bytes"] == 4 * head["width"] * head["height"]
        assert len(set(data)) > 8, "there is something on the page"

    def it_draws_nothing_of_a_layout_it_no_longer_holds(self, catalogue: Catalogue, key: str) -> None:
        template = catalogue.template(key)
        document = template.forms[0].document
        make = [make_line(n, template, _paper(catalogue, key), document, DAY) for n in (1, 2)]
        *_, (head, data) = _answers(catalogue, *make, draw_line(1, 0, 120))
        assert (head["bytes"], data) == (0, b"")

    def it_says_which_character_cannot_be_printed_and_goes_on(self, catalogue: Catalogue, key: str) -> None:
        template = catalogue.template(key)
        form = template.forms[0]
        odd = Paper(PublicPaper("x", key, {form.title_key: "Archive \U00013000"}))
        first, second = _answers(
            catalogue,
            make_line(1, template, odd, form.document, DAY),
            make_line(2, template, _paper(catalogue, key), form.document, DAY),
        )
        assert first[0]["failed"] == 1
        assert "\U00013000" in first[0]["why"]
        assert second[0]["made"] == 2


class Narrow:
    """A pipe without a buffer before it: it takes a little at a time."""

    def __init__(self) -> None:
        self.taken = bytearray()

    def write(self, data: memoryview) -> int:
        self.taken += data[:1000]
        return min(len(data), 1000)

    def flush(self) -> None:
        pass


class DescribeTheCommand:
    def it_tells_all_of_an_answer_through_a_pipe_that_takes_a_little_at_a_time(
        self, catalogue: Catalogue, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template = catalogue.template(key)
        order = make_line(1, template, _paper(catalogue, key), template.forms[0].document, DAY)
        pipe = Narrow()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=[order, draw_line(1, 0, 200)]))
        monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=pipe, flush=lambda: None))
        assert run(["preview-job"]) == 0
        made, drawn, pixels = pipe.taken.split(b"\n", 2)
        assert "made" in json.loads(made)
        assert len(pixels) == json.loads(drawn)["bytes"] > 1000
