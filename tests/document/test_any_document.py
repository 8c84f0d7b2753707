"""What holds of any document, whatever was answered."""

from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document.build import build_public
from desktop_app.document.model import (
    Document,
    Edition,
    Heading,
    NoteMark,
)
from desktop_app.domain.paper import PublicPaper, Value
from desktop_app.domain.reading import read_public
from desktop_app.domain.richtext import (
    Text,
    runs_of,
)
from desktop_app.domain.scheme import Scheme
from tests.export.documents import (
    SCHEMES,
    answers,
    documents,
    template,
)


def all_values(value: object) -> Any:
    """Yield every value in a tree of frozen values with the name of its attribute."""
    if is_dataclass(value):
        for each in fields(value):
            child = getattr(value, each.name)
            yield each.name, child
            yield from all_values(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from all_values(child)


class DescribeAnyDocument:
    @given(documents())
    def it_skips_no_level_of_heading(self, document: Document) -> None:
        levels = [n.level for n in document.nodes if isinstance(n, Heading)]
        assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))

    @given(documents())
    def it_numbers_footnotes_in_the_order_of_the_page(self, document: Document) -> None:
        marks = [run.number for node in document.nodes for run in _marks(node)]
        assert marks == list(range(1, len(marks) + 1))

    @given(answers(), st.sampled_from(SCHEMES))
    def it_prints_every_word_of_the_text_in_order(
        self, given_answers: dict[str, Value], scheme: Scheme
    ) -> None:
        made = template(scheme)
        document = build_public(
            made, "minutes", PublicPaper("p", made.key, given_answers), Edition.REVIEW, draft=True
        )
        reading = read_public(made, PublicPaper("p", made.key, given_answers))
        printed = "".join(v for name, v in all_values(document.nodes) if name == "text")
        at = 0
        for item in made.forms[0].fields:
            for block in reading.blocks(item.key) if reading.asked(item) else ():
                for piece in (piece for runs in runs_of(block) for piece in runs if isinstance(piece, Text)):
                    assert piece.text in printed[at:]
                    at = printed.index(piece.text, at) + len(piece.text)

    @given(documents())
    def it_holds_no_identity_in_a_publication(self, document: Document) -> None:
        if document.edition is Edition.PUBLICATION:
            assert not [v for name, v in all_values(document.nodes) if name in ("id", "target") and v]

    @given(documents())
    def it_names_each_node_once(self, document: Document) -> None:
        ids = [id_ for node in document.nodes if (id_ := getattr(node, "id", ""))]
        assert len(set(ids)) == len(ids)

    @given(documents())
    def it_refers_only_to_nodes_that_are_there(self, document: Document) -> None:
        ids = {getattr(node, "id", "") for node in document.nodes}
        targets = {v for name, v in all_values(document.nodes) if name == "target" and v}
        assert targets <= ids


def _marks(value: object) -> Any:
    if isinstance(value, NoteMark):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _marks(getattr(value, each.name))
    elif isinstance(value, tuple):
        for child in value:
            yield from _marks(child)
