"""Load every page of the built site as a new reader does, and fail if one costs too much.

Where a page has cards, one is opened; the search is asked something.

Usage: python tools/budget.py
"""

import gzip
import sys
from pathlib import Path
from typing import Any

from browser import launch
from playwright.sync_api import Browser
from serve import serve

SITE = Path(__file__).parent.parent / "_build" / "html"
BYTES = 120_000  # over the wire, with the headers
REQUESTS = 25
SHIFT = 0.01  # cumulative layout shift: https://web.dev/articles/cls
LOADS = 3  # at most: a page that is drawn while half of it is there moves by chance, and not again
GUIDE = 12_000  # bytes, compressed: the script of the decision guide with its data
SEARCHES = ("search.html?q=call+centre", "ms/search.html?q=pusat+panggilan")
CARD = "article :is(.bibtex-citation a, .mark):visible"  # what a card is opened for first
WATCH = """window.shift = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});"""


def load(browser: Browser, address: str) -> tuple[int, int, float, str]:
    """Return the bytes, the requests and the layout shift of a page, and the guide's data."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        loaded: list[int] = []

        def count(event: dict[str, Any]) -> None:
            loaded.append(event["encodedDataLength"])

        network = context.new_cdp_session(page)
        network.on("Network.loadingFinished", count)
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        if (link := page.locator(CARD)).count():
            link.first.hover()
            page.wait_for_selector("#card:popover-open")
        shift = float(page.evaluate("window.shift"))
        data = page.locator("#guide-data")
        return sum(loaded), len(loaded), shift, data.text_content() or "" if data.count() else ""


def main() -> None:
    """Print a line for each page, and what is over its limit."""
    over = []
    with serve(SITE) as address, launch() as browser:
        names = [path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*.html"))]
        for name in [*SEARCHES, *(name for name in names if not name.startswith("_static"))]:
            size, requests, shift, data = load(browser, address + name)
            for _ in range(LOADS - 1):
                if shift > SHIFT:
                    shift = min(shift, load(browser, address + name)[2])
            print(f"{size:8,} bytes {requests:3} requests {shift:6.3f} shift  {name}")
            measured = {
                "bytes": (size, BYTES),
                "requests": (requests, REQUESTS),
                "layout shift": (shift, SHIFT),
            }
            if data:
                script = (SITE / "_static" / "guide.js").read_bytes()
                guide = len(gzip.compress(script, 6)) + len(gzip.compress(data.encode(), 6))
                measured["bytes for the guide"] = (guide, GUIDE)
                print(f"{guide:8,} bytes of these for the guide")
            over += [
                f"{name}: {value:,} {what}, at most {limit:,} wanted"
                for what, (value, limit) in measured.items()
                if value > limit
            ]
    if over:
        sys.exit("\n".join(over))


if __name__ == "__main__":
    main()
