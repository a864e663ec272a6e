from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from game.session.messages import CancelRound, StartRound
from tests.game.spec import AURELIE, HELENE, LUC, a_session
from tests.web.exports.sessions import (
    DEBRIEFED,
    DRAWN,
    NASTY,
    STARTED,
    TALKED,
    a_table,
    cancelled,
    played,
    said,
    stopped_at_once,
    surveyed,
)
from web.exports.words import Words


def test_the_heading_says_when_where_who_and_with_which_cards() -> None:
    document = said(played())
    assert document["lede"] == [
        "1er\u00a0décembre 2026, Orléans. Animation par Hélène.",
        "8\u00a0personnes de 3\u00a0structures\u00a0: "
        "=Cap emploi, France Travail, Mission locale. 1\u00a0partie.",
        "Jeu de cartes SPRO, révision 1. État de la séance\u00a0: À la table.",
    ]
    assert "ici et maintenant" in document["reminder"]


def test_a_time_is_said_by_the_clock_on_the_wall_and_kept_in_utc() -> None:
    started = said(played())["rounds"][0]["started"]
    assert started == {
        "utc": "2026-12-01T09:09:00Z",
        "local": "2026-12-01 10:09:00",
        "said": "1er\u00a0décembre 2026, 10\u00a0h\u00a009",
        "clock": "10\u00a0h\u00a009",
    }


def test_summer_time_is_an_hour_later() -> None:
    words = Words("en", ZoneInfo("Europe/Paris"))
    assert words.clock(datetime(2026, 7, 1, 9, 5, tzinfo=UTC)) == "11:05"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (45, "45 s"), (60, "1 min"), (500, "8 min 20 s"), (3900, "1 h 05 min")],
)
def test_a_length_of_time_is_said_in_the_units_that_matter(seconds: int, expected: str) -> None:
    assert Words("fr").lasting(seconds).replace("\u00a0", " ") == expected


def test_a_date_that_is_no_date_stays_as_it_was_written() -> None:
    assert Words("fr").written_day("au printemps") == "au printemps"


def test_a_session_without_a_round_has_a_heading_and_nothing_else() -> None:
    document = said(a_session())
    assert document["rounds"] == []
    assert document["to_check"] == []
    assert document["survey"] is None


def test_a_round_can_be_told_before_a_card_is_drawn() -> None:
    (one,) = said(a_table().given(*STARTED))["rounds"]
    assert (one["title"], one["cards"], one["doors"]) == ("", [], [])
    assert one["state"] == "running"
    assert "Aucune carte n’est encore tirée." in one["about"]
    assert [column["entries"] for column in one["columns"]] == [[]] * 5


def test_the_phase_going_on_has_no_length_yet() -> None:
    (one,) = said(a_table().given(*STARTED, *DRAWN))["rounds"]
    assert one["durations"][-1]["said"] == "en cours"


def test_a_cancelled_round_says_why_and_which_case_it_played_again() -> None:
    _, second = said(cancelled())["rounds"]
    assert second["state"] == "cancelled"
    assert "Partie annulée\u00a0: =plus de <temps>" in second["about"]
    assert any("partie\u00a01" in line for line in second["about"])


def test_a_cancelled_round_in_which_nothing_was_noted_is_told_in_a_line() -> None:
    (one,) = said(stopped_at_once())["rounds"]
    assert one["about"][-2:] == ["Aucune carte n’a été tirée.", "Rien n’a été noté."]
    assert (one["noted"], one["steps"]) == (False, [])


def test_a_cancelled_round_keeps_what_was_noted_and_no_step_that_was_not_held() -> None:
    deeds = (*STARTED, *DRAWN, *TALKED, *DEBRIEFED, (HELENE, CancelRound(reason="")))
    (one,) = said(a_table().given(*deeds))["rounds"]
    assert one["noted"]
    assert [len(step["notes"]) for step in one["steps"]] == [1, len(NASTY), 1]


def test_nobody_is_told_unless_names_were_chosen() -> None:
    hidden, shown = (repr(said(played(names=names))) for names in (False, True))
    for name in ("Aurélie", "Noémie", "Sofiane"):
        assert name not in hidden
        assert name in shown
    assert (
        "Les noms des participants ne figurent pas, ni qui a joué, ni qui a écrit quoi." in hidden
    )


def test_without_names_nothing_bears_an_author() -> None:
    (one,) = said(played())["rounds"]
    slips = [slip for column in one["columns"] for slip in column["entries"]]
    notes = [note for step in one["steps"] for note in step["notes"]]
    assert {slip["author"] for slip in slips} | {note["author"] for note in notes} == {""}
    assert one["players"] == []
    assert [call["to"] for call in one["floor"]] == ["Un observateur", "Tout le groupe"]


def test_what_nobody_may_know_is_not_in_it() -> None:
    (one,) = said(played())["rounds"]
    text = repr(one["cards"])
    assert "indice" not in text
    assert {line["code"] for card in one["cards"] for line in card["lines"]} == {
        *("serves", "first_welcome", "can", "cannot", "refers_to"),
        *("who", "request", "context"),
    }


@pytest.mark.parametrize(("language", "age"), [("fr", "17\u00a0ans"), ("en", "17")])
def test_the_person_received_has_an_age_as_their_card_says_it(language: str, age: str) -> None:
    (one,) = said(played(), language)["rounds"]
    who = next(line for card in one["cards"] for line in card["lines"] if line["code"] == "who")
    assert who["text"].split(", ")[1] == age


def test_what_is_to_be_verified_is_listed_once_for_the_whole_session() -> None:
    document = said(played())
    assert [one["text"] for one in document["to_check"]] == [
        "Immersion en entreprise (PMSMP)",
        "Transitions Pro Centre-Val de Loire, « Confidentiel. »\u00a0: Quelle ancienneté ?",
    ]


def test_the_survey_says_how_many_answered_of_how_many() -> None:
    survey = said(surveyed(7))["survey"]
    assert survey is not None
    assert survey["said"] == "7\u00a0réponses sur 8, 1 sans réponse."
    assert survey["scales"][0]["rows"][1]["said"] == "3\u00a0réponses sur 8, 5 sans réponse."
    assert "%" not in repr(survey["scales"])


def test_the_survey_holds_no_answer_below_five() -> None:
    survey = said(surveyed(4))["survey"]
    assert survey is not None
    assert not survey["shown"]
    assert (survey["scales"], survey["open"]) == ([], [])


def test_typed_text_is_kept_but_for_what_no_file_can_hold() -> None:
    (one,) = said(a_table().given(*STARTED, *DRAWN, *TALKED))["rounds"]
    kept = [entry["text"] for entry in one["columns"][0]["entries"]]
    assert kept[0] == NASTY[0]
    assert (
        kept[NASTY.index("{{7*7}} {% raw %} ${7*7} {text} %s")]
        == "{{7*7}} {% raw %} ${7*7} {text} %s"
    )
    turned = next(text for text in kept if "\u202e" in text)
    assert turned.count("\u202e") == turned.count("\u202c")
    assert "abcde" in kept
    assert not any(c in "\x00\x07\x0b\x1b\ud800" for text in kept for c in text)


def test_a_second_round_of_the_same_people_is_told_apart() -> None:
    again = played().given(
        (HELENE, StartRound(format="roleplay", adviser=LUC.id, jobseeker=AURELIE.id))
    )
    assert [one["label"] for one in said(again, "en")["rounds"]] == ["Round 1", "Round 2"]
