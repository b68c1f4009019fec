"""Real organisations as worked cases, read from ``cases.toml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classified import cases as plain
from classified.answer import Verdict
from classified.cases import cases
from classified.errors import FactError
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.decide import classify
from snippets.overlap import CELLS

WORDS = {Verdict.ALWAYS: "yes", Verdict.NEVER: "no", Verdict.DEPENDS: "not known"}


@dataclass(frozen=True)
class Case(plain.Case):
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

    year: int
    sources: Sequence[str]
    call_centre: str
    bpo: str
    shown: str = ""
    section: str = ""

    def told(self, line: Mapping[str, str]) -> str:
        """Return the known facts of a line of work, and the cells that they leave open."""
        return f"{super().told(line)}: {' or '.join(classify(**line).cells)}"

    def cells(self) -> tuple[str, ...]:
        """Return the cells that the organisation is in, each once (N2)."""
        return tuple(dict.fromkeys(" or ".join(classify(**line).cells) for line in self.lines))


def examples() -> dict[str, Case]:
    """Return the example of each cell, by the name of the cell: a case that is in no other.

    Raises:
        FactError: a cell has none.
    """
    found = {one.cells(): one for one in cases().values() if one.shown}
    if set(found) != {(cell.name,) for cell in CELLS}:
        raise FactError("cases.toml: `shown` is not in one case of each cell, and in no other")
    return {cell: one for (cell,), one in found.items()}


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
