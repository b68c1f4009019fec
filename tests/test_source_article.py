"""The claims of the source article, on the page and in the data."""

import re

from conftest import PAGES, ROOT, docname

from snippets.source_article import VERDICTS, article_claims, verdicts

PAGE = (ROOT / "docs" / "reference" / "source-article.md").read_text(encoding="utf-8")
ITEMS = re.findall(r"^(`{3,})\{article-claim\} (\d+)\n(.*?)\n\1$", PAGE, re.M | re.S)


def test_each_claim_has_a_verdict_and_a_page() -> None:
    claims = article_claims()
    assert list(claims) == list(range(1, 42))
    pages = {docname(page) for page in PAGES}
    for claim in claims.values():
        assert claim.verdict in VERDICTS, claim
        assert claim.page in pages, claim


def test_conflicts_are_mutual() -> None:
    claims = article_claims()
    for claim in claims.values():
        for number in claim.conflicts:
            assert number != claim.number
            assert claim.number in claims[number].conflicts, (claim, claims[number])


def test_the_page_shows_each_claim_once_and_in_order() -> None:
    assert [int(number) for _, number, _ in ITEMS] == list(article_claims())


def test_a_reason_is_short_and_holds_one_checked_claim_at_most() -> None:
    for _, number, reason in ITEMS:
        words = re.sub(r"\{cite\}`[^`]*`", "", reason).split()
        assert 1 <= len(words) <= 50, (number, len(words))
        assert reason.count("{claim}") <= 1, number


def test_the_verdicts_add_up() -> None:
    assert sum(int(count) for _, count in verdicts()[1:]) == len(article_claims())
