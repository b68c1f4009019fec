"""What the search knows of the pages, and index entries that lead to headings.

Sphinx's search finds whole pages, and no numbers: ``docs/_static/search.js`` finds sections.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import sphinx.search
from docutils import nodes
from guide import decision_guide, slug, term
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.index import IndexDirective
from sphinx.transforms import SphinxTransform

from classified.proposition import TERMS
from snippets.any_two import COMPARED

LANGUAGES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
STEMMERS = Path(sphinx.search.__file__).parent / "minified-js"
PARTS = (nodes.section, nodes.definition_list_item, nodes.citation)
HEADS = (nodes.title, nodes.term, nodes.label)
UNREAD = (nodes.FixedTextElement, nodes.Invisible, nodes.rubric, *HEADS)
TOLD = {"comparison", "article-claim", "not-searched"}  # sections on its subject say it better
NUMBERS = re.compile(r" \((?:\w+ )?[RCTN]\d(?:(?:,| and| dan)? (?:\w+ )?[RCTN]\d)*\)")  # of rules
SKIPPED = (*UNREAD, nodes.section, addnodes.glossary, decision_guide)


def words(node: nodes.Node) -> str:
    """Return the words of a node, without citations and rules in brackets."""
    copy = node.deepcopy()
    links = copy.findall(addnodes.pending_xref)
    for link in [link for link in links if link["refdomain"] == "cite"]:
        link.parent.remove(link)
    return NUMBERS.sub("", " ".join(copy.astext().split()))


def texts(node: nodes.Node) -> Iterator[str]:
    """Yield the paragraphs of a section, and the rows of its tables; not of sections in it."""
    for child in node.children:
        if isinstance(child, nodes.row):
            yield "; ".join(filter(None, map(words, child)))
        elif isinstance(child, nodes.TextElement) and not isinstance(child, UNREAD):
            yield words(child)
        elif (
            isinstance(child, nodes.definition_list_item)
            and not next(child.findall(nodes.term))["ids"]
        ):
            yield ": ".join(map(words, child))
        elif isinstance(child, nodes.Element) and not isinstance(child, SKIPPED):
            folded = child.get("design_component") == "dropdown" or TOLD & {*child["classes"]}
            yield from () if folded else texts(child)


def parts(page: nodes.document) -> Iterator[list[Any]]:
    """Yield of each section, term and source the anchors, headings and texts."""
    for node in filter(lambda node: isinstance(node, PARTS), page.findall(nodes.Element)):
        heads = [child for child in node.children if isinstance(child, HEADS)]
        anchors = [anchor for named in (node, *heads) for anchor in named["ids"]]
        if anchors[:1] not in ([], ["see-also"]):  # that, in any language, names other sections
            above = [words(outer[0]) for outer in node.section_hierarchy() if outer is not node]
            yield [anchors, above, ", ".join(map(words, heads)), [*filter(None, texts(node))]]


def named(words: Any) -> Any:
    """Return the words that name a term, without those that only say something of another."""
    kept = ("noun", "mass")
    return {key: words[key] for key in kept if key in words} if isinstance(words, dict) else words


def write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write what the search knows, in a script, and yield the page that uses it."""
    env, own, out = app.env, app.config.language, Path(app.outdir, "_static")
    pages: dict[str, list[Any]] = {}
    compared = {data["pair"]: name for name, data in env.metadata.items() if "pair" in data}
    # What the search leads to by other ways, and stories that it would take for facts.
    brief = {*env.toctree_includes.get(compared.get("", ""), ())}
    brief |= {name for name, data in env.metadata.items() if "headings-only" in data}
    for name, index in sorted(env.domains.index_domain.entries.items()):
        if "orphan" in env.metadata[name]:  # those are for contributors
            continue
        for anchors, above, title, said in parts(env.get_doctree(name)):
            same = re.sub(r"\W+", "-", title.split(", ")[0])
            anchor = anchors[0].replace(same, "*").replace(same.lower(), "+")
            inside = (entry[1] for entry in index if entry[2] in anchors)
            entries = [words for words in inside if words not in title]
            page = pages.setdefault(app.builder.get_target_uri(name), [])
            page.append([anchor, len(above), title, entries, [] if name in brief else said])
    terms = [
        {key: named(entry[key]) for key in ("en", "ms", "also") if key in entry}
        for entry in TERMS.values()
    ]
    languages = {own: LANGUAGES[own]} | {
        other: {key: data[key] for key in ("asking", "joining")}
        for other, data in LANGUAGES.items()
        if other != own
    }
    known = {"own": own, "languages": languages, "terms": terms, "pages": pages}
    known["slugs"] = [name in COMPARED and slug(term(COMPARED[name])) for name in TERMS]
    known["compared"] = {pair: app.builder.get_target_uri(page) for pair, page in compared.items()}
    stemmers = (STEMMERS / f"{name}-stemmer.js" for name in ("base", LANGUAGES[own]["stemmer"]))
    code = "\n".join(stemmer.read_text(encoding="utf-8") for stemmer in stemmers)
    code += f"\nhandbook = {json.dumps(known, ensure_ascii=False, separators=(',', ':'))};\n"
    (out / "sections.js").write_text(code, encoding="utf-8")
    version = crc32(code.encode() + (out / "search.js").read_bytes())
    yield "search", {"version": version}, "search.html"


class IndexOfSections(IndexDirective):
    """Sphinx's ``{index}``, without an anchor of its own unless it is given a name."""

    def run(self) -> list[nodes.Node]:
        """Return the entries."""
        return super().run()[: None if "name" in self.options else 1]


class LeadToHeadings(SphinxTransform):
    """Lets entries without an anchor lead to the heading of their section, by its own name."""

    default_priority = 270  # docutils has moved the anchors before a heading to it, at 260

    def apply(self, **kwargs: Any) -> None:
        """Replace the anchors that do not exist."""
        for index in self.document.findall(addnodes.index):
            if isinstance(section := index.parent, nodes.section):
                index["entries"] = [
                    (kind, text, section["ids"][0] if to.startswith("index-") else to, *rest)
                    for kind, text, to, *rest in index["entries"]
                ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Put all of this in the place of Sphinx's own; a builder can be told not to search."""
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    app.connect("html-collect-pages", write)
    app.add_directive("index", IndexOfSections, override=True)
    app.add_transform(LeadToHeadings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
