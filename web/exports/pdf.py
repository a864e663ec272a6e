"""The PDF export, typeset by Typst: tagged, to the accessibility standard PDF/UA-1.

`report.typ` is the whole program; the document goes in beside it as JSON, so that what people wrote is
only ever text. Run in a child process: see `apart.py`.
"""

import re
from pathlib import Path
from typing import Any

import orjson
import typst

from web.exports.shapes import Document
from web.exports.words import labels

HERE = Path(__file__).parent
# In Typst's message, a text that no font can draw.
_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def write(document: Document) -> bytes:
    """The document as a PDF. A sign that no font here has is told by its Unicode number."""
    data = {"document": document, "say": labels(document["language"])}
    text = orjson.dumps(data).decode()
    try:
        return _typeset(text)
    except typst.TypstError as refused:
        undrawn = _undrawn(refused)
        if not undrawn:
            raise
    return _typeset(orjson.dumps(_told(data, undrawn)).decode())


def _typeset(data: str) -> bytes:
    made = typst.compile(
        HERE / "report.typ",
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


def _undrawn(refused: typst.TypstError) -> set[str]:
    shown = "".join(_UNDRAWN.findall(str(refused.diagnostic)))
    plain = _CODE.sub(lambda found: chr(int(found[1], 16)), shown)
    return {character for character in plain if not character.isascii()}


def _told(value: Any, undrawn: set[str]) -> Any:
    match value:
        case str():
            return "".join(f"[U+{ord(c):04X}]" if c in undrawn else c for c in value)
        case dict():
            return {key: _told(one, undrawn) for key, one in value.items()}
        case list():
            return [_told(one, undrawn) for one in value]
    return value
