"""A form on a page: what was typed in it, and what is wrong with it."""

from dataclasses import dataclass, field

from flask import request

SECRET_FIELDS = ("csrf", "password", "old")


@dataclass
class Form:
    """The text of each field, and for some a sentence: its key and parameters. "" is the whole form."""

    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)

    def refuse(self, name: str, key: str, **params: int) -> None:
        """Say what is wrong with a field."""
        self.wrong[name] = (key, params)


def sent() -> Form:
    """The form of this request, without its secrets: they are never written into a page again."""
    typed = {name: text for name, text in request.form.items() if name not in SECRET_FIELDS}
    return Form(typed=typed)
