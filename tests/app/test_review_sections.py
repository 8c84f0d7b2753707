"""Text that a reviewer writes where a section has none of its own yet: placed by its section."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.app.deciding import accept, in_conflict
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.library import Library
from tests.export.papers import sample, templates
from tests.intake.docx.test_sections import without_anything, without_controls
from tests.intake.docx.wordfile import p, t

from .test_review import BLOCKS, KEY, NOW, back, copy_of, text

INSERTED = '<w:ins w:id="900" w:author="Ann" w:date="2026-03-02T10:00:00Z"/>'


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on the sample paper without an introduction."""
    library = Library(tmp_path / "library")
    paper = sample()
    made = Session(templates()[paper.public.template], library.create(paper), lambda: NOW)
    made.change(KEY, RichText(()), label="Typing")
    made.save()
    yield made
    made.close()
    library.close()


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
        assert not in_conflict(session, read, proposal)
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
