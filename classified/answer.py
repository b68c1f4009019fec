"""Answers: does a concept hold always, never, or does it depend, and on what?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from itertools import combinations
from operator import and_

from classified.concept import FIELDS, Concept, everything, where
from classified.errors import FactError
from classified.facts import CONTRADICTIONS, FACTS, QUESTIONS
from classified.rules import RULES, Rule

GIVEN = "given"  # stands for a concept that is known to hold, among the names of facts


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
        because: the fewest known facts that force the verdict; empty if it depends. It is
            ``("given",)`` if the concept that was given forces it.
        rules: the rules that speak about those facts; empty if it depends.
        missing: the fewest unknown facts that would settle it; empty if it is settled.
        known: for each reason, what is known.
    """

    verdict: Verdict
    because: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    missing: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        """Return the answer as a reader sees it."""
        if self.verdict is Verdict.DEPENDS:
            return f"depends: {' '.join(QUESTIONS[name] for name in self.missing)}"
        reasons = (_said(name, self.known[name]) for name in self.because)
        rules = f" ({', '.join(self.numbers)})" if self.rules else ""
        return f"{self.verdict}: {', '.join(reasons)}{rules}"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the rules that decided."""
        return tuple(rule.number for rule in self.rules)


def ask(concept: Concept, given: Concept | None = None, /, **facts: str) -> Answer:
    """Ask whether a concept holds of everything that fits what is known.

    Args:
        concept: the concept in question.
        given: a concept that is known to hold, if any.
        facts: the known facts, by field, in plain words.

    Raises:
        FactError: a fact is unknown, what is known contradicts itself, or nothing falls under
            the concept that was given.
    """
    if given is not None and not given:
        raise FactError(f"given: nothing is {given.name!r}. Expected a concept with members.")
    known = {} if given is None else {GIVEN: given}
    where(**facts)  # raises for what nothing has
    known |= {
        name: where(f"{name} {facts[name]}", **{name: facts[name]})
        for name in FIELDS
        if name in facts
    }
    things = _all(known.values())
    if not things:
        raise FactError(_contradiction(facts) or f"facts: no {given and given.name} has them.")
    verdict = verdict_of(concept, things)
    if verdict is Verdict.DEPENDS:
        return Answer(verdict, missing=_missing(concept, things, known))
    because = next(
        names
        for names in _by_size(known)
        if verdict_of(concept, _all(known[name] for name in names)) is verdict
    )
    fields = _deciding(concept, things, verdict) if GIVEN in because else because
    read = {name: things.values(name) for name in fields}
    rules = [RULES[number] for number in concept.rules]
    said = {GIVEN: given.name if given is not None else ""} | facts
    return Answer(
        verdict,
        because,
        tuple(rule for rule in rules if rule.decides(read)) or tuple(rules),
        known={name: said[name] for name in because},
    )


def _said(name: str, value: str) -> str:
    if name == GIVEN:
        return f"it is {value}"
    short = FACTS[name].get("short", {}).get(value, value)
    said = FACTS[name].get("said", "{name} is {value}")
    return str(said.format(name=name.replace("_", " "), value=value, short=short))


def _all(known: Iterable[Concept]) -> Concept:
    return reduce(and_, known, everything)


def _contradiction(facts: Mapping[str, str]) -> str:
    """Return what is wrong with facts that nothing has together, if anything is."""
    for pair in CONTRADICTIONS:
        for name, value in facts.items():
            others = {other: facts[other] for other in pair["some"] if other in facts}
            together = name in pair["others"] and len(others) == len(pair["some"])
            if together and not where(**others, **{name: value}):
                first = next(iter(others))
                told = f"{name}: {value!r} contradicts {first} {others[first]!r}"
                return f"{told}: {pair['reason']}."
    names = ", ".join(f"{name} {value!r}" for name, value in facts.items())
    return "" if where(**facts) else f"facts: {names} contradict each other."


def verdict_of(concept: Concept, things: Concept) -> Verdict:
    """Return whether a concept holds of all of some things, of none, or of some."""
    if things <= concept:
        return Verdict.ALWAYS
    return Verdict.NEVER if things.isdisjoint(concept) else Verdict.DEPENDS


def _missing(concept: Concept, things: Concept, known: Iterable[str]) -> tuple[str, ...]:
    inside, outside = (
        part.over(name for name in FIELDS if name not in concept.reads)
        for part in (things & concept, things - concept)
    )
    for names in _by_size(name for name in concept.reads if name not in known):
        others = set(concept.reads) - {*names}
        if inside.over(others).isdisjoint(outside.over(others)):
            return names
    raise AssertionError(f"{concept.name}: the facts that it reads do not settle it")


def _deciding(concept: Concept, things: Concept, verdict: Verdict) -> tuple[str, ...]:
    return next(
        names
        for names in _by_size(FIELDS)
        if verdict_of(concept, things.over(set(FIELDS) - {*names})) is verdict
    )


def _by_size(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    pool = list(names)
    return (chosen for size in range(len(pool) + 1) for chosen in combinations(pool, size))
