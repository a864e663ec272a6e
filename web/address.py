"""Where tablets in the room reach this server."""

import socket

# Listening there is listening on all addresses of the machine.
EVERYWHERE = ("", "0.0.0.0")


def lan_address() -> str:
    """This machine's address on the local network, or `localhost` when it is on none.

    Connecting a datagram socket sends nothing: it only asks the system which way it would go.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def site(host: str, port: int) -> str:
    """The address to open in a browser, without a final slash."""
    reached = lan_address() if host in EVERYWHERE else host
    return f"http://{reached}{'' if port == 80 else f':{port}'}"
