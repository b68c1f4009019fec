"""The built site: its links lead somewhere, and it asks nothing of the network."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import PAGES, REPOSITORY, docname

NAMES = [docname(page) for page in PAGES]


@pytest.fixture(scope="session")
def soups(site: Path) -> dict[Path, BeautifulSoup]:
    """Return every page of the site, parsed."""
    return {
        page: BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for page in site.rglob("*.html")
        if "_static" not in page.parts
    }


def links(soup: BeautifulSoup) -> Iterator[str]:
    for tag, attribute in ("a", "href"), ("img", "src"), ("script", "src"), ("link", "href"):
        for element in soup.find_all(tag, attrs={attribute: True}):
            yield str(element[attribute])


@pytest.mark.parametrize("name", NAMES)
def test_internal_links_and_anchors_lead_somewhere(
    name: str, site: Path, soups: dict[Path, BeautifulSoup]
) -> None:
    page = site / f"{name}.html"
    broken = []
    for link in links(soups[page]):
        if urlsplit(link).scheme:
            continue
        address, fragment = urldefrag(unquote(link))
        target = (page.parent / urlsplit(address).path).resolve() if address else page
        if not target.is_file() or (fragment and not soups[target].find(id=fragment)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_from_elsewhere(
    name: str, site: Path, soups: dict[Path, BeautifulSoup]
) -> None:
    soup = soups[site / f"{name}.html"]
    sources = [
        element.get("src") or element.get("href")
        for element in soup.find_all(["img", "script", "iframe"])
    ]
    sources += [element["href"] for element in soup.find_all("link", rel="stylesheet")]
    assert not [source for source in sources if source and urlsplit(str(source)).netloc]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_title_a_description_and_headings_in_steps(
    name: str, site: Path, soups: dict[Path, BeautifulSoup]
) -> None:
    soup = soups[site / f"{name}.html"]
    description = soup.find("meta", attrs={"name": "description"})
    assert description and len(str(description["content"])) > 20
    article = soup.find("article")
    assert article
    levels = [int(heading.name[1]) for heading in article.find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_figures_have_text(name: str, site: Path, soups: dict[Path, BeautifulSoup]) -> None:
    soup = soups[site / f"{name}.html"]
    article = soup.find("article")
    assert article
    assert all(image.get("alt") for image in article.find_all("img"))
    for drawing in article.select("svg.four-cells:not(.any-two-circles)"):
        cells = drawing.find_all("a")
        assert len(cells) == 4
        for cell in cells:
            spoken = str(cell["aria-label"]).replace("; ", " ")
            parts = [cell.select(f".{part}") for part in ("cell", "example")]
            name, example = (" ".join(line.get_text() for line in lines) for lines in parts)
            assert spoken.startswith(name) and spoken.endswith(f"for example {example}")


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_headers_and_the_foot_says_what_to_cite(
    name: str, site: Path, soups: dict[Path, BeautifulSoup]
) -> None:
    soup = soups[site / f"{name}.html"]
    for row in soup.select("article table.docutils tbody tr"):
        first = row.find(["td", "th"])
        assert first and (first.name == "th" or not first.get_text(strip=True)), row
    foot = soup.select_one("footer .foot")
    assert foot
    words = foot.get_text(" ", strip=True)
    for part in "Cite this page as:", "Edition 2.0", "MIT licence", "Sources last read on":
        assert part in words
    assert "Report a mistake" not in words  # nobody has said where
    assert not [link for link in soup.select(".headerlink") if link["aria-hidden"] != "true"]


def test_a_page_leads_to_its_source_and_to_where_mistakes_are_reported(published: Path) -> None:
    page = (published / "concepts/bpo.html").read_text(encoding="utf-8")
    links = {
        link.get_text(): link["href"]
        for link in BeautifulSoup(page, "html.parser").select(".foot a")
    }
    assert links["Report a mistake"] == f"{REPOSITORY}/issues/new?title=concepts/bpo"
    assert links["See the source"] == f"{REPOSITORY}/blob/main/docs/concepts/bpo.md"


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_curly(name: str, site: Path, soups: dict[Path, BeautifulSoup]) -> None:
    soup = BeautifulSoup(str(soups[site / f"{name}.html"].find("article")), "html.parser")
    for code in soup.select("pre, code, script, .sig, .citation"):
        code.decompose()
    words = soup.get_text()
    straight = re.findall(r".{20}[\"'].{20}|\w--\w", words)
    assert not straight
