"""A paper under review for tests: what goes out, and copies of it as Word would return them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

from desktop_app.app.copies import bookmark
from desktop_app.app.exporting import public_document
from desktop_app.app.outgoing import NOTHING, Beside
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block, Footnote, Paragraph, Text, blocks_text, text_runs
from desktop_app.export.docx import write_docx
from desktop_app.storage.library import Library
from tests.export.papers import RESOURCES, sample, templates
from tests.intake.docx.wordfile import cut, ins, t

Command = Callable[..., tuple[int, str]]  #: carries out a command line; its exit code and what it said

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
DAY = date(2026, 3, 2)
KEY = "decision.introduction"
NOTE = Footnote("n1", (Text("As agreed."),))
BLOCKS = (
    Paragraph(text_runs("The contract costs £48,000 a year."), id="b1"),
    Paragraph((Text("It ends "), Text("soon", bold=True), Text("."), NOTE), id="b2"),
    Paragraph(text_runs("Nobody objects."), id="b3"),
)


def opened(library: Library, *blocks: Block) -> Session:
    """Return a sample paper of a library, open, with a text in one section."""
    paper = sample()
    made = Session(templates()[paper.public.template], library.create(paper), lambda: NOW)
    made.change(KEY, RichText(blocks or BLOCKS), label="Typing")
    made.save()
    return made


def copy_of(session: Session, beside: Beside = NOTHING) -> bytes:
    """Return the paper's decision form as it goes out for review. beside: comments that go with it."""
    form, paper = session.template.form("decision"), session.paper.public
    document = public_document(session.template, form, paper, final=False, today=DAY, beside=beside)
    return write_docx(document, RESOURCES)


def edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """Return a file one part of which was changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return buffer.getvalue()


def words(old: str, new: str) -> Callable[[str], str]:
    """Return what puts mark-up in the place of a run's words."""

    def change(xml: str) -> str:
        run = re.search(
            rf'<w:r>(?:<w:rPr>[^§]*?</w:rPr>)?<w:t xml:space="preserve">{re.escape(old)}</w:t></w:r>', xml
        )
        assert run, old
        return xml[: run.start()] + new + xml[run.end() :]

    return change


def paragraph(id_: str, change: Callable[[str], str]) -> Callable[[str], str]:
    """Return what changes the paragraph of a block."""

    def put(xml: str) -> str:
        at = xml.index(f'w:name="{bookmark(id_)}"')
        start, end = xml.rindex("<w:p ", 0, at), xml.index("</w:p>", at) + 6
        return xml[:start] + change(xml[start:end]) + xml[end:]

    return put


def text(session: Session) -> str:
    return blocks_text(session.reading.blocks(KEY))


PRICE = words(
    "The contract costs £48,000 a year.",
    t("The contract costs £") + cut("48,000") + ins(t("52,000")) + t(" a year."),
)
