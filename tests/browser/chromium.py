"""The real browser: where it is, and how it is started."""

import os
import shutil
from collections.abc import Sequence

from playwright.sync_api import Browser, Playwright

ABSENT = "no Chromium: install it, or say where it is in VISAVIS_CHROMIUM"
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    # A name that is not this machine for the browser: no secure page, as on a LAN address.
    "--host-resolver-rules=MAP tablette.test 127.0.0.1",
)


def found() -> str | None:
    """Where Chromium is."""
    return os.environ.get("VISAVIS_CHROMIUM") or shutil.which("chromium")


def launch(playwright: Playwright, path: str, *, without: Sequence[str] = ()) -> Browser:
    """Start it, without these options that Playwright would add."""
    return playwright.chromium.launch(
        executable_path=path, args=list(OPTIONS), ignore_default_args=list(without)
    )
