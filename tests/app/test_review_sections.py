"""Text that a reviewer writes where a section has none of its own yet: placed by its section."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.app.deciding import accept, conflicts_of
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.library import Library
from tests.intake.docx.test_sections import without_anything, without_controls
from tests.intake.docx.wordfile import p, t

from .test_review import back
from .under_review import BLOCKS, KEY, copy_of, opened, text

INSERTED = '<w:ins w:id="900" w:author="Ann" w:date="2026-03-02T10:00:00Z"/>'


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    """A session on the sample paper without an introduction."""
    made = opened(library)
    made.change(KEY, RichText(()), label="Typing")
    made.save()
    yield made
    made.close()


def behind_heading(session: Session, made: str) -> Callable[[str], str]:
    """Return what puts mark-up behind the heading of the introduction."""
    heading = next(s for f in session.template.forms for s in f.sections if s.key == KEY or _holds(s)).heading
    words = "".join(getattr(run, "text", "") for run in heading)

    def put(xml: str) -> str:
        at = xml.index(f">{words}</w:t>")
        end = xml.index("</w:p>", at) + len("</w:p>")
        locked = "</w:sdtContent></w:sdt>"
        end += len(locked) if xml.startswith(locked, end) else 0
        return xml[:end] + made + xml[end:]

    return put


def _holds(section: object) -> bool:
    return any(getattr(item, "key", "") == KEY for item in getattr(section, "items", ()))


TRACKED = p(f"<w:pPr><w:rPr>{INSERTED}</w:rPr></w:pPr>{INSERTED[:-2]}>{t('A beginning.')}</w:ins>")


class DescribeAnEmptySection:
    @pytest.mark.parametrize("lose", [str, without_controls, without_anything])
    def it_takes_what_was_written_into_it(
        self, session: Session, tmp_path: Path, lose: Callable[[str], str]
    ) -> None:
        put = behind_heading(session, p(t("A beginning.")) + p(t("And more.")))
        read = back(session, tmp_path, put, lose)
        assert not read.unplaced
        assert [(each.key, each.new) for each in read.proposals] == [
            (KEY, "A beginning."),
            (KEY, "And more."),
        ]
        accept(session, read, read.proposals)
        assert text(session) == "A beginning.\nAnd more."

    def it_takes_a_tracked_paragraph(self, session: Session, tmp_path: Path) -> None:
        read = back(session, tmp_path, behind_heading(session, TRACKED))
        assert [(each.key, each.old, each.new, each.who) for each in read.proposals] == [
            (KEY, "", "A beginning.", "Ann")
        ]
        assert not read.unplaced

    def it_stands_before_what_was_written_meanwhile(self, session: Session, tmp_path: Path) -> None:
        data = copy_of(session)
        session.change(KEY, RichText((Paragraph(text_runs("Mine."), id="m1"),)), label="Typing")
        session.save()
        read = back(session, tmp_path, behind_heading(session, p(t("Theirs."))), data=data)
        (proposal,) = read.proposals
        assert proposal.number not in conflicts_of(session, read)
        accept(session, read, [proposal])
        assert text(session) == "Theirs.\nMine."


class DescribeAFullSection:
    def it_takes_a_paragraph_before_the_first(self, session: Session, tmp_path: Path) -> None:
        session.change(KEY, RichText(BLOCKS), label="Typing")
        session.save()
        read = back(session, tmp_path, behind_heading(session, p(t("First of all."))))
        accept(session, read, read.proposals)
        assert text(session).startswith("First of all.\nThe contract costs")
        assert re.findall("Nobody objects", text(session)) == ["Nobody objects"]


def own_control(xml: str) -> tuple[int, int]:
    """Return where the control of the introduction begins and ends in a body."""
    start = xml.rindex("<w:sdt>", 0, xml.index(f'w:val="sec:{KEY}"'))
    depth, at = 0, start
    for found in re.finditer("<w:sdt>|</w:sdt>", xml[start:]):
        depth += 1 if found[0] == "<w:sdt>" else -1
        at = start + found.end()
        if depth == 0:
            break
    return start, at


class DescribeWhatStandsOutsideTheControls:
    @pytest.fixture
    def full(self, session: Session) -> Session:
        session.change(KEY, RichText(BLOCKS), label="Typing")
        session.save()
        return session

    def it_belongs_to_the_section_before_it(self, full: Session, tmp_path: Path) -> None:
        def put(xml: str) -> str:
            end = own_control(xml)[1]
            return xml[:end] + p(t("One thing more.")) + xml[end:]

        read = back(full, tmp_path, put)
        assert [(each.key, each.block, each.new) for each in read.proposals] == [
            (KEY, BLOCKS[-1].id, "One thing more.")
        ]
        accept(full, read, read.proposals)
        assert text(full).endswith("Nobody objects.\nOne thing more.")

    def it_is_listed_with_its_words_where_no_section_is_before_it(
        self, full: Session, tmp_path: Path
    ) -> None:
        read = back(full, tmp_path, lambda xml: xml.replace("<w:body>", f"<w:body>{p(t('From me.'))}", 1))
        assert not read.proposals
        assert [each.text for each in read.unplaced] == ["From me."]

    def it_is_taken_out_where_its_whole_control_was(self, full: Session, tmp_path: Path) -> None:
        def cut(xml: str) -> str:
            start, end = own_control(xml)
            return xml[:start] + xml[end:]

        read = back(full, tmp_path, cut)
        assert {each.key for each in read.proposals} == {KEY}
        assert [each.new for each in read.proposals] == [""] * len(BLOCKS)
        accept(full, read, read.proposals)
        assert text(full) == ""

    def it_is_kept_where_only_the_control_was(self, full: Session, tmp_path: Path) -> None:
        def unwrap(xml: str) -> str:
            start, end = own_control(xml)
            content = xml[start:end].split("<w:sdtContent>", 1)[1].removesuffix("</w:sdtContent></w:sdt>")
            return xml[:start] + content.replace("Nobody objects.", "Somebody does.") + xml[end:]

        read = back(full, tmp_path, unwrap)
        assert [(each.block, each.new) for each in read.proposals] == [(BLOCKS[-1].id, "Somebody does.")]
        assert not read.unplaced
