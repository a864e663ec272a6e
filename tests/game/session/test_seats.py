"""Who is in: capacity, removal and return, second hosts and lost devices."""

import pytest

from game import SERVER, role_of
from game.formats.roleplay.messages import CloseRound
from game.people import Role
from game.session.messages import (
    CloseSession,
    EditSession,
    HostInvited,
    InviteHost,
    IssueRecoveryCode,
    OpenSession,
    OpenSurvey,
    ParticipantRemoved,
    RecoveryCodeIssued,
    RemoveParticipant,
    RestoreParticipant,
    SeatTaken,
    SessionEdited,
    Settings,
    ShowOnScreen,
    Volunteer,
)
from tests.game.rounds import AT_DEBRIEF, AT_INTERVIEW, a_round
from tests.game.spec import (
    AURELIE,
    BINTA,
    HELENE,
    LUC,
    NOEMIE,
    SOFIANE,
    WALL,
    YANN,
    a_room,
    a_session,
    comes_in,
)

PLAYED = (*AT_DEBRIEF, (HELENE, CloseRound()))
LUC_LEAVES = (HELENE, RemoveParticipant(participant_id=LUC.id))
LUC_RETURNS = (HELENE, RestoreParticipant(participant_id=LUC.id))


def test_a_session_opens_in_the_lobby_on_one_revision_of_its_deck() -> None:
    story = a_session()
    seen = story.sees(HELENE)["session"]
    assert (seen["phase"], seen["title"], seen["code"]) == (
        "lobby",
        "Journée des partenaires",
        "K7M2",
    )
    assert seen["deck"] == "Front Desk"


def test_a_session_is_opened_once() -> None:
    again = OpenSession(id="other", code="other", host="Hélène", title="Other")
    a_session().when(SERVER, again).then_refused("wrong_phase")


def test_somebody_comes_in_with_a_name_and_an_organisation() -> None:
    a_session().when(*comes_in(YANN, "Yann", " Mission  locale ")).then(
        SeatTaken(participant_id=YANN.id, name="Yann", organisation="Mission locale")
    )


def test_only_the_host_reads_an_organisation() -> None:
    story = a_room().given(comes_in(YANN, "Yann", "Mission locale"))
    assert story.sees(HELENE)["participant/yann"]["organisation"] == "Mission locale"
    for viewer in (AURELIE, WALL, YANN):
        assert story.sees(viewer)["participant/yann"] == {"name": "Yann", "volunteer": False}


def test_the_room_is_full_at_its_capacity_and_has_room_again_when_somebody_leaves() -> None:
    story = a_room(capacity=4)
    story.when(*comes_in(BINTA, "Binta")).then_refused("too_many")
    story.given(LUC_LEAVES).when(*comes_in(BINTA, "Binta")).gave(SeatTaken)


def test_people_come_in_late_but_not_after_the_end() -> None:
    a_round(*AT_INTERVIEW).when(*comes_in(BINTA, "Binta")).gave(SeatTaken)
    a_room().given((HELENE, OpenSurvey())).when(*comes_in(BINTA, "Binta")).gave(SeatTaken)
    a_room().given((HELENE, CloseSession())).when(*comes_in(BINTA, "Binta")).then_refused("closed")


def test_somebody_who_comes_in_late_observes() -> None:
    story = a_round(*AT_INTERVIEW, comes_in(BINTA, "Binta"))
    assert story.sees(BINTA)["you"]["role"] == "observer"
    assert "add_entry" in story.can(BINTA)


def test_a_removed_seat_sees_and_may_do_nothing() -> None:
    story = a_room().given((LUC, Volunteer())).when(*LUC_LEAVES)
    story.then(ParticipantRemoved(participant_id=LUC.id))
    assert story.sees(LUC).keys() == {"screen", "session", "you"}
    assert story.can(LUC) == set()
    story.when(LUC, Volunteer()).then_refused("forbidden")


def test_the_others_no_longer_see_who_was_removed_and_the_host_does() -> None:
    story = a_room().given(LUC_LEAVES)
    for viewer in (AURELIE, WALL):
        assert "participant/luc" not in story.sees(viewer)
    assert story.sees(HELENE)["participant/luc"]["removed"] is True


def test_a_removed_seat_can_be_given_back_but_offers_itself_anew() -> None:
    story = a_room().given((LUC, Volunteer()), LUC_LEAVES, LUC_RETURNS)
    assert role_of(story.session, LUC) == Role.PARTICIPANT
    assert story.sees(AURELIE)["participant/luc"] == {"name": "Luc", "volunteer": False}


def test_removing_and_giving_back_twice_changes_nothing_more() -> None:
    a_room().given(LUC_LEAVES).when(*LUC_LEAVES).then()
    a_room().when(*LUC_RETURNS).then()
    a_room().when(HELENE, RemoveParticipant(participant_id="nobody")).then_refused("not_found")


def test_a_removed_player_takes_the_role_up_again_when_they_return() -> None:
    story = a_round(*AT_INTERVIEW, LUC_LEAVES)
    assert role_of(story.session, LUC) == Role.REMOVED
    assert role_of(story.given(LUC_RETURNS).session, LUC) == Role.JOBSEEKER


def test_a_seat_that_never_came_in_is_as_one_removed() -> None:
    assert a_room().sees(YANN).keys() == {"screen", "session", "you"}


def test_a_recovery_code_is_for_somebody_present_and_no_fact_of_the_session() -> None:
    story = a_room().when(HELENE, IssueRecoveryCode(participant_id=LUC.id))
    story.then(RecoveryCodeIssued(participant_id=LUC.id))
    gone = a_room().given(LUC_LEAVES)
    gone.when(HELENE, IssueRecoveryCode(participant_id=LUC.id)).then_refused("not_found")
    story.when(LUC, IssueRecoveryCode(participant_id=LUC.id)).then_refused("forbidden")


def test_a_host_invites_a_second_host() -> None:
    a_round(*AT_INTERVIEW).when(HELENE, InviteHost()).then(HostInvited())


def test_the_host_changes_the_heading_and_what_is_left_out_stays() -> None:
    story = a_room(draw="adviser_draws_case").when(HELENE, EditSession(title=" Forum "))
    settings = Settings(draw="adviser_draws_case")
    story.then(SessionEdited(title="Forum", place="Orléans", date="2026-12-01", settings=settings))
    assert story.sees(NOEMIE)["session"]["title"] == "Forum"


def test_the_heading_is_not_changed_in_the_middle_of_a_round() -> None:
    a_round(*AT_INTERVIEW).when(HELENE, EditSession(title="Forum")).then_refused("wrong_phase")


@pytest.mark.parametrize("title", [" ", "\t\n"])
def test_a_session_has_a_title(title: str) -> None:
    a_room().when(HELENE, EditSession(title=title)).then_refused("invalid")


@pytest.mark.parametrize("more", [Settings(names=True, grid="private"), Settings(grid="shared")])
def test_once_a_round_was_played_no_more_is_shown_than_what_was_promised(more: Settings) -> None:
    played = a_round(*PLAYED, grid="private")
    played.when(HELENE, EditSession(settings=more)).then_refused("conflict")
    played.when(HELENE, EditSession(settings=Settings(grid="private"))).gave(SessionEdited)
    a_room(grid="private").when(HELENE, EditSession(settings=more)).gave(SessionEdited)


def test_once_a_round_was_played_less_may_be_shown() -> None:
    played = a_round(*PLAYED, names=True)
    played.when(HELENE, EditSession(settings=Settings(grid="private"))).gave(SessionEdited)


def test_what_the_wall_shows_is_for_the_host_to_choose_and_to_know() -> None:
    story = a_round(*AT_INTERVIEW).given((HELENE, ShowOnScreen(show="nothing")))
    assert story.sees(WALL)["screen"]["panels"] == []
    assert story.sees(HELENE)["session"]["show"] == "nothing"
    assert "show" not in story.sees(SOFIANE)["session"]
    story.when(HELENE, ShowOnScreen(show="nothing")).then()
