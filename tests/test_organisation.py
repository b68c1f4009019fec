"""Organisations, against organisations listed one by one."""

from itertools import combinations_with_replacement

from hypothesis import given
from test_concept import concepts, operations

from classified.concept import Concept, Runs
from snippets.operation import Operation


@given(concepts, concepts, operations, operations)
def test_what_holds_of_all_holds_of_each(
    one: Concept, other: Concept, first: Operation, second: Operation
) -> None:
    runs, also_runs = Runs("a", one), Runs("b", other)
    organisation = {first, second}
    if runs <= also_runs and any(op in one for op in organisation):
        assert any(op in other for op in organisation)


@given(concepts, concepts)
def test_what_fails_fails_of_some(one: Concept, other: Concept) -> None:
    some = [
        op for part in (one & other, one - other, other - one) if part for op in [part.first()]
    ]
    found = list(combinations_with_replacement(some, 2))

    def runs(part: Concept, organisation: tuple[Operation, ...]) -> bool:
        return any(op in part for op in organisation)

    assert (Runs("a", one) <= Runs("b", other)) == all(
        runs(other, made) for made in found if runs(one, made)
    )
    assert Runs("a", one).isdisjoint(Runs("b", other)) == (
        not any(runs(one, made) and runs(other, made) for made in found)
    )
