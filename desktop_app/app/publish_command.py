"""Publishing a paper of the library: the pack is made, and that it was made goes on record."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.domain.record import EventKind

from .desk import Desk
from .exporting import NotExportable
from .freezing import paper_for_files
from .publishing import Ask, Published, publish
from .session import Session
from .writers import WRITERS


def publish_open(session: Session, ask: Ask, resources: Path, now: datetime) -> Published:
    """Make the pack of an open paper and put it on record. Raises as `publish` does."""
    paper = paper_for_files(session.template, session.paper, session.keeper, final=True)
    made = publish(session.template, paper, ask, WRITERS, resources, now)
    put_on_record(session, ask.who, made.note)
    return made


def put_on_record(session: Session, who: str, note: str) -> None:
    """Put on record that files were made, by whom and why, and save. Raises NotExportable if that failed."""
    session.record(session.event(EventKind.EXPORTED, who=who.strip(), note=note))
    session.save()
    if session.save_state.failed:
        raise NotExportable(f"The files were made, but that is not on record: {session.save_state.failed}")


def publish_held(desk: Desk, paper_id: str, ask: Ask, resources: Path, tell: Callable[[str], None]) -> int:
    """Publish a paper of the library and tell which files were made."""
    session = desk.open(paper_id)
    try:
        made = publish_open(session, ask, resources, datetime.now().astimezone())
        desk.note(session)
    finally:
        session.close()
    for path in made.files:
        tell(str(path.resolve()))
    return 0
