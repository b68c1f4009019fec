"""Rules, choices, theorems and conventions: what decides an answer, from ``rules.toml``."""

import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from snippets.operation import check_value, works


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
    sources: tuple[str, ...]
    page: str
    reads: Mapping[str, frozenset[str]]

    def decides(self, facts: Mapping[str, Set[str]]) -> bool:
        """Return whether the rule speaks about any of these values of any of these facts."""
        return any(values & facts[name] for name, values in self.reads.items() if name in facts)


def _values(field: str, named: Sequence[str]) -> frozenset[str]:
    return frozenset(
        works(*named) if field == "work" else (check_value(field, value) for value in named)
    )


RULES = {
    number: Rule(
        number,
        row["text"],
        tuple(row["sources"]),
        row["page"],
        {field: _values(field, named) for field, named in row.get("reads", {}).items()},
    )
    for number, row in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}
