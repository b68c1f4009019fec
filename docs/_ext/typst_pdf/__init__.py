"""A Sphinx builder that sets a project as a book, with Typst; README.md says how it is used."""

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
