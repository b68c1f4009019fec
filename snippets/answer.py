"""Answers: does a concept hold always, never, or does it depend, and on what?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from operator import attrgetter
from typing import Any

from snippets.concept import Concept
from snippets.operation import KINDS, QUESTIONS, FactError, operations_with, value_of
from snippets.rules import Rule


class Verdict(StrEnum):
    """What can be said of a concept when some facts are known and others are not."""

    ALWAYS = "always"
    NEVER = "never"
    DEPENDS = "depends"


@dataclass(frozen=True)
class Answer:
    """A verdict with its reasons.

    Attributes:
        verdict: always, never or depends.
        because: the fewest known facts that force the verdict; empty if it depends.
        rules: the rules that speak about those facts; empty if it depends.
        missing: the fewest unknown facts that would settle it; empty if it is settled.
    """

    verdict: Verdict
    because: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    missing: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return the answer as a reader sees it."""
        if self.verdict is Verdict.DEPENDS:
            return f"depends: {' '.join(QUESTIONS[field] for field in self.missing)}".rstrip(": ")
        return f"{self.verdict}: {', '.join(self.because)} ({', '.join(self.numbers)})"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the rules that decided."""
        return tuple(rule.number for rule in self.rules)


def ask(concept: Concept[Any], given: Concept[Any] | None = None, /, **facts: str) -> Answer:
    """Ask whether a concept holds of everything that fits what is known (R10).

    Args:
        concept: the concept in question.
        given: a concept that is known to hold, if any.
        facts: the known facts of an operation, by field, in plain words.

    Raises:
        FactError: a fact is unknown, or contradicts those before it.
    """
    values = {field: value_of(field, value) for field, value in facts.items()}
    known: dict[str, frozenset[Any]] = {} if given is None else {"it": given.extension}
    things = _fitting(concept, known.values())
    for field, value in values.items():
        possible, things = things, things & operations_with(field, value)
        if not things:
            allowed = sorted({getattr(thing, field) for thing in possible})
            raise FactError.unknown(f"{field}, with the facts before it", value, allowed)
        known[field] = operations_with(field, value)
    known = {name: known[name] for name in ("it", *KINDS) if name in known}

    verdict = _verdict(concept, things)
    if verdict is Verdict.DEPENDS:
        return Answer(verdict, missing=_missing(concept, things, known))
    because = next(
        names
        for names in _by_size(known)
        if _verdict(concept, _fitting(concept, (known[name] for name in names))) is verdict
    )
    fields = because if "it" not in because else _deciding(concept, things, verdict)
    read = {name: {getattr(thing, name) for thing in things} for name in fields}
    rules = tuple(rule for rule in concept.rules if rule.decides(read)) or concept.rules
    words = values | ({} if given is None else {"it": given.name})
    reasons = tuple(f"{name.replace('_', ' ')} is {words[name]}" for name in because)
    return Answer(verdict, reasons, rules)


def _fitting(concept: Concept[Any], known: Iterable[frozenset[Any]]) -> frozenset[Any]:
    return concept.space.things().intersection(*known)


def _verdict(concept: Concept[Any], things: frozenset[Any]) -> Verdict:
    if things <= concept.extension:
        return Verdict.ALWAYS
    return Verdict.NEVER if things.isdisjoint(concept.extension) else Verdict.DEPENDS


def _missing(
    concept: Concept[Any], things: frozenset[Any], known: Iterable[str]
) -> tuple[str, ...]:
    inside, outside = things & concept.extension, things - concept.extension
    for names in _by_size(field for field in concept.space.fields if field not in known):
        if names:
            facts = attrgetter(*names)
            if set(map(facts, inside)).isdisjoint(map(facts, outside)):
                return names
    return ()


def _deciding(concept: Concept[Any], things: frozenset[Any], verdict: Verdict) -> tuple[str, ...]:
    for names in _by_size(concept.space.fields):
        if names:
            facts = attrgetter(*names)
            alike = set(map(facts, things))
            rows = frozenset(row for row in concept.space.things() if facts(row) in alike)
            if _verdict(concept, rows) is verdict:
                return names
    return ()


def _by_size(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    pool = list(names)
    return (chosen for size in range(len(pool) + 1) for chosen in combinations(pool, size))
