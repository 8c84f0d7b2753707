"""The status bar: saved when, how many words, the marking, how far."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStatusBar

from .fitting import FittingLabel
from .library_page import LibraryPage

if TYPE_CHECKING:  # loads after the first painting
    from .paper_page import PaperPage


class Status:
    """What the status bar says, worked out after each pause."""

    def __init__(self, bar: QStatusBar) -> None:
        self.saved, self.count, self.marking, self.state = (FittingLabel() for _ in range(4))
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.saved)
        bar.addWidget(self.count)
        bar.addPermanentWidget(self.marking)
        bar.addPermanentWidget(self.state)

    def tell(self, page: "PaperPage | None", library: LibraryPage) -> None:
        """Say how it stands with the open paper, or with the library."""
        if page is None:
            count = library.list.model().rowCount()
            self._say(f"{count} paper{'' if count == 1 else 's'}", "", "", "")
            return
        # Loaded with the first paper: it needs the forms, which the library does without.
        from desktop_app.app.answers import marking_words, paper_words, word_count

        session = page.session
        here = page.page.section if page.page else None
        keys = [item.key for item in here.fields] if here else []
        section = sum(word_count(session.reading, key) for key in keys)
        self._say(
            self._saved(page),
            f"Section {section:,} words · paper {paper_words(session.reading):,}",
            marking_words(session.reading, page.here.partition(".")[0]),
            f"{session.state.label} · {page.complete} of {len(page.states)} steps done"
            + (f" · {page.counts.words}" if page.counts is not None else ""),
        )

    def _saved(self, page: "PaperPage") -> str:
        state = page.session.save_state
        if page.session.read_only:
            return "Read only"
        if state.failed and state.dirty:
            return f"NOT SAVED: {state.failed}"
        if state.dirty:
            return "Saving …"
        return f"Saved {state.at.astimezone():%H:%M}" if state.at else "Nothing changed yet"

    def _say(self, saved: str, count: str, marking: str, state: str) -> None:
        for label, text in (
            (self.saved, saved), (self.count, count), (self.marking, marking), (self.state, state)
        ):  # fmt: skip
            label.setText(text)
            label.updateGeometry()  # the bar is as high as its words, also after their size has changed
            label.setAccessibleName(text)
