"""The built site is valid HTML, and its anchors can be read."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import rule_links
from conftest import ROOT, cannot_run

from classified.rules import RULES

VALIDATOR = ROOT / ".ci" / "vnu.jar"
# Advice on outlines that browsers do not make: every page has one h1, and its article holds it.
# A page may claim the same twice. And whether the policy lets a file load its neighbours, only a
# server can tell: test_published.py asks a browser.
ADVICE = re.compile(
    r"Article lacks heading\.|Consider using the “h1” element as a top-level heading only"
    r"|Duplicate “dt” name|.* violates Content Security Policy"
)
GENERATED = re.compile(r'href="([^"]*#(?:id|index-|table-)\d+)"')


@pytest.fixture(scope="session")
def pages(site: Path, published: Path) -> list[Path]:
    """Return every page of the site, built without an address and with one."""
    built = [*site.rglob("*.html"), *published.rglob("*.html")]
    return sorted(page for page in built if "_static" not in page.parts)


def test_every_page_is_valid_html(pages: list[Path]) -> None:
    if not shutil.which("java"):
        cannot_run("NO JAVA: install it, or the HTML of the site is not validated")
    if not VALIDATOR.exists():
        cannot_run("NO VALIDATOR: .ci/run fetches it, or the HTML of the site is not validated")
    command = ["java", "-Xss8m", "-jar", str(VALIDATOR)]
    result = subprocess.run(
        [*command, "--exit-zero-always", "--stdout", "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        check=True,
    )
    problems = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
        if not ADVICE.match(message["message"])
    ]
    assert not problems, "\n".join(problems)


def test_no_link_leads_to_a_generated_anchor(pages: list[Path]) -> None:
    found = [
        f"{page}: {link}"
        for page in pages
        for link in GENERATED.findall(page.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_every_rule_that_a_page_names_is_a_link_to_its_section(site: Path) -> None:
    """Only code, headings and links hold none; the browser's window title is not read."""
    anchors = set(
        re.findall(
            r'id="((?:rule|choice|theorem|convention)-\w\d)"',
            (site / "reference" / "rules.html").read_text(encoding="utf-8"),
        )
    )
    linked, bare = set(), []
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        text = text.partition("<article")[2].partition("</article>")[0]
        linked |= set(re.findall(r'href="[^"]*#((?:rule|choice|theorem|convention)-\w\d)"', text))
        text = re.sub(r"<(a|code|pre|h[1-6])\b.*?</\1>", "", text, flags=re.S)
        bare += [
            f"{page}: {found}"
            for found in re.findall(r"\b(?:rule|choice|theorem|convention)s? [RCTN]\d", text)
        ]
    assert not bare, "\n".join(bare)
    assert linked == anchors == set(map(rule_links.anchor, RULES))


def test_a_page_has_one_viewport_and_codes_stay_with_their_schemes(pages: list[Path]) -> None:
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.count('name="viewport"') == 1, page
        assert not re.search(r">[^<]*\bISIC \d", text.partition("<article")[2]), page
