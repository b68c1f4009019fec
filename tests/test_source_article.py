"""The claims of the source article, on the page and in the data."""

import re

from conftest import PAGES, ROOT, docname

from snippets.source_article import VERDICTS, article_claims, verdicts

PAGE = (ROOT / "docs" / "reference" / "source-article.md").read_text(encoding="utf-8")


def test_each_claim_has_a_verdict_and_a_page() -> None:
    claims = article_claims()
    assert list(claims) == list(range(1, 42))
    pages = {docname(page) for page in PAGES}
    for claim in claims.values():
        assert claim.verdict in VERDICTS, claim
        assert claim.page in pages, claim
        assert claim.number not in claim.conflicts
        assert set(claim.conflicts) <= set(claims), claim


def test_the_page_shows_each_claim_once_and_in_order() -> None:
    shown = [int(number) for number in re.findall(r"^`{3,}\{article-claim\} (\d+)$", PAGE, re.M)]
    assert shown == list(article_claims())


def test_the_verdicts_add_up() -> None:
    assert sum(int(count) for _, count in verdicts()[1:]) == len(article_claims())
