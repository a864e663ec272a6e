"""What every answer says to the browser: nothing from elsewhere, nothing inline, nothing kept."""

from flask import Flask, Response, request

# Some browsers do not count WebSockets among what is 'self': the socket's address is named.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' {socket}",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def protect(app: Flask) -> None:
    """Add the headers to all answers."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        # Scripts and styles obey the policy of the page that loads them: with each it would only weigh.
        if request.endpoint in ("assets.static", "assets.joined_files", "assets.words"):
            return response
        socket = f"{'wss' if request.is_secure else 'ws'}://{request.host}"
        headers["Content-Security-Policy"] = POLICY.format(socket=socket)
        headers["Referrer-Policy"] = "same-origin"
        if request.is_secure:
            # On plain http browsers ignore it, and say so in the console.
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
            headers.add("Vary", "Cookie")
        return response
