"""The sentences of the pages are short: second-language readers and translators need that."""

import pickle
import re
from pathlib import Path

import pytest
from checked_prose.unbound import CODE, SENTENCE, blocks, flatten
from conftest import PAGES, docname
from docutils import nodes

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


@pytest.mark.parametrize("page", [docname(page) for page in PAGES])
def test_sentences_are_short(page: str, examined: tuple[Path, Path]) -> None:
    doctree = pickle.loads((examined[1] / f"{page}.doctree").read_bytes())
    found = sentences(doctree)
    for sentence in found:
        words = len(WORD.findall(sentence))
        assert words <= LONGEST, f"docs/{page}.md: {words} words, split it: {sentence}"
    mean = sum(len(WORD.findall(sentence)) for sentence in found) / max(len(found), 1)
    assert mean < MEAN, (
        f"docs/{page}.md: {mean:.1f} words a sentence on average, expected < {MEAN}"
    )
