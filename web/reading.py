"""The pages where a host reads the decks: what cards there are, and what they say."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, abort
from flask import render_template as render
from flask.typing import ResponseReturnValue

from web.glossary import glossary_of
from web.login import require_account
from web.parts import parts

blueprint = Blueprint("reading", __name__)

Card = dict[str, Any]
FAMILIES = ("case", "structure", "scheme")
FACTS = {
    "structure": ("serves", "first_welcome", "can", "cannot", "refers_to"),
    "scheme": ("for_whom", "what", "door", "check"),
}


@blueprint.get("/decks")
@require_account
def decks() -> ResponseReturnValue:
    """The decks of this server."""
    listed = parts().library.decks()
    glossaries = {one["id"]: glossary_of(_files(one["id"]), one["id"]) for one in listed}
    return render("decks.html", decks=listed, glossary=glossaries, glossaries=glossaries.values())


@blueprint.get("/decks/<deck_id>")
@require_account
def deck(deck_id: str) -> ResponseReturnValue:
    """One deck, its cards by family."""
    files = _files(deck_id)
    families = {one: list(_cards(files, one)) for one in FAMILIES}
    glossary = glossary_of(files)
    return render(
        "deck.html",
        head=files["deck"],
        families=families,
        facts=FACTS,
        explain=glossary.explain,
        glossaries=[glossary],
    )


def _files(deck_id: str) -> Mapping[str, Any]:
    files = parts().library.files(deck_id)
    return files if files is not None else abort(404)


def _cards(files: Mapping[str, Any], family: str) -> Iterator[Card]:
    """The cards of a family, each with what is told besides its face."""
    structures, schemes = _raw(files, "structure"), _raw(files, "scheme")
    # Either card may say that a structure opens a scheme: it is read on both.
    opened = {(one["code"], code) for one in structures for code in one.get("opens", ())}
    opened |= {(code, one["code"]) for one in schemes for code in one.get("structures", ())}
    for card in _raw(files, family):
        code = card.get("code")
        yield card | {
            "more": {
                "opens": [one["title"] for one in schemes if (code, one["code"]) in opened],
                "opened_at": [one["name"] for one in structures if (one["code"], code) in opened],
                "former_names": card.get("former_names", ()),
                "territory": list(filter(None, [card.get("territory")])),
                "question": list(filter(None, [card.get("question")])),
            }
        }


def _raw(files: Mapping[str, Any], family: str) -> list[Card]:
    return list(files.get(f"{family}s", {}).get(family, ()))
