"""What shows pages: the window, as those see it who make pages for it."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from .who import Who

if TYPE_CHECKING:  # loads after the first painting
    from .paper_page import PaperPage


class Showing(Protocol):
    """What shows pages: the window."""

    who: Who
    paper: "PaperPage | None"

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""
        ...

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the paper."""
        ...

    def back_to_paper(self) -> None:
        """Show the open paper again."""
        ...
