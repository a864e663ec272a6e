"""What a packet may be: text, whole, of a kind that this server speaks."""

from typing import Any

from socketio import packet

from web.wire import Json

MOST_IN_ONE_POST = 16
_SEPARATOR = "\x1e"
_KINDS = frozenset("0123456789")
_SIGNALS = ("1", "2", "3", "5", "6", "2probe", "3probe")
_SPOKEN = (packet.CONNECT, packet.DISCONNECT, packet.EVENT)
# The library would call its own handlers for these, with what the client says.
_RESERVED = ("connect", "disconnect", "*")


class Malformed(Exception):
    """A packet that no client of ours sends."""


class Packet(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet that is never binary: nothing here is, and half-sent attachments would pile up."""

    uses_binary_events = False
    json = Json

    def decode(self, encoded_packet: str) -> int:
        """Read a packet; raises `Malformed`."""
        try:
            super().decode(encoded_packet)
        except (ValueError, RecursionError) as error:
            raise Malformed(str(error)) from None
        if self.packet_type not in _SPOKEN or not _is_sound(self.packet_type, self.data):
            raise Malformed(f"packet of type {self.packet_type}")
        return 0


def _is_sound(kind: int, data: Any) -> bool:
    if kind == packet.EVENT:
        named = isinstance(data, list) and bool(data) and isinstance(data[0], str)
        return named and data[0] not in _RESERVED
    return data is None or isinstance(data, dict)


def is_text_packet(text: object) -> bool:
    """Whether this is an Engine.IO packet with a Socket.IO one in it, or a signal."""
    if not isinstance(text, str):
        return False
    return text in _SIGNALS or (text[:1] == "4" and text[1:2] in _KINDS)


def is_payload(body: bytes) -> bool:
    """Whether this is what a browser without WebSockets posts: a few packets."""
    try:
        packets = body.decode().split(_SEPARATOR)
    except UnicodeDecodeError:
        return False
    return len(packets) <= MOST_IN_ONE_POST and all(map(is_text_packet, packets))
