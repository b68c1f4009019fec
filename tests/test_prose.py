"""The sentences of the pages are short: second-language readers and translators need that."""

import pickle
import re
from pathlib import Path

import pytest
from conftest import PAGES, docname
from docutils import nodes
from unbound import CODE, SENTENCE, blocks, flatten

MEAN, LONGEST = 18, 35  # words
WORD = re.compile(r"[\w'\u2019.,%-]*\w")


def sentences(doctree: nodes.document) -> list[str]:
    """Return the sentences of a page, quotations cut out, without headings and tables."""
    found = []
    for block in blocks(doctree):
        in_table = isinstance(block.parent, nodes.entry)
        if isinstance(block, nodes.paragraph | nodes.line) and not in_table:
            text = re.sub(r'"[^"]*"|“[^”]*”', CODE, " ".join(flatten(block).split()))
            found += [sentence for sentence in SENTENCE.split(text) if WORD.search(sentence)]
    return found


@pytest.mark.parametrize("page", map(docname, PAGES))
def test_sentences_are_short(page: str, site: Path) -> None:
    doctree = pickle.loads((site.parents[1] / "doctrees" / f"{page}.doctree").read_bytes())
    lengths = {sentence: len(WORD.findall(sentence)) for sentence in sentences(doctree)}
    assert not {sentence for sentence, length in lengths.items() if length > LONGEST}
    assert not lengths or sum(lengths.values()) / len(lengths) < MEAN
