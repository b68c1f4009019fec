"""The book: made of all pages, readable without eyes, and the same wherever it is built."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import page as page_validation
import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from computed import printed
from conftest import PAGES, ROOT, built_once, docname, sphinx
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.overlap import CELLS

MARKS = re.compile(r"[\s\u200b●○◐↪✓]+")  # white space, and signs that the book adds to the text
NOT_IN_PRINT = (
    ".guide, noscript, a.headerlink, svg, .visually-hidden, .colon, .fn-bracket, .backrefs, "
    ".sd-summary-state-marker, .cite, .answer"
)

# An orphan stands in no list of contents, and so in no book.
IN_BOOK = [page for page in PAGES if "\norphan: true\n" not in page.read_text(encoding="utf-8")]


def squeeze(text: str) -> str:
    return MARKS.sub("", text)


@cache
def texts(reader: PdfReader) -> list[str]:
    """Return the text of each page, which takes seconds."""
    return [page.extract_text() for page in reader.pages]


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages in order, without running heads, page numbers and spaces."""
    pages = []
    for number, text in enumerate(texts(reader), start=1):
        lines = text.split("\n")
        assert number < 3 or lines[-1].strip() == str(number), lines[-1]
        pages.extend(lines[1:-1] if number > 2 else lines)
    return squeeze(" ".join(pages))


def outline(reader: PdfReader, items: list[Any] | None = None, level: int = 1) -> Iterator[Any]:
    """Yield the level and the title of every bookmark."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from outline(reader, item, level + 1)
        else:
            yield level, item.title


def link_targets(reader: PdfReader) -> list[str]:
    """Return the address that each link leads to, or an empty text for one inside the book."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [str(note["/A"].get("/URI", "")) if "/A" in note else "" for note in notes]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the English book."""
    return built_once(tmp_path_factory, "typst_pdf", "book") / "bpo-and-call-centre.pdf"


@pytest.fixture(scope="session")
def reader(book: Path) -> PdfReader:
    return PdfReader(book)


def test_the_book_is_accessible(book: Path) -> None:
    report = page_validation.validate_pdf(str(book), profile="ua1")
    assert report.rules.total > 100
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_it_names_its_title_its_author_and_its_language(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "BPO and the call centre"
    assert reader.metadata.author
    assert str(reader.root_object["/Lang"]) == "en"
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842), "A4"


def test_the_outline_has_the_parts_with_their_pages(reader: PdfReader, site: Path) -> None:
    soup = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    entries = soup.select(".sidebar-tree .caption, .sidebar-tree .toctree-l1 > a")
    expected = [(2 if entry.name == "a" else 1, entry.get_text()) for entry in entries]
    titles = [(level, re.sub(r"^[IVX]+\s+", "", title)) for level, title in outline(reader)]
    assert [title for title in titles if title in expected] == expected
    assert len(titles) > 2 * len(PAGES), "sections are in the outline as well"


def test_every_font_is_embedded(reader: PdfReader) -> None:
    fonts = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        thing = reader.get_object(number)
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/FontDescriptor":
            fonts.append(set(thing))
    assert len(fonts) > 3
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & font for font in fonts)


def test_links_lead_into_the_book_or_to_the_web(reader: PdfReader) -> None:
    targets = link_targets(reader)
    addresses = {target for target in targets if target}
    assert len(addresses) > 20
    assert all(address.startswith(("https://", "http://")) for address in addresses), addresses
    assert targets.count("") > 200


def test_all_that_the_site_says_is_in_the_book_in_the_same_order(
    reader: PdfReader, site: Path
) -> None:
    """The site is made by another builder, so what this one drops is missed."""
    book = text_of(reader)
    fragments = 0
    for page in IN_BOOK:
        file = (site / docname(page)).with_suffix(".html")
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        article = soup.select_one("article[role=main]")
        assert article, file
        for element in article.select(NOT_IN_PRINT):
            element.decompose()
        place = book.index(squeeze(article.h1.get_text() if article.h1 else ""))
        for string in article.find_all(string=True):
            fragment = squeeze(string)
            if type(string) is NavigableString and fragment:
                found = book.find(fragment, place)
                assert found >= 0, (
                    f"{docname(page)}: {string!r} after ...{book[place - 60 : place]}"
                )
                place = found + len(fragment)
                fragments += 1
    assert fragments > 4000


def test_the_answers_come_last(reader: PdfReader) -> None:
    quiz = (ROOT / "docs/guide/quiz.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (\d+\. .+)", quiz, re.MULTILINE)
    book = text_of(reader)
    answers = book.rindex("Answers" + squeeze(titles[0]))
    assert answers > book.rindex(squeeze("The source article, claim by claim"))
    places = [book.index(squeeze(title), answers) for title in titles]
    assert places == sorted(places)
    assert quiz.count(":class-container: answer") == len(titles)


def test_the_cover_shows_the_figure_as_it_is() -> None:
    names = [thing.name for thing in (call_centre, bpo, *CELLS)]
    cover = (ROOT / "docs/_templates/cover.svg").read_text(encoding="utf-8")
    assert cover == printed(names) + "\n"


def test_links_tell_their_page(reader: PdfReader) -> None:
    pages = texts(reader)
    named = re.search(r"Real organisations\s+\(page\s+(\d+)\)", "".join(pages))
    assert named
    assert "Real organisations" in pages[int(named[1]) - 1].split("\n")


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes_anywhere(book: Path, copy: Path) -> None:
    again = copy / "elsewhere"
    assert sphinx("typst_pdf", copy, again).returncode == 0
    assert (again / "typst_pdf" / book.name).read_bytes() == book.read_bytes()


@pytest.mark.slow
def test_the_malay_edition_has_its_name_and_language(tmp_path: Path) -> None:
    built = sphinx("typst_pdf", ROOT, tmp_path, "-D", "language=ms")
    assert (built.returncode, built.stderr) == (0, "")
    book = tmp_path / "typst_pdf" / "bpo-dan-pusat-panggilan.pdf"
    assert str(PdfReader(book).root_object["/Lang"]) == "ms"
    assert page_validation.is_pdf_compliant(str(book), profile="ua1")


@pytest.fixture(scope="session")
def latex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the LaTeX of the handbook, written without a warning."""
    return built_once(tmp_path_factory, "latex", "latex")


@pytest.mark.slow
def test_the_latex_has_every_page(latex: Path) -> None:
    source = next(latex.glob("*.tex")).read_text(encoding="utf-8")
    for page in IN_BOOK:
        assert f"{{{docname(page)}::doc}}" in source


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("xelatex") and shutil.which("latexmk")),
    reason="the LaTeX was not compiled: that needs XeLaTeX and latexmk",
)
def test_the_latex_compiles(latex: Path) -> None:
    options = "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"
    made = subprocess.run(
        ["make", "all-pdf", options], cwd=latex, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout[-3000:]
    log = next(latex.glob("*.log")).read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
