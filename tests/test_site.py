"""The built site: its links lead somewhere, and it asks nothing of the network."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import PAGES, docname

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
    for drawing in article.select("svg.four-cells"):
        assert drawing["aria-hidden"] == "true"
        spoken = drawing.find_next_sibling(class_="visually-hidden")
        assert spoken
        for words in drawing.find_all("text"):
            shown = words.get_text(" ", strip=True)
            assert shown in spoken.get_text(" "), shown
