"""Starts Vis-à-vis with one command: `python run.py`. What it can do is in web/command_line.py."""

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).absolute().parent
OWN = HERE / ".venv"


def set_up() -> None:
    """On a bare Python, install what the project asks for in a folder of its own, and go on there.

    Whoever manages an environment of their own has these packages already, and nothing is installed.
    """
    if all(importlib.util.find_spec(name) for name in ("flask_socketio", "sqlalchemy", "typst")):
        return
    import venv

    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = sorted(project["dependencies"])
    python = OWN / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = OWN / "installed"
    if not installed.exists() or installed.read_text(encoding="utf-8").split("\n") != asked:
        print("Première installation, une à deux minutes / first installation, a minute or two…")
        venv.create(OWN, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *asked], check=True)
        installed.write_text("\n".join(asked), encoding="utf-8")
    if os.name == "nt":
        sys.exit(subprocess.run([str(python), *sys.argv]).returncode)
    os.execv(python, [str(python), *sys.argv])


if __name__ == "__main__":
    set_up()
    from web.command_line import main

    sys.exit(main(sys.argv[1:]))
