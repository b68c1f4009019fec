"""The classification of an operation, and the tree of questions."""

import pytest
from plain import space

from classified.concept import everything, where
from classified.errors import FactError
from classified.facts import VALUES
from snippets.argued import ARGUED
from snippets.argued import table as argued_table
from snippets.decide import ASKED, also_called, classify, decision_tree, label, paths, table
from snippets.neighbours import NEIGHBOURS
from snippets.overlap import CELLS


@pytest.mark.parametrize("order", [ASKED, ("work", "channels", "for_whom", "gets")])
def test_the_tree_finds_the_cell_of_every_operation(order: tuple[str, ...]) -> None:
    found = everything - everything
    for path, name in paths(decision_tree(order)):
        (cell,) = (cell for cell in CELLS if cell.name == name)
        part = where(**dict(path))
        assert part <= cell
        assert part.isdisjoint(found)
        found |= part
    assert found == everything


def test_the_tree_asks_nothing_in_vain() -> None:
    asked = {field for path, _ in paths(decision_tree(tuple(VALUES))) for field, _ in path}
    assert asked == set(ASKED)


def test_a_tree_that_settles_nothing_is_refused() -> None:
    with pytest.raises(FactError, match="do not settle"):
        decision_tree(("for_whom", "place"))


def test_every_branch_has_short_words() -> None:
    for path, _ in paths(decision_tree()):
        for field, values in path:
            assert len(label(field, values)) < 40
    assert label("for_whom", frozenset({"client", "joint owners"})) == "client or joint owners"
    assert label("work", frozenset({"payroll"})) == "payroll"


def test_classify_leaves_open_what_is_not_known() -> None:
    assert classify().cells == tuple(cell.name for cell in CELLS)
    assert classify(work="payroll").cells == ("other BPO", "neither")
    assert classify(work="payroll", gets="process", for_whom="client").cells == ("other BPO",)


def test_a_definition_that_settles_it_otherwise_is_named() -> None:
    facts = {"work": "debt collection", "gets": "process", "for_whom": "client"}
    assert classify(**facts).otherwise == ()  # it is not known whether they telephone
    found = {
        one.concept.name: verdict for one, verdict in classify(**facts, channels="voice").otherwise
    }
    assert found == {"call centre in the wide sense": "always"}
    facts = {"work": "customer service", "gets": "process", "for_whom": "own group"}
    found = {one.concept.name: verdict for one, verdict in classify(**facts).otherwise}
    assert found == {"outsourcing for some bank supervisors": "always"}
    facts = {"work": "payroll", "gets": "process", "for_whom": "client", "by_whom": "one person"}
    found = {one.concept.name: verdict for one, verdict in classify(**facts).otherwise}
    assert found == {"BPO in everyday speech": "never"}


def test_a_term_applies_if_it_does_to_every_operation_that_fits() -> None:
    for facts in {}, {"work": "payroll", "gets": "process"}, {"work": "recruitment"}:
        fit = [op for op in space() if all(getattr(op, f) == facts[f] for f in facts)]
        names = [concept.name for concept in NEIGHBOURS if all(op in concept for op in fit)]
        assert also_called(where(**facts)) == names
    assert also_called(where(work="telemarketing", for_whom="consumers")) == []


def test_the_table_has_a_row_for_each_way_through_the_tree() -> None:
    rows = table()[1:]
    assert len(rows) == len(list(paths(decision_tree())))
    assert {cell for _, cell, _ in rows} == {cell.name for cell in CELLS}
    assert [row[1:] for row in rows if "client" in row[0] and "voice alone" in row[0]] == [
        ["outsourced call centre", "contact centre"]
    ]


def test_argued_operations_get_a_cell_or_the_question_that_settles_it() -> None:
    header, *rows = argued_table()
    assert [row[0] for row in rows] == list(ARGUED)
    for row in rows:
        assert len(row) == len(header)
        assert (" or " in row[1]) == bool(row[2]), row
