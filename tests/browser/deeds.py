"""What people do in a round, through their screens: the deeds that a story is told with."""

import re

from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.table import Table, cues_of

MEHDI = 36
REQUEST = "Je veux changer de métier, mais sans perdre un euro."
QUESTIONS = ("Question", "Questions pertinentes")
DOORS = ("Porte", "Portes à ouvrir")
PARTNER = ("Partenaire", "D’un partenaire, je découvre")
OWN_QUESTION = ("À poser", "Question que je poserais")
WORD = ("Mot", "Mot pour le débriefing")

KEPT = (
    "Qu’est-ce qui vous a décidé à venir ce matin ?",
    "Et vos nuits, vous les vivez comment, au juste ?",
    "Un silence de sept secondes, puis le mot crédit.",
    "Qui, chez vous, sait que vous êtes ici ?",
    "La visite se demande sans passer par l’employeur.",
    "Une collègue reçoit sans rendez-vous le mardi.",
    "Qu’est-ce qui vous manquerait, si vous partiez ?",
)
UNCHANGED, REMOVED = "Vous dormez comant ?", "Une phrase que je préfère retirer."
HOST_NOTE = "Relayer, c’est donner un nom et un rendez-vous, pas une adresse."
GROUP_NOTE = "Le délai de la visite reste à demander au service."
TAKEAWAY = "Je garde la question sur les nuits."
REMINDER = "la réponse ne vaut qu’ici et maintenant"


def goes_on(host: Person, button: str, title: str) -> None:
    """The host presses the one main button, and the screen says where that led."""
    host.touches(button)
    host.reads_title(title)


def holds_nothing_of(words: list[str], people: list[Person]) -> None:
    """None of these words ever came to any of these browsers."""
    for person in people:
        assert [one for one in words if person.told(one)] == []


def starts(table: Table, adviser: str, jobseeker: str, *, replay: bool = False) -> None:
    """The host seats the two who offered to play, and says the rules."""
    host = table.host
    host.reads_title("Les volontaires sont prêts. Lancez la partie.")
    for field, name in (("Qui joue le conseil ?", adviser), ("la personne reçue ?", jobseeker)):
        host.page.get_by_label(field).select_option(label=f"{name}, se propose")
    if replay:
        replayed = "La situation de la partie 1, depuis une autre structure"
        host.page.get_by_label("Rejouer une situation ?").select_option(label=replayed)
    goes_on(host, "Lancer la partie", "Rappelez les règles à voix haute.")
    table.wall.reads("Pas de jugement de valeur")
    draws = f"{adviser} tire la structure" if replay else "Chaque joueur tire une carte"
    goes_on(host, "On tire les cartes", f"{draws} sur sa tablette.")


def number_before(adviser: Person) -> int:
    """The number of the case, as the adviser's card shows it."""
    card = adviser.page.get_by_role("img", name=re.compile(r"situation numéro \d+"))
    return int((card.get_attribute("aria-label") or "").split()[-1])


def the_first_cards_are_drawn(table: Table) -> None:
    """One from the tablet, one printed card by its number: nobody else learns them yet."""
    table.luc.touches("J’ai tiré une carte en papier")
    table.luc.field("Numéro imprimé sur la carte").fill(str(MEHDI))
    table.luc.touches("Poser cette carte")
    table.aurelie.touches("Tirer une carte")
    table.aurelie.reads_title("Lisez à voix haute, à tout le groupe")
    table.aurelie.reads(REQUEST)
    table.luc.reads_title("Vous jouez Mehdi")
    table.wall.reads_title("Écoutez : Aurélie lit la situation")
    table.noemie.reads("La situation s’affichera ici à la fin de la lecture.")
    holds_nothing_of([REQUEST, "Mehdi", *cues_of(MEHDI)], table.but(table.aurelie, table.luc))
    table.aurelie.touches("C’est lu")
    table.wall.reads(REQUEST)
    table.host.reads_title("L’entretien est en cours. Laissez jouer.")


def the_jobseeker_looks_at_cues(table: Table) -> None:
    """One at a time, and only for them."""
    first, second = cues_of(MEHDI)[0], cues_of(MEHDI)[2]
    luc = table.luc
    luc.reads("Vos indices sont cachés.")
    luc.does_not_read(first)
    luc.touches("Regarder")
    luc.reads(first, "elle n’oblige à rien")
    luc.touches("Carte suivante")
    luc.reads(second)
    luc.touches("Cacher")
    luc.does_not_read(first, second)
    assert luc.told(first)


def the_floor_goes_round(table: Table) -> None:
    """To one, to all, and back: yellow wherever it is."""
    aurelie, noemie, sofiane = table.aurelie, table.noemie, table.sofiane
    aurelie.touches("Noémie")
    expect(noemie.page.get_by_role("alertdialog")).to_contain_text("Noémie, vous avez la parole.")
    table.wall.reads("La parole est à Noémie.")
    expect(table.host.part("Conduite")).to_contain_text("Noémie")
    expect(sofiane.page.get_by_role("alertdialog")).to_have_count(0)
    aurelie.touches("Reprendre la parole")
    expect(noemie.page.get_by_role("alertdialog")).to_have_count(0)
    aurelie.touches("À tout le groupe")
    table.wall.reads("La parole est à tous.")
    for person in table.but(aurelie, table.luc, table.wall):
        person.touches("Garder ma grille sous les yeux")
    aurelie.touches("Reprendre la parole")
    table.wall.reads("Aurélie et Luc s’entretiennent.")


def the_observers_write(table: Table) -> None:
    """On phones and tablets, in several columns: each reads their own, the host reads all."""
    noemie, sofiane, beatrice = table.noemie, table.sofiane, table.beatrice
    noemie.notes(*QUESTIONS, KEPT[0])
    sofiane.notes(*QUESTIONS, UNCHANGED)
    beatrice.notes(*WORD, KEPT[2])
    beatrice.notes(*OWN_QUESTION, KEPT[3])
    table.jean_marc.notes(*PARTNER, KEPT[5])
    noemie.notes(*OWN_QUESTION, REMOVED)
    a_door_is_touched(sofiane, "Service de santé au travail (SPSTI)")
    a_door_is_touched(noemie, "Conseil en évolution professionnelle")
    sofiane.chooses_column(DOORS[0])
    sofiane.notes(*DOORS, KEPT[4])
    rewrites(sofiane, UNCHANGED, QUESTIONS[1], KEPT[1])
    removes(noemie, REMOVED, OWN_QUESTION[1])
    table.host.reads(KEPT[0], KEPT[1], "Conseil en évolution professionnelle")
    table.host.does_not_read(REMOVED, UNCHANGED)
    assert noemie.told(REMOVED)
    holds_nothing_of([KEPT[0], REMOVED], table.but(noemie))
    holds_nothing_of([KEPT[1], UNCHANGED, KEPT[4]], table.but(sofiane))


def a_door_is_touched(person: Person, door: str) -> None:
    person.chooses_column(DOORS[0])
    person.part("Noter").get_by_role("button", name=door).click()
    expect(person.slip(door)).to_contain_text("Enregistré")


def rewrites(person: Person, before: str, column: str, after: str) -> None:
    person.button(f"Modifier cette note : {column}", person.slip(before)).click()
    person.dialog().get_by_role("textbox", name=column).fill(after)
    person.touches("Garder")
    expect(person.slip(after)).to_contain_text("Enregistré")
    expect(person.slip(before)).to_have_count(0)


def removes(person: Person, words: str, column: str) -> None:
    person.button(f"Modifier cette note : {column}", person.slip(words)).click()
    person.touches("Retirer cette note")
    expect(person.slip(words)).to_have_count(0)


def the_host_conducts(table: Table) -> None:
    """Pins a slip; holds the clock, lets it go on and adds to it; hides the wall and shows it."""
    host, wall = table.host, table.wall
    host.button("Épingler", host.slip(KEPT[2])).click()
    expect(host.button("Ne plus épingler", host.slip(KEPT[2]))).to_be_visible()
    clock = host.part("Durée indicative")
    host.button("Pause", clock).click()
    expect(clock).to_contain_text("en pause")
    wall.reads("en pause")
    host.button("2 min de plus", clock).click()
    expect(clock).to_contain_text(re.compile(r"1[12]:\d\d"))
    host.button("Reprendre", clock).click()
    expect(clock).to_contain_text("sur 12 min environ")
    host.touches("Masquer")
    wall.does_not_read(REQUEST, "Luc")
    host.touches("Montrer")
    wall.reads(REQUEST)


def they_talk_about_it(table: Table) -> None:
    """Step by step: the players first, then what was seen, the doors, and what each takes along."""
    host, noemie, beatrice = table.host, table.noemie, table.beatrice
    goes_on(host, "Passer au débriefing", "Seuls les joueurs parlent. Aurélie d’abord.")
    host.reads("Dites votre vrai prénom")
    goes_on(
        host, "Étape suivante : Le vécu des joueurs", "Seuls les joueurs parlent. Aurélie d’abord."
    )
    host.reads("Comment cet entretien s’est-il passé")
    host_notes(host, "Aurélie : « je cherchais une porte, pas une personne ».")
    beatrice.reads("Seuls les joueurs parlent.")
    holds_nothing_of([KEPT[0]], table.but(noemie))
    goes_on(host, "Étape suivante : Observations", "Observations : tout le groupe parle.")
    for person in (table.aurelie, table.luc, beatrice):
        person.touches("Ce qui a été noté")
        person.reads(KEPT[0], KEPT[1], KEPT[2])
    table.wall.reads(KEPT[2])
    table.wall.does_not_read(KEPT[0])
    holds_nothing_of([REMOVED, UNCHANGED], [table.luc, table.aurelie, beatrice, table.wall])
    holds_nothing_of(cues_of(MEHDI), table.but(table.luc))
    goes_on(
        host, "Étape suivante : Portes et dispositifs", "Portes et dispositifs : tout le groupe"
    )
    host.reads("Des exemples, jamais la réponse.", "poser la question à plat")
    holds_nothing_of(["poser la question à plat"], [*table.around, table.wall])
    host_notes(host, HOST_NOTE, door="Transitions Pro Centre-Val de Loire")
    the_group_notes(beatrice, GROUP_NOTE, to_check=True)
    for person in (host, table.wall, noemie):
        person.reads(HOST_NOTE, GROUP_NOTE, "À vérifier")
    goes_on(host, "Étape suivante : Pratiques", "Pratiques : tout le groupe parle.")
    goes_on(host, "Étape suivante : Ce que j’emporte", "Ce que j’emporte : tout le groupe parle.")
    the_group_notes(noemie, TAKEAWAY)
    table.wall.reads(TAKEAWAY)
    goes_on(host, "Clore la partie", "Demandez deux volontaires.")


def host_notes(host: Person, words: str, door: str = "") -> None:
    form = host.page.get_by_role("form", name="Nouvelle note")
    host.field("Votre note").fill(words)
    if door:
        host.button("Une porte", form).click()
        form.get_by_role("button", name=door).click()
    host.button("Noter", form).click()
    host.reads(words)
    expect(host.field("Votre note")).to_have_value("")


def the_group_notes(person: Person, words: str, *, to_check: bool = False) -> None:
    person.touches("Notes de l’étape")
    form = person.page.get_by_role("form", name="Nouvelle note")
    person.field("Votre note").fill(words)
    if to_check:
        person.button("À vérifier", form).click()
    person.button("Noter", form).click()
    person.reads(words)
