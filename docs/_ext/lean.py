"""Let a page load only the scripts and styles that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What must occur on a page, for files whose names begin so to be of use.
USES = {
    "clipboard": 'class="highlight"',
    "copybutton": 'class="highlight"',
    "design-tabs": "sd-tab-set",
    "sphinx-design": "sd-",
}


def trim(
    app: Sphinx, name: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Drop the files of which the page has no use."""
    body = context.get("body", "")
    for kind in "script_files", "css_files":
        context[kind] = [
            file
            for file in context[kind]
            if all(
                use in body
                for start, use in USES.items()
                if str(file.filename).rpartition("/")[2].startswith(start)
            )
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the trimming, after other extensions have added their files."""
    app.connect("html-page-context", trim, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
