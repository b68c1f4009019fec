"""What docutils, Sphinx and the theme leave out for readers without a mouse, or without sight.

Here is what must be right in the HTML itself; the theme's own words are in
``docs/_templates/page.html``, and what can be seen is in ``docs/_static/handbook.css``.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class ScrollingTables(SphinxPostTransform):
    """Let the keyboard reach what the theme puts around a table, which scrolls if it is narrow.

    Its first column names its rows.
    """

    default_priority = 510  # the theme wraps tables at 500
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Name each wrapper after its table, which keeps its anchor but not its widths."""
        for table in self.document.findall(nodes.table):
            if "colwidths-given" in table["classes"]:
                table["classes"].remove("colwidths-given")  # a style that the policy forbids
            next(table.findall(nodes.colspec))["stub"] = 1
            wrapper = table.parent
            if wrapper is None or "table-wrapper" not in wrapper["classes"]:
                continue  # another theme's
            wrapper["ids"] = []
            section: nodes.Element = table
            while (title := section.next_node(nodes.title)) is None and section.parent is not None:
                section = section.parent
            label = title.astext() if title is not None else ""
            wrapper["html"] = {"role": "region", "tabindex": "0", "aria-label": label}


class AccessibleTranslator(HTML5Translator):
    """Writes the HTML of Sphinx with roles that assistive technology knows."""

    def starttag(self, node: Any, tagname: str, *arguments: Any, **attributes: Any) -> str:
        """Return a start tag; see docutils."""
        attributes = {name.lower(): value for name, value in attributes.items()}
        attributes |= node.get("html", {})
        if attributes.get("role") == "heading":  # the caption of a list of pages
            attributes["aria-level"] = "2"
        elif attributes.get("role") == "doc-biblioentry":  # deprecated since DPUB-ARIA 1.1
            attributes["role"] = "listitem"
        return super().starttag(node, tagname, *arguments, **attributes)

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Link a heading to itself, for a mouse: no part of its name, and no stop for the keys."""
        super().add_permalink_ref(node, title)
        hidden = 'class="headerlink" aria-hidden="true" tabindex="-1"'
        self.body[-1] = self.body[-1].replace('class="headerlink"', hidden)

    def visit_entry(self, node: nodes.entry) -> None:
        """Open a cell; one without text is the header of nothing."""
        super().visit_entry(node)
        if not node.astext():
            self.body[-1] = self.body[-1].replace("<th", "<td", 1)
            self.context[-1] = "</td>\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the translator and the transform."""
    app.set_translator("html", AccessibleTranslator)
    app.add_post_transform(ScrollingTables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
