"""Reading copies back in the window: chosen, taken in, gone on with, compared in Word, put away."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog

from desktop_app.app.compare_returned import compare_returned
from desktop_app.app.desk import CannotRead, StorageError
from desktop_app.app.exporting import NotExportable
from desktop_app.app.keeping import copy_before
from desktop_app.app.review import Review, read_review
from desktop_app.app.reviews import kept_reviews, put_away, take_in

from .asides import show_aside
from .message import Message
from .review_page import ReviewPage
from .showing import Showing


class Reviewed(Showing, Protocol):
    """Where a review is shown: the window."""

    message: Message
    resources: Path


def review_files(window: Reviewed, paths: Sequence[Path]) -> None:
    """Read returned copies of the open paper, keep them with it, and show what they propose."""
    if window.paper is None:
        return
    session = window.paper.session
    told: list[str] = []
    found: list[Review] = []
    window.paper.pen.flush()
    for path in paths:
        try:
            found.append(read_review(session, path))
        except CannotRead as problem:
            told.append(str(problem))
    try:
        if found and not session.read_only:
            told += filter(None, [copy_before(session, "review")])
            for review in found:
                take_in(session, review)
    except StorageError as problem:
        told.append(str(problem))
    if found:
        _show(window, found)
    if told:
        window.message.complain(told[0], told[1:])


def ask_for_review(window: Reviewed) -> None:
    """Ask for Word files that came back from review, and show what they propose."""
    names, _ = QFileDialog.getOpenFileNames(None, "Read back a review", "", "Word (*.docx)")
    if names:
        review_files(window, [Path(name) for name in names])


def go_on_with_review(window: Reviewed) -> None:
    """Show the copies kept with the open paper again."""
    if window.paper is None:
        return
    window.paper.pen.flush()
    found, told = kept_reviews(window.paper.session)
    if found:
        _show(window, found)
    if told:
        window.message.complain(told[0], told[1:])
    elif not found:
        window.message.warn("No copy is kept with this paper. “Read back a review” takes one in.")


def _show(window: Reviewed, found: Sequence[Review]) -> None:
    assert window.paper is not None
    page = ReviewPage(window.paper.session, found, window.who)
    page.comparison_wanted.connect(lambda review: _ask_for_comparison(window, page, review))
    page.away_wanted.connect(lambda review: _put_away(window, review, found))
    show_aside(window, page)


def _ask_for_comparison(window: Reviewed, page: ReviewPage, review: Review) -> None:
    folder = QFileDialog.getExistingDirectory(page, "Folder for the Word file")
    if folder:
        page.told.setText(compare_into(window, review, Path(folder)))


def compare_into(window: Reviewed, review: Review, folder: Path) -> str:
    """Make a Word file of what changed in a copy; return the sentence that says so, or why not."""
    try:
        made = compare_returned(review.session, review, folder, window.resources)
    except (NotExportable, StorageError, OSError) as problem:
        return str(problem)
    return f"Made: {made}." if made else "No file was made: the copy says what was sent out."


def _put_away(window: Reviewed, review: Review, found: Sequence[Review]) -> None:
    put_away(review.session, review)
    left = [other for other in found if other is not review]
    if left:
        _show(window, left)
    else:
        window.back_to_paper()
