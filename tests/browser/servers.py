"""A server as somebody finds it on the first day: nobody has an account, and browsers here reach it."""

import os
import re
from pathlib import Path

from tests.web.servers import QUICK, Server, free_port

# Presence is told late on a busy machine: here nobody should look away for a slow second.
CALM = QUICK | {"VISAVIS_AWAY_SECONDS": "20", "VISAVIS_GONE_SECONDS": "60"}


class NewServer(Server):
    """A server whose first account is still to be made, by the link that it prints."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True)
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        self.sessions = []
        self._options = ("--url", self.url)
        self._environment = os.environ | CALM
        self.start()

    def first_link(self) -> str:
        """The one-time link to the first account, as the terminal shows it."""
        found = re.search(r"http\S+/first/\S+", self.said())
        assert found, self.said()
        return found[0]
