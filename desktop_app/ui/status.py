"""The status bar: saved when, how many words, the marking, how far."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStatusBar

from .fitting import FittingLabel
from .library_page import LibraryPage

if TYPE_CHECKING:  # loads after the first painting
    from .paper_page import PaperPage


#: What is said of saving where there is little room, for what is said at length.
_SHORT = {"NOT SAVED": "NOT SAVED"}


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
            self._say((library.counted, ""), ("", ""), ("", ""), ("", ""))
            return
        # Loaded with the first paper: it needs the forms, which the library does without.
        from desktop_app.app.answers import marking_words, paper_words, word_count
        from desktop_app.domain.fields import RecommendationField, RichTextField

        session = page.session
        here = page.page.section if page.page else None
        texts = [
            item.key
            for item in (here.fields if here else ())
            if isinstance(item, RichTextField | RecommendationField) and session.reading.asked(item)
        ]
        section, whole = sum(word_count(session.reading, key) for key in texts), paper_words(session.reading)
        # Of a section of lines and questions there is nothing to count that would count in the paper.
        count = (f"Section {_words(section)} · paper {whole:,}", _words(section))
        count = count if texts else (f"Paper {_words(whole)}", _words(whole))
        marking = marking_words(session.reading, page.here.partition(".")[0])
        found = page.counts.words if page.counts is not None else ""
        steps = f"{page.complete} of {len(page.states)} steps"
        far = " · ".join(filter(None, (session.state.label, f"{steps} done", found)))
        self._say(
            self._saved(page),
            count,
            (marking, marking),
            (far, found.partition(",")[0] or steps),
        )

    def tell_saved(self, page: "PaperPage") -> None:
        """Say whether all of a paper is on disk, and nothing else anew."""
        self.saved.say(*self._saved(page))

    def _saved(self, page: "PaperPage") -> tuple[str, str]:
        """Return in full and in fewer words whether all is on disk: also what was typed a moment ago."""
        state = page.session.save_state
        if page.session.read_only:
            told = "Read only"
        elif state.failed and state.dirty:
            told = f"NOT SAVED: {state.failed}"
        elif state.dirty or page.pen.waits:
            told = "Saving …"
        else:
            told = f"Saved {state.at.astimezone():%H:%M}" if state.at else "All is saved"
        return told, _SHORT.get(told.partition(":")[0], told)

    def _say(self, *told: tuple[str, str]) -> None:
        """Say four things, each in full and in the fewer words of a narrow window."""
        labels = (self.saved, self.count, self.marking, self.state)
        for label, (text, short) in zip(labels, told, strict=True):
            label.say(text, short)


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"
