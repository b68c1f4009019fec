"""What the site gives to those who come by machine: search engines, link previews, programs.

Every page gets Open Graph tags in its head, from ``page.html``; ``llms.txt`` lists all pages.
What needs the address of the site (``html_baseurl``) is left out where it is not known.
"""

import re
import shutil
from enum import EnumType
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata

HEADERS = Path(__file__).parent.parent / "_headers"  # the one place that holds the policy


def configure(app: Sphinx, config: Config) -> None:
    """Tell the 404 page where the site stands, and the templates which policy it has."""
    config.notfound_template = "404.html"
    config.notfound_urls_prefix = urlsplit(config.html_baseurl).path or "/"
    policy = ""
    if config.html_baseurl:  # frame-ancestors has no effect, and is an error, in a page
        policy = HEADERS.read_text(encoding="utf-8").partition("Policy: ")[2].strip()
        policy = policy.partition("; frame-ancestors")[0]
    config.html_context = {**config.html_context, "policy": policy, "base": config.html_baseurl}


def describe(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the description of a page just read, in its language."""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            app.env.metadata[app.env.docname]["description"] = meta["content"]


def sign(app: Sphinx, what: str, name: str, thing: Any, *_: Any) -> tuple[str, None] | None:
    """Leave out how an enumeration is called: each version of Python says that otherwise."""
    return ("", None) if isinstance(thing, EnumType) else None


def lighten(app: Sphinx, exception: Exception | None) -> None:
    """Leave comments and indents out of the scripts and the style sheet that readers load."""
    if exception is None and app.builder.name == "html":
        for kind, comment in ("css", r"/\*.*?\*/"), ("js", r"(?m)^ *//[^\n]*\n"):
            for path in Path(app.srcdir, "_static").glob(f"*.{kind}"):
                text = re.sub(comment, "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
                text = re.sub(r"^\s+", "", text, flags=re.MULTILINE)
                if kind == "css":
                    text = re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")
                Path(app.outdir, "_static", path.name).write_text(text, encoding="utf-8")


def list_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write the lists of all pages, each from the template of its name, and the headers."""
    if exception or app.builder.name != "html":
        return
    shutil.copy(HEADERS, app.outdir)
    trees = app.env.get_doctree(app.config.root_doc).findall(toctree)
    below = app.env.toctree_includes
    sections = [
        (tree["caption"], [p for one in tree["includefiles"] for p in (one, *below.get(one, ()))])
        for tree in trees
    ]
    listed = {app.config.root_doc, *(name for _caption, names in sections for name in names)}
    sections.append((_("For contributors"), sorted(app.env.all_docs.keys() - listed)))
    context = {"config": app.config, "env": app.env, "sections": sections}
    for name in ("llms.txt", *(["sitemap.xml"] if app.config.html_baseurl else [])):
        text = app.builder.templates.render(name, context)
        Path(app.outdir, name).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what happens, and the 404 page."""
    app.setup_extension("notfound.extension")
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("config-inited", configure)
    app.connect("doctree-read", describe)
    app.connect("autodoc-process-signature", sign)
    app.connect(
        "builder-inited", lambda app: app.config.html_context.update(titles=app.env.titles)
    )
    app.connect("build-finished", lighten)
    app.connect("build-finished", list_pages)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
