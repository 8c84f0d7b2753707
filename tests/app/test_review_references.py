"""References in a copy that came back: one is one thing, whatever numbers it is put together of."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.app.copies import sent_of
from desktop_app.app.session import Session
from desktop_app.domain.richtext import CrossRef, ListItem, ListKind, Paragraph, Text, text_runs
from desktop_app.export.word.xml import field
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.rebase import MARK
from desktop_app.intake.docx.returned import hold_against
from desktop_app.storage.library import Library
from tests.intake.docx.wordfile import cut, ins, t

from .under_review import copy_of, edited, opened, paragraph

BLOCKS = (
    Paragraph(text_runs("It is to be dredged:"), id="b1"),
    Paragraph(text_runs("by day;"), 1, id="b2"),
    ListItem(text_runs("quietly"), ListKind.BULLET, id="b3"),
    Paragraph((Text("See "), CrossRef("b2"), Text(" and "), CrossRef("b3"), Text(".")), id="b4"),
)
NO_BREAK = "\u00a0"
RESULT = re.compile(r'(fldCharType="separate"/></w:r>)<w:r><w:t[^>]*>([^<]*)</w:t></w:r>')
FIELD = r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>(?:(?!"end").)*"end"/></w:r>'


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    library = Library(tmp_path)
    made = opened(library, *BLOCKS)
    yield made
    made.close()
    library.close()


def proposed(session: Session, change: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return what the last paragraph was sent out as and came back as, where that is not the same."""
    data = edited(copy_of(session), paragraph("b4", change))
    form = session.template.form("decision")
    read = hold_against(read_docx(data), sent_of(session.template, form, session.paper))
    assert read.unplaced == ()
    return [(each.old, each.new) for each in read.proposals]


def updated(xml: str) -> str:
    """Return what Word leaves where it works fields out anew while changes are tracked."""
    return RESULT.sub(lambda found: found[1] + cut(found[2]) + ins(t(f"9{found[2]}")), xml)


def linked_by_field(xml: str) -> str:
    """Return a link within the file as the field that some programs write for it."""
    link = r'<w:hyperlink w:anchor="([^"]*)">(.*?)</w:hyperlink>'
    return re.sub(link, lambda found: field(f'HYPERLINK \\l "{found[1]}"', bare(found[2])), xml)


def bare(xml: str) -> str:
    return re.sub("<[^>]*>", "", xml)


class DescribeAReferencePutTogetherOfNumbers:
    def it_is_read_as_the_one_that_it_is(self, session: Session) -> None:
        words: list[str] = []

        def seen(xml: str) -> str:
            words.append(bare(re.sub("<w:instrText.*?</w:instrText>", "", xml)))
            return xml

        assert proposed(session, seen) == []
        assert words == ["See 1.1\u00a0a) and 1.1\u00a0a), first bullet."]

    @pytest.mark.parametrize("change", [updated, linked_by_field])
    def it_is_unchanged_where_only_what_it_shows_was_worked_out_anew(
        self, session: Session, change: Callable[[str], str]
    ) -> None:
        assert proposed(session, change) == []

    def it_is_gone_where_a_reviewer_took_it_out(self, session: Session) -> None:
        def without(xml: str) -> str:
            return re.sub(f"{FIELD}{t(NO_BREAK)}{FIELD}{t(' and ')}", "", xml)

        assert proposed(session, without) == [(f"See {MARK} and {MARK}.", f"See {MARK}.")]

    def it_is_parted_by_what_is_written_into_it(self, session: Session) -> None:
        def between(xml: str) -> str:
            return xml.replace(t(NO_BREAK), t(" and "), 1)

        assert proposed(session, between) == [(f"See {MARK} and {MARK}.", f"See 1.1 and {MARK} and {MARK}.")]

    def it_leaves_the_number_above_where_its_own_was_taken_out(self, session: Session) -> None:
        def cut_off(xml: str) -> str:
            return re.sub(f"({FIELD}{t(NO_BREAK)}){FIELD}", r"\1", xml, count=1)

        assert proposed(session, cut_off) == [(f"See {MARK} and {MARK}.", f"See 1.1{NO_BREAK} and {MARK}.")]
