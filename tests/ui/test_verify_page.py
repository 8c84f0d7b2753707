"""Verifying at the window: the record, a fingerprint and a file held against the open paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.app.exporting import public_document
from desktop_app.app.verifying import field_digest, fingerprint
from desktop_app.app.writers import WRITERS
from desktop_app.ui.verify_page import VerifyPage
from tests.conftest import ROOT
from tests.ui.hands import User


@pytest.fixture
def page(reader: User) -> VerifyPage:
    review = reader.window.menus._review
    review.aboutToShow.emit()
    next(action for action in review.actions() if "Verify" in action.text()).trigger()
    page = reader.shown
    assert isinstance(page, VerifyPage)
    return page


def said(page: VerifyPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def fingerprints(user: User) -> Iterator[str]:
    template = user.session.template
    for item in template.fields:
        if item.key.startswith("decision.") and type(item).__name__ in ("TickField", "SignatureField"):
            form = template.form(item.document)
            yield fingerprint(field_digest(user.session.reading, form, item))


class DescribeVerifying:
    def it_says_at_once_whether_the_record_is_whole(self, page: VerifyPage) -> None:
        assert "The record is whole" in said(page)

    def it_knows_the_fingerprint_of_the_text_as_it_is(
        self, reader: User, page: VerifyPage, qtbot: QtBot
    ) -> None:
        reader.click(page.fingerprint)
        reader.write(next(fingerprints(reader)).replace("-", " ").lower())
        reader.push("Compare")
        qtbot.waitUntil(lambda: "The same text" in said(page))

    def it_says_what_differs_from_the_text_that_a_fingerprint_stood_for(
        self, reader: User, page: VerifyPage, qtbot: QtBot
    ) -> None:
        *_, then = fingerprints(reader)
        reader.session.change("decision.title", "Another launch", label="Typing")
        reader.session.save()
        reader.click(page.fingerprint)
        reader.write(then)
        reader.push("Compare")
        qtbot.waitUntil(lambda: "Not the same text" in said(page))
        assert "became “Another launch”" in said(page)

    def it_says_what_is_no_fingerprint(self, reader: User, page: VerifyPage, qtbot: QtBot) -> None:
        reader.click(page.fingerprint)
        reader.write("hello")
        reader.push("Compare")
        qtbot.waitUntil(lambda: "is no fingerprint" in said(page))

    def it_holds_a_file_against_the_paper_in_another_process(
        self, reader: User, page: VerifyPage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        session = reader.session
        form = next(form for form in session.template.forms if not form.restricted)
        document = public_document(
            session.template, form, session.paper.public, final=False, today=session.today
        )
        file = tmp_path / "paper.docx"
        file.write_bytes(WRITERS["docx"](document, ROOT / "resources"))
        page.hold(file)
        qtbot.waitUntil(lambda: "The very same file" in said(page), timeout=30_000)
