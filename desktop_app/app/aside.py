"""Setting findings aside with a reason, which stays on record until the text they speak of changes."""

from dataclasses import replace

from desktop_app.checks.finding import Finding
from desktop_app.domain.paper import Part
from desktop_app.domain.record import EventKind

from .acts import NotAllowed
from .leaks import only_in_part2, told_of_part2
from .session import Session


def set_aside(session: Session, finding: Finding, who: str, reason: str) -> None:
    """Set a finding aside, on record.

    Raises NotAllowed without name or reason, for what is missing, or where the public record would tell of
    Part 2.
    """
    if not finding.mark:
        raise NotAllowed("What is missing cannot be set aside. Fill it in.")
    if not who.strip():
        raise NotAllowed("Setting aside needs the name of who does it.")
    if not reason.strip():
        raise NotAllowed("Say why, so that readers of the record know.")
    if not finding.restricted:
        held = only_in_part2(session.template, session.paper)
        if told := told_of_part2(f"{who}\n{reason}", held):
            raise NotAllowed(f"The name or the reason, which goes on the public record, {told}")
    _record(session, finding, who.strip(), reason.strip(), "")


def take_up(session: Session, finding: Finding, who: str) -> None:
    """Let a finding that was set aside be told again."""
    _record(session, finding, who.strip(), "", "taken_up")


def reason_of(session: Session, finding: Finding) -> str:
    """Return who set a finding aside and why, as last on record; "" where nobody did."""
    events = (*session.paper.public.record, *session.paper.restricted.record)
    for event in reversed(events):
        if event.kind is EventKind.SET_ASIDE and finding.mark and event.digest == finding.mark:
            return f"{event.note} ({event.who})" if event.who else event.note
    return ""


def _record(session: Session, finding: Finding, who: str, reason: str, choice: str) -> None:
    session.check_writable()
    key = finding.field or finding.section
    event = session.event(EventKind.SET_ASIDE, key, who=who, note=reason, choice=choice, digest=finding.mark)
    part = Part.TWO if finding.restricted else Part.ONE
    session.record(replace(event, part=part))
