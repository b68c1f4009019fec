"""The classification of an operation, and the tree of questions."""

from collections.abc import Iterator

import pytest

from snippets.decide import Question, classify, decision_tree, label
from snippets.operation import KINDS, Fact, FactError, every_operation
from snippets.overlap import CELLS

ORDER = ("for_whom", "work", "channels")


def leaves(
    tree: Question | str, path: tuple[tuple[str, frozenset[Fact]], ...] = ()
) -> Iterator[tuple[tuple[tuple[str, frozenset[Fact]], ...], str]]:
    if isinstance(tree, str):
        yield path, tree
    else:
        for values, outcome in tree.branches:
            yield from leaves(outcome, (*path, (tree.field, values)))


@pytest.mark.parametrize("order", [ORDER, ("work", "channels", "for_whom"), tuple(KINDS)])
def test_the_tree_finds_the_cell_of_every_operation(order: tuple[str, ...]) -> None:
    paths = list(leaves(decision_tree(order)))
    for operation in every_operation():
        found = [
            cell
            for path, cell in paths
            if all(getattr(operation, field) in values for field, values in path)
        ]
        assert found == [cell.name for cell in CELLS if operation in cell]


def test_the_tree_asks_nothing_in_vain() -> None:
    asked = {field for path, _ in leaves(decision_tree(tuple(KINDS))) for field, _ in path}
    assert asked == set(ORDER)


def test_a_tree_that_settles_nothing_is_refused() -> None:
    with pytest.raises(FactError, match="do not settle"):
        decision_tree(("for_whom", "place"))


def test_every_branch_has_words_of_its_own() -> None:
    for path, _ in leaves(decision_tree(ORDER)):
        for field, values in path:
            words = label(field, values)
            assert len(words) < 40, words
    assert label("place", frozenset(KINDS["place"])).count(" or ") == 2


def test_classify_leaves_open_what_is_not_known() -> None:
    assert classify().cells == tuple(cell.name for cell in CELLS)
    assert classify(work="payroll").cells == ("non-voice BPO", "neither")
    assert classify(work="payroll", for_whom="client").cells == ("non-voice BPO",)
