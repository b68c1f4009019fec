"""Cards: what a link to a term, rule, source or checked claim leads to, shown beside the link.

Their words, by page and anchor, go into one script, which ``cards.js`` loads when a reader first
points at such a link, from a disk too. Where no script runs, the links are links.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from claims import LEDGER
from docutils import nodes
from rule_links import RULE_PAGE
from sources import sources
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

PAGES = ("reference/glossary", "reference/bibliography", RULE_PAGE, LEDGER)
DATA = "_static/cards-data.js"


class LeadBack(SphinxPostTransform):
    """Say below each source how much of it was read, and lead to the pages that cite it."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add a paragraph to each entry of the bibliography."""
        cited: dict[str, dict[str, None]] = {}
        for place in self.env.get_domain("cite").data["citation_refs"]:
            for target in place.targets:
                cited.setdefault(f"source-{target.key}", {})[place.docname] = None
        unread = {
            "nothing": _("We have not read this source."),
            "title": _("We have read its title only."),
            "abstract": _("We have read a summary of it."),
        }
        known = sources(str(self.app.confdir))
        for entry in self.document.findall(nodes.citation):
            source = known.get(entry["ids"][0].removeprefix("source-"), {})
            if note := unread.get(source.get("read", "")):
                entry += nodes.paragraph("", note, classes=["unread"])
            back = nodes.paragraph("", _("Cited in:"), classes=["back"])
            for page in sorted(cited[entry["ids"][0]]):
                address = self.app.builder.get_relative_uri(self.env.docname, page)
                title = self.env.titles[page].astext()
                back += nodes.Text(" ")
                back += nodes.reference("", title, refuri=address, internal=True)
            entry += back


def cards(doctree: nodes.document, known: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each anchor of a page, with what stands there: its name, then its paragraphs.

    A source that is known has its first excerpts too.
    """
    for part in doctree.findall(nodes.Element):
        if isinstance(part, nodes.definition_list_item):
            anchors = [name for term in part.findall(nodes.term) for name in term["ids"]]
            content = [part[0], *part[-1].children]
        elif isinstance(part, nodes.citation):
            anchors, content = part["ids"], [nodes.Text(""), part[1]]
        elif isinstance(part, nodes.section):
            blocks = (nodes.block_quote, nodes.paragraph, nodes.bullet_list)
            anchors, content = part["ids"], [part[0]]
            content += [node for node in part[1:] if isinstance(node, blocks)][:1]
        else:
            continue
        words = [" ".join(node.astext().split()) for node in content]
        for one in known.get(anchors[0].removeprefix("source-"), {}).get("excerpts", ())[:2]:
            words.append(f"\u201c{one['text']}\u201d ({one['place']})")
        yield from ((anchor, words) for anchor in anchors)


def collect(
    found: dict[str, list[str]], app: Sphinx, doctree: nodes.document, docname: str
) -> None:
    """Note what the cards of a page say, when it is written."""
    known = sources(str(app.confdir))
    if docname in PAGES:
        found |= {f"{docname}.html#{anchor}": words for anchor, words in cards(doctree, known)}


def write(found: dict[str, list[str]], app: Sphinx, exception: Exception | None) -> None:
    """Write the script."""
    if exception is None and app.builder.name == "html":
        data = json.dumps(found, ensure_ascii=False, sort_keys=True)
        Path(app.outdir, DATA).write_text(f"globalThis.cards = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what happens to the pages that cards come from."""
    found: dict[str, list[str]] = {}
    app.add_post_transform(LeadBack)
    app.connect("doctree-resolved", partial(collect, found))
    app.connect("build-finished", partial(write, found))
    return {"parallel_read_safe": True, "parallel_write_safe": False}
