"""Search that knows both spellings of English, and index entries that lead to headings.

Sphinx reads the pages in Python and the query in JavaScript, and both have to spell alike: one
table serves both. An edition in another language registers a class of its own. How results are
ranked, in any language, is in ``scorer.js``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.index import IndexDirective
from sphinx.search.en import SearchEnglish
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What readers type, and what the pages say. The stemmer sees to endings, so that "outsource" finds
# "outsourcing", but not to these.
SPELLINGS = {
    "center": "centre",
    "centers": "centres",
    "centralized": "centralised",
    "organization": "organisation",
    "organizations": "organisations",
    "callcenter": "call centre",
    "callcenters": "call centres",
    "callcentre": "call centre",
    "callcentres": "call centres",
    "helpdesk": "help desk",
    "helpdesks": "help desks",
    "inhouse": "in-house",
    "einvoice": "e-invoice",
    "bpos": "bpo",
}
# A page has to hold every word of a query. These say what is asked about a subject, and name none:
# a page that explains "KPO" need not hold "meaning" or "full form", nor one that compares "vs".
ASKING = """
    can mean means meaning define defined definition explain explained explanation
    acronym abbreviation full form stand stands
    vs versus
    type types kind kinds
"""
SCRIPT = """
{ // Furo loads this after searchtools.js.
  const spellings = new Map(Object.entries(%s));
  const { performSearch } = Search;
  Search.performSearch = (query) =>
    performSearch(query.replace(/\\w+/g, (word) => spellings.get(word.toLowerCase()) ?? word));
}
"""


class English(SearchEnglish):
    """English as Sphinx searches it, in either spelling."""

    stopwords = SearchEnglish.stopwords | set(ASKING.split())
    js_splitter_code = SCRIPT % json.dumps(SPELLINGS)

    def split(self, input: str) -> list[str]:
        """Return the words of a text, in British spelling."""
        return super().split(
            re.sub(r"\w+", lambda word: SPELLINGS.get(word[0].lower(), word[0]), input)
        )


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
        for section in self.document.findall(nodes.section):
            for index in section.children:
                if isinstance(index, addnodes.index):
                    index["entries"] = [
                        (*entry[:2], section["ids"][0], *entry[3:])
                        if entry[2].startswith("index-")
                        else entry
                        for entry in index["entries"]
                    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the classes in the place of Sphinx's own."""
    app.add_search_language(English)
    app.add_directive("index", IndexOfSections, override=True)
    app.add_transform(LeadToHeadings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
