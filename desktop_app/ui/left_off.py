"""Where a person left each paper: it opens there again, in the section and paragraph they were in.

It is kept with this person's settings alone, as a field's key and a paragraph's id: never in the paper.
"""

from collections.abc import Iterable

from desktop_app.app.progress import SectionState
from desktop_app.domain.step import Caret

from .section_page import SectionPage
from .who import Who


def left_at(paper: str, states: Iterable[SectionState], who: Who) -> Caret:
    """Return where a paper was left; of no field where it never was, or where that is no longer asked."""
    field, block = who.left_at(paper)
    sections = [state.section for state in states]
    known = any(field in (section.key, *(item.key for item in section.fields)) for section in sections)
    return Caret(field, block) if known else Caret()


def come_back(shown: SectionPage, at: Caret) -> None:
    """Put the caret where the paper was left, if this section is it; else into the first field."""
    shown.take_focus()
    if at.block and at.field in shown.editors:
        shown.go_to(at)


def leave(paper: str, shown: SectionPage, who: Who) -> None:
    """Keep in mind where a paper is left."""
    caret = shown.caret(shown.focusWidget())  # also where a menu or a pane has the focus now
    who.leave(paper, caret.field or shown.section.key, caret.block)
