"""A Sphinx builder that sets a project as a book, with Typst, in an accessible PDF.

``sphinx-build -b typst_pdf`` needs nothing but the ``typst`` package: its fonts are in the wheel,
no system font is used and nothing is fetched, so the same sources give the same bytes everywhere.
The PDF is tagged and keeps to PDF/UA-1.

Configuration values:

``typst_documents``
    The books, as a list of dictionaries. ``start`` is the page that the book begins with and
    whose toctrees it follows (the root page if left out), ``name`` that of the file without
    ``.pdf``. ``title``, ``subtitle``, ``author`` and ``edition`` (the release if left out) stand
    on the title page, with the picture ``cover`` (a path relative to ``conf.py``); the lines of
    ``colophon`` stand on its back, one with ``{address}`` only where ``html_baseurl`` is known.
    ``opening`` is the title of the start page in the book, and its own title that of the book,
    unless there is another. Each value is a string, or a dictionary of strings by language.
    Dropdowns with the class ``answer`` come last, as a chapter of their own.

``typst_leave_out``
    What is not printed: ids of sections, classes, and parts of sphinx-design (``dropdown``).

``typst_styles``
    A Typst file, relative to ``conf.py``, that defines ``styles``: a dictionary from the name of
    a class to a function that takes the content of a node with that class and returns it styled.

``typst_toc_depth``
    How many levels of headings the table of contents shows, counted from the chapters.

Of a node that the builder does not know, the book has the text, and a warning names it. Whoever
makes such a node says how it is written: ``app.add_node(node, typst_pdf=(visit, depart))``, with
visitors that write Typst markup with ``translator.put`` or a drawing with ``translator.put_svg``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typst_pdf.builder import TypstBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its configuration values."""
    app.add_builder(TypstBuilder)
    app.add_config_value("typst_documents", [], "", types=frozenset({list}))
    app.add_config_value("typst_leave_out", [], "", types=frozenset({list}))
    app.add_config_value("typst_styles", "", "", types=frozenset({str}))
    app.add_config_value("typst_toc_depth", 2, "", types=frozenset({int}))
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
