"""Exporting a paper of the library, or one read from a file; what goes on record does so once it is made."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper

from .deferral import too_early
from .desk import Desk
from .exporting import WEB, NotExportable, Order, export, plan
from .freezing import check_recorded, paper_for_files
from .publish_command import put_on_record
from .session import Session
from .writers import WRITERS


def export_held(
    desk: Desk, session: Session, order: Order, who: str, resources: Path, tell: Callable[[str], None]
) -> None:
    """Make the files of an order of a paper in the library, tell where they are, and close it.

    Final files go on record with who made them, and so does why a web page was made before its day.
    Raises as `export` does, and NotExportable where such a web page has nobody's name.
    """
    try:
        template = session.template
        if _early(session, order) and not who.strip():
            raise NotExportable("The reason goes on record with a name. Give it with --by.")
        if _early(session, order):
            check_recorded(session.keeper)
        paper = paper_for_files(template, session.paper, session.keeper, final=order.final)
        made: list[Path] = []

        def told(path: Path) -> None:
            made.append(path)
            tell(str(path.resolve()))

        try:
            _make(template, paper, order, resources, session.today, told)
        finally:  # what was made before something went wrong is there all the same
            note_export(session, order, who, made)
            desk.note(session)
    finally:
        session.close()


def export_read(
    template: Template, paper: Paper, order: Order, resources: Path, today: date, tell: Callable[[str], None]
) -> None:
    """Make the files of an order of a paper that is in no library. Raises as `export` does."""
    _make(template, paper, order, resources, today, lambda path: tell(str(path.resolve())))


def note_export(session: Session, order: Order, who: str, made: Iterable[Path]) -> None:
    """Put on record that final files were made of an open paper, or a web page before its day.

    made: the files that are really there. Review copies and drafts are not recorded. Raises NotExportable
    where the record cannot be saved.
    """
    names = [path.name for path in made]
    pages = [name for name in names if name.endswith(f".{WEB}")]
    if names and order.final:
        put_on_record(session, who, f"Final files: {'; '.join(names)}")
    if pages and _early(session, order):
        put_on_record(
            session, who, f"Web page made before its day, {'; '.join(pages)}: {order.reason.strip()}"
        )


def _early(session: Session, order: Order) -> bool:
    """Say whether a reason is given for a web page, and needed."""
    wanted = WEB in order.formats and order.reason.strip()
    return bool(wanted and too_early(session.template, session.paper.public, session.today))


def _make(
    template: Template, paper: Paper, order: Order, resources: Path, today: date, tell: Callable[[Path], None]
) -> None:
    plan(template, order.documents, order.formats)
    for each in export(template, paper, order, WRITERS, resources, today):
        tell(each.path)
