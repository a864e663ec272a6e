"""Names: how they are cleaned, which are kept for the host, and what is proposed for one that is taken."""

import pytest

from game.people import SERVER, clean_name, name_key
from game.session.messages import (
    ParticipantRenamed,
    RemoveParticipant,
    RenameParticipant,
    SeatTaken,
    TakeSeat,
)
from tests.game.spec import (
    AURELIE,
    BINTA,
    HELENE,
    LUC,
    YANN,
    Story,
    a_room,
    a_session,
    comes_in,
    somebody,
)


def seated(name: str) -> str:
    """The name with which somebody is in."""
    return a_session().when(*comes_in(YANN, name)).gave(SeatTaken).name


def proposed(story: Story) -> str:
    """The free name that a refusal proposes."""
    return str(story.then_refused("name_taken").fields["name"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Yann   Le  Goff ", "Yann Le Goff"),
        ("Ya\u200bnn", "Yann"),
        ("\u202eYann", "Yann"),
        ("Yann\u0007", "Yann"),
        ("Yann\tLe\nGoff", "Yann Le Goff"),
        ("Yann\u00a0Le\u202fGoff", "Yann Le Goff"),
        ("Ｙａｎｎ", "Yann"),
        ("Anai\u0308s", "Anaïs"),
    ],
)
def test_a_name_is_kept_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept
    assert seated(typed) == kept


def test_two_names_are_the_same_when_people_would_say_so() -> None:
    assert name_key("ÉLODIE") == name_key("elodie") == name_key(" E\u0301lodie ")
    assert name_key("Élodie") != name_key("Mélodie")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u202e\u200f"])
def test_a_name_that_shows_nothing_is_asked_again(name: str) -> None:
    refusal = a_session().when(*comes_in(YANN, name)).then_refused("invalid")
    assert list(refusal.fields) == ["name"]


def test_a_name_has_forty_characters_at_most() -> None:
    assert seated("y" * 40) == "y" * 40
    refusal = a_session().when(*comes_in(YANN, "y" * 41)).then_refused("invalid")
    assert list(refusal.fields) == ["name"]


@pytest.mark.parametrize("name", ["Animateur", "ANIMATRICE", "host", "Facilitator", "ádmin"])
@pytest.mark.parametrize("more", ["", ".", " 2"])
def test_nobody_may_be_called_as_the_host_is(name: str, more: str) -> None:
    story = a_session().when(*comes_in(YANN, name + more))
    assert proposed(story) == "Participant 2"
    story = story.given(comes_in(YANN, proposed(story))).when(*comes_in(BINTA, name + more))
    assert proposed(story) == "Participant 3"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u0410nim\u0430t\u0435ur", "Animateur"),  # Cyrillic А, а, е
        ("\u0391dm\u03b9n", "Admin"),  # Greek Α, ι
        ("\u041d\u00e9l\u00e8ne", "Hélène"),  # Cyrillic Н
        ("Hélène !", "Hélène"),
        ("«Hélène»", "Hélène"),
    ],
)
def test_a_name_that_looks_like_another_is_that_other(written: str, read: str) -> None:
    assert name_key(written) == name_key(read)
    a_session().when(*comes_in(YANN, written)).then_refused("name_taken")


def test_two_names_in_other_letters_are_told_apart() -> None:
    assert seated("Нина") == "Нина"
    assert name_key("Анна") != name_key("Нина")


def test_nobody_may_take_the_host_s_own_name() -> None:
    assert proposed(a_session().when(*comes_in(YANN, "helene"))) == "helene 2"


def test_a_taken_name_comes_with_a_free_one() -> None:
    story = a_room().when(*comes_in(BINTA, "LUC"))
    assert proposed(story) == "LUC 2"
    story = story.given(comes_in(BINTA, "Luc 2")).when(*comes_in(YANN, "luc"))
    assert proposed(story) == "luc 3"


def test_the_proposed_name_is_free_however_long_and_however_often_it_was_taken() -> None:
    story = a_session(capacity=60).given(comes_in(YANN, "y" * 40))
    for number in range(12):
        story = story.when(*comes_in(somebody(f"p{number}"), "y" * 40))
        story = story.given(comes_in(somebody(f"p{number}"), proposed(story)))


def test_a_name_is_proposed_also_when_all_who_had_it_were_removed() -> None:
    story = a_session(capacity=2)
    for number in range(1, 8):
        name = "Luc" if number == 1 else f"Luc {number}"
        key = f"p{number}"
        gone = RemoveParticipant(participant_id=key)
        story = story.given((SERVER, TakeSeat(participant_id=key, name=name)), (HELENE, gone))
    assert proposed(story.when(*comes_in(YANN, "Luc"))) == "Luc 8"


def test_the_host_mends_a_name() -> None:
    renamed = RenameParticipant(participant_id=LUC.id, name="Lucas")
    story = a_room().when(HELENE, renamed)
    story.then(ParticipantRenamed(participant_id=LUC.id, name="Lucas"))
    assert story.sees(AURELIE)[f"participant/{LUC.id}"]["name"] == "Lucas"
    assert story.sees(LUC)["you"]["name"] == "Lucas"


def test_a_name_may_be_mended_in_its_case_only_and_not_into_somebody_else_s() -> None:
    story = a_room()
    story.when(HELENE, RenameParticipant(participant_id=LUC.id, name="LUC")).gave(
        ParticipantRenamed
    )
    story.when(HELENE, RenameParticipant(participant_id=LUC.id, name="Luc")).then()
    story.when(HELENE, RenameParticipant(participant_id=LUC.id, name="aurelie")).then_refused(
        "name_taken"
    )


def test_nobody_but_the_host_mends_a_name() -> None:
    renamed = RenameParticipant(participant_id=LUC.id, name="Lucas")
    a_room().when(LUC, renamed).then_refused("forbidden")
    a_room().when(HELENE, RenameParticipant(participant_id="nobody", name="X")).then_refused(
        "not_found"
    )
