"""What has no place on a card, whatever the card: words, figures and signs."""

import re
from collections.abc import Iterator

RETIRED = (
    "Pôle emploi|ANPE|Assedic|Fongecif|CIF|Unifaf|OPCA|OPACIF|Direccte|Garantie jeunes|AFPR|Pro-A|TransCo|"
    "Transitions collectives|Emploi Store|BIJ|PIJ|Visas? libres savoirs|emplois? d’avenir|DIF|RMI|"
    "Étoile Info|Prométhée|Groupement évolution"
)
DIAGNOSES = (
    r"dépressi(?:on|f|ve)|cancer|leucémie|schizophrén\w+|psychose|bipolaire|autis\w+|asperger|TDAH|dyslexi\w+|"
    r"dyspraxi\w+|burn-?out|stress post-traumatique|épilep\w+|diabète|asthme|sclérose|alzheimer|parkinson|"
    r"arthrose|hernie|lombalgie|sciatique|tendinite|fibromyalgie|surdité|anorexi\w+|boulimi\w+|addiction\w*|"
    r"alcoolisme|alcoolique|toxicoman\w+|hépatite|VIH|AVC|depression|bipolar|epilepsy|diabetes|asthma|dyslexi\w+|"
    r"stroke|PTSD|alcoholi\w+"
)
OFFENCES = (
    r"condamn(?:é|ation)\w*|délits?|délinquan\w+|infractions?|récidiv\w+|crimes?|meurtres?|viol|vol(?:é|eur)|"
    r"cambriol\w+|braqu(?:age|er|é)|escroqu\w+|fraud\w+|trafic|stupéfiants|agression|convicted|theft|offences?|"
    r"burglary|drug dealing"
)
ORIGINS = (
    r"maghrébin\w*|africain\w*|arabes?|musulman\w*|catholique\w*|juifs?|juives?|gitan\w*|tsiganes?|roms?|"
    r"asiatiques?|immigrée?s?|voilée|muslim|jewish|african|asian|gypsy|immigrant"
)
RULES = {
    "proof.amount": re.compile(r"€|\d\s*euros?\b|(?:cents?|mille) euros\b|%|pour cent\b|\$|£"),
    "proof.telephone": re.compile(
        r"\b0\d(?:[\s.\u00a0\u202f]?\d\d){4}\b|\b0 ?800\b|\+33\b|\b3\d[ \u00a0]?\d\d\b|\b11[5-9]\b"
    ),
    "proof.limit": re.compile(r"\b(?:19|20)\d\d\b|\bplafonds?\b|\bbarèmes?\b|\d\s+places?\b"),
    "proof.diagnosis": re.compile(rf"\b(?:{DIAGNOSES})\b", re.IGNORECASE),
    "proof.offence": re.compile(rf"\b(?:{OFFENCES})\b", re.IGNORECASE),
    "proof.origin": re.compile(rf"\b(?:{ORIGINS})\b", re.IGNORECASE),
}
FRENCH_RULES = {
    "proof.retired": re.compile(rf"(?<![\w’-])(?:{RETIRED})(?![\w-])"),
    "proof.signs": re.compile(
        r"'|\"|(?<![\u202f\u00a0])[;!?»]|«(?!\u202f)|(?<!\u00a0):(?!\d)| [;!?:»]|\.\.\.|  |·|\w\(e\)"
        r"|\b(?:Etat|Ecole|Ecoute|Etude|Evolution|Oeuvre)"
    ),
    "proof.shouted": re.compile(r"!"),
}
CONDITION = re.compile(r"condition|vérifi|cofinanc", re.IGNORECASE)


def broken(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each rule that a text breaks, with the words that break it."""
    for key, rule in (RULES | (FRENCH_RULES if language == "fr" else {})).items():
        match = rule.search(text)
        if match:
            yield key, match.group()


def pays_any_licence(face: str) -> bool:
    """Whether a card says that CPF pays for a driving licence, without the condition."""
    spoken = face.lower()
    return "cpf" in spoken and "permis" in spoken and not CONDITION.search(face)
