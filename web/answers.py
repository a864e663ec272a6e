"""What a command is answered: kept beside its events, so that the same command gets the same answer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from game import Refusal, Text, say
from web.locale import said

# Every code there is, with its status over HTTP.
STATUS = {
    "invalid": 400,
    "unauthorised": 401,
    "forbidden": 403,
    "not_found": 404,
    "unknown_code": 404,
    "name_taken": 409,
    "conflict": 409,
    "wrong_phase": 409,
    "no_volunteer": 409,
    "empty_pile": 409,
    "closed": 410,
    "too_large": 413,
    "too_many": 429,
    "unavailable": 503,
}


class Answer(NamedTuple):
    """Done (`seq`, `result`), or refused (`code`, `text`, `fields`)."""

    ok: bool
    seq: int = 0
    result: Mapping[str, Any] | None = None
    code: str = ""
    text: Text | None = None
    fields: Mapping[str, Text | str] = MappingProxyType({})
    retry_after: float | None = None

    def told(self, language: str) -> dict[str, Any]:
        """The answer for a caller of this language."""
        if self.ok:
            done: dict[str, Any] = {"ok": True, "seq": self.seq}
            return done | ({"result": dict(self.result)} if self.result is not None else {})
        return {"ok": False, **self.problem(language)}

    def problem(self, language: str) -> dict[str, Any]:
        """What is wrong, for a caller of this language."""
        told: dict[str, Any] = {"code": self.code, "message": said(self.text or "", language)}
        if self.fields:
            told["fields"] = {name: said(text, language) for name, text in self.fields.items()}
        if self.retry_after is not None:
            told["retry_after"] = self.retry_after
        return told

    def kept(self) -> dict[str, Any]:
        """The answer as the journal keeps it, in no language."""
        if self.ok:
            return {"ok": True, "seq": self.seq, "result": self.result}
        texts = {name: _kept(text) for name, text in self.fields.items()}
        return {"ok": False, "code": self.code, "text": _kept(self.text or ""), "fields": texts}


def done(seq: int, result: Mapping[str, Any] | None = None) -> Answer:
    """A command that was carried out."""
    return Answer(ok=True, seq=seq, result=result)


def refused(refusal: Refusal) -> Answer:
    """A command that the core refused."""
    return Answer(ok=False, code=refusal.code, text=refusal.text, fields=refusal.fields)


def problem(code: str, key: str, *, retry_after: float | None = None) -> Answer:
    """A command, or a call, that the server can't take."""
    return Answer(ok=False, code=code, text=say(key), retry_after=retry_after)


def from_kept(kept: Mapping[str, Any]) -> Answer:
    """The answer that the journal kept."""
    if kept["ok"]:
        return done(kept["seq"], kept["result"])
    texts = {name: _text(text) for name, text in kept["fields"].items()}
    told = _text(kept["text"])
    return Answer(
        ok=False, code=kept["code"], text=told if isinstance(told, Text) else None, fields=texts
    )


def _kept(text: Text | str) -> Any:
    if isinstance(text, str):
        return text
    return {"key": text.key, "params": [[name, _param(value)] for name, value in text.params]}


def _param(value: Text | str | int) -> Any:
    return _kept(value) if isinstance(value, Text) else value


def _text(kept: Any) -> Text | str:
    if isinstance(kept, str):
        return kept
    params = ((name, _text(v) if isinstance(v, dict) else v) for name, v in kept["params"])
    return Text(kept["key"], tuple(params))
