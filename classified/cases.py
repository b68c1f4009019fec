"""Cases: what has a name, and runs some things that are known by some of their facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from classified.answer import Verdict, verdict_of
from classified.concept import Concept, where
from classified.data import named, read
from classified.errors import FactError


@dataclass(frozen=True)
class Case:
    """A case, of which a sentence may speak by its name.

    Attributes:
        name: what it is called.
        lines: what it runs, each thing by the facts that are known of it.
    """

    name: str
    lines: Sequence[Mapping[str, str]]

    def runs(self, concept: Concept) -> Verdict:
        """Return whether any of the lines falls under a concept, as far as the facts tell."""
        verdicts = {verdict_of(concept, where(**line)) for line in self.lines}
        if Verdict.ALWAYS in verdicts:
            return Verdict.ALWAYS
        return Verdict.DEPENDS if Verdict.DEPENDS in verdicts else Verdict.NEVER

    def told(self, line: Mapping[str, str]) -> str:
        """Return what is said of a line: its known facts."""
        where(**line)  # raises for what nothing has
        return ", ".join(line.values())

    def __str__(self) -> str:
        """Return what is said of each line, a line for each."""
        return "\n".join(map(self.told, self.lines))


@cache
def cases() -> dict[str, Any]:
    """Return all cases by name, in the order of ``cases.toml``: of the class that it names.

    Raises:
        FactError: a line has a fact that cannot be.
    """
    data = read("cases.toml")
    kind, found = named(data["class"]) if "class" in data else Case, {}
    for row in data.get("case", ()):
        one = found[row["name"]] = kind(**row)
        try:
            str(one)
        except FactError as error:
            raise FactError(f"cases.toml, {one.name}: {error}") from None
    return found


def case(name: str) -> Any:
    """Return the case of that name.

    Raises:
        FactError: there is none.
    """
    if name not in cases():
        raise FactError.unknown("case", name, cases())
    return cases()[name]
