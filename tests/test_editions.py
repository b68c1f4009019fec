"""Both editions together: each page leads to its twin, and the Malay one is all Malay."""

import csv
import fcntl
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import BASE, ROOT, shared_folder, sphinx
from playwright.sync_api import Browser, Page
from serve import serve
from test_site import NAMES

ALL = [*NAMES, "genindex", "search", "404"]
QUERIES = list(csv.DictReader((ROOT / "tests/queries_ms.csv").read_text("utf-8").splitlines()))
MALAY = (ROOT / "docs/locale/ms/LC_MESSAGES/index.po").exists()
translated = pytest.mark.skipif(not MALAY, reason="the pages have no Malay catalogues yet")
# Words of English that Malay does not have, and one of which most English sentences hold.
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|that|this|which|with|from|for|its|their|has|have|not|what|"
    r"who|whose|when|where|how|does|you|your|by|or|to|an|be|they|these|those|than|then|"
    r"here|there|only|also|other|page|search|next|previous|copy|link|read|see)\b",
    re.IGNORECASE,
)
with (ROOT / "docs/reference/columns.csv").open(encoding="utf-8", newline="") as _file:
    COLUMNS = {row[1] for row in csv.reader(_file)}
CODES = "".join(path.read_text("utf-8") for path in (ROOT / "snippets").glob("*.csv"))
SMALL = ("of", "the", "and", "for", "in", "to", "on", "a", "an")


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site with both editions, as ``make html`` builds it."""
    folder = shared_folder(tmp_path_factory) / "editions"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            for language, place, twin in ("en", "html", "ms/"), ("ms", "html/ms", "../"):
                address = BASE + place.removeprefix("html").strip("/")
                options = ["-D", f"language={language}", "-A", f"twin={twin}"]
                options += ["-D", f"html_baseurl={address.rstrip('/')}/"]
                out, doctrees = folder / place, folder / language
                built = sphinx("html", ROOT, folder / "made", *options, doctrees=doctrees)
                assert (built.returncode, built.stderr) == (0, "")
                out.parent.mkdir(parents=True, exist_ok=True)
                (folder / "made" / "html").rename(out)
            (folder / "whole").touch()
    return folder / "html"


@pytest.fixture(scope="session")
def at(editions: Path) -> Iterator[str]:
    with serve(editions) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_page_leads_to_its_twin(name: str, editions: Path) -> None:
    for folder, language, other, twin in ("", "en", "ms", "ms/"), ("ms/", "ms", "en", ""):
        path = f"{folder}{name}.html"
        html = soup(editions / path)
        assert html.html and html.html["lang"] == language
        links = html.select(f"a[hreflang={other}][lang={other}]")
        assert len([a for a in links if a.find_parent(class_="sidebar-drawer")]) == 1
        for link in links:
            there = urlsplit(urljoin(f"{BASE}{path}", str(link["href"]))).path
            assert there in (f"/handbook/{twin}{name}.html", f"/handbook/{twin}search.html")
            assert (editions / there.removeprefix("/handbook/")).exists()
        if name in NAMES:
            found = {str(a["hreflang"]): str(a["href"]) for a in html.select("link[hreflang]")}
            english = f"{BASE}{name}.html"
            assert found == {"en": english, "ms": f"{BASE}ms/{name}.html", "x-default": english}


@pytest.mark.slow
def test_the_lists_of_pages_have_both_editions(editions: Path) -> None:
    sitemap = (editions / "sitemap.xml").read_text("utf-8")
    for name in NAMES:
        assert f"<loc>{BASE}{name}.html<" in sitemap
        assert f"<loc>{BASE}ms/{name}.html<" in sitemap
    assert f"{BASE}ms/llms.txt" in (editions / "llms.txt").read_text("utf-8")
    assert f"({BASE}llms.txt)" in (editions / "ms/llms.txt").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["guide/decide.html#work=payroll&gets=process", "search.html?q=captive"]
)
def test_what_was_asked_is_taken_along(address: str, page: Page, at: str) -> None:
    page.goto(at + address)
    page.locator(".foot a[hreflang=ms]").click()
    page.wait_for_url(f"{at}ms/{address}")
    page.locator(".foot a[hreflang=en]").click()
    page.wait_for_url(at + address)


@pytest.mark.slow
@pytest.mark.parametrize("query", ["pusat panggilan", "apa itu bpo"])
def test_malay_words_in_the_english_search_lead_to_the_malay_one(
    query: str, page: Page, at: str
) -> None:
    page.goto(f"{at}search.html?q={quote_plus(query)}")
    page.locator("#search-twin a").click()
    page.wait_for_url(f"{at}ms/search.html?q={quote_plus(query)}")
    assert page.get_by_role("searchbox").first.input_value() == query
    page.goto(f"{at}search.html?q=call+centre")
    page.locator("#search-results li").first.wait_for()
    assert not page.locator("#search-twin").is_visible()


def sentences(html: BeautifulSoup) -> Iterator[str]:
    """Yield what can be read or heard on a page, block by block, without what is in English."""
    for part in html.select(
        "[lang=en], code, pre, script, style, .sig, .field-list strong, #checked-claims, "
        ".bibtex-citation"
    ):
        part.decompose()
    for tag in html.find_all(True):
        for name in "aria-label", "alt", "title", "placeholder", "data-tooltip":
            if tag.get(name):
                yield str(tag[name])
        if tag.name in ("p", "li", "dt", "dd", "td", "th", "summary", "label", "button", "title"):
            if not tag.find(["p", "li", "dd", "div"]):
                yield " ".join(tag.get_text(" ").split())
        elif (
            tag.name in ("h1", "h2", "h3", "figcaption", "caption", "option", "legend")
            or tag.name == "a"
        ):
            yield " ".join(tag.get_text(" ").split())
    for meta in html.find_all("meta", attrs={"name": "description"}):
        assert isinstance(meta, Tag)
        yield str(meta["content"])


def english(text: str) -> bool:
    """Return whether one word of eight or more is English alone; not in brackets or quotations."""
    if text.strip() in CODES or text.strip() in COLUMNS:
        return False  # the official title of a code, or the name of a column
    words = re.findall(
        r"[A-Za-z\u2019']+",
        re.sub(
            r"\w+\(\)|\([^()]*\)|[\u201c\u2018][^\u201d\u2019]*[\u201d\u2019]|\S*[/_]\S*",
            " ",
            text,
        ),
    )
    found = ENGLISH.findall(" ".join(words))
    if len(words) > 1 and all(word[0].isupper() or word in SMALL for word in words):
        return False  # the name of an organisation, or of a law
    return bool(words) and len(found) / len(words) > 0.12


def test_english_is_told_from_malay() -> None:
    assert english("Link to this heading")
    assert english("What the two words mean, and how they differ.")
    assert english("Search")
    assert not english("Pautan kepada tajuk ini")
    assert not english("Pusat (call centre) bukan BPO, kata \u201cthe owner of it\u201d.")


@translated
@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_malay_page_has_no_english(name: str, editions: Path) -> None:
    left = {text for text in sentences(soup(editions / "ms" / f"{name}.html")) if english(text)}
    assert not left


@translated
@pytest.mark.slow
@pytest.mark.parametrize("row", QUERIES, ids=lambda row: row["query"])
def test_a_question_of_a_malay_reader_finds_its_page(
    row: dict[str, str], page: Page, at: str
) -> None:
    found = results(page, at, row["query"])[:3]
    assert {*row["sections"].split()} & {*found, *(link.partition("#")[0] for link in found)}


@translated
@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("memanggil", "panggilan"),
        ("dipanggil", "panggilan"),
        ("call center", "pusat panggilan"),
        ("outsourcing", "penyumberan luar"),
        ("inhouse", "dalaman"),
        ("captive center", "pusat kaptif"),
    ],
)
def test_forms_of_a_word_and_english_names_find_the_same(
    query: str, same: str, page: Page, at: str
) -> None:
    assert results(page, at, query) == results(page, at, same) != []


@translated
@pytest.mark.slow
def test_the_malay_glossary_is_in_the_order_of_its_words(editions: Path) -> None:
    terms = soup(editions / "ms/reference/glossary.html").select("dl.glossary > dt:not(dt + dt)")
    names = [term.get_text().removesuffix("¶").casefold() for term in terms]
    assert len(names) > 50
    assert names == sorted(names)


def results(page: Page, at: str, query: str) -> list[str]:
    """Return the links that the Malay search shows, best first."""
    page.goto(f"{at}ms/search.html?q={quote_plus(query)}")
    page.wait_for_function("document.getElementById('search-status').innerText")
    links = page.locator("#search-results > li h2 a").all()
    return [str(link.get_attribute("href")) for link in links]
