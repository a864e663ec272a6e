"""What each viewer may see of what every format shares: built up from nothing, key by key."""

from collections.abc import Iterator
from dataclasses import asdict

from game.format import Format
from game.kit import panels
from game.kit.panels import Screen
from game.messages import Event, Text, say
from game.people import Role, Seat, Viewer
from game.session.messages import (
    CancelRound,
    CastPlayer,
    CloseSession,
    FeedbackGiven,
    GiveFeedback,
    HostInvited,
    OpenSurvey,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantRestored,
    PlayerCast,
    RecoveryCodeIssued,
    ReopenSession,
    ScreenChanged,
    SeatTaken,
    SessionClosed,
    SessionEdited,
    SessionOpened,
    SessionReopened,
    StandDown,
    StoodDown,
    SurveyOpened,
    Volunteer,
    Volunteered,
)
from game.session.people import role_of
from game.session.state import Session
from game.session.survey import totals
from game.shown import HIDDEN, Record, Shown


def keys(session: Session) -> Iterator[str]:
    """The keys of the records that do not belong to a round."""
    yield from ("screen", "session", "you", "feedback")
    for participant_id in session.participants:
        yield f"participant/{participant_id}"


def shown(session: Session, key: str) -> Shown:
    """One record, as each may see it."""
    if key == "session":
        return _session(session)
    if key == "feedback":
        return Shown(host=_feedback(session))
    return _participant(session, key.partition("/")[2])


def changes(event: Event) -> set[str] | None:
    """The keys that an event touches; None when it may touch any."""
    match event:
        case SeatTaken(participant_id=key):
            return {f"participant/{key}", "you", "screen", "feedback"}
        case Volunteered(participant_id=key) | StoodDown(participant_id=key):
            return {f"participant/{key}", "screen"}
        case ParticipantRenamed(participant_id=key):
            return {f"participant/{key}", "you", "screen"}
        case RecoveryCodeIssued() | HostInvited():
            return set()
        case ScreenChanged():
            return {"session", "screen"}
        case FeedbackGiven():
            return {"feedback", "you", "screen"}
        case SurveyOpened() | SessionClosed() | SessionReopened():
            return {"session", "you", "screen", "feedback"}
        case (
            SessionOpened()
            | SessionEdited()
            | ParticipantRemoved()
            | ParticipantRestored()
            | PlayerCast()
        ):
            return None
        case _:
            return {"session", "you", "screen"}


def _session(session: Session) -> Shown:
    seen: dict[str, object] = {
        "id": session.id,
        "code": session.code,
        "title": session.title,
        "place": session.place,
        "date": session.date,
        "language": session.language,
        "phase": session.phase,
        "round": session.round.number if session.round else None,
        "deck": session.deck.head.title,
        "host": session.host,
        "settings": asdict(session.settings),
    }
    on_wall = seen | {"show": session.show}
    return Shown(host=on_wall, screen=on_wall, people=seen)


def you(session: Session, viewer: Viewer) -> Record:
    """Who the viewer is, and whether they have answered the survey."""
    role = role_of(session, viewer)
    if viewer.seat != Seat.PARTICIPANT:
        return {"name": session.host if viewer.seat == Seat.HOST else "", "role": role}
    somebody = session.participants.get(viewer.id)
    return {
        "participant_id": viewer.id,
        "name": somebody.name if somebody else "",
        "role": role,
        "answered": viewer.ballot in session.ballots,
    }


def _participant(session: Session, participant_id: str) -> Shown:
    somebody = session.participants.get(participant_id)
    if somebody is None:
        return HIDDEN
    of_host = {
        "name": somebody.name,
        "organisation": somebody.organisation,
        "volunteer": somebody.volunteer,
        "rounds_played": session.rounds_played(somebody.id),
        "removed": somebody.removed,
    }
    if somebody.removed:
        return Shown(host=of_host)
    seen = {"name": somebody.name, "volunteer": somebody.volunteer}
    return Shown(host=of_host, screen=seen, people=seen)


def _feedback(session: Session) -> Record | None:
    if session.phase not in ("survey", "closed") and not session.feedback:
        return None
    report = totals(session)
    return {
        "answered": report.answered,
        "invited": report.invited,
        "least": report.least,
        "items": [asdict(item) for item in report.items],
    }


def screen(session: Session, viewer: Viewer, formats: dict[str, Format]) -> Screen:
    """What a viewer has before them while no round is played."""
    role = role_of(session, viewer)
    if role == Role.REMOVED:
        return Screen(title=say("removed.title"), hint=say("removed.hint", host=session.host))
    if role == Role.SCREEN and session.show == "nothing":
        return Screen(title=say("screen.hidden"), hint=say("screen.hidden_hint"))
    if role == Role.SCREEN and session.show == "join":
        return join_screen()
    match session.phase, role:
        case "lobby", Role.HOST:
            return _host_lobby(session, formats)
        case "lobby", Role.SCREEN:
            return join_screen()
        case "lobby", _:
            return _lobby(session, viewer)
        case "survey", Role.HOST:
            return _host_survey()
        case "survey", Role.PARTICIPANT:
            return _survey(session, viewer)
        case "survey", _:
            return Screen(title=say("survey.wall"), hint=say("survey.wall_hint"))
        case _, Role.HOST:
            back = panels.action(ReopenSession, say("do.reopen"), confirm=say("confirm.reopen"))
            return Screen(
                title=say("closed.host"),
                hint=say("closed.host_hint"),
                panels=[panels.actions(back), panels.roster(say("panel.people"))],
            )
        case _, Role.SCREEN:
            return Screen(title=say("closed.title"), hint=say("closed.wall_hint"))
        case _:
            return Screen(title=say("closed.title"), hint=say("closed.hint"))


def join_screen() -> Screen:
    """The code, large, with who is already here."""
    return Screen(
        title=say("wall.join"),
        hint=say("wall.join_hint"),
        panels=[panels.join(), panels.roster(say("panel.people"))],
    )


def _host_lobby(session: Session, formats: dict[str, Format]) -> Screen:
    offered = len(session.volunteers)
    sentence = ("lobby.host_empty", "lobby.host_one", "lobby.host_ready")[min(offered, 2)]
    if not session.present:
        sentence = "lobby.host_nobody"
    starts = [formats[name].start(session) for name in session.deck.parts]
    survey = panels.action(OpenSurvey, say("do.open_survey"), confirm=say("confirm.open_survey"))
    close = panels.action(
        CloseSession, say("do.close_session"), confirm=say("confirm.close_session")
    )
    return Screen(
        title=say(sentence),
        hint=say("lobby.host_hint"),
        panels=[
            panels.actions(*starts, survey, close),
            panels.join(),
            panels.roster(say("panel.people")),
        ],
    )


def _lobby(session: Session, viewer: Viewer) -> Screen:
    offered = session.participants[viewer.id].volunteer
    button = (
        panels.action(StandDown, say("do.stand_down"))
        if offered
        else panels.action(Volunteer, say("do.volunteer"), style="main")
    )
    again = "again" if session.rounds else "first"
    return Screen(
        title=say("lobby.offered" if offered else f"lobby.{again}"),
        hint=say("lobby.offered_hint" if offered else "lobby.hint", host=session.host),
        panels=[
            panels.actions(button),
            panels.roster(say("panel.people")),
            panels.text(
                say("privacy.title"), say("privacy.seen", host=session.host), name="privacy"
            ),
        ],
    )


def _host_survey() -> Screen:
    end = panels.action(
        CloseSession, say("do.close_session"), style="main", confirm=say("confirm.close_session")
    )
    back = panels.action(ReopenSession, say("do.back_to_lobby"))
    return Screen(
        title=say("survey.host"),
        hint=say("survey.host_hint"),
        panels=[
            panels.actions(end, back),
            {"kind": "feedback", "record": "feedback"},
            panels.roster(say("panel.people")),
        ],
    )


def _survey(session: Session, viewer: Viewer) -> Screen:
    if viewer.ballot in session.ballots:
        return Screen(title=say("survey.thanks"), hint=say("survey.thanks_hint"))
    items: list[dict[str, object]] = [
        {
            "id": item.id,
            "label": item.label,
            "kind": item.kind,
            "choices": [asdict(choice) for choice in item.choices],
        }
        for item in session.deck.survey
    ]
    give = panels.action(GiveFeedback, say("do.give_feedback"), style="main")
    return Screen(
        title=say("survey.title"),
        hint=say("survey.hint"),
        panels=[panels.form(items) | {"submit": give}],
    )


def if_needed(session: Session) -> list[panels.Panel]:
    """The host's ways on that every round has: another player, or an end before the end."""
    who = {"exclude": list(session.rounds[-1].players)}
    cast = panels.action(
        CastPlayer,
        say("do.cast_player"),
        style="quiet",
        ask=[
            panels.ask("role", "choice", say("ask.role"), choices=_roles()),
            panels.ask("participant_id", "person", say("ask.person"), **who),
        ],
    )
    cancel = panels.action(
        CancelRound,
        say("do.cancel_round"),
        style="quiet",
        ask=[panels.ask("reason", "text", say("ask.reason"), optional=True)],
        confirm=say("confirm.cancel_round"),
    )
    return [cast, cancel]


def _roles() -> list[dict[str, object]]:
    return [{"value": role, "label": say(f"role.{role}")} for role in ("adviser", "jobseeker")]


def phase_label(session: Session) -> Text:
    """The session's phase for a reader."""
    return say(f"session.phase.{session.phase}")
