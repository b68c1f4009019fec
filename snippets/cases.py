"""Real organisations as worked cases, read from ``cases.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from snippets.answer import Verdict, verdict_of
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.concept import Concept, where
from snippets.decide import classify
from snippets.errors import FactError
from snippets.overlap import CELLS

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDS = {Verdict.ALWAYS: "yes", Verdict.NEVER: "no", Verdict.DEPENDS: "not known"}


@dataclass(frozen=True)
class Case:
    """An organisation as its sources describe it.

    Attributes:
        name: what it is called on the page.
        year: the year that the facts are of.
        sources: keys of the bibliography.
        call_centre: what the sources support for "it runs a call centre".
        bpo: what the sources support for "it provides BPO".
        lines: its lines of work, each by the facts that are known of it.
        shown: what the figure of the four cells calls it, if it is the example of a cell.
        section: anchor of its section on the page, if so.
    """

    name: str
    year: int
    sources: tuple[str, ...]
    call_centre: Verdict
    bpo: Verdict
    lines: tuple[Mapping[str, str], ...]
    shown: str = ""
    section: str = ""

    def runs(self, concept: Concept) -> Verdict:
        """Return whether any line of work falls under a concept, as far as the facts tell."""
        verdicts = {verdict_of(concept, where(**line)) for line in self.lines}
        if Verdict.ALWAYS in verdicts:
            return Verdict.ALWAYS
        return Verdict.DEPENDS if Verdict.DEPENDS in verdicts else Verdict.NEVER

    def __str__(self) -> str:
        """Return a line for each line of work: its known facts, and the cells left open."""
        return "\n".join(
            f"{', '.join(line.values())}: {' or '.join(classify(**line).cells)}"
            for line in self.lines
        )

    def cells(self) -> tuple[str, ...]:
        """Return the cells that the organisation is in, each once (N2)."""
        return tuple(dict.fromkeys(" or ".join(classify(**line).cells) for line in self.lines))


@cache
def cases() -> dict[str, Case]:
    """Return all cases by name, in the order of the page.

    Raises:
        FactError: a line of work has a fact that cannot be.
    """
    found = {}
    for row in _DATA["case"]:
        typed: dict[str, Any] = {key: tuple(row[key]) for key in ("sources", "lines")}
        typed |= {key: Verdict(row[key]) for key in ("call_centre", "bpo")}
        one = Case(**row | typed)
        try:
            str(one)
        except FactError as error:
            raise FactError(f"cases.toml, {one.name}: {error}") from None
        found[one.name] = one
    return found


def examples() -> dict[str, Case]:
    """Return the example of each cell, by the name of the cell: a case that is in no other.

    Raises:
        FactError: a cell has none.
    """
    found = {one.cells(): one for one in cases().values() if one.shown}
    if set(found) != {(cell.name,) for cell in CELLS}:
        raise FactError("cases.toml: `shown` is not in one case of each cell, and in no other")
    return {cell: one for (cell,), one in found.items()}


def case(name: str) -> Case:
    """Return the case of that name.

    Raises:
        FactError: there is none.
    """
    known = cases()
    if name not in known:
        raise FactError.unknown("case", name, known)
    return known[name]


def overview() -> list[list[str]]:
    """Return the table of all cases, with the header first."""
    header = ["Case", "Year", "Runs a call centre", "Provides BPO", "Cells"]
    return [header] + [
        [
            one.name,
            str(one.year),
            WORDS[one.runs(call_centre)],
            WORDS[one.runs(bpo)],
            ", ".join(one.cells()),
        ]
        for one in cases().values()
    ]
