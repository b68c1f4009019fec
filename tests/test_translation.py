"""A translation keeps what the English pages have, and nothing of it goes unseen."""

import fcntl
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup, Tag
from conftest import PAGES, ROOT, built_once, docname, shared_folder, sphinx
from test_editions import translated
from translations import messages, missing

from classified.language import parse, render

MARK = "¤"
COUNTED = ("examples", "claims", "values")
NAMES = [docname(page) for page in PAGES]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all messages of the English pages and of the interface."""
    return built_once(tmp_path_factory, "gettext", "messages", "-D", "gettext_location=0")


def marked(text: str) -> str:
    """Return a copy of a message with a mark, and its claims in Malay."""

    def role(found: re.Match[str]) -> str:
        name, words = found.groups()
        if name == "claim":
            return f"{{claim}}`{render(parse(words, 'en'), 'ms')}`"
        return (
            f"{{term}}`{MARK} {words}`" if "<" in words else f"{{term}}`{MARK} {words} <{words}>`"
        )

    return f"{MARK} " + re.sub(r"\{(claim|term)\}`([^`]+)`", role, text)


@pytest.fixture(scope="session")
def copied(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the site and the report of an edition in which each message is a marked copy."""
    folder = shared_folder(tmp_path_factory) / "copied"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            build_copy(folder, templates)
            (folder / "whole").touch()
    return {builder: folder / builder for builder in ("html", "doctest")}


def build_copy(folder: Path, templates: Path) -> None:
    """Build the edition in which each message is a marked copy."""
    catalogues: dict[str, Catalog] = {}
    for one in messages("en", templates):
        catalogue = catalogues.setdefault(one.page, Catalog(locale="ms", fuzzy=False))
        catalogue.add(one.english, marked(one.english))
    for page, catalogue in catalogues.items():
        path = folder / "ms" / "LC_MESSAGES" / f"{page}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)
    for builder in ("html", "doctest"):
        options = ["-D", "language=ms", "-D", f"locale_dirs={folder}"]
        built = sphinx(builder, ROOT, folder, *options, doctrees=folder / "doctrees")
        assert built.returncode == 0, built.stderr


def article(path: Path) -> Tag:
    found = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert found
    return found


def structure(page: Tag) -> list[str]:
    """Return the tags of a page with their classes, links, and names; not those of citations.

    How a drawing breaks its lines depends on the words.
    """
    for part in page.select("svg text"):
        part.clear()
    return [
        f"{tag.name} {sorted(tag.get('class') or [])} {tag.get('href', '')} "
        + re.sub(r"id\d+", "", str(tag.get("id", "")))
        for tag in page.find_all(True)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_translated_page_has_the_structure_of_the_english_one(
    name: str, copied: dict[str, Path], site: Path
) -> None:
    english, ours = (article(folder / f"{name}.html") for folder in (site, copied["html"]))
    assert structure(ours) == structure(english)


@pytest.mark.slow
def test_every_message_is_used(copied: dict[str, Path], site: Path) -> None:
    """What has a mark was translated; the rest is code, names, numbers or of sources."""
    left = []
    for name in NAMES:
        english, ours = (article(folder / f"{name}.html") for folder in (site, copied["html"]))
        for ours_block, block in zip(blocks(ours), blocks(english), strict=True):
            if re.search(r"[a-z]{3}", block) and MARK not in ours_block:
                left.append(f"{name}: {block}")
    assert not left


def blocks(page: Tag) -> list[str]:
    """Return the texts of the blocks of a page, without what is the same in every language."""
    for part in page.select("code, pre, svg, .sig, #checked-claims, .citation p, template"):
        part.decompose()
    return [
        " ".join(block.get_text().split())
        for block in page.select("p, h1, h2, h3, dt, figcaption, caption, th, td, summary")
        if not block.find(["p", "dl", "ul"])
    ]


@pytest.mark.slow
def test_an_edition_runs_as_many_examples_claims_and_values(
    copied: dict[str, Path], examined: tuple[Path, Path]
) -> None:
    ours, english = (counts(folder) for folder in (copied["doctest"], examined[0]))
    assert ours == english
    assert all(sum(page[name] for page in english.values()) for name in COUNTED)


def counts(report: Path) -> dict[str, Counter[str]]:
    """Return how many of each kind a page has."""
    rows = (report / "output.txt").read_text("utf-8").partition("====\n")[2].splitlines()
    found: dict[str, Counter[str]] = {}
    for page, *cells in filter(None, map(str.split, rows)):
        if page in NAMES:
            numbered = zip(cells[::2], cells[1::2], strict=True)
            found[page] = Counter({n: int(number) for number, n in numbered if n in COUNTED})
    return {page: counted for page, counted in found.items() if counted}


@translated
@pytest.mark.slow
def test_the_catalogues_have_the_messages_of_the_pages(templates: Path) -> None:
    assert not missing("ms", templates)


def claims() -> list[str]:
    """Return every claim of the English pages."""
    texts = (page.read_text("utf-8") for page in PAGES)
    found = (re.findall(r"(?<!`)\{claim\}`([^`]+)`", text) for text in texts)
    return [" ".join(re.sub(r"\n[>\s]*", " ", one).split()) for page in found for one in page]


def test_every_claim_can_be_said_in_malay_and_read_again() -> None:
    every = claims()
    assert len(every) > 50
    for sentence in every:
        said = parse(sentence, "en")
        assert parse(render(said, "ms"), "ms") == said, sentence
