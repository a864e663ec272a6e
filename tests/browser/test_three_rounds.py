"""A whole session in French, through the screens alone: three rounds, a survey, a report and its six files."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.deeds import (
    GROUP_NOTE,
    HOST_NOTE,
    KEPT,
    MEHDI,
    QUESTIONS,
    REMINDER,
    REMOVED,
    REQUEST,
    TAKEAWAY,
    UNCHANGED,
    goes_on,
    holds_nothing_of,
    number_before,
    starts,
    the_first_cards_are_drawn,
    the_floor_goes_round,
    the_host_conducts,
    the_jobseeker_looks_at_cues,
    the_observers_write,
    they_talk_about_it,
)
from tests.browser.exported import FORMATS, bare, words_of
from tests.browser.people import Crowd, Person
from tests.browser.servers import NewServer
from tests.browser.table import TITLE, Table, cues_of, gather


def the_second_round(table: Table) -> int:
    """Two others play, on a phone and a tablet; the adviser ends it, and the host closes early."""
    table.jean_marc.touches("Je me propose")
    table.beatrice.touches("Je me propose")
    starts(table, "Jean-Marc", "Béatrice")
    table.beatrice.touches("Tirer une carte")
    table.jean_marc.touches("Tirer une carte")
    table.jean_marc.reads_title("Lisez à voix haute, à tout le groupe")
    drawn = number_before(table.jean_marc)
    table.jean_marc.touches("C’est lu")
    table.luc.notes(*QUESTIONS, KEPT[6])
    table.jean_marc.touches("Donner la parole", "Luc")
    expect(table.luc.page.get_by_role("alertdialog")).to_contain_text("Luc, vous avez la parole.")
    table.jean_marc.touches("Reprendre la parole")
    table.jean_marc.agrees("Terminer l’entretien")
    table.host.reads_title("Seuls les joueurs parlent. Jean-Marc d’abord.")
    holds_nothing_of([KEPT[6]], table.but(table.luc))
    holds_nothing_of(cues_of(drawn), table.but(table.beatrice))
    table.host.agrees("Clore la partie")
    return drawn


def the_first_case_again(table: Table) -> None:
    """The same person, received elsewhere."""
    table.noemie.touches("Je me propose")
    table.sofiane.touches("Je me propose")
    starts(table, "Noémie", "Sofiane", replay=True)
    table.noemie.touches("Tirer une carte")
    table.noemie.reads_title("Lisez à voix haute, à tout le groupe")
    assert number_before(table.noemie) == MEHDI
    table.noemie.touches("C’est lu")
    table.sofiane.reads("Vous jouez Mehdi")
    table.wall.reads(REQUEST)
    goes_on(table.host, "Passer au débriefing", "Seuls les joueurs parlent. Noémie d’abord.")
    table.host.agrees("Clore la partie")


def they_answer(table: Table) -> None:
    """Six answer, some questions are left; the host reads totals from five on."""
    host = table.host
    host.agrees("Passer au questionnaire")
    for answered, person in enumerate(table.around):
        if answered == 4:
            host.reads("4 réponses sur 6", "Les totaux s’affichent à partir de 5 réponses.")
        person.reads("Sans votre nom")
        person.page.get_by_label("Très satisfait").check()
        person.touches(*["Suivant"] * 6)
        person.page.get_by_role("textbox").fill(f"La porte numéro {answered}, demain.")
        person.touches("Suivant", "Envoyer mes réponses")
        person.reads_title("Merci. Vos réponses sont enregistrées.")
    host.reads("6 réponses sur 6", "La porte numéro 3, demain.")
    host.agrees("Terminer la séance")
    host.reads_title("La séance est terminée.")
    for person in table.around:
        person.reads("La réponse ne vaut qu’ici et maintenant.")


def the_report_is_read(table: Table) -> None:
    """From the list of sessions, on a page of its own."""
    host = table.host
    host.goes_to(host.page.url.split("/host/")[0] + "/sessions")
    host.page.get_by_role("link", name=f"Compte rendu {TITLE}").first.click()
    host.reads_title(TITLE)
    host.reads(REMINDER, HOST_NOTE, GROUP_NOTE, *KEPT, "Service de santé au travail (SPSTI)")


def the_files_are_read(host: Person, folder: Path, drawn: list[int]) -> None:
    """Each by a reader of its kind: what was kept is there, what was taken away or secret is not."""
    said = [*KEPT, HOST_NOTE, GROUP_NOTE, TAKEAWAY, "Conseil en évolution professionnelle"]
    secret = [words for number in drawn for words in cues_of(number)]
    for name in FORMATS:
        link = host.page.get_by_role("link", name=re.compile(f"^{name}"))
        with host.page.expect_download() as download:
            link.click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        words = words_of(file)
        assert [one for one in [*said, REMINDER] if bare(one) not in words] == [], name
        assert [one for one in [REMOVED, UNCHANGED, *secret] if bare(one) in words] == [], name


def test_three_rounds_are_played_and_their_words_come_out_in_six_files(
    server: NewServer, crowd: Crowd, tmp_path: Path
) -> None:
    table = gather(crowd, server)
    table.aurelie.touches("Je me propose")
    table.host.reads_title("Un volontaire est prêt. Demandez-en un second.")
    table.luc.touches("Je me propose")
    starts(table, "Aurélie", "Luc")
    the_first_cards_are_drawn(table)
    the_jobseeker_looks_at_cues(table)
    the_observers_write(table)
    the_floor_goes_round(table)
    the_host_conducts(table)
    they_talk_about_it(table)
    drawn = the_second_round(table)
    the_first_case_again(table)
    they_answer(table)
    the_report_is_read(table)
    the_files_are_read(table.host, tmp_path, [MEHDI, drawn])
