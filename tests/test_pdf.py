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
import test_editions
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from computed import four_names, printed
from conftest import PAGES, ROOT, built_once, docname, sphinx
from picture import translated
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

pytestmark = pytest.mark.slow

MARKS = re.compile(
    r"[\s\u200b\xad●○◐↪✓'\"\u2018-\u201d-]+"
)  # spaces, hyphens, quotes, added signs
NOT_IN_PRINT = (
    ".citation :is(.back, .unread, .label), .guide, noscript, a.headerlink, svg, "
    ".visually-hidden, .colon, .fn-bracket, .backrefs, "
    ".sd-summary-state-marker, .cite, .sd-dropdown, .start, .not-in-print, "
    "#see-also, #where-to-go-next, a[href$='index.html']"  # the start page has another title there
)

# An orphan stands in no list of contents, and so in no book.
IN_BOOK = [page for page in PAGES if "\norphan: true\n" not in page.read_text(encoding="utf-8")]


def squeeze(text: str) -> str:
    return MARKS.sub("", text)


@cache
def zones(reader: PdfReader) -> list[tuple[str, str, str]]:
    """Return the running head, the text and the foot of each page, which takes seconds."""
    pages = []
    for number, page in enumerate(reader.pages, start=1):
        parts = ["", "", ""]

        def sort(text: str, cm: Any, tm: Any, _font: Any, _size: Any, parts: Any = parts) -> None:
            height = cm[5] + cm[3] * tm[5]
            parts[0 if height > 780 else 2 if height < 60 else 1] += text

        if number == 1:
            parts[1] = page.extract_text()
        else:
            page.extract_text(visitor_text=sort)
        pages.append((parts[0], parts[1], parts[2]))
    return pages


@cache
def texts(reader: PdfReader) -> list[str]:
    """Return the text of each page without its running head and its number."""
    return [text for _head, text, _foot in zones(reader)]


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages in order, without spaces."""
    return squeeze(" ".join(texts(reader)))


def outline(reader: PdfReader, items: list[Any] | None = None, level: int = 1) -> Iterator[Any]:
    """Yield the level and the title of every bookmark."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from outline(reader, item, level + 1)
        else:
            yield level, item.title


def unnumbered(title: str) -> str:
    """Return a title without the number of its part or chapter."""
    return re.sub(r"^([IVX]+|\d+)\s+", "", title)


def chapters(reader: PdfReader, site: Path) -> list[tuple[int, str]]:
    """Return the page, from 0, on which each chapter begins, and its title."""
    soup = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    names = {link.get_text() for link in soup.select(".sidebar-tree .toctree-l1 > a")}
    marks = [(mark, unnumbered(mark.title)) for mark in bookmarks(reader, reader.outline)]
    found = [(reader.get_destination_page_number(mark), title) for mark, title in marks]
    return [(page or 0, title) for page, title in found if title in names]


def bookmarks(reader: PdfReader, items: list[Any]) -> Iterator[Any]:
    """Yield every bookmark."""
    for item in items:
        yield from bookmarks(reader, item) if isinstance(item, list) else [item]


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
    titles = [(level, unnumbered(title)) for level, title in outline(reader)]
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


def test_every_chapter_begins_on_a_page_of_its_own(reader: PdfReader, site: Path) -> None:
    found = chapters(reader, site)
    inner = (ROOT / "docs/differences/any-two.md").read_text("utf-8").count(">\n")
    assert len(found) == len(IN_BOOK) - inner - 1, "the start page has another title"
    for number, (page, title) in enumerate(found, start=1):
        head, text, _foot = zones(reader)[page]
        assert head.strip() == "", title
        assert squeeze(text).startswith(squeeze(f"{number}{title}"))
    pages = [page for page, _title in found]
    assert pages == sorted(set(pages))


def test_the_running_head_names_the_chapter_of_the_page(reader: PdfReader, site: Path) -> None:
    starts = dict(chapters(reader, site))
    current, named = (0, ""), 0
    for page, (head, _text, foot) in enumerate(zones(reader)):
        if page in starts:
            current = (current[0] + 1, starts[page])
        elif head.strip() and current[0] and starts.keys() - range(page):
            assert squeeze(head).startswith(squeeze(f"{current[0]}{current[1]}")), page
            named += 1
        assert page < 2 or foot.strip() == str(page + 1)
    assert named > 40
    assert not any("BPO and the call centre" in head for head, _text, _foot in zones(reader))


@pytest.mark.parametrize(("sort", "least"), [("Table", 8), ("Fig.", 3)])
def test_captions_are_numbered_and_listed(reader: PdfReader, sort: str, least: int) -> None:
    captions = {
        int(number): (page + 1, squeeze(caption)[:30])
        for page, text in enumerate(texts(reader))
        for number, caption in re.findall(rf"^{sort} (\d+)\s+(.+)", text, re.MULTILINE)
    }
    assert sorted(captions) == [*range(1, len(captions) + 1)]
    assert len(captions) >= least
    contents = squeeze(" ".join(texts(reader)[2:6]))
    for number, (page, caption) in captions.items():
        assert re.search(rf"{number}{re.escape(caption)}.*?{page}", contents), (number, caption)
    marked = ["✓" in text for text in texts(reader)]
    assert any(marked)
    assert not any(marked[2:5]), "the mark of a checked claim stands where it is claimed"


def test_what_only_a_site_needs_is_left_out(reader: PdfReader) -> None:
    book = text_of(reader)
    for words in ("See also", "Where to go next", "Is yours BPO? Find out", "Show the check"):
        assert book.count(squeeze(words)) == (words == "Show the check"), words  # it is explained
    assert "snippets." not in "".join(texts(reader)[-5:]), "the index is of subjects"
    assert squeeze("How to read this book") in book
    for words in ("The form asks", "The form does not", "the guide names", "choose a row"):
        assert squeeze(words) not in book


def test_a_line_has_about_66_characters(reader: PdfReader, site: Path) -> None:
    (first, _title), *_, (last, _bibliography) = chapters(reader, site)
    lines = [
        line.strip()
        for text in texts(reader)[first:last]
        for line in re.sub(r"^>>>.*?(?=^[A-Z])", "", text, flags=re.MULTILINE | re.DOTALL).split(
            "\n"
        )
    ]
    full = [len(line) for line in lines if len(line) > 50]
    assert len(full) > 1000
    assert 62 < sum(full) / len(full) < 71


def test_the_cover_shows_the_figure_as_it_is() -> None:
    cover = (ROOT / "docs/_templates/cover.svg").read_text(encoding="utf-8")
    assert cover == printed(four_names()) + "\n"


@test_editions.translated
def test_the_malay_cover_shows_it_in_malay() -> None:
    cover = (ROOT / "docs/_templates/cover.ms.svg").read_text(encoding="utf-8")
    assert cover == printed(translated(four_names(), "ms")) + "\n"


def test_links_tell_their_page(reader: PdfReader) -> None:
    pages = texts(reader)
    named = re.search(r"Real organisations\s+\(page\s+(\d+)\)", "".join(pages))
    assert named
    assert "Real organisations" in "".join(zones(reader)[int(named[1]) - 1])


def test_the_same_sources_give_the_same_bytes_anywhere(book: Path, copy: Path) -> None:
    again = copy / "elsewhere"
    assert sphinx("typst_pdf", copy, again).returncode == 0
    assert (again / "typst_pdf" / book.name).read_bytes() == book.read_bytes()


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


def test_the_latex_has_every_page(latex: Path) -> None:
    source = next(latex.glob("*.tex")).read_text(encoding="utf-8")
    for page in IN_BOOK:
        assert f"{{{docname(page)}::doc}}" in source


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
