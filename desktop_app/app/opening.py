"""Opening a paper, whatever state it is in: to write, to read while it is open elsewhere, or to recover."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.storage.errors import PaperDamaged, PaperLocked, PaperNewer, PaperStrayed, StorageError
from desktop_app.storage.later import LATER
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.schema import file_name
from desktop_app.storage.snapshot import Snapshot

from .desk import Desk
from .history import moment_words
from .recovering import Recovery, recovery_of
from .session import Session
from .verifying import broken_record

DAMAGED = (
    "Its file, {} in the library’s folder “papers”, is not as it was written. It was left as it is; "
    "earlier copies are in the folder “backups”."
)

NOT_WHOLE = (
    "Something in it was changed, taken out or put in outside of Engross, and ticks and signatures may be "
    "none. Look at “Verify” in the menu Review; earlier copies are in the library’s folder “backups”."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a paper: a session, or what can be done about its damage; and what to tell."""

    session: Session | None
    told: str = ""
    recovery: Recovery | None = None
    lines: tuple[str, ...] = ()


def opened(desk: Desk, paper_id: str) -> Opened:
    """Open a paper to write; where it is open elsewhere or of a later version to read; if damaged to recover.

    Raises StorageError where none of these can be done.
    """
    try:
        session = desk.open(paper_id)
    except PaperStrayed:
        return _taken_in(desk, paper_id)
    except PaperDamaged:
        # Which item of it the file's own check names helps nobody here; what differs is told by its label.
        return Opened(None, DAMAGED.format(file_name(paper_id)), recovery_of(desk, paper_id))
    except PaperNewer:
        return Opened(desk.session(desk.library.open(paper_id, later=True)), LATER)
    except PaperLocked as problem:
        return _to_read(desk, paper_id, problem)
    return Opened(session, " ".join(filter(None, (_why_not(session), _not_whole(session)))))


def _why_not(session: Session) -> str:
    """Return why a paper can be read only, "" where it can be written."""
    keeper = session.keeper
    why = keeper.why_not if isinstance(keeper, PaperFile) else ""
    return f"For reading only. {why}" if why else ""


def _not_whole(session: Session) -> str:
    """Return where the record of a paper does not hold and what can be done, "" where it is whole."""
    found = broken_record(session.template, session.paper)
    return f"{found} {NOT_WHOLE}" if found else ""


def _taken_in(desk: Desk, name: str) -> Opened:
    """Put a copy of a paper under another name in as a paper of its own, and open that."""
    from .strays import take_in_stray  # late: few libraries ever have one

    new, differs = take_in_stray(desk, name)
    told = f"{file_name(name)} was put in as this paper, and is kept in the library’s folder “backups”."
    return Opened(desk.open(new), told, lines=differs)


def _to_read(desk: Desk, paper_id: str, problem: PaperLocked) -> Opened:
    snapshot = _snapshot(desk, paper_id, problem)
    session = desk.session(snapshot)
    told = (
        f"For reading only: this paper is open {problem.holder}. "
        f"You see it as of {moment_words(snapshot.at)}; what was written since is not here. "
        "To write in it, open it again once it is closed there."
    )
    trace = problem.holder.trace
    return Opened(session, told, lines=(f"For support: {trace}.",) if trace else ())


def _snapshot(desk: Desk, paper_id: str, problem: PaperLocked) -> Snapshot:
    """Return the newest copy of a paper that is open elsewhere. Raises PaperLocked where there is none."""
    try:
        snapshot = Snapshot(desk.library.papers / file_name(paper_id))
    except StorageError:
        raise problem from None
    snapshot.why_not = f"It is open {problem.holder}. Close it there, then open it here again."
    return snapshot


def file_to_read(desk: Desk, paper_id: str, warn: Callable[[str], None]) -> PaperFile:
    """Return a paper's file for who only reads it: its newest copy where it is open elsewhere.

    warn: is told by whom it is open, and as of when the copy is. Raises StorageError.
    """
    try:
        return desk.library.open(paper_id)
    except PaperLocked as problem:
        snapshot = _snapshot(desk, paper_id, problem)
        told = f"This paper is open {problem.holder}. It was read as of {moment_words(snapshot.at)}; "
        warn(f"{told}what was written since is not in this.")
        return snapshot


def session_to_read(desk: Desk, paper_id: str, warn: Callable[[str], None]) -> Session:
    """Return a session of a paper for who only reads it, as `file_to_read` does."""
    return desk.session(file_to_read(desk, paper_id, warn))


def paper_to_read(desk: Desk, paper_id: str, warn: Callable[[str], None]) -> tuple[Template, Paper]:
    """Return a paper with its template for who only reads it, as `file_to_read` does."""
    session = session_to_read(desk, paper_id, warn)
    session.close()
    return session.template, session.paper
