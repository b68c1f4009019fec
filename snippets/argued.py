"""Operations that people argue about, from ``argued.toml``: what follows, and who disagrees."""

import tomllib
from pathlib import Path

from snippets.answer import Verdict
from snippets.decide import classify
from snippets.operation import QUESTIONS

ARGUED: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


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
