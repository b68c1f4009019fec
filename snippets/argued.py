"""Operations that people argue about, from ``argued.toml``: what follows, and who disagrees."""

from classified.answer import Verdict
from classified.data import read
from classified.facts import QUESTIONS
from snippets.decide import classify

ARGUED: dict[str, dict[str, str]] = read("argued.toml")


def table() -> list[list[str]]:
    """Return the table of all of them, with the header first."""
    rows = [
        ["Operation", "The cell, or the cells still open", "What would settle it", "Who differs"]
    ]
    for name, facts in ARGUED.items():
        found = classify(**facts)
        missing = dict.fromkeys((*found.call_centre.missing, *found.bpo.missing))
        others = [
            f"{one.concept.name}: {'yes' if verdict is Verdict.ALWAYS else 'no'}"
            for one, verdict in found.otherwise
        ]
        questions = " ".join(QUESTIONS[field] for field in missing)
        rows.append([name, " or ".join(found.cells), questions, "; ".join(others)])
    return rows
