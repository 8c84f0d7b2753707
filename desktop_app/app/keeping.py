"""Copies of an open paper: taken when they are due or before something large, proved in another thread."""

from collections.abc import Callable

from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile

from .session import Session

#: Proves a copy that was taken and returns "", or the sentence that says why there is none.
Finish = Callable[[], str]


def copy_if_due(session: Session) -> Finish | None:
    """Take a copy where one is due and all is on disk; return what proves it, in any thread."""
    file = _file(session)
    if file is None or session.save_state.dirty or not file.copies.due():
        return None
    return _taken(file, "timed")


def copy_before(session: Session, what: str) -> str:
    """Copy a paper before something large is done to it, as "review"; return "" or why it could not be.

    what: one word in small letters, which the name of the copy bears.
    """
    file = _file(session)
    if file is None:
        return ""
    session.save()
    finish = _taken(file, f"before-{what}")
    return finish()


def _file(session: Session) -> PaperFile | None:
    keeper = session.keeper
    return keeper if isinstance(keeper, PaperFile) and not keeper.read_only and not keeper.closed else None


def _taken(file: PaperFile, why: str) -> Finish:
    try:
        taken = file.copies.take(why)
    except StorageError as problem:
        told = str(problem)
        return lambda: told

    def finish() -> str:
        try:
            taken.finish()
        except StorageError as problem:
            file.copies.failed()
            return str(problem)
        return ""

    return finish
