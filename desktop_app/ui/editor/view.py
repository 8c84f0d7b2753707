"""The live document on screen: its text, its numbers in the margin, its marks, its caret."""

from collections.abc import Callable, Iterable, Mapping
from operator import is_

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.domain.citing import Citations, citations, cited
from desktop_app.domain.richtext import Block, Blocks, CrossRef, Footnote, LineBreak, Paragraph, Text, runs_of
from desktop_app.domain.step import Caret

from .edits import Place
from .formats import OBJECT, OBJECT_TYPE, Formats, level_of, style_of
from .live import LiveBlocks
from .look import EditorLook, laid_out_for
from .mapping import fill
from .marks import Mark, selections
from .objects import Inset, Insets
from .painting import paint_margin
from .places import caret_at, place_at, put_caret
from .widths import Widths

Labels = Mapping[str, str] | Callable[[Blocks], Mapping[str, str]]
#: Works out from blocks and their numbers how each of them is cited.
Cite = Callable[[Blocks, Mapping[str, str]], Citations]


def _by_itself(blocks: Blocks, labels: Mapping[str, str]) -> Citations:
    return citations(blocks, labels)[0]


class DocumentView(QTextEdit):
    """Shows blocks of text. Qt's own undo is off; nothing is ever fetched.

    edited: the content has changed through the user. caret_moved: the caret stands elsewhere.
    insets_changed: footnotes or references may be others now, or stand elsewhere. shape_changed: something
    else than words may be another, as the kind of a block. restricted_pasted: what
    was copied from restricted text was pasted into text that is not.
    """

    edited = Signal()
    caret_moved = Signal()
    insets_changed = Signal()
    shape_changed = Signal()
    restricted_pasted = Signal()
    left_out = Signal(str)
    pictures_left_out = Signal(object)  #: a list of where each stood: a block's id, and whether before it

    def __init__(
        self, field: str = "", look: EditorLook | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.restricted = False  #: whether what is copied from here is not to be kept by a clipboard
        self.counts = False  #: whether paragraphs are numbered 1, 2, 3, as the items of a numbered list are
        self.formats = Formats(look or EditorLook())
        self.setFrameShape(QFrame.Shape.NoFrame)
        # What lies below is not painted first at every key: a dozen widgets, each with its style.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(12)
        fill(self.document(), (), self.formats)
        self.live = LiveBlocks(self.document())
        self.filling = False  #: what changes now is no edit
        self.widths = Widths(self, self.live, lambda: self.formats.look)
        self.first_note = 1
        self._targets: Mapping[str, str] = {}
        self._labels: Labels = {}
        self._cite: Cite = _by_itself
        self._labelled: tuple[Blocks, Mapping[str, str]] | None = None
        self._labels_hold = False  #: nothing that a number depends on has changed since they were worked out
        self._words: dict[Inset, str] = {}
        self._settled: Blocks = ()
        self._marks: tuple[Mark, ...] = ()
        self.found: list[QTextEdit.ExtraSelection] = []  #: what shows the marks
        self.spelt: list[QTextEdit.ExtraSelection] = []  #: what shows misspelt words, beside the marks
        self._insets = Insets(self, lambda: self.formats.look, self.shown)
        self.document().documentLayout().registerHandler(OBJECT_TYPE, self._insets)
        self.document().contentsChanged.connect(self._settle)
        self.cursorPositionChanged.connect(self.caret_moved)
        self.set_look(self.formats.look)

    def set_look(self, look: EditorLook) -> None:
        """Show the text in another look; its content stays as it is."""
        self.formats = Formats(look)
        self.document().setDefaultFont(look.font)
        self._refill(self.blocks(), self.place())

    def blocks(self) -> Blocks:
        """Return the text as it stands."""
        return self.live.blocks()

    def set_blocks(self, blocks: Blocks) -> None:
        """Show other text; the caret stays where it can. Equal text changes nothing. Not an edit."""
        if blocks != self.blocks():
            self._refill(blocks, self.place())

    def replace_blocks(self, blocks: Blocks, place: Place) -> None:
        """Put other text in as an edit of the user's, and the caret at a place of it."""
        self._refill(blocks, place)
        self.edited.emit()

    def place(self) -> Place:
        """Return where the caret stands."""
        return place_at(self.live, self.textCursor())

    def caret(self) -> Caret:
        """Return where the caret stands, as a step of undo keeps it."""
        return caret_at(self.field, self.live, self.textCursor())

    def set_caret(self, caret: Caret | Place) -> None:
        """Put the caret at a place of the text; where that is gone, it stays."""
        cursor = self.textCursor()
        if put_caret(cursor, self.live, caret):
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def set_labels(self, labels: Labels, cite: Cite = _by_itself) -> None:
        """Hand in the numbers and markers by block id, or what works them out from the blocks.

        cite: where this text stands under another, or after one that it follows.
        """
        self._labels, self._cite = labels, cite
        self._labelled = None
        self._labels_hold = False
        self._settle_insets()
        self.viewport().update()

    def set_elsewhere(self, first_note: int, targets: Mapping[str, str]) -> None:
        """Hand in what comes from the rest of the paper.

        first_note: the number of the first footnote here. targets: how blocks elsewhere are cited that this
        text may refer to, by block id.
        """
        self.first_note, self._targets = first_note, targets
        self._settle_insets()

    def labels(self) -> Mapping[str, str]:
        """Return the numbers and markers as painted, by block id."""
        if not callable(self._labels):
            return self._labels
        if self._labels_hold and self._labelled is not None:
            return self._labelled[1]
        blocks = self.blocks()
        if self._labelled is not None and same_outline(self._labelled[0], blocks):
            self._labelled = (blocks, self._labelled[1])
        else:
            # An empty field shows the number that its first paragraph will have.
            shown = blocks or (Paragraph((), id=style_of(self.document().firstBlock()).id),)
            self._labelled = (blocks, self._labels(shown))
        self._labels_hold = True
        return self._labelled[1]

    def named(self, block: str) -> str:
        """Return the words that a reference to a block shows; in brackets, why there is no number."""
        here = self._cite(self.blocks(), self.labels())
        elsewhere = "" if block in here else self._targets.get(block)
        if elsewhere is None:
            return "[gone]"
        return elsewhere or cited(here.get(block, ())) or "[no number]"

    def shown(self, piece: Inset) -> str:
        """Return what a footnote mark or a reference shows."""
        return self._words.get(piece, "")

    def mark(self, marks: Iterable[Mark]) -> None:
        """Show marks under words, in place of all shown before."""
        self._marks = tuple(marks)
        self.found = selections(self.document(), self.live, self._marks, self.formats.look)
        self.setExtraSelections([*self.found, *self.spelt])

    def showEvent(self, e: QShowEvent) -> None:
        """Lay the text out for the screen that it is shown on."""
        super().showEvent(e)
        # Not for the viewport itself: a layout asks for every paragraph at every key how fine the screen is,
        # which a widget has to find out from the window that it lies in, through all that it lies in.
        document = self.document()
        layout, screen = document.documentLayout(), laid_out_for(self.viewport().logicalDpiY())
        before = layout.paintDevice()
        if before is not screen:
            layout.setPaintDevice(screen)
            if before is not None and before.logicalDpiY() != screen.logicalDpiY():
                document.markContentsDirty(0, document.characterCount())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and what belongs beside the text, then the text."""
        paint_margin(self, self.formats, self.labels(), event.rect())
        super().paintEvent(event)

    def loadResource(self, type: int, name: QUrl | str) -> None:  # noqa: A002 - as Qt names it
        """Return nothing: no picture or style sheet is ever fetched."""

    def _refill(self, blocks: Blocks, place: Place) -> None:
        scroll = self.verticalScrollBar().value()
        self.spelt = []
        self.filling, self._labels_hold = True, False
        try:
            fill(self.document(), blocks, self.formats)
        finally:
            self.filling = self.live.touched = False
        self.set_caret(place)  # first: who follows the caret is not to see it where it is not
        self.widths.fit()
        self._settle_insets()
        self.verticalScrollBar().setValue(scroll)
        self.ensureCursorVisible()
        self.mark(self._marks)

    def _settle(self) -> None:
        """Follow a change. Where surely only words differ, nothing is read: that waits for a pause."""
        if self.filling or self.widths.fitting:
            return
        if not self.live.words_only():
            self._labels_hold = False
            if not same_insets(self._settled, self.blocks()):
                self._settle_insets()
            self.shape_changed.emit()
        if self.live.touched:
            self.live.touched = False
            self.edited.emit()

    def _settle_insets(self) -> None:
        """Lay lines with footnote marks or references out again where their words have changed.

        The layout asks for these words at times when the document must not be read: so they are kept.
        """
        self._settled = self.blocks()
        self.live.words_only()  # what changes from here on is asked about
        words = inset_words(self._settled, self.first_note, self.named)
        self.insets_changed.emit()
        if words == self._words:
            return
        self._words = words
        line = self.document().firstBlock()
        while line.isValid():
            if OBJECT in line.text():
                self.document().markContentsDirty(line.position(), line.length())
            line = line.next()


def same_outline(first: Blocks, second: Blocks) -> bool:
    """Say whether two texts have the same numbers whatever these are: only words differ."""
    if first is second:
        return True
    return len(first) == len(second) and all(
        _outline(one) == _outline(two) for one, two in _differing(first, second)
    )


def same_insets(first: Blocks, second: Blocks) -> bool:
    """Say whether two texts surely have the same footnotes and references, with the same numbers."""
    if not same_outline(first, second):
        return False
    return not any(_has_inset(one) or _has_inset(two) for one, two in _differing(first, second))


def _differing(first: Blocks, second: Blocks) -> list[tuple[Block, Block]]:
    """Return the pairs at equal places that are not the very same value: after a key, one of 500."""
    same = map(is_, first, second)  # in C throughout: this runs between a key and its painting
    return [(first[place], second[place]) for place, yes in enumerate(same) if not yes]


def _has_inset(block: Block) -> bool:
    return any(not isinstance(run, Text | LineBreak) for runs in runs_of(block) for run in runs)


def _outline(block: Block) -> tuple[object, ...]:
    kind = getattr(block, "kind", getattr(block, "numbered", None))
    return type(block), block.id, level_of(block), kind


def inset_words(blocks: Blocks, first_note: int, named: Callable[[str], str]) -> dict[Inset, str]:
    """Return what each footnote mark and reference of blocks shows. named: asked only for references."""
    words: dict[Inset, str] = {}
    number = first_note
    for block in blocks:
        for runs in runs_of(block):
            for run in runs:
                if isinstance(run, Footnote):
                    words[run] = str(number)
                    number += 1
                elif isinstance(run, CrossRef):
                    words[run] = named(run.target)
    return words
