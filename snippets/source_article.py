"""The claims of the article that the handbook started from, with a verdict on each."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

VERDICTS = ("holds", "holds in part", "does not hold", "not a statement")


@dataclass(frozen=True)
class ArticleClaim:
    """A claim of the article, in our own words.

    Attributes:
        number: its place among the claims, from 1.
        claim: what it says.
        verdict: one of ``VERDICTS``.
        page: the page that treats its subject.
        conflicts: numbers of the claims that it does not go together with.
    """

    number: int
    claim: str
    verdict: str
    page: str
    conflicts: tuple[int, ...]


def article_claims() -> dict[int, ArticleClaim]:
    """Return all claims by number."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        found = []
        for row in csv.DictReader(file):
            number, conflicts = int(row.pop("number")), map(int, row.pop("conflicts").split())
            found.append(ArticleClaim(number, **row, conflicts=tuple(conflicts)))
    return {claim.number: claim for claim in found}


def verdicts() -> list[list[str]]:
    """Return how many claims got each verdict, with the header first."""
    counts = Counter(claim.verdict for claim in article_claims().values())
    return [["Verdict", "Claims"], *([verdict, str(counts[verdict])] for verdict in VERDICTS)]
