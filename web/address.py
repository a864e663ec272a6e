"""Where tablets in the room reach this server."""

import socket


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


def site(port: int) -> str:
    """The address to open in a browser, without a final slash."""
    return f"http://{lan_address()}{'' if port == 80 else f':{port}'}"
