"""What the site gives to those who come by machine: search engines, link previews, programs.

Every page gets Open Graph tags and structured data in its head, and a Markdown twin beside it, in
which tables, claims and citations stand as the reader sees them. ``llms.txt`` lists the twins.
What needs the address of the site (``html_baseurl``) is left out where it is not known.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from computed import four_cells
from docutils import nodes
from sphinx.addnodes import glossary, toctree
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from sphinx_markdown_builder.contexts import (  # type: ignore[import-untyped]
    IndentContext,
    SubContextParams,
)
from sphinx_markdown_builder.translator import (  # type: ignore[import-untyped]
    MarkdownTranslator,
)

HEADERS = Path(__file__).parent.parent / "_headers"  # the one place that holds the policy
LOCALES = {"en": "en_GB", "ms": "ms_MY"}


class Twin(MarkdownTranslator):  # type: ignore[misc]  # it is untyped
    """Writes a page as Markdown."""

    def _adjust_url(self, url: str) -> str:
        # A twin has the anchors of headings and terms, but not those of claims and objects.
        url = re.sub(r"#(checked|claim)-\d+$|#snippets\..*$", "", url)
        return re.sub(r"\.html(?=#|$)", ".md", url)

    def visit_citation(self, node: nodes.citation) -> None:
        """Write an entry of the bibliography with its number before it."""
        self._add_anchor(node["ids"][0])
        number = IndentContext(f"[{node[0].astext()}] ", True, params=SubContextParams(1, 2))
        self._push_context(number)

    def visit_PassthroughTextElement(self, node: nodes.Element) -> None:  # noqa: N802
        """Write the heading of a card, or its link."""
        heading = node.parent.get("design_component") == "card-title"
        (self.visit_rubric if heading else self.visit_paragraph)(node)

    visit_caption = MarkdownTranslator.visit_paragraph
    visit_dropdown_title = MarkdownTranslator.visit_rubric
    depart_citation = depart_PassthroughTextElement = MarkdownTranslator._pop_context  # noqa: N815


for _name in ("claim", "value", "four_cells", "abbreviation", "dropdown_main"):
    setattr(Twin, f"visit_{_name}", MarkdownTranslator._pass)  # only what it holds is shown
for _name in ("meta", "comment", "label", "decision_guide", "raw"):
    setattr(Twin, f"visit_{_name}", MarkdownTranslator._skip)


def readable(doctree: nodes.document) -> nodes.document:
    """Return a copy in which what Markdown has no form for is put in other words."""
    tree = doctree.deepcopy()
    for reference in tree.findall(nodes.reference):
        reference["internal"] = "refid" in reference or reference.get("internal", False)
    for item in tree.findall(nodes.definition_list_item):
        first, *others = item.findall(nodes.term)
        for other in others:
            first += [nodes.Text(", "), *other.children]
            first["ids"] += other["ids"]
            item.remove(other)
    for figure in tree.findall(four_cells):
        for name in list(figure.findall(nodes.list_item))[:2]:
            name.parent.remove(name)  # that of a set, which each cell has too
    for block in list(tree.findall(nodes.line_block)):
        paragraph = block.parent.next_node(nodes.paragraph)
        if paragraph is not None:  # what the block shows the truth of
            paragraph += [nodes.Text(" — " + "; ".join(line.astext() for line in block))]
            block.parent.remove(block)
    for verdict in list(tree.findall(nodes.inline)):
        if "article-verdict" in verdict["classes"]:
            verdict.replace_self(nodes.strong("", f"({verdict.astext()})"))
    return tree


def plain(node: nodes.Node) -> str:
    """Return the words of a node, without the numbers of citations."""
    copy = node.deepcopy()
    for inline in list(copy.findall(nodes.inline)):
        if "bibtex-citation" in inline["classes"]:
            inline.parent.replace(inline, nodes.Text("\ufffc"))
    return " ".join(re.sub(r"\s*\ufffc", "", copy.astext()).split())


def defined_terms(doctree: nodes.document, address: str) -> Iterator[dict[str, Any]]:
    """Yield the glossary of a page, if there is one, in the terms of schema.org."""
    for found in doctree.findall(glossary):
        terms = []
        for item in found.findall(nodes.definition_list_item):
            name, *others = item.findall(nodes.term)
            term = {"@type": "DefinedTerm", "name": plain(name), "description": plain(item[-1])}
            also = {"alternateName": [plain(other) for other in others]} if others else {}
            link = {"url": f"{address}#{name['ids'][0]}"} if address else {}
            terms.append({**term, **also, **link})
        yield {"@type": "DefinedTermSet", "hasDefinedTerm": terms}


def configure(app: Sphinx, config: Config) -> None:
    """Tell the other extensions where the site stands, and the templates which policy it has."""
    config.ogp_site_url = config.html_baseurl
    config.ogp_image = "_static/picture.png"
    config.ogp_image_alt = False  # page.html has it, where it can be translated
    config.notfound_template = "404.html"
    config.notfound_urls_prefix = urlsplit(config.html_baseurl).path or "/"
    policy = ""
    if config.html_baseurl:  # frame-ancestors has no effect, and is an error, in a page
        policy = HEADERS.read_text(encoding="utf-8").partition("Policy: ")[2].strip()
        policy = policy.partition("; frame-ancestors")[0]
    config.html_context = {**config.html_context, "policy": policy}


def describe(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the description of a page just read, in its language."""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            app.env.metadata[app.env.docname]["description"] = meta["content"]


def publish(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Prepare the head of a page, and write its twin."""
    context["titles"] = app.env.titles
    if doctree is None or app.builder.name != "html":
        return
    tags = {
        "og:description": app.env.metadata[pagename].get("description", ""),
        "og:type": "website" if pagename == app.config.root_doc else "article",
        "og:locale": LOCALES.get(app.config.language, app.config.language),
    }
    context["meta"] = tags if app.config.html_baseurl else {"ogp_disable": ""}
    context["twin"] = f"{pagename}.md"
    about = {"@context": "https://schema.org", "inLanguage": app.config.language}
    about["name"] = app.env.titles[pagename].astext()
    if address := context.get("pageurl") or "":
        about["url"] = address
    context["structured"] = [
        json.dumps(about | block, ensure_ascii=False).replace("<", "\\u003c")
        for block in defined_terms(doctree, address)
    ]
    tree = readable(doctree)
    twin = Twin(tree, app.builder)
    tree.walkabout(twin)
    path = Path(app.outdir, context["twin"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(twin.astext(), encoding="utf-8")


def list_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write the lists of all pages, each from the template of its name, and the headers."""
    if exception or app.builder.name != "html":
        return
    shutil.copy(HEADERS, app.outdir)
    trees = app.env.get_doctree(app.config.root_doc).findall(toctree)
    sections = [(tree["caption"], tree["includefiles"]) for tree in trees]
    listed = {app.config.root_doc, *(name for _caption, names in sections for name in names)}
    sections.append((_("For contributors"), sorted(app.env.all_docs.keys() - listed)))
    context = {"config": app.config, "env": app.env, "sections": sections}
    for name in ("llms.txt", *(["sitemap.xml"] if app.config.html_baseurl else [])):
        text = app.builder.templates.render(name, context)
        Path(app.outdir, name).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the extensions for the single tasks, and register what happens to each page."""
    with redirect_stdout(None):  # it tells everyone that it does without matplotlib
        app.setup_extension("sphinxext.opengraph")
    app.setup_extension("notfound.extension")
    app.setup_extension("sphinx_markdown_builder")  # for its settings
    app.connect("config-inited", configure)
    app.connect("doctree-read", describe)
    app.connect("html-page-context", publish, priority=400)  # before Open Graph's
    app.connect("build-finished", list_pages)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
