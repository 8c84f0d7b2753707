"""What is gone taken out of the items of a paper: each sentence of it, and nothing beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop_app.domain.comments import Answer, Comment, Decision
from desktop_app.domain.paper import WORDS, Choices, Leftover, RichText
from desktop_app.domain.record import Event
from desktop_app.domain.richtext import (
    Block,
    Cell,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Table,
    Text,
    canonical_runs,
    plain,
)
from desktop_app.storage.items import Item, Slot

from .gone import Gone, Span, is_mark


class Cut(NamedTuple):
    """Words that are taken out. block: id of the block they stand in, "" in what has no blocks."""

    block: str
    words: str


@dataclass(frozen=True)
class Cleaner:
    """Takes out what is gone. mark: what stands in its place."""

    gone: Gone
    mark: str

    def item(self, slot: Slot, item: Item) -> Item:
        """Return an item without what is gone: the very same where it holds none of it."""
        return self.cut(slot, item)[0]

    def cut(self, slot: Slot, item: Item) -> tuple[Item, tuple[Cut, ...]]:
        """Return an item without what is gone, and the words that are taken out."""
        cuts: list[Cut] = []
        made = self._cut(slot, item, cuts)
        return (made, tuple(cuts)) if cuts else (item, ())

    def _cut(self, slot: Slot, item: Item, cuts: list[Cut]) -> Item:
        match item:
            case RichText(blocks=blocks):
                return RichText(tuple(self._block(block, cuts) for block in blocks))
            case Comment():
                return self._comment(item, cuts)
            case Decision():
                return self._decision(item, cuts)
            case Leftover():
                own = item.id in self.gone.others
                text, why = (self._line(words, cuts, own=own) for words in (item.text, item.why))
                return replace(item, text=text, why=why)
            case Choices(keys=keys):
                return Choices(tuple(self._line(key, cuts) for key in keys))
            case str() if slot.kind == "answers" and slot.key not in WORDS.values():
                return self._line(item, cuts)
            case _:
                return item

    def _block(self, block: Block, cuts: list[Cut]) -> Block:
        own = block.id in self.gone.blocks
        held: list[Cut] = []
        if isinstance(block, Table):
            rows = tuple(tuple(Cell(self._runs(c.runs, held, own=own)) for c in row) for row in block.rows)
            made = replace(block, rows=rows, caption=self._line(block.caption, held, own=own))
        else:
            made = replace(block, runs=self._runs(block.runs, held, own=own))
        if not held:
            return block
        cuts.append(Cut(block.id, " ".join(cut.words for cut in held)))
        return made

    def _runs(self, runs: Inlines, cuts: list[Cut], *, own: bool) -> Inlines:
        before = len(cuts)
        text = plain(runs)
        spans = self.gone.spans(text, own=own)
        if not spans and "\ufffc" not in text:
            return runs
        cuts += (Cut("", text[start:end].replace("\ufffc", "")) for start, end in spans)
        left = [self._noted(run, cuts, own=own) for run in without(runs, spans, self.mark)]
        return canonical_runs(left) if len(cuts) > before else runs

    def _noted(self, run: Inline, cuts: list[Cut], *, own: bool) -> Inline:
        if not isinstance(run, Footnote):
            return run
        note = self._runs(run.note, cuts, own=own)
        return replace(run, note=tuple(each for each in note if isinstance(each, Text | LineBreak)))

    def _line(self, text: str, cuts: list[Cut], *, own: bool = False) -> str:
        spans = self.gone.spans(text, own=own)
        cuts += (Cut("", text[start:end]) for start, end in spans)
        return plain(without((Text(text),), spans, self.mark)) if spans else text

    def _comment(self, comment: Comment, cuts: list[Cut]) -> Comment:
        own = comment.id in self.gone.others
        of = own or comment.block in self.gone.blocks
        answers = tuple(self._answer(answer, cuts, own=own) for answer in comment.answers)
        text = self._line(comment.text, cuts, own=own)
        return replace(comment, quote=self._line(comment.quote, cuts, own=of), text=text, answers=answers)

    def _answer(self, answer: Answer, cuts: list[Cut], *, own: bool) -> Answer:
        return replace(answer, text=self._line(answer.text, cuts, own=own))

    def _decision(self, decision: Decision, cuts: list[Cut]) -> Decision:
        """Return a decision without its words: where some go, all that is not said today goes with them."""
        fields = {"old": decision.old, "new": decision.new, "reason": decision.reason}
        said = {name: words for name, words in fields.items() if words and not is_mark(words)}
        if decision.id not in self.gone.others and not any(map(self.gone.spoken_in, said.values())):
            return decision
        taken = {name: words for name, words in said.items() if not self.gone.stays(words)}
        cuts += (Cut("", words) for words in taken.values())
        return replace(decision, **dict.fromkeys(taken, self.mark))

    def event(self, event: Event) -> Event:
        """Return an event without its note where that says what is gone."""
        return replace(event, note=self.mark) if self.gone.spoken_in(event.note) else event

    def words(self, words: str) -> str:
        """Return the name of a version, or what was done in it, without what is gone."""
        return self.mark if self.gone.spoken_in(words) else words

    def holds(self, data: bytes) -> bool:
        """Say whether a Word file that came back says what is gone, or nobody can tell."""
        from desktop_app.export.unpacked import CannotSearch, unpacked  # loads lxml, 60 ms

        try:
            return any(self.gone.spoken_in(piece.text) for piece in unpacked(data, "docx"))
        except CannotSearch:
            return True


def without(runs: Iterable[Inline], spans: Iterable[Span], mark: str) -> Inlines:
    """Return inline pieces without spans of their plain text, a mark in the place of each."""
    spans = tuple(spans)
    left: list[Inline] = []
    at = 0
    for run in runs:
        size = len(run.text) if isinstance(run, Text) else 1
        here = at
        for start, end in spans:
            if end <= at or start >= at + size:
                continue
            left += _piece(run, here - at, start - at)
            left += (Text(mark),) if start >= at else ()
            here = min(end, at + size)
        left += _piece(run, here - at, size)
        at += size
    return canonical_runs(left)


def _piece(run: Inline, start: int, end: int) -> Inlines:
    if start >= end:
        return ()
    return (replace(run, text=run.text[start:end]),) if isinstance(run, Text) else (run,)
