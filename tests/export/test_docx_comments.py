"""Comments of a review copy as Word has them: where they stand, what answers what, what is settled."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document.model import (
    Document,
    Edition,
    Heading,
    Node,
    NoteMark,
    Para,
    Ref,
    Span,
    with_comments,
)
from desktop_app.domain.comments import Answer, Comment
from desktop_app.export.docx import write_docx
from desktop_app.export.word.identities import comment_identity
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.tokens import Comment as Read
from tests.strategies import words as any_words

from .documents import documents
from .docx_lint import Element, Package, lint, w
from .docx_order import look
from .docx_threads import threads
from .papers import RESOURCES, documents_of, papers
from .test_docx import STATEMENTS, document, table, under, words
from .word_reading import W, lines_of, shown

PAPERS = papers()
NODES: tuple[Node, ...] = (
    Heading(2, words("Facts"), "1.", "note.facts"),
    Para((Span("The harbour "), Span("silts up", bold=True), Span(" each year.")), "1.1.", id="b1"),
    Para((Span("See "), Ref("1.1", "b1"), Span(" and more"), NoteMark("n", 1, words("x"))), "1.2.", id="b2"),
    replace(table(), id="t1"),
    STATEMENTS,
)


def comment(id_: str = "c1", block: str = "b1", **more: object) -> Comment:
    made = Comment(id_, block, "", "", "Ann Lee", "2026-03-02T10:00:00+01:00", "Why?")
    return replace(made, **more)


def written(*comments: Comment, nodes: tuple[Node, ...] = NODES) -> bytes:
    made = replace(document(*nodes, edition=Edition.REVIEW), name="note")
    data = write_docx(with_comments(made, comments), RESOURCES)
    assert not [*lint(data), *look(data), *threads(data)]
    return data


def about(data: bytes, number: int = 0) -> str:
    """Return the words that a comment stands round."""
    body = Package.of(data).root("document")
    inside, found = False, ""
    for each in body.iter(f"{W}t", f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        if each.tag == f"{W}t":
            found += each.text if inside else ""
        elif w(each, "id") == str(number):
            inside = each.tag == f"{W}commentRangeStart"
    return found


def read(data: bytes) -> tuple[Read, ...]:
    return read_docx(data).comments


class DescribeWhereItStands:
    def it_is_round_the_whole_block(self) -> None:
        assert about(written(comment())) == "The harbour silts up each year."

    @pytest.mark.parametrize(
        ("block", "quote"),
        [
            ("b1", "harbour silts"), ("b1", "silts"), ("b1", "The harbour silts up each year."),
            ("b1", "year."), ("b2", "and"), ("b2", "more"), ("t1", "Mud"), ("t1", "£5"),
        ],
    )  # fmt: skip
    def it_is_round_the_words_that_are_quoted(self, block: str, quote: str) -> None:
        data = written(comment(block=block, quote=quote))
        assert about(data) == quote
        assert lines_of(Package.of(data)) == lines_of(Package.of(written()))

    def it_is_round_the_whole_field_of_a_reference(self) -> None:
        assert about(written(comment(block="b2", quote="1.1"))) == "1.1"
        assert about(written(comment(block="b2", quote="ee 1"))) == "ee 1.1"

    def it_is_round_all_where_the_quoted_words_are_gone(self) -> None:
        assert about(written(comment(quote="gulls"))) == "The harbour silts up each year."

    def it_keeps_the_look_of_the_words(self) -> None:
        package = Package.of(written(comment(quote="silts")))
        (found,) = [p for p in under(package, "w:p") if shown(p).startswith("The harbour")]
        bold = [shown(run) for run in found.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
        assert bold == ["silts", " up"]

    @pytest.mark.parametrize("key", ["note.money", "note.tides"])
    def it_is_at_the_row_of_a_statement(self, key: str) -> None:
        package = Package.of(written(comment(block="", key=key)))
        (start,) = under(package, "w:commentRangeStart")
        (control,) = [s for s in start.getparent().iter(f"{W}sdt") if _tag(s)]
        assert _tag(control) == f"chk:{key}"

    @pytest.mark.parametrize("name", PAPERS)
    def it_is_in_the_section_of_its_field(self, name: str) -> None:
        for each in documents_of(PAPERS[name], Edition.REVIEW):
            keys = [s.key for s in each.sections if s.end > s.start]
            said = [comment(f"c{n}", "", key=key) for n, key in enumerate(keys)]
            made = with_comments(each, said)
            package = Package.of(write_docx(made, RESOURCES))
            starts = sorted(under(package, "w:commentRangeStart"), key=lambda e: int(w(e, "id")))
            tags = [[_tag(s) for s in start.iterancestors(f"{W}sdt") if _tag(s)][-1] for start in starts]
            assert tags == [f"sec:{one.key}" for one in made.comments]

    def it_stands_at_the_beginning_where_it_is_on_nothing(self) -> None:
        assert about(written(comment(block=""))) == "Facts"


def _tag(control: Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else w(tag, "val")


class DescribeWhatItSays:
    def it_is_read_back_as_it_was(self) -> None:
        said = comment(text="Why <b>\nand how?", answers=(Answer("a1", "Bo", "2026-03-03T08:00:00Z", "So."),))
        first, answer = read(written(said))
        assert (first.who, first.when, first.text) == ("Ann Lee", "2026-03-02T10:00:00Z", said.text)
        assert (answer.parent, answer.who, answer.text) == (first.id, "Bo", "So.")
        assert not first.done

    def it_is_settled_with_its_answers(self) -> None:
        said = comment(settled_at="2026-04-01", answers=(Answer("a1", "Bo", "", "So."),))
        assert [each.done for each in read(written(said))] == [True, True]

    def it_has_no_moment_where_none_is_known(self) -> None:
        (found,) = read(written(comment(at="yesterday")))
        assert found.when == ""

    def it_is_by_somebody_unknown_where_nobody_is_named(self) -> None:
        assert [each.who for each in read(written(comment(who=" ")))] == ["Unknown"]

    def it_is_known_by_its_id_when_it_comes_back(self) -> None:
        found = read(written(comment("c1"), comment("c2", "b2"), nodes=NODES))
        assert [each.identity for each in found] == [comment_identity("c1"), comment_identity("c2")]


class DescribeOtherEditions:
    @pytest.mark.parametrize("edition", [Edition.SIGNING, Edition.PUBLICATION])
    def it_has_none(self, edition: Edition) -> None:
        held = replace(document(*NODES, edition=edition), comments=(comment(),))
        package = Package.of(write_docx(held, RESOURCES))
        assert not [part for part in package.parts if "comment" in part]
        assert not under(package, "w:commentReference")

    def it_has_no_part_of_them_where_there_are_none(self) -> None:
        assert not [part for part in Package.of(written()).parts if "comment" in part]


@st.composite
def commented(draw: st.DrawFn) -> Document:
    """A review copy with comments on whatever stands in it."""
    made = replace(draw(documents()), edition=Edition.REVIEW)
    said = [_said(draw, made, f"c{number}") for number in range(draw(st.integers(0, 4)))]
    return with_comments(made, said)


def _said(draw: st.DrawFn, made: Document, id_: str) -> Comment:
    texts = {id_: getattr(node, "runs", ()) for node in made.nodes if (id_ := getattr(node, "id", ""))}
    block = draw(st.sampled_from(["", *texts]))
    text = "".join(getattr(run, "text", "") for run in texts.get(block, ()))
    start = draw(st.integers(0, len(text)))
    key = draw(st.sampled_from([stretch.key for stretch in made.sections] or [""]))
    answers = [
        Answer(f"{id_}.{n}", draw(any_words), "", draw(any_words)) for n in range(draw(st.integers(0, 2)))
    ]
    return Comment(
        id_, block, "" if block else key, text[start : draw(st.integers(start, len(text)))],
        draw(any_words), "2026-03-02T10:00:00Z", draw(any_words), tuple(answers),
        draw(st.sampled_from(("", "2026-03-02"))),
    )  # fmt: skip


@given(commented())
def it_puts_comments_soundly_into_any_document(made: Document) -> None:
    data = write_docx(made, RESOURCES)
    assert not [*lint(data), *look(data), *threads(data)]
    assert lines_of(Package.of(data)) == lines_of(
        Package.of(write_docx(replace(made, comments=()), RESOURCES))
    )
    assert data == write_docx(made, RESOURCES)
    assert len(read(data)) == sum(1 + len(each.answers) for each in made.comments)
