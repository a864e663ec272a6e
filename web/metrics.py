"""What an operator watches: counts by kind and outcome, never by person, and no word of what was said."""

import ipaddress

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.commands = Counter(
            "visavis_commands", "Commands answered", ["outcome"], registry=self.registry
        )
        self.answering = Histogram(
            "visavis_command_seconds",
            "From a command's arrival to its durable answer",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.sockets = Gauge("visavis_sockets", "Open sockets", registry=self.registry)
        self.sessions = Gauge("visavis_sessions", "Sessions in memory", registry=self.registry)


def pages(metrics: Metrics) -> Blueprint:
    """`/metrics`, for who asks from this very machine; elsewhere there is nothing."""
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def read() -> ResponseReturnValue:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")
        if not address.is_loopback:
            abort(404)
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE)

    return blueprint
