"""All modules of a live page as one file, and its style sheets as another.

A page has some seventy small modules. Fetched one by one they weigh a third more, and each is a chance for weak
Wi-Fi to lose one. Nothing is built beforehand, and every file is still there under its own name: here they are
put one behind the other, in the order in which a browser runs them, each in a function that gives its exports.

Modules keep to the forms of import and export that stand below. Any other is refused, and by the tests before.
"""

import posixpath
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
STYLES = {"participant": "table", "host": "host", "screen": "projector"}

_AT_START = r"(?:^|(?<=[;}]))"
_NAMES = r" ?\{([^}]*)\} ?"
_IMPORT = re.compile(_AT_START + r"import" + _NAMES + r'from ?"([^"]+)";?', re.MULTILINE)
_EXPORT = re.compile(_AT_START + r"export" + _NAMES + r'(?:from ?"([^"]+)")?;?', re.MULTILINE)
_DECLARED = re.compile(r"^export ((?:async function|function|const|class) (\w+))", re.MULTILINE)
_OTHER_FORM = re.compile(_AT_START + r"(?:import|export)\b.*", re.MULTILINE)
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)
_STYLE_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
# `import(…)` while the page runs finds what has come with it.
_OPENING = """const modules = {};
const imported = async (from, path) => modules[new URL(path, `http://here/${from}`).pathname.slice(1)];
"""


class Unjoinable(Exception):
    """A module does not keep to the forms, or needs itself."""


@cache
def script(kind: str) -> bytes:
    """The modules of this kind of live page; what starts it comes last."""
    return join(f"js/frames/{kind}.js", "js/app.js").encode()


@cache
def styles(kind: str) -> bytes:
    """The style sheets of this kind of live page."""
    names = ("tokens", "kit", "live", STYLES[kind])
    texts = [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return _STYLE_REMARK.sub("", "".join(texts)).encode()


def join(*names: str, root: Path = STATIC) -> str:
    """These modules and all that they need, each once, and after what it needs."""
    placed: dict[str, str] = {}

    def place(name: str, waiting: tuple[str, ...]) -> None:
        if name in placed:
            return
        if name in waiting:
            raise Unjoinable(" needs ".join((*waiting, name)))
        source = (root / name).read_text(encoding="utf-8")
        for _, path in _IMPORT.findall(source) + _EXPORT.findall(source):
            if path:
                place(_named(name, path), (*waiting, name))
        placed[name] = _as_function(name, source)

    for name in names:
        place(name, ())
    return _OPENING + "".join(placed.values())


def _as_function(name: str, source: str) -> str:
    given: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        names, path = found.groups()
        pairs = ", ".join(f"{there}: {here}" for there, here in _pairs(names))
        return f'const {{ {pairs} }} = modules["{_named(name, path)}"];'

    def give(found: re.Match[str]) -> str:
        names, path = found.groups()
        source = f'modules["{_named(name, path)}"].' if path else ""
        given.update({there: source + here for here, there in _pairs(names)})
        return ""

    def declare(found: re.Match[str]) -> str:
        given[found[2]] = found[2]
        return found[1]

    body = _DECLARED.sub(declare, _EXPORT.sub(give, _IMPORT.sub(take, _REMARK.sub("", source))))
    body = body.replace("import(", f'imported("{name}", ')
    if other := _OTHER_FORM.search(body):
        raise Unjoinable(f"{name}: {other[0][:80]}")
    gives = ", ".join(f"{there}: {here}" for there, here in given.items())
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {gives} }};\n}})();\n'


def _pairs(names: str) -> list[tuple[str, str]]:
    """`a, b as c` as (a, a), (b, c)."""
    parts = [one.strip().partition(" as ") for one in names.split(",")]
    return [(first, second or first) for first, _, second in parts]


def _named(within: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(within), path))
