"""`python -m tests.load.peers install`: what the peers need, from the npm and Python registries.

It goes into node_modules/ and .venv/ beside this file, which git ignores. Node 20 or later must be there.
"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Install; gives the exit code."""
    if arguments != ["install"]:
        print(__doc__)
        return 2
    npm = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--omit=dev"]
    subprocess.run(npm, cwd=HERE, check=True)
    venv.create(HERE / ".venv", with_pip=True)
    pip = [str(HERE / ".venv/bin/python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
