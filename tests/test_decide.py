"""The classification of an operation, and the tree of questions."""

import pytest

from snippets.decide import also_called, classify, decision_tree, label, paths, table
from snippets.neighbours import NEIGHBOURS
from snippets.operation import KINDS, FactError, every_operation
from snippets.overlap import CELLS

ORDER = ("for_whom", "work", "channels")


@pytest.mark.parametrize("order", [ORDER, ("work", "channels", "for_whom"), tuple(KINDS)])
def test_the_tree_finds_the_cell_of_every_operation(order: tuple[str, ...]) -> None:
    ways = list(paths(decision_tree(order)))
    for operation in every_operation():
        found = [
            cell
            for path, cell in ways
            if all(getattr(operation, field) in values for field, values in path)
        ]
        assert found == [cell.name for cell in CELLS if operation in cell]


def test_the_tree_asks_nothing_in_vain() -> None:
    asked = {field for path, _ in paths(decision_tree(tuple(KINDS))) for field, _ in path}
    assert asked == set(ORDER)


def test_a_tree_that_settles_nothing_is_refused() -> None:
    with pytest.raises(FactError, match="do not settle"):
        decision_tree(("for_whom", "place"))


def test_every_branch_has_words_of_its_own() -> None:
    for path, _ in paths(decision_tree(ORDER)):
        for field, values in path:
            words = label(field, values)
            assert len(words) < 40, words
    assert label("place", frozenset(KINDS["place"])).count(" or ") == 2


def test_classify_leaves_open_what_is_not_known() -> None:
    assert classify().cells == tuple(cell.name for cell in CELLS)
    assert classify(work="payroll").cells == ("non-voice BPO", "neither")
    assert classify(work="payroll", for_whom="client").cells == ("non-voice BPO",)


@pytest.mark.parametrize(
    "facts", [{}, {"work": "payroll"}, {"work": "recruitment", "for_whom": "client"}]
)
def test_a_term_applies_if_it_does_to_every_operation_that_fits(facts: dict[str, str]) -> None:
    fit = [op for op in every_operation() if all(getattr(op, f) == facts[f] for f in facts)]
    names = [concept.name for concept in NEIGHBOURS if all(op in concept for op in fit)]
    assert also_called(**facts) == names
    assert bool(names) == bool(facts)


def test_contradictory_facts_are_called_nothing() -> None:
    assert also_called(work="telemarketing", channels="none") == []
    with pytest.raises(FactError, match="'pay' is not one of"):
        also_called(work="pay")


def test_the_table_has_a_row_for_each_way_through_the_tree() -> None:
    rows = table()[1:]
    assert len(rows) == len(list(paths(decision_tree(ORDER))))
    assert {cell for _, cell, _ in rows} == {cell.name for cell in CELLS}
    (row,) = (row for row in rows if row[0] == "a client; handling contacts; voice leads")
    assert row[1:] == [
        "outsourced call centre",
        "contact centre, front office, global business services",
    ]
