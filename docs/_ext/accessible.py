"""What docutils and Sphinx leave out for readers without a mouse, or without sight.

What only needs another word or attribute is in ``docs/_templates/page.html``.
"""

import re
from typing import Any

from docutils import nodes
from rule_links import RULE_PAGE, linked
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

SCHEME = re.compile(r"\b([A-Z]{3,5}|[Cc]lass|[Cc]ode|[Kk]elas|[Kk]od) (?=\d)")


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
        return super().starttag(node, tagname, *arguments, **attributes | node.get("html", {}))

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write a text: a code stays on one line with its scheme, and a rule is a link."""
        super().visit_Text(node)
        self.body[-1] = SCHEME.sub("\\1\u00a0", self.body[-1])
        if not isinstance(node.parent, (nodes.literal, nodes.reference, nodes.title)):
            page = self.builder.get_relative_uri(self.builder.current_docname, RULE_PAGE)
            self.body[-1] = linked(self.body[-1], page)

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
