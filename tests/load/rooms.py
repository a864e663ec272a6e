"""Who sits where, in rooms alike: host, screen, adviser, jobseeker, observers.

For our own server the sessions are opened and played over REST up to the moment that is measured; for the
peers a room is a number and whoever says it is in.
"""

import http.client
import json
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

from tests.load.lines import HOST

Profile = Literal["open", "real"]
ROLES = ("host", "screen", "adviser", "jobseeker")
OBSERVER = "observer"
PLAYERS = len(ROLES)
AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class Place:
    """One seat in a room. `key` is what lets in there; `number` is 0 for the host, 1 for the screen."""

    room: int
    number: int
    key: str = ""
    id: str = ""

    @property
    def role(self) -> str:
        """What its holder is in the round."""
        return ROLES[self.number] if self.number < len(ROLES) else OBSERVER


def receivers(author: int, people: int, profile: Profile) -> Sequence[int]:
    """The numbers of those in the room whom an entry reaches."""
    return range(people) if profile == "open" else (0, author)


def plain(rooms: int, people: int) -> list[Place]:
    """The places of a server that lets in whoever comes."""
    return [Place(room=room, number=number) for room in range(rooms) for number in range(people)]


def played(port: int, token: str, rooms: int, people: int, profile: Profile) -> list[Place]:
    """The places of new sessions on our server."""
    with ThreadPoolExecutor(AT_ONCE) as hands:
        each = hands.map(
            lambda number: _Table(port, token, number, people).play(profile), range(rooms)
        )
        return [place for places in each for place in places]


class _Table:
    """One session, opened and played by requests."""

    def __init__(self, port: int, token: str, room: int, people: int) -> None:
        self._http = http.client.HTTPConnection(HOST, port, timeout=60)
        opened = self._post("sessions", token, {"title": f"Séance {room}", "language": "fr"})
        self._session = opened["id"]
        keys = [opened["seat_token"], opened["screen_token"]]
        self.places = [Place(room=room, number=at, key=key) for at, key in enumerate(keys)]
        for number in range(2, people):
            name = {"name": f"Personne {number - 1}"}
            taken = self._post(f"sessions/{opened['code']}/seats", "", name)
            key, person = taken["seat_token"], taken["participant_id"]
            self.places.append(Place(room=room, number=number, key=key, id=person))

    def play(self, profile: Profile) -> list[Place]:
        """Up to the interview; for `open`, to the step from which everybody reads the entries."""
        host, _, adviser, jobseeker, *_ = self.places
        self._does(adviser, "volunteer")
        self._does(jobseeker, "volunteer")
        cast = {"adviser": adviser.id, "jobseeker": jobseeker.id}
        self._does(host, "start_round", format="roleplay", **cast)
        self._does(host, "go_to_phase", phase="draw")
        self._does(jobseeker, "draw_card", pile="cases")
        self._does(adviser, "draw_card", pile="structures")
        self._does(adviser, "read_case")
        if profile == "open":
            self._does(host, "end_interview")
            self._does(host, "go_to_step", step="observations")
        self._http.close()
        return self.places

    def _does(self, place: Place, kind: str, **data: Any) -> None:
        command = {"id": str(uuid.uuid4()), "kind": kind, "data": data}
        self._post(f"sessions/{self._session}/commands", place.key, command)

    def _post(self, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = self._http.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        if answer.status not in (200, 201):
            raise RuntimeError(f"{path} {body.get('kind', '')}: {answer.status} {told}")
        return told
