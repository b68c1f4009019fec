"""Rules, choices, theorems and conventions: what decides an answer, from ``rules.toml``."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from classified.data import read
from classified.facts import values_of


@dataclass(frozen=True)
class Rule:
    """A rule of the handbook, or a choice, a theorem or a convention.

    Attributes:
        number: its short name, such as R1; the letter says what it is.
        text: what it says, in one sentence.
        sources: keys of the bibliography that back it.
        page: the page that explains it.
        reads: for each fact that it looks at, the values that it speaks about.
    """

    number: str
    text: str
    sources: Sequence[str]
    page: str
    reads: Mapping[str, frozenset[str]]

    def decides(self, facts: Mapping[str, Set[str]]) -> bool:
        """Return whether the rule speaks about any of these values of any of these facts."""
        return any(values & facts[name] for name, values in self.reads.items() if name in facts)


RULES = {
    number: Rule(number, **row | {"reads": reads})
    for number, row in read("rules.toml").items()
    for named in [row.get("reads", {}).items()]
    for reads in [{field: frozenset(values_of(field, values)) for field, values in named}]
}
