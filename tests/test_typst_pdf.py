"""The builder by itself, on projects of a page or two."""

import io
import re
from pathlib import Path
from typing import Any

import page as page_validation
import pytest
from docutils import nodes
from pypdf import PdfReader
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import SphinxDirective, docutils_namespace
from typst_pdf.builder import TypesettingError
from typst_pdf.writer import TypstTranslator

# MyST-Parser still asks Sphinx 9 in a way that goes with Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser.*app' is deprecated")
PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><text y='9'>x</text></svg>"
)


class stamp(nodes.General, nodes.Element):  # noqa: N801
    """A node that no builder knows."""


class Stamp(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        node = stamp("", nodes.paragraph("", "Ink."), code="a -> b")
        self.set_source_info(node)
        return [node]


def visit_stamp(translator: TypstTranslator, node: stamp) -> None:
    translator.put('#"Stamped."')


class Book:
    """A project of these pages: its PDF, what was warned of, and what the PDF says."""

    def __init__(self, folder: Path, *, stamps: bool = False, **files: str) -> None:
        self.settings: dict[str, Any] = {
            "extensions": ["myst_parser", "sphinx_design", "typst_pdf"],
            "myst_enable_extensions": ["colon_fence", "deflist"],
            "typst_documents": [{"name": "book", "title": "The book"}],
            "suppress_warnings": ["toc.not_included"],
            "nitpicky": True,
        }
        self.folder, self.stamps = folder, stamps
        for name, text in files.items():
            suffix = "svg" if text.startswith("<svg") else "md"
            (folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")

    def build(self, **settings: Any) -> "Book":
        warnings = io.StringIO()
        out, doctrees = self.folder / "out", self.folder / "doctrees"
        with docutils_namespace():
            app = Sphinx(
                self.folder,
                None,
                out,
                doctrees,
                "typst_pdf",
                confoverrides=self.settings | settings,
                status=None,
                warning=warnings,
            )
            app.add_directive("stamp", Stamp)
            if self.stamps:
                app.add_node(stamp, typst_pdf=(visit_stamp, None))
            app.build()
        self.warnings = strip_colors(warnings.getvalue())
        self.source = (out / "typst/book/book-source.typ").read_text(encoding="utf-8")
        self.pdf = out / "book.pdf"
        self.pages = [page.extract_text() for page in PdfReader(self.pdf).pages]
        self.text = " ".join(" ".join(self.pages).split())
        return self

    def says(self, *fragments: str) -> None:
        """Assert that the book is accessible and says this, in this order."""
        assert not self.warnings, self.warnings
        assert page_validation.is_pdf_compliant(str(self.pdf), profile="ua1")
        place = 0
        for fragment in fragments:
            place = self.text.find(fragment, place)
            assert place >= 0, f"{fragment!r} is not where it should be in: {self.text}"


def test_the_text_of_an_unknown_node_is_printed_with_a_warning(tmp_path: Path) -> None:
    book = Book(tmp_path, index="# One\n\nText.\n\n```{stamp}\n```\n\nAfter.\n").build()
    assert "index.md:5: WARNING: " in book.warnings
    assert re.search(r"'stamp'.*app\.add_node", book.warnings)
    assert "Text. a -> b Ink. After." in book.text


def test_an_extension_says_how_its_node_is_printed(tmp_path: Path) -> None:
    page = "# One\n\nBefore.\n\n```{stamp}\n```\n\nAfter.\n"
    Book(tmp_path, stamps=True, index=page).build().says("Before.", "Stamped.", "After.")


def test_nothing_in_a_text_is_taken_for_markup(tmp_path: Path) -> None:
    text = 'a \\# b $x$ @c <d> [e] "f" \\\\g // h = * _ ~ #let'
    Book(tmp_path, index=f"# One\n\n`{text}`\n").build().says(text)


def test_what_html_hides_is_printed(tmp_path: Path) -> None:
    page = """# One

::::{tab-set}
:::{tab-item} First
Under the first.
:::
:::{tab-item} Second
Under the second.
:::
::::

:::{dropdown} Answer
Forty-two.
:::
"""
    Book(tmp_path, index=page).build().says(
        "First", "Under the first.", "Second", "Under the second.", "Answer", "Forty-two."
    )


def test_an_interface_is_described(tmp_path: Path) -> None:
    page = """# One

See {py:func}`send`.

```{index} post
```
```{py:function} send(to, copy[, late]) -> bool
Send it.

:param str to: Whom.
:param copy: How often.
:returns: Whether.

:::{versionadded} 2
It is new.
:::
```
"""
    extensions = ["colon_fence", "fieldlist"]
    book = Book(tmp_path, index=page).build(myst_enable_extensions=extensions)
    book.says("See send() (page 3)", "send(to, copy[, late]) → bool", "Send it.", "Parameters")
    book.says("to (str)", "Whom.", "How often.", "Returns Whether.", "Added in version 2: It")
    optional = '#"["#", "#styled(("n",))[#"late"]#"]"#")"]#regular[#" → "#"bool"]]'
    assert optional in book.source
    assert '(("built-in function", ("index#send", )), )' in book.source, "the index leads to it"


def test_the_index_leads_to_the_word_and_no_word_leaves_its_column(tmp_path: Path) -> None:
    page = "# One\n\n```{index} kite, heading, lost\n```\n\n" + "Text.\n\n" * 99 + "A kite.\n\n"
    table = "```{list-table}\n:widths: 1 99\n\n* - extraordinarily\n  - b\n```\n"
    book = Book(tmp_path, index=f"{page}## Heading\n\n{table}").build()
    book.says("A kite.", "Index", "heading, 3", "kite, 5", "lost, 3")
    first, second = map(float, re.findall(r"columns: \((\S+)fr, (\S+)fr", book.source)[0])
    assert first / (first + second) > 0.15


def test_a_formula_is_printed_as_its_source_with_one_warning(tmp_path: Path) -> None:
    page = "# One\n\nLet {math}`a_1 < b`.\n\n```{math}\n\\frac{1}{2}\n```\n\nAfter {math}`c`.\n"
    book = Book(tmp_path, index=page).build()
    assert book.warnings.count("WARNING") == 1
    assert "index.md:3: WARNING: the book has formulas as their source" in book.warnings
    assert '#par[#raw("\\\\frac{1}{2}")]' in book.source
    assert "Let a_1 < b. \\frac{1}{2} After c." in book.text


def test_a_term_may_have_two_explanations(tmp_path: Path) -> None:
    book = Book(tmp_path, index="# One\n\nTerm\n: First.\n: Second.\n").build()
    book.says("Term First. Second.")


def test_a_footnote_stands_on_the_page_that_refers_to_it(tmp_path: Path) -> None:
    page = "# One\n\nText[^1], again[^1].\n\n## Two\n\nMore.\n\n[^1]: The note.\n"
    book = Book(tmp_path, index=page).build()
    book.says("Text", "again", "More.", "The note.")
    assert book.text.count("The note.") == 1


def test_a_long_table_repeats_its_head(tmp_path: Path) -> None:
    rows = "".join(f"| {number} | cell {number} |\n" for number in range(150))
    book = Book(tmp_path, index=f"# One\n\n| No. | Head |\n| --- | --- |\n{rows}").build()
    book.says(*(f"cell {number} " for number in range(149)))
    with_cells = [page for page in book.pages if "cell" in page]
    assert len(with_cells) > 2
    assert all("Head" in page for page in with_cells)


def test_a_table_leaves_no_row_or_two_alone(tmp_path: Path) -> None:
    tables = ""
    for table in range(40):
        rows = "".join(f"| cell {table}-{row} |\n" for row in range(14))
        tables += f"\nText.\n\n| Head {table} |\n| --- |\n{rows}" + "\nFill.\n" * (table % 5)
    book = Book(tmp_path, index="# One\n" + tables).build()
    for table in range(40):
        first = next(page for page in book.pages if f"Head {table}\n" in page)
        assert f"cell {table}-2\n" in first, table
        last = next(page for page in book.pages if f"cell {table}-13\n" in page)
        assert f"cell {table}-12\n" in last, table
    assert sum(page.count("Head") for page in book.pages) > 40, "some are broken"


def test_a_chapter_does_not_end_with_a_line_or_two(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(12)]
    index = "# Start\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    pages: dict[str, Any] = {
        name: f"# {name}\n" + "\nLine.\n" * (160 + 4 * n) for n, name in enumerate(names)
    }
    book = Book(tmp_path, index=index, **pages).build()
    lines = [page.count("Line.") for page in book.pages if "Line." in page]
    assert max(lines) > 40
    assert min(lines) > 3


def test_a_long_line_of_code_stays_in_its_box(tmp_path: Path) -> None:
    page = f'# One\n\n```python\nlong = "{"word " * 40}"\nrun = "{"x" * 200}"\n```\n'
    book = Book(tmp_path, index=page).build()
    assert book.text.count("↪") == 4, "each continuation is marked"
    assert max(len(line) for line in book.pages[-1].split("\n")) < 130


def test_links_that_lead_nowhere_are_warned_of(tmp_path: Path) -> None:
    book = Book(tmp_path, index="# One\n\n[](nowhere.md) and [x](#nothing)\n").build()
    assert "nowhere" in book.warnings
    assert "nothing" in book.warnings


def test_an_image_needs_an_alt_text(tmp_path: Path) -> None:
    page = "# One\n\n![A cross](pic.svg)\n\n```{image} pic.svg\n```\n\n![gone](gone.svg)\n"
    book = Book(tmp_path, index=page, pic=PICTURE).build()
    assert "index.md:5: WARNING: image without alt text: pic.svg" in book.warnings
    assert "gone.svg" in book.warnings
    assert "gone" in book.text
    assert book.warnings.count("WARNING") == 2
    assert page_validation.is_pdf_compliant(str(book.pdf), profile="ua1")


def test_a_character_without_a_glyph_is_reported_with_its_page(tmp_path: Path) -> None:
    book = Book(tmp_path, index="# One\n\nText.\n\nA \U0001f600.\n")
    with pytest.raises(TypesettingError, match=r"^index\.md:5: "):
        book.build()


def test_captions_make_parts_and_pages_nest(tmp_path: Path) -> None:
    book = Book(
        tmp_path,
        index="# Start\n\nHello.\n\n```{toctree}\n:caption: A part\n\none\n```\n",
        one="# Chapter\n\nText.\n\n```{toctree}\ntwo\n```\n\n## Section\n\nMore.\n",
        two="# Below\n\nDeep. See [the start](index.md).\n",
    ).build()
    book.says("Hello.", "I A part", "1 Chapter", "Text.", "Section", "More.", "Below", "Deep.")
    part = next(page for page in book.pages if page.startswith("I\n"))
    assert part.split() == ["I", "A", "part", "1", "Chapter", "5", "4"]
    book.says("See the start (page 3)")
    kinds = re.findall(r'#book-heading\("(\w+)", number: (\w+)', book.source)
    assert kinds == [("chapter", "none"), ("chapter", "1"), *[("section", "none")] * 2]


def test_what_a_book_does_not_need_is_left_out(tmp_path: Path) -> None:
    page = """# One

[Go](#two){.button}

## Two

:::{dropdown} Why
Reason.
:::

:::{dropdown} Answer
:class-container: answer
Forty-two.
:::

## More

Links.
"""
    extensions = ["attrs_inline", "colon_fence"]
    book = Book(
        tmp_path, index=page + "\n```{toctree}\ntwo\n```\n", two="# Next\n\nText.\n"
    ).build(
        myst_enable_extensions=extensions,
        typst_leave_out=["dropdown", "more", "button"],
        myst_heading_anchors=2,
    )
    book.says("One", "Two", "Next", "Text.", "Answers", "Two", "Forty-two.")
    for words in ("Go", "Why", "Reason", "More", "Links"):
        assert words not in book.text


def test_the_title_page_and_its_back_tell_the_edition(tmp_path: Path) -> None:
    entry = {"name": "book", "title": "The book", "opening": "In short", "edition": "Edition 7"}
    entry["colophon"] = "Cite it.\nOn the web: {address}"
    book = Book(tmp_path, index="# One\n\nText.\n").build(typst_documents=[entry])
    book.says("The book", "Edition 7", "Cite it.", "In short", "Text.")
    assert "On the web" not in book.text
    book.build(typst_documents=[entry], html_baseurl="https://example.org/")
    book.says("Cite it.", "On the web: https://example.org/")


def test_captions_are_numbered_through_the_book(tmp_path: Path) -> None:
    table = "```{table} Of %s\n| A |\n| --- |\n| b |\n```\n\n"
    figure = "```{figure} pic.svg\n:alt: A cross\n\nA drawing\n```\n"
    page = "# One\n\n" + table % "apples" + table % "pears" + figure + "\n| C |\n| --- |\n| d |\n"
    book = Book(tmp_path, index=page, pic=PICTURE).build()
    lists = "Figures 1 A drawing 3 Tables 1 Of apples 3 2 Of pears 3"
    book.says(lists, "Table 1 Of apples", "Table 2 Of pears", "Fig. 1 A drawing")
    assert "Table 3" not in book.text


def test_words_come_from_the_catalogues_of_the_project(tmp_path: Path) -> None:
    catalogue = tmp_path / "locale" / "ms" / "LC_MESSAGES" / "sphinx.po"
    catalogue.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words = {"Contents": "Kandungan", "page": "halaman", "Note": "Nota"}
    entries = (f'msgid "{word}"\nmsgstr "{malay}"\n\n' for word, malay in words.items())
    catalogue.write_text(header + "".join(entries), encoding="utf-8")
    page = "# Satu\n\n```{note}\nTeks. Lihat [Satu](index.md).\n```\n"
    names = [{"name": {"en": "other", "ms": "book"}}]
    book = Book(tmp_path, index=page).build(
        language="ms",
        locale_dirs=[str(tmp_path / "locale")],
        typst_documents=names,
        suppress_warnings=["docutils"],  # which has no Malay
    )
    book.says("Satu", "Kandungan", "Satu", "Nota", "Teks. Lihat Satu (halaman 3)")
