"""Concepts: named tests of an operation (or organisation) that behave as Python sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from snippets.operation import KINDS, every_operation
from snippets.rules import RULES, Rule

Thing = TypeVar("Thing")


class Space(NamedTuple):
    """All the things that there are, and the facts by which they are described."""

    things: Callable[[], frozenset[Any]]
    fields: tuple[str, ...]


OPERATIONS = Space(every_operation, tuple(KINDS))


class Concept(Set[Thing]):
    """The set of everything in a space that passes a test.

    Two concepts compare and combine as sets do: ``in``, ``<=``, ``<``, ``==``, ``&``, ``|``,
    ``-``, ``isdisjoint``.

    Args:
        name: the term, in the singular, as the glossary has it.
        test: says of one thing whether it falls under the concept.
        rules: numbers of the rules that the test applies.
        space: all the things that there are; the operations if not given.
        part: for a concept of organisations, the concept that one of its operations falls under.
    """

    def __init__(
        self,
        name: str,
        test: Callable[[Thing], bool],
        *rules: str,
        space: Space = OPERATIONS,
        part: Concept[Any] | None = None,
    ) -> None:
        self.name = name
        self.test = test
        self.rules: tuple[Rule, ...] = tuple(
            rule for number, rule in RULES.items() if number in rules
        )
        self.space = space
        self.part = part

    @cached_property
    def extension(self) -> frozenset[Thing]:
        """Every member, found by testing the whole space."""
        return frozenset(filter(self.test, self.space.things()))

    def __contains__(self, thing: object) -> bool:
        return self.test(thing)  # type: ignore[arg-type]  # Set asks for any object

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.extension)

    def __len__(self) -> int:
        return len(self.extension)

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self)} of {len(self.space.things())}>"

    def __le__(self, other: Set[Any]) -> bool:
        return self.extension <= frozenset(other)

    def __and__(self, other: Set[Any]) -> Concept[Thing]:
        return self._combined(other, "and", lambda thing: thing in self and thing in other)

    def __or__(self, other: Set[Any]) -> Concept[Thing]:
        return self._combined(other, "or", lambda thing: thing in self or thing in other)

    def __sub__(self, other: Set[Any]) -> Concept[Thing]:
        return self._combined(other, "but not", lambda thing: thing in self and thing not in other)

    def _combined(
        self, other: Set[Any], word: str, test: Callable[[Thing], bool]
    ) -> Concept[Thing]:
        if not isinstance(other, Concept):
            raise TypeError(f"{self.name}: expected a concept to combine with, not {other!r}")
        rules = (rule.number for rule in self.rules + other.rules)
        return Concept(f"{self.name} {word} {other.name}", test, *rules, space=self.space)

    def called(self, name: str) -> Concept[Thing]:
        """Return the same concept under a name of its own."""
        return Concept(name, self.test, *(rule.number for rule in self.rules), space=self.space)
