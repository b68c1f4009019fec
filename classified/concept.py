"""Concepts: sets of things, each kept as one number with a bit for every thing.

The space of all things is a table in which the last fact varies fastest. A concept has a bit
for each row; so *and*, *or* and *but not* of two concepts take one step, whatever their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property, reduce
from math import prod
from operator import or_
from typing import Any

from classified.facts import CONTRADICTIONS, FACTS, VALUES, Thing, check_value, values_of

THINGS = FACTS["things"]
FIELDS = tuple(VALUES)
_SIZES = [len(values) for values in VALUES.values()]
_STRIDE = {field: prod(_SIZES[place + 1 :]) for place, field in enumerate(FIELDS)}
_ROWS = prod(_SIZES)


def _repeated(bits: int, period: int) -> int:
    """Return a pattern of bits, repeated to the end of the table."""
    while period < _ROWS:
        bits |= bits << period
        period *= 2
    return bits & ((1 << _ROWS) - 1)


# For each fact and value, the rows that have it.
ROWS = {
    field: {
        value: _repeated(((1 << step) - 1) << place * step, step * len(values))
        for place, value in enumerate(values)
    }
    for field, values in VALUES.items()
    for step in [_STRIDE[field]]
}


def _rows(**facts: str | Iterable[str]) -> int:
    rows = (1 << _ROWS) - 1
    for field, allowed in facts.items():
        values = values_of(field, (allowed,) if isinstance(allowed, str) else allowed)
        rows &= reduce(or_, (ROWS[field][value] for value in values), 0)
    return rows


_POSSIBLE = (1 << _ROWS) - 1
for _pair in CONTRADICTIONS:
    _POSSIBLE &= ~(_rows(**_pair["some"]) & _rows(**_pair["others"]))


class Concept(Set[Thing]):
    """A set of things with a name. It compares and combines as Python's sets do.

    Args:
        name: the term, in the singular, as the glossary has it.
        bits: a bit for each member.
        rules: numbers of the rules that decide who is a member, with spaces between.
    """

    def __init__(self, name: str, bits: int, rules: str = "") -> None:
        self.name = name
        self.bits = bits
        self.rules = tuple(dict.fromkeys(rules.split()))

    def __contains__(self, thing: object) -> bool:
        return isinstance(thing, Thing) and bool(self.bits >> _row(thing) & 1)

    def __iter__(self) -> Iterator[Thing]:
        digits = f"{self.bits:b}"[::-1]
        row = digits.find("1")
        while row >= 0:
            yield _thing(row)
            row = digits.find("1", row + 1)

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __bool__(self) -> bool:
        return self.bits != 0

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self):,} of {len(everything):,}>"

    def __hash__(self) -> int:
        return hash(self.bits)

    def __le__(self, other: Set[Any]) -> bool:
        return not self.bits & ~self._of(other).bits

    def __and__(self, other: Set[Any]) -> Concept:
        return self._combined("and", self._of(other), self.bits & self._of(other).bits)

    def __or__(self, other: Set[Any]) -> Concept:
        return self._combined("or", self._of(other), self.bits | self._of(other).bits)

    def __sub__(self, other: Set[Any]) -> Concept:
        return self._combined("but not", self._of(other), self.bits & ~self._of(other).bits)

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        """Return whether nothing falls under both."""
        return not self.bits & self._of(other).bits

    def _combined(self, word: str, other: Concept, bits: int) -> Concept:
        return Concept(
            f"{self.name} {word} {other.name}", bits, " ".join(self.rules + other.rules)
        )

    def _of(self, other: object) -> Concept:
        if not isinstance(other, Concept):
            raise TypeError(f"{self.name}: expected a concept of {THINGS}, not {other!r}")
        return other

    def called(self, name: str) -> Concept:
        """Return the same concept under a name of its own."""
        return Concept(name, self.bits, " ".join(self.rules))

    def part(self, field: str, value: str) -> int:
        """Return the bits of the members with one fact, moved to where its first value stands."""
        return (self.bits & ROWS[field][value]) >> VALUES[field].index(value) * _STRIDE[field]

    def values(self, field: str) -> frozenset[str]:
        """Return the values of a fact that some member has."""
        return frozenset(value for value, rows in ROWS[field].items() if self.bits & rows)

    def first(self) -> Thing:
        """Return the member that stands first in the table."""
        return _thing((self.bits & -self.bits).bit_length() - 1)

    def over(self, fields: Iterable[str]) -> Concept:
        """Return all things that agree with some member in everything but these facts."""
        bits = reduce(_over, fields, self.bits)
        return Concept(self.name, bits & _POSSIBLE, " ".join(self.rules))

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The facts that settle membership, in their order; the last ones are left out first."""
        reads, bits = list(FIELDS), self.bits
        for field in reversed(FIELDS):
            without = _over(bits, field)
            if without & _POSSIBLE == self.bits:
                reads.remove(field)
                bits = without
        return tuple(reads)


def _over(bits: int, field: str) -> int:
    """Return the rows that agree with some of these in everything but a fact."""
    step, found = _STRIDE[field], 0
    for place, rows in enumerate(ROWS[field].values()):
        found |= (bits & rows) >> place * step
    return reduce(or_, (found << place * step for place in range(len(VALUES[field]))))


def where(name: str = "", rules: str = "", /, **facts: str | Iterable[str]) -> Concept:
    """Return all things with these facts.

    Args:
        name: what they are called.
        rules: numbers of the rules that say so.
        facts: for each field, the value that it has, or several of which it has one; names of
            kinds too, where there are some.

    Raises:
        FactError: there is no such field, or it has no such value.
    """
    return Concept(name, _rows(**facts) & _POSSIBLE, rules)


def _row(thing: Thing) -> int:
    return sum(
        VALUES[field].index(check_value(field, value)) * _STRIDE[field]
        for field, value in zip(FIELDS, thing, strict=True)
    )


def _thing(row: int) -> Thing:
    places = ((values, row // _STRIDE[field]) for field, values in VALUES.items())
    return Thing(*(values[place % len(values)] for values, place in places))


@dataclass(frozen=True)
class Runs:
    """All that run at least one thing under a concept.

    What runs things is any set of them that is not empty. So all that runs an A runs a B exactly
    if every A is a B; and something runs both, whatever A and B are.

    Attributes:
        name: what it is called.
        part: the concept under which one of its things falls.
    """

    name: str
    part: Concept

    def __le__(self, other: Runs) -> bool:
        return self.part <= other.part

    def isdisjoint(self, other: Runs) -> bool:
        """Return whether nothing runs both: only if there is nothing to be run."""
        return not (self.part and other.part)


everything = Concept(FACTS["thing"], _POSSIBLE)
