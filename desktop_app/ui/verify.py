"""Verifying the record of the open paper, told at the top of the window."""

from typing import Protocol

from desktop_app.app.verifying import verify_record

from .message import Message
from .paper_page import PaperPage


class Verifier(Protocol):
    """For whom a record is verified: the window."""

    message: Message
    paper: PaperPage | None


def verify_shown(window: Verifier) -> None:
    """Say whether the record of the open paper is whole, and where not."""
    if window.paper is not None:
        window.paper.pen.flush()
        session = window.paper.session
        found = verify_record(session.template, session.paper)
        window.message.tell(found.sentence, found.lines)
