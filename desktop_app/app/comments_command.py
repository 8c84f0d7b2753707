"""The command “comments”: what was said beside the text, listed, answered, settled and opened again."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from desktop_app.domain.comments import Comment

from .acts import NotAllowed
from .comments import answer, comments_of, open_again, settle
from .desk import CannotRead, Desk
from .opening import session_to_read
from .session import Session

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be done with one comment, named by the beginning of its id: "" for listing all."""

    id: str = ""
    text: str = ""
    settle: bool = False
    reopen: bool = False
    by: str = ""
    as_json: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is to be done, and not only listed."""
        return bool(self.id and (self.text or self.settle or self.reopen))


def said_from(asked: argparse.Namespace) -> Said:
    """Return what a parsed command asks for."""
    return Said(asked.comment, asked.answer, asked.settle, asked.reopen, asked.by.strip(), asked.json)


def comments(desk: Desk, paper_id: str, asked: Said, tell: Tell, warn: Tell) -> int:
    """List the comments of a paper, or answer, settle or open one.

    warn: is told where the paper is open elsewhere and its newest copy is listed. Raises CannotRead,
    StorageError.
    """
    session = desk.open(paper_id) if asked.changes else session_to_read(desk, paper_id, warn)
    try:
        if asked.changes:
            _act(session, asked)
            session.save()
            desk.note(session)
        found = comments_of(session)
        if asked.as_json:
            tell(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        else:
            for line in _lines(session, found):
                tell(line)
        if session.save_state.failed:
            tell(session.save_state.failed)
    finally:
        session.close()
    return 0


def _act(session: Session, asked: Said) -> None:
    fitting = [id_ for id_ in session.paper.comments if id_.startswith(asked.id)]
    if len(fitting) != 1:
        how = "no comment" if not fitting else "more than one comment"
        raise CannotRead(f"“{asked.id}” names {how} of this paper.")
    try:
        if asked.text:
            answer(session, fitting[0], asked.text, asked.by)
        if asked.settle:
            settle(session, fitting[0], asked.by)
        if asked.reopen:
            open_again(session, fitting[0])
    except NotAllowed as problem:
        raise CannotRead(str(problem)) from problem


def _lines(session: Session, found: list[Comment]) -> Iterator[str]:
    for each in found:
        try:
            where = session.template.field(each.key).label.rstrip(": ")
        except KeyError:
            where = "the whole of it"
        state = "settled" if each.settled else "open"
        quote = f" on “{each.quote}”" if each.quote else ""
        yield f"{each.id}  {where}: {each.who or 'somebody'}{_day(each.at)}, {state}{quote}: {each.text}"
        for given in each.answers:
            yield f"     {given.who or 'somebody'}{_day(given.at)} answered: {given.text}"
    if not found:
        yield "No comments."


def _day(at: str) -> str:
    return f" on {at[:10]}" if at else ""
