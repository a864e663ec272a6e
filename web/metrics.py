"""What an operator watches: counts by kind and outcome, never by person, and no word of what was said."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        commands = Counter(
            "visavis_commands", "Commands answered", ["outcome"], registry=self.registry
        )
        self._commands = cache(commands.labels)
        self._answering = Histogram(
            "visavis_command_seconds",
            "From a command's arrival to its durable answer",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.sockets = Gauge("visavis_sockets", "Open sockets", registry=self.registry)
        self.sessions = Gauge("visavis_sessions", "Sessions in memory", registry=self.registry)

    def answered(self, outcome: str, seconds: float) -> None:
        """A command was answered, so long after it came."""
        self._commands(outcome).inc()
        self._answering.observe(seconds)
