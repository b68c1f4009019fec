"""Start the Chromium of the machine: the packages that the lock names bring none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = "chromium", "chromium-browser", "google-chrome"
QUIET = [
    "--no-sandbox",  # as root there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed() -> str | None:
    """Return the path of the browser, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launch(*options: str) -> Iterator[Browser]:
    """Run the browser, with these options, until the block ends.

    Raises:
        FileNotFoundError: there is none.
    """
    path = installed()
    if path is None:
        raise FileNotFoundError(f"No browser: expected one of {', '.join(NAMES)} on the PATH.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *options])
        try:
            yield browser
        finally:
            browser.close()
