"""The pages where a host reads the decks: what cards there are, and what they say."""

from typing import Any

from flask import Blueprint, abort
from flask import render_template as render
from flask.typing import ResponseReturnValue

from web.hosting import parts
from web.login import require_account

blueprint = Blueprint("reading", __name__)

FACTS = {
    "structure": ("serves", "first_welcome", "can", "cannot", "refers_to"),
    "scheme": ("for_whom", "what", "door", "check"),
}


@blueprint.get("/decks")
@require_account
def decks() -> ResponseReturnValue:
    """The decks of this server."""
    return render("decks.html", decks=parts().library.decks())


@blueprint.get("/decks/<deck_id>")
@require_account
def deck(deck_id: str) -> ResponseReturnValue:
    """One deck, its cards by family."""
    files: dict[str, Any] | None = parts().library.files(deck_id)
    if files is None:
        abort(404)
    families = {
        one: files.get(f"{one}s", {}).get(one, []) for one in ("case", "structure", "scheme")
    }
    return render("deck.html", head=files["deck"], families=families, facts=FACTS)
