"""Setting findings aside with a reason, which stays on record until the text they speak of changes."""

from dataclasses import replace

from desktop_app.checks.finding import Finding
from desktop_app.domain.paper import Part
from desktop_app.domain.record import EventKind

from .acts import NotAllowed
from .session import ReadOnly, Session


def set_aside(session: Session, finding: Finding, who: str, reason: str) -> None:
    """Set a finding aside, on record. Raises NotAllowed without a reason, or where something is missing."""
    if not finding.mark:
        raise NotAllowed("What is missing cannot be set aside. Fill it in.")
    if not reason.strip():
        raise NotAllowed("Say why, so that readers of the record know.")
    _record(session, finding, who.strip(), reason.strip(), "")


def take_up(session: Session, finding: Finding, who: str) -> None:
    """Let a finding that was set aside be told again."""
    _record(session, finding, who.strip(), "", "taken_up")


def _record(session: Session, finding: Finding, who: str, reason: str, choice: str) -> None:
    if session.read_only:
        raise ReadOnly
    key = finding.field or finding.section
    event = session.event(EventKind.SET_ASIDE, key, who=who, note=reason, choice=choice, digest=finding.mark)
    part = Part.TWO if finding.restricted else Part.ONE
    session.record(replace(event, part=part))
