"""The ten rules that decide every answer, read from ``rules.toml``."""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from snippets.operation import CONTACT_WORK, KINDS, Fact, Work

SUPPLIES = frozenset({Work.PROGRAMMING, Work.SOFTWARE, Work.LINES, Work.STAFF, Work.ADVICE})
TRADES = frozenset(
    {Work.OPINION_POLLING, Work.HEALTH_ADVICE, Work.RECORDED_INFORMATION, Work.OTHER_TRADE}
)
PROCESSES = frozenset(Work) - SUPPLIES - TRADES - {Work.WHOLE_BUSINESS}

_GROUPS: Mapping[str, frozenset[Fact]] = {
    "contact work": CONTACT_WORK,
    "other work": frozenset(Work) - CONTACT_WORK,
    "processes and trades": PROCESSES | TRADES,
    "supplies": SUPPLIES,
    "whole business": frozenset({Work.WHOLE_BUSINESS}),
    "any work": frozenset(Work),
    "": frozenset(),
}


@dataclass(frozen=True)
class Rule:
    """A rule of the handbook.

    Attributes:
        number: its short name, R1 to R10.
        text: what it says, in one sentence.
        sources: keys of the bibliography that back it.
        page: the page that explains it.
        reads: for each fact that the rule looks at, the values that it speaks about.
    """

    number: str
    text: str
    sources: tuple[str, ...]
    page: str
    reads: Mapping[str, frozenset[Fact]]

    def decides(self, facts: Mapping[str, Set[Fact]]) -> bool:
        """Return whether the rule speaks about any of these values of any of these facts."""
        return any(values & facts[name] for name, values in self.reads.items() if name in facts)


def _rule(number: str, row: Mapping[str, str]) -> Rule:
    reads = {"work": _GROUPS[row.get("work", "")]}
    reads |= {name: frozenset(KINDS[name]) for name in row.get("facts", ())}
    return Rule(number, row["text"], tuple(row["sources"]), row["page"], reads)


RULES = {
    number: _rule(number, row)
    for number, row in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}


def table() -> list[list[str]]:
    """Return the table of the rules, with the header first."""
    rows = [[rule.number, rule.text, rule.page] for rule in RULES.values()]
    return [["Rule", "It says", "Page"], *rows]
