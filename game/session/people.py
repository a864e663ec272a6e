"""The role of a seat, now, and the names that a reader is given."""

from game.people import Role, Seat, Viewer
from game.session.state import Session

_FIXED = {Seat.HOST: Role.HOST, Seat.SCREEN: Role.SCREEN, Seat.SERVER: Role.SERVER}


def role_of(session: Session, viewer: Viewer) -> Role:
    """What this seat is at this moment."""
    if viewer.seat in _FIXED:
        return _FIXED[viewer.seat]
    participant = session.participants.get(viewer.id)
    if participant is None or participant.removed:
        return Role.REMOVED
    round_ = session.round
    if round_ is None:
        return Role.PARTICIPANT
    if viewer.id == round_.adviser:
        return Role.ADVISER
    return Role.JOBSEEKER if viewer.id == round_.jobseeker else Role.OBSERVER


def named(session: Session, seat_id: str) -> str:
    """A person in a report: by name when the host chose names, else by nothing that tells who it was."""
    if not session.settings.names:
        return ""
    somebody = session.participants.get(seat_id)
    return somebody.name if somebody else session.host
