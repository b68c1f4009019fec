"""Cards: what a link to a term, rule, source or checked claim leads to, shown beside the link.

Their words, by anchor, go into a script for each page that such links lead to, which ``cards.js``
loads when it is first wanted, from a disk too. Where no script runs, the links are links.
"""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

from checked_prose.sources import sources
from docutils import nodes
from rule_links import RULE_PAGE
from searching import parts
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from classified.concept import everything

SOURCES, LEDGER = "reference/bibliography", "reference/claims"
PAGES = ("reference/glossary", SOURCES, RULE_PAGE, LEDGER)


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
            "nothing": _("We did not find its text again for this edition."),
            "title": _("We have read its title only."),
            "abstract": _("We have read a summary of it."),
        }
        known, own = sources(self.app), self.config.language
        for entry in self.document.findall(nodes.citation):
            source = known.get(entry["ids"][0].removeprefix("source-"), {})
            entry["classes"] += [] if own == "en" else ["language-en"]  # as its source has it
            name = next(entry.findall(nodes.emphasis))
            if source.get("language") == "ms" and not name.astext().startswith("["):
                name["classes"].append("language-ms")
            if note := unread.get(source.get("read", "")):
                entry += nodes.paragraph("", note, classes=["unread", f"language-{own}"])
            back = nodes.paragraph("", _("Cited in:"), classes=["back", f"language-{own}"])
            for page in sorted(cited[entry["ids"][0]]):
                address = self.app.builder.get_relative_uri(self.env.docname, page)
                title = self.env.titles[page].astext()
                link = nodes.reference("", title, refuri=address, internal=True)
                back += [nodes.Text(" "), link]
            entry += back


def collect(
    found: dict[str, list[str]], app: Sphinx, doctree: nodes.document, docname: str
) -> None:
    """Note what the cards of a page say, when it is written: its language, a name, paragraphs."""
    known = sources(app)
    for anchors, above, title, said in parts(doctree) if docname in PAGES else ():
        if docname == LEDGER and above:
            said[0] = said[0].partition(":")[0]  # of a claim the form; sets are no words
        elif docname == SOURCES and above:
            said[0] = said[0].partition("). ")[2].partition(" http")[0]  # what follows the name
        shown = said[:1] if docname in (RULE_PAGE, SOURCES) or not above else said
        source = known.get(anchors[0].removeprefix("source-"), {})
        for one in source.get("excerpts", ())[:2]:
            shown = [*shown, f"\u201c{one['text']}\u201d ({one['place']})"]
        own = app.config.language if docname != SOURCES else source.get("language")
        language = "ms" if own == "ms" else "en"
        found |= {f"{docname}.html#{anchor}": [language, title, *shown] for anchor in anchors}


def write(found: dict[str, list[str]], app: Sphinx, exception: Exception | None) -> None:
    """Write a script for each page, and the letter with which the name in an anchor begins."""
    scripts: dict[str, dict[str, list[str]]] = {}
    for address, words in sorted(found.items()):
        part = "-".join(re.findall(r"reference/(\w+)\.html#[^-]*-?(.)", address)[0]).lower()
        scripts.setdefault(part, {})[address] = words
    for part, cards in scripts.items() if exception is None and app.builder.name == "html" else ():
        data = json.dumps(cards, ensure_ascii=False)
        path = Path(app.outdir, "_static", f"cards-{part}.js")
        path.write_text(f"Object.assign(globalThis.cards, {data});\n", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what happens to the pages that cards come from."""
    found: dict[str, list[str]] = {}
    app.config.html_context["operations"] = f"{len(everything):,}"
    app.add_post_transform(LeadBack)
    app.connect("doctree-resolved", partial(collect, found))
    app.connect("build-finished", partial(write, found))
    return {"parallel_read_safe": True, "parallel_write_safe": False}
