"""A paper that is kept: what of it is on disk, and putting it there, here or in a thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.step import Step
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile, Saved

from .apart import Apart
from .seen import Seen

if TYPE_CHECKING:  # loads when something is first saved
    from concurrent.futures import Future

_LONGEST = 300  #: code points of a proposal's words that the record tells


class Keeper(Protocol):
    """What keeps a paper: its open file."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        ...

    @property
    def revision(self) -> int:
        """The number of the last revision kept."""
        ...

    def read(self) -> Paper:
        """Return the paper as kept."""
        ...

    def save(
        self, paper: Paper, *, label: str = "", steps: Sequence[Step] | None = None, position: int = 0
    ) -> Saved:
        """Keep a paper with its steps of undo, all or nothing; raise StorageError where that failed."""
        ...

    def steps(self) -> tuple[list[Step], int]:
        """Return the steps of undo and how many of them are done."""
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


def proposal_words(old: str, new: str) -> str:
    """Return a reviewer's proposal as the record tells of it, each side cut where it is long."""
    return f"“{old[:_LONGEST]}” → “{new[:_LONGEST]}”"


class ReadOnly(Exception):
    """The paper is open for reading only. why: a sentence or two that say why, and what can be done."""

    def __init__(self, why: str = "") -> None:
        told = ("This paper is open for reading only.", why, "Nothing was done.")
        super().__init__(" ".join(filter(None, told)))


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether all is on disk. at: when it was last read back equal. failed: the sentence if it was not."""

    dirty: bool = False
    at: datetime | None = None
    failed: str = ""


class Kept(Seen):
    """A paper with its steps of undo, and its open file, which one thread has at a time.

    While a save is under way in its own thread, whoever wants the file waits for it.
    """

    def __init__(self, template: Template, keeper: Keeper, clock: Callable[[], datetime]) -> None:
        super().__init__(template, keeper.read(), clock)
        self.save_state = SaveState()
        self._keeper = keeper
        self._steps, self._position = keeper.steps()
        self._done = ""  #: what was done last, as the history calls it
        self._turn = 0  #: counts changes, so that a save knows whether there were others meanwhile
        self._saving = Apart("save")
        self._under_way: tuple[int, Future[Saved]] | None = None

    @property
    def keeper(self) -> Keeper:
        """What keeps the paper: its open file, which nobody is writing to."""
        self.settle()
        return self._keeper

    @property
    def read_only(self) -> bool:
        """Whether the paper can be read only."""
        return self._keeper.read_only

    def check_writable(self) -> None:
        """Raise ReadOnly, with why, where the paper can be read only."""
        if self.read_only:
            raise ReadOnly(self._keeper.why_not if isinstance(self._keeper, PaperFile) else "")

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" for nothing."""
        return self._steps[self._position - 1].label if self._position else ""

    @property
    def steps(self) -> Sequence[Step]:
        """All steps of undo, those taken back too."""
        return tuple(self._steps)

    def save(self) -> None:
        """Put all on disk and read it back. Never raises for the disk: see `save_state`."""
        self.settle()
        if self.save_state.dirty and not self.read_only:
            self._note(self._turn, self._work())

    def save_apart(self, done: Callable[[], None]) -> None:
        """Begin to put all on disk in a thread of its own; nothing where that is under way already.

        done: called in that thread once it is over; then `settle` takes note of how it went.
        """
        if not self.save_state.dirty or self.read_only or self._under_way is not None:
            return
        future = self._saving.begin(self._work(), done)
        if future is not None:  # else the paper was let go
            self._under_way = (self._turn, future)

    def settle(self) -> None:
        """Wait for a save that is under way, and take note of how it went."""
        if self._under_way is not None:
            (turn, future), self._under_way = self._under_way, None
            self._note(turn, future.result)

    def close(self) -> None:
        """Save what is not on disk yet and let the file go."""
        self.save()
        self._saving.end(wait=True)
        self.end_checks()
        self._keeper.close()

    def _work(self) -> Callable[[], Saved]:
        """Return the saving of what there is now; it reads nothing that a later change could touch."""
        keeper, paper, label = self._keeper, self.paper, self._done or self.undo_label
        steps, position = tuple(self._steps), self._position
        return lambda: keeper.save(paper, label=label, steps=steps, position=position)

    def _note(self, turn: int, outcome: Callable[[], Saved]) -> None:
        try:
            saved = outcome()
        except StorageError as problem:
            self.save_state = SaveState(True, self.save_state.at, str(problem))
            return
        # What was changed meanwhile is not on disk.
        self.save_state = SaveState(turn != self._turn, saved.at)
