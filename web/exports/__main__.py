"""`python -m web.exports pdf < session.json > session.pdf`: makes a file of a session's JSON export."""

import sys
from importlib import import_module

import orjson

KINDS = ("pdf", "docx", "xlsx", "csv", "json", "md")

if __name__ == "__main__":
    (kind,) = (one for one in KINDS if sys.argv[1:] == [one])
    document = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(import_module(f"web.exports.{kind}").write(document))
