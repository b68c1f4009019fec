"""What the site gives to search engines, link previews and programs, and what it lets run."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import BASE, POLICY, ROOT
from playwright.sync_api import Browser, Page, expect
from test_site import NAMES


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of the browser, and let none pass that has anything to complain of."""
    with browser.new_context() as context:
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.expose_function("complain", lambda text: complaints.append(text))
        tab.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => "
            "complain(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"
        )
        yield tab
        tab.wait_for_timeout(50)  # for what is reported late
        assert not [text for text in complaints if "status of 404" not in text]


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def content(page: BeautifulSoup, name: str) -> str:
    tags = page.find_all("meta", attrs={"property": name}) or page.find_all("meta", {"name": name})
    assert len(tags) == 1, name
    return str(tags[0]["content"])


def test_readers_load_no_comments(site: Path) -> None:
    assert "/*" not in (site / "_static" / "handbook.css").read_text("utf-8")
    scripts = (ROOT / "docs" / "_static").glob("*.js")
    for script in scripts:
        lines = (site / "_static" / script.name).read_text("utf-8").splitlines()
        assert lines and not [line for line in lines if line.lstrip().startswith("//")]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_it_is(name: str, published: Path) -> None:
    page = soup(published, name)
    heading = page.find("h1")
    assert heading and page.title
    title = content(page, "og:title")
    assert title in str(page.title.string)
    assert heading.get_text().startswith(title)
    assert content(page, "og:description") == content(page, "description")
    assert content(page, "og:type") == ("website" if name == "index" else "article")
    assert content(page, "og:locale") == "en_GB"
    assert content(page, "og:url") == f"{BASE}{name}.html"
    assert [link["href"] for link in page.find_all("link", rel="canonical")] == [
        f"{BASE}{name}.html"
    ]
    assert content(page, "og:image") == f"{BASE}_static/picture.png"
    assert len(content(page, "og:image:alt")) > 40


def test_the_picture_has_its_size(published: Path) -> None:
    picture = (published / "_static" / "picture.png").read_bytes()
    page = soup(published, "index")
    stated = [int(content(page, f"og:image:{side}")) for side in ("width", "height")]
    assert [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)] == stated
    assert len(picture) < 60_000


@pytest.mark.parametrize("name", NAMES)
def test_without_an_address_nothing_that_needs_one_is_there(name: str, site: Path) -> None:
    page = soup(site, name)
    assert not page.find_all("link", rel="canonical")
    assert not page.find_all("meta", property=re.compile("^og:"))
    assert not page.find_all("meta", attrs={"http-equiv": True})
    assert not (site / "sitemap.xml").exists()


def test_the_sitemap_lists_the_pages(published: Path) -> None:
    tree = ElementTree.parse(published / "sitemap.xml")
    listed = [
        place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert sorted(filter(None, listed)) == sorted(f"{BASE}{name}.html" for name in NAMES)


def test_the_pages_are_listed(published: Path, site: Path) -> None:
    text = (published / "llms.txt").read_text(encoding="utf-8")
    assert re.match(
        r"# BPO and the call centre\n\n> .+\.\n\n- \[.+\n\n## What each thing is\n\n- \[", text
    )
    listed = re.findall(r"^- \[.+\]\((.+)\): .+", text, re.MULTILINE)
    assert sorted(listed) == sorted(f"{BASE}{name}.html" for name in NAMES)
    relative = (site / "llms.txt").read_text(encoding="utf-8")
    assert relative == text.replace(BASE, "")


def test_an_unknown_address_gets_a_helpful_page(page: Page, guarded: str) -> None:
    answer = page.goto(f"{guarded}no/such/page.html")
    assert answer and answer.status == 404
    sheets = "() => [...document.styleSheets].every((sheet) => sheet.cssRules.length)"
    assert page.evaluate(sheets)
    assert "no page at this address" in page.locator("article").inner_text()
    for link in page.locator("article a, .sidebar-tree a").all():
        found = page.request.get(urljoin(page.url, link.get_attribute("href")))
        assert found.ok, link
    page.get_by_role("searchbox", name="Search the handbook:").fill("captive")
    page.locator("article form button").click()
    page.locator("#search-results li").first.wait_for()
    expect(page).to_have_url(re.compile(r"/handbook/search\.html(\?|$)"))


def needed(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what stands inline in the pages: the directive that governs it, and its text."""
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for script in page.find_all("script", src=False):
            if script.get("type", "text/javascript") in {"text/javascript", "module"}:
                yield "script-src", str(script.string)
        yield from (("style-src", str(style.string)) for style in page.find_all("style"))
        yield from (("style-src-attr", str(tag["style"])) for tag in page.find_all(style=True))
        assert not [tag for tag in page.find_all() if any(k.startswith("on") for k in tag.attrs)]


def test_the_policy_allows_what_is_inline_and_nothing_else(published: Path) -> None:
    hashes: dict[str, set[str]] = {}
    for directive, text in needed(published):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes.setdefault(directive, set()).add(f"'sha256-{digest}'")
    policy = {part.split()[0]: set(part.split()[1:]) for part in POLICY.split("; ")}
    for directive, sources in policy.items():
        assert "'unsafe-inline'" not in sources
        allowed = {source for source in sources if source.startswith("'sha256-")}
        assert allowed == hashes.get(directive, set()), f"{directive} in docs/_headers"
    assert policy["default-src"] == {"'self'"}
    for directive in "object-src", "base-uri", "frame-ancestors":
        assert policy[directive] == {"'none'"}


def test_the_policy_is_the_same_wherever_it_stands(published: Path) -> None:
    assert POLICY in (ROOT / "PUBLISHING.md").read_text(encoding="utf-8")
    assert POLICY in (published / "_headers").read_text(encoding="utf-8")
    for name in [*NAMES, "404", "search", "genindex"]:
        (tag,) = soup(published, name).find_all("meta", attrs={"http-equiv": True})
        assert isinstance(tag, Tag)
        assert f"{tag['content']}; frame-ancestors 'none'" == POLICY


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, "genindex", "py-modindex", "search"])
def test_a_page_works_under_the_policy(name: str, page: Page, guarded: str) -> None:
    page.goto(f"{guarded}{name}.html?q=captive", wait_until="networkidle")
    assert page.evaluate("document.body.dataset.theme") == "auto"
    if name == "search":
        page.locator("#search-results li").first.wait_for()
