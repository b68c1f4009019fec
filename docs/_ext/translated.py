"""What an edition in another language needs, and neither Sphinx nor MyST gives it."""

from copy import deepcopy
from functools import cache, lru_cache

from docutils import frontend, nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import mdit, sphinx_
from sphinx.addnodes import glossary, translatable
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms import i18n
from sphinx.util import logging
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

DEFINITIONS = nodes.definition_list
OTHERWISE = (nodes.image, nodes.field_name, translatable)  # are translated otherwise


def name(app: Sphinx, config: Config) -> None:
    """Translate the names that ``conf.py`` has: the catalogue of the interface has them."""
    config.html_title = config.project = _(config.project)
    config.author = _(config.author)
    config.html_context = {**config.html_context, "author": config.author}


def keep_whole(app: Sphinx, doctree: nodes.document) -> None:
    """Give a page its anchors back, and its nodes: each translated message is a page of its own.

    MyST notes the anchors of the last page; and Sphinx would keep each page that a node knows.
    """
    app.env.metadata[app.env.docname]["myst_slugs"] = getattr(doctree, "myst_slugs", {})
    for node in doctree.findall():
        node.document = doctree


def sort_glossary(app: Sphinx, doctree: nodes.document) -> None:
    """Put the terms of a glossary in the order of the language that they are in now."""
    for listed in (one for node in doctree.findall(glossary) for one in node.findall(DEFINITIONS)):
        listed[:] = sorted(listed, key=lambda item: item.astext().casefold())


def want(app: Sphinx, doctree: nodes.document) -> None:
    """Note each message of a page that has no translation, or one that Sphinx cannot use."""
    if app.config.language != "en":
        app.env.metadata[app.env.docname]["untranslated"] = [
            (logging.get_node_location(node), message)
            for node, message in extract_messages(doctree)
            if not (node.get("translated") or isinstance(node, OTHERWISE))
        ]


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of these with the examples, whichever builder has read the pages."""
    if app.builder.name == "doctest":
        for _page, data in sorted(env.metadata.items()):
            for place, message in data.get("untranslated", ()):
                logger.warning("untranslated: %r", message, location=place, type="untranslated")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register these, and make once what MyST makes anew for each message, a third of the time."""
    app.connect("config-inited", name)
    app.connect("doctree-read", keep_whole)
    app.connect("doctree-read", want)
    app.connect("env-updated", report)
    app.connect("doctree-read", sort_glossary)
    # Of two links to a page, or to a source, each keeps its own anchor.
    vars(i18n)["EXCLUDED_PENDING_XREF_ATTRIBUTES"] = ("refexplicit", "ids", "reftargetid")
    settings = cache(frontend.get_default_settings)
    vars(base)["get_default_settings"] = lambda parser: deepcopy(settings(parser))
    MdParserConfig.__hash__ = object.__hash__  # type: ignore[method-assign]
    vars(sphinx_)["create_md_parser"] = lru_cache(maxsize=1)(mdit.create_md_parser)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
