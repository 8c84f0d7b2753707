"""What a returned file is laid over: what was sent out, and the words that pieces of the file are there."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.richtext import (
    CrossRef,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Text,
    canonical_runs,
)

from .rebase import MARK, Untracked, counted, rebased
from .tokens import Decide, Sort, Standing, Token, accept_none, stands


@dataclass(frozen=True, slots=True)
class Laid:
    """What text is laid over: bookmarks that lead to blocks, words of notes, numbers for untracked changes.

    notes: pieces of each note of the file by key. sent: the notes that were sent out, by id. leads: the
    form's words that stand before a block in its paragraph, by the block's id. stood: what blocks were
    sent out as, where what they came back as is held against it. unnumbered: fields whose paragraphs bear
    no number.
    """

    targets: Mapping[str, str]
    notes: Mapping[str, Sequence[Token]]
    sent: Mapping[str, Footnote]
    untracked: Untracked
    salt: str = ""
    leads: Mapping[str, str] = field(default_factory=dict[str, str])
    stood: Mapping[str, Standing] = field(default_factory=dict[str, Standing])
    unnumbered: frozenset[str] = frozenset()
    over: dict[str, Sequence[Token]] = field(default_factory=dict[str, Sequence[Token]])

    def note(self, key: str, decide: Decide) -> Inlines:
        """Return the words of a note under decisions. key: "kept ID|KEY", "kept ID" or the file's key."""
        kept, _, inner = key.partition("|") if key.startswith("kept ") else ("", "", key)
        id_ = kept.removeprefix("kept ")
        note = self.sent.get(id_)
        if note is not None and not inner:
            return note.note
        if key not in self.over:
            tokens = counted(self.notes.get(inner, ()), {})
            self.over[key] = rebased(tokens, note.note, self.untracked) if note is not None else tokens
        return self.runs(self.over[key], decide)

    def note_tokens(self, key: str) -> Sequence[Token]:
        """Return the pieces of a note."""
        self.note(key, accept_none)
        return self.over.get(key, ())

    def runs(self, tokens: Iterable[Token], decide: Decide) -> Inlines:
        """Return pieces as inline text under decisions."""
        runs: list[Inline] = []
        for token in tokens:
            if not stands(token.within, decide):
                continue
            if token.sort is Sort.NOTE and token.note:
                kept = token.note.startswith("kept ")
                id_ = token.note.removeprefix("kept ").partition("|")[0] if kept else ""
                words = self.note(token.note, decide)
                note = tuple(run for run in words if isinstance(run, Text | LineBreak))
                runs.append(Footnote(id_ or self.new_id(token.note), note))
            elif token.text == MARK:
                runs.append(CrossRef(self.targets.get(token.ref, token.ref)))
            elif token.text:
                old = token.formatted is not None and not decide(token.formatted)
                look = token.old if old else token.look
                runs.append(Text(token.text, look.bold, look.italic, look.underline, token.link))
        return canonical_runs(runs)

    def new_id(self, what: str) -> str:
        """Return the identity of a block or note that came with the file: the same each time it is read."""
        return hashlib.sha256(f"{self.salt} {what}".encode()).hexdigest()[:12]
