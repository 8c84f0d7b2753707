"""The editor of rich text: the author's own blocks live, what the field follows above them, to be read."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from desktop_app.app.acts import follow_again, go_own_way, list_left_out
from desktop_app.app.declarations import to_read
from desktop_app.app.session import Session
from desktop_app.checks.finding import Finding
from desktop_app.domain.citing import citations
from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.numbering import Kinds, kinds_of, labeller, notes_before
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import Block, Blocks, Paragraph, Table, block_text, footnotes_of, readable
from desktop_app.domain.step import Caret
from desktop_app.ui.differing import to_be_read
from desktop_app.ui.editor.look import EditorLook, look_of
from desktop_app.ui.editor.marks import Mark, Tone
from desktop_app.ui.editor.panel import EditorPanel
from desktop_app.ui.parts import button, card, clear, column, hidden_if, holder, measure, row, words
from desktop_app.ui.theme import POINTS, TEXT_POINTS, Theme, current

from .base import FieldEditor
from .drift import DriftView
from .parting import Parting
from .referring import Referring

_QUOTED = 60  #: code points of a paragraph that say which it is
_HIGHEST_LEAST = 320  #: px, in whatever type: more would make a page scroll around a text that scrolls itself
_SHOWN = 40  #: paragraphs of followed text shown above the author's own


def editor_look(theme: Theme, font: QFont, widget: QWidget) -> EditorLook:
    """Return a theme as the editor's look."""
    if theme.name == "contrast":
        return look_of(widget.palette(), font)
    return EditorLook(
        font=font,
        text=QColor(theme.text),
        soft=QColor(theme.soft),
        link=QColor(theme.accent),
        line=QColor(theme.edge),
        head=QColor(theme.tip_bg),
        error=QColor(theme.err),
        error_tint=QColor(theme.err_bg),
        warning=QColor(theme.warn),
        warning_tint=QColor(theme.warn_bg),
        advice=QColor(theme.accent),
        advice_tint=QColor(theme.tip_bg),
    )


class RichEditor(FieldEditor):
    """Edits the own text of a section or a list of recommendations.

    alone: the section's heading is label enough.
    """

    def __init__(self, session: Session, item: RichTextField | RecommendationField, *, alone: bool) -> None:
        super().__init__(item)
        self._session = session
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * TEXT_POINTS / POINTS)
        kinds = kinds_of(session.form_of(item.key), item.key)
        look = editor_look(current(), font, self)
        if not kinds.paragraph:  # nothing would stand in the room for numbers
            look = replace(look, gutter=0)
        self.panel = EditorPanel(item.key, item.label, look, lambda: self.referring.targets())
        self.panel.setMinimumHeight(min(measure(240), _HIGHEST_LEAST))
        self.panel.offer(_faces(kinds))
        self.panel.editor.counts = kinds.paragraph.strip("().") == "1"
        self._lead = words(self._lead_in(), "soft")
        hidden_if(not self._lead.text(), self._lead)
        self._follows = words("", "soft")
        self._let_go = button("Let it go its own way", self._own_way, "link")
        self._again = button("Follow again", self._ask, "link")
        self._above = column(space=4)
        self._pieces: tuple[str | Table, ...] = ()
        self._above_box = holder(self._above)
        self._drift = DriftView(session, item.key)
        self._drift.follow.connect(self._follow)
        said = row(self._follows, self._drift.link, self._let_go, self._again)
        said.setStretch(0, 1)
        self._tied = card("tip", said, self._above_box, self._drift)
        self.referring = Referring(session, item.key, self.panel.editor)
        self._parting = Parting(session, item.key, self.panel.editor)
        pieces = (self._lead, self._tied, self._parting, self.panel)
        self.lay_out(holder(column(*pieces, space=8)), labelled=self.panel, show_label=not alone)
        self.panel.editor.edited.connect(self.edited)
        self.panel.editor.approached.connect(self.approached)
        self.panel.editor.acted.connect(self.acted)
        self.panel.editor.pictures_left_out.connect(self._list_pictures)
        self._parting.acting.connect(self.acting)
        self.setFocusProxy(self.panel.editor)
        self.refresh()

    def _lead_in(self) -> str:
        item = self.item
        return readable(item.lead_in) if isinstance(item, RecommendationField) else ""

    def refresh(self) -> None:
        """Show what is followed now, and the numbers as they will print."""
        reading, key = self._session.reading, self.item.key
        sources = reading.sources(key)
        tied = bool(self.item.follows) and any(self._known(source) for source in self.item.follows)
        self._tied.setVisible(tied)
        self._let_go.setVisible(bool(sources))
        self._again.setVisible(tied and not sources)
        names = self._names()
        told = f"Same text as {names}. What you add here comes after it."
        self._follows.setText(told if sources else f"Goes its own way; it used to follow {names}.")
        self._show_followed(reading.followed(key))
        self._drift.refresh()
        form = self._session.form_of(key)
        label, followed = labeller(form, reading, key), reading.followed(key)
        numbers = self._session.numbers(form.document)
        _, above = citations(followed, numbers.in_field(key), numbers.above(key))
        self.panel.editor.set_labels(
            lambda blocks: label((*followed, *blocks)),
            lambda blocks, labels: citations(blocks, labels, above)[0],
        )
        first = 1 + notes_before(form, reading, key) + sum(1 for _ in footnotes_of(followed))
        self.panel.editor.set_elsewhere(first, numbers.cited())

    def _known(self, key: str) -> bool:
        try:
            self._session.template.field(key)
        except KeyError:
            return False
        return True

    def _names(self) -> str:
        """Return the sections that are or could be followed, each with its document."""
        sources = [source for source in self.item.follows if self._known(source)]
        forms = [self._session.form_of(source) for source in sources]
        labels = [f"“{form.section_of(key).label}”" for form, key in zip(forms, sources, strict=True)]
        if len({form.document for form in forms}) > 1:
            labels = [f"{name} in the {form.label.lower()}" for name, form in zip(labels, forms, strict=True)]
            return " and ".join(labels)
        return f"{' and '.join(labels)} in the {forms[0].label.lower()}" if forms else ""

    def _show_followed(self, blocks: Blocks) -> None:
        """Show what is followed above the author's own, its tables as tables."""
        numbers = self._session.numbers(self.item.document)
        more = ("…",) if len(blocks) > _SHOWN else ()
        pieces = (*to_read(numbers, self.item.key, blocks[:_SHOWN]), *more)
        if pieces != self._pieces:
            self._pieces = pieces
            clear(self._above)
            self._above.addWidget(to_be_read(pieces))
        self._above_box.setVisible(bool(pieces))

    def _own_way(self) -> None:
        self.acting.emit()
        go_own_way(self._session, self.item.key)

    def _ask(self) -> None:
        self.acting.emit()
        self._drift.ask()

    def _follow(self, without: Collection[str]) -> None:
        self.acting.emit()
        follow_again(self._session, self.item.key, without)
        self.panel.editor.setFocus()  # what had it is gone

    def _list_pictures(self, places: list[tuple[str, bool]]) -> None:
        """Keep in mind, with the paper, what pictures were pasted here and left out, and where each stood."""
        before = self._session.undo_label, self._session.reading.own(self.item.key)
        self.acting.emit()
        pasted = before != (self._session.undo_label, self._session.reading.own(self.item.key))
        words_of = {block.id: " ".join(_readable(block).split()) for block in self.panel.editor.blocks()}
        for block, ahead in places:
            said = words_of.get(block, "")
            first = said if len(said) <= _QUOTED else f"{said[:_QUOTED].rstrip()} …"
            where = f" {'before' if ahead else 'after'} “{first}”" if said else ""
            told = f"A picture that was pasted{where}"
            list_left_out(self._session, self.item.key, told, block, with_last=pasted)
            pasted = True  # all of them are one step back

    def value(self) -> Value | None:
        """Return the author's own blocks, None for none."""
        blocks = self.panel.editor.blocks()
        return RichText(blocks) if blocks and blocks != (Paragraph((), id=blocks[0].id),) else None

    def show_value(self, value: Value | None) -> None:
        """Show the author's own blocks; `value` is what prints, with what is followed."""
        own = self._session.reading.own(self.item.key)
        self.panel.editor.set_blocks(own.blocks if isinstance(own, RichText) else ())
        self.refresh()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read but not changed."""
        self.panel.set_read_only(read_only)

    def caret(self) -> Caret:
        """Return where the caret stands."""
        return self.panel.editor.caret()

    def set_caret(self, caret: Caret) -> None:
        """Put the caret at a block of the text and take the focus."""
        self.panel.editor.setFocus()
        if caret.block:
            self.panel.editor.set_caret(caret)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the words that findings speak of; by now what was typed has been taken over."""
        self._drift.refresh()
        self.panel.editor.mark(
            Mark(f.block, f.start, f.end, Tone(f.severity.value), f.cell)
            for f in findings
            if f.block and f.end > f.start and f.field in ("", self.item.key)
        )


def _faces(kinds: Kinds) -> dict[str, str]:
    """Return what the tools of the text show, by their names: the numbers and markers that will print."""
    lists = {kind.value: label for kind, label in kinds.items.items()}
    faces = {"numbered": kinds.paragraph, "sub": kinds.below, **lists}
    # A full stop at the end tells "1." from "1", but nothing of "1.1.".
    return {name: face[:-1] if face.count(".") > 1 else face for name, face in faces.items()}


def _readable(block: Block) -> str:
    return block_text(block).replace("\ufffc", "")
