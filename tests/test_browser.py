"""A browser shows every page without an error, without a jump, and without asking elsewhere."""

import pytest
from budget import SHIFT, WATCH
from playwright.sync_api import Browser
from test_accessibility import MISSING, PAGES


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_load_in_peace(width: int, browser: Browser, guarded: str) -> None:
    found: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                found.append(f"{page.url}: {message.text}")
                if message.type in {"error", "warning"}
                and message.location["url"] != f"{guarded}{MISSING}"  # that it is missing is true
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(guarded)
                else found.append(f"{page.url} asks for {request.url}")
            ),
        )
        for name in PAGES:
            page.goto(guarded + name, wait_until="load")
            if "?" in name:
                continue  # results come one by one
            shift = page.evaluate("window.shift")
            if shift > SHIFT:
                found.append(f"{page.url}: layout shift of {shift:.3f}")
    assert not found, "\n".join(found)
