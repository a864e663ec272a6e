"""Whether the server lives, whether it can take work, and the figures an operator watches."""

import ipaddress
import sqlite3

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import generate_latest

from web.journal import Unavailable
from web.parts import parts

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(ok=True, name="vis-a-vis")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The journal can be written, and the server is not on its way out."""
    reason = _trouble()
    told = {"ok": not reason, "sqlite": sqlite3.sqlite_version}
    return (jsonify(told | {"reason": reason}), 503) if reason else jsonify(told)


def _trouble() -> str:
    if parts().dispatch.closing:
        return "stopping"
    try:
        parts().runtime.in_thread(parts().journal.check)
    except Unavailable as error:
        return str(error)
    return ""


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """The figures, for who asks from this very machine; elsewhere there is nothing."""
    # Through a proxy on this machine everybody else comes from it too: so the header closes, and never opens.
    forwarded = "X-Forwarded-For" in request.headers
    if forwarded or not ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback:
        abort(404)
    return Response(generate_latest(parts().metrics.registry), content_type=METRICS_TYPE)
