"""Exporting a paper of the library, or one read from a file; what goes on record does so once it is made."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper

from .deferral import too_early
from .desk import Desk
from .exporting import WEB, Exported, NotExportable, Order, export, plan
from .freezing import paper_for_files
from .publish_command import put_on_record
from .session import Session
from .writers import WRITERS


def export_held(
    desk: Desk, paper_id: str, order: Order, who: str, resources: Path, tell: Callable[[str], None]
) -> None:
    """Make the files of an order of a paper in the library and tell where they are.

    Final files go on record with who made them, and so does why a web page was made before its day.
    Raises as `export` does, and NotExportable where such a web page has nobody's name.
    """
    session = desk.open(paper_id)
    try:
        template = session.template
        if _early(session, order) and not who.strip():
            raise NotExportable("The reason goes on record with a name. Give it with --by.")
        paper = paper_for_files(template, session.paper, session.keeper, final=order.final)
        made = list(_made(template, paper, order, resources, session.today, tell))
        note_export(session, order, who, [each.path for each in made])
        desk.note(session)
    finally:
        session.close()


def export_read(
    template: Template, paper: Paper, order: Order, resources: Path, today: date, tell: Callable[[str], None]
) -> None:
    """Make the files of an order of a paper that is in no library. Raises as `export` does."""
    list(_made(template, paper, order, resources, today, tell))


def note_export(session: Session, order: Order, who: str, made: Iterable[Path]) -> None:
    """Put on record that final files were made of an open paper, or a web page before its day.

    Review copies and drafts are not recorded. Raises NotExportable where the record cannot be saved.
    """
    names = "; ".join(path.name for path in made)
    if names and order.final:
        put_on_record(session, who, f"Final files: {names}")
    if names and _early(session, order):
        put_on_record(session, who, f"Web page made before its day: {order.reason}")


def _early(session: Session, order: Order) -> bool:
    """Say whether a reason is given for a web page, and needed."""
    wanted = WEB in order.formats and order.reason.strip()
    return bool(wanted and too_early(session.template, session.paper.public, session.today))


def _made(
    template: Template, paper: Paper, order: Order, resources: Path, today: date, tell: Callable[[str], None]
) -> Iterator[Exported]:
    plan(template, order.documents, order.formats)
    for each in export(template, paper, order, WRITERS, resources, today):
        tell(str(each.path.resolve()))
        yield each
