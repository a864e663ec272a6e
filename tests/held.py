"""What somebody's browser holds, by the rules of the contract."""

import zlib
from typing import Any


class Held:
    """The records that it was told, each with its number, and the number up to which it knows all."""

    def __init__(self) -> None:
        self.seq = 0
        self.records: dict[str, Any] = {}
        self.seqs: dict[str, int] = {}

    def apply(self, update: dict[str, Any]) -> None:
        """Take an update in."""
        if update.get("reset"):
            self.records, self.seqs, self.seq = {}, {}, 0
        for key, record in update["put"].items():
            seq = update.get("seqs", {}).get(key, update["seq"])
            if seq >= self.seqs.get(key, 0):
                self.records[key], self.seqs[key] = record, seq
        for key in update["drop"]:
            self.records.pop(key, None)
            self.seqs.pop(key, None)
        self.seq = max(self.seq, update["seq"])

    def digest(self) -> str:
        """The checksum of what it holds."""
        total = sum(zlib.crc32(f"{key}:{seq}".encode()) for key, seq in self.seqs.items())
        return f"{total % 2**32:08x}"
