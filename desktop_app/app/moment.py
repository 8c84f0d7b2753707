"""What time it is for an open paper."""

from desktop_app.domain.record import EventKind

from .session import Session


def moment(session: Session) -> str:
    """Return the moment that the session's clock shows, as its record would have it."""
    return session.event(EventKind.CREATED).at
