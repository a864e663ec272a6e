"""Every event that the core records comes back from the journal as it was."""

import json
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game
from game import Event, Recorded
from web.journal.codec import recorded, stored

moments = st.integers(0, 10**9).map(lambda one: datetime.fromtimestamp(1_700_000_000 + one, UTC))
st.register_type_strategy(datetime, moments)
texts = st.text(max_size=12)


def any_of(event: type[Event]) -> st.SearchStrategy[Event]:
    """An event of this kind, its fields made from their types."""
    return st.builds(event, **{name: _field(hint) for name, hint in get_type_hints(event).items()})


def _field(hint: Any) -> st.SearchStrategy[Any]:
    return texts if hint is str else st.from_type(hint)


@pytest.mark.parametrize("kind", sorted(game.events()))
@settings(max_examples=6)
@given(drawn=st.data())
def test_an_event_comes_back_as_it_was(kind: str, drawn: st.DataObject) -> None:
    event = drawn.draw(any_of(game.events()[kind]))
    was = Recorded(event=event, by="somebody", at=drawn.draw(moments), seq=7)
    kept = stored(was)
    assert kept.kind == kind
    on_disk = kept._replace(data=json.loads(json.dumps(kept.data)))
    assert recorded(on_disk) == was


def test_every_event_has_one_word_of_its_own() -> None:
    assert len(set(game.event_kinds().values())) == len(game.events())
