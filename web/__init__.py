"""The outside: all that touches a clock, a disk, a network or a browser. `create_app` joins it."""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from flask import Flask

    from web.config import Config
    from web.parts import Parts

LARGEST_REQUEST = 64 * 1024


def create_app(config: "Config") -> "Flask":
    """The application of these settings; nothing exists before it is called.

    Its parts are in `app.extensions["visavis"]`. Raises `FaultyDeck` when a deck can't be used.
    """
    # Here and not above: the exports' child processes import this package, and start ten times faster.
    from flask import Flask
    from flask_socketio import SocketIO
    from werkzeug.middleware.proxy_fix import ProxyFix

    from web import api, assets, headers, health, pages, zipping
    from web.building import build
    from web.runtime import runtime

    app = Flask(__name__, static_folder=None)
    app.secret_key = config.secret
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["TEMPLATES_AUTO_RELOAD"] = False
    app.jinja_env.globals["asset"] = assets.asset
    running = runtime(config.async_mode)
    socketio = SocketIO(
        app,
        async_mode=cast(Any, config.async_mode),
        async_handlers=False,
        manage_session=False,
        max_http_buffer_size=LARGEST_REQUEST,
        allow_upgrades=True,
        http_compression=False,
        ping_interval=config.pace.ping,
        ping_timeout=config.pace.ping,
    )
    if config.url.startswith("https://"):
        # Around the sockets too. Without a proxy anybody could write these headers.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    app.extensions["visavis"] = build(config, running, socketio)
    headers.protect(app)
    zipping.zip_answers(app)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(pages.blueprint)
    return app


def parts_of(app: "Flask") -> "Parts":
    """The parts of an application."""
    parts: Parts = app.extensions["visavis"]
    return parts
