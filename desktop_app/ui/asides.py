"""Showing the pages beside an open paper: its declarations, its two documents, its versions compared."""

from desktop_app.app.history import versions

from .aside import Aside
from .compare_page import ComparePage
from .declarations_page import DeclarationsPage
from .showing import Showing
from .two_documents_page import TwoDocumentsPage


def show_aside(window: Showing, page: Aside) -> None:
    """Show a page beside the open paper, and lead back from it."""
    page.left.connect(window.back_to_paper)
    page.go.connect(lambda key: _go(window, key))
    if window.paper is not None:
        window.paper.signals.changed.connect(page.outdated.start)
    window.show_page(page)


def _go(window: Showing, key: str) -> None:
    window.back_to_paper()
    if window.paper is not None:
        window.paper.show_section(key)


def show_declarations(window: Showing) -> None:
    """Show the declarations of the open paper."""
    if window.paper is not None:
        window.paper.pen.flush()
        show_aside(window, DeclarationsPage(window.paper.session, window.who))


def declarations_of(window: Showing, paper_id: str) -> None:
    """Open a paper from the library at its declarations."""
    before = window.paper
    window.open_paper(paper_id)
    if window.paper is not before:  # where it could not be opened, the window has said why
        show_declarations(window)


def show_versions(window: Showing) -> None:
    """Show what changed in the open paper since the version before, with all others to choose from."""
    if window.paper is not None:
        window.paper.pen.flush()
        session = window.paper.session
        found = versions(session)
        show_aside(window, ComparePage(session, found[min(1, len(found) - 1)].last))


def show_two_documents(window: Showing) -> None:
    """Show where documents of the open paper say the same thing differently."""
    if window.paper is not None:
        window.paper.pen.flush()
        show_aside(window, TwoDocumentsPage(window.paper.session))
