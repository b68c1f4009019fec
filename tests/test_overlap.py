"""The two definitions in plain words, and the four cells that share out the whole space."""

from plain import is_bpo, is_call_centre, space

from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.overlap import CELLS

EXPECTED = {
    (True, True): "outsourced call centre",
    (True, False): "in-house call centre",
    (False, True): "other BPO",
    (False, False): "neither",
}


def test_the_definitions_say_what_the_rules_say() -> None:
    assert [op for op in space() if is_call_centre(op)] == list(call_centre)
    assert [op for op in space() if is_bpo(op)] == list(bpo)


def test_every_operation_is_in_one_cell_and_in_the_right_one() -> None:
    cells = {op: cell.name for cell in CELLS for op in cell}
    assert sum(map(len, CELLS)) == len(cells) == len(space())
    assert all(cells[op] == EXPECTED[is_call_centre(op), is_bpo(op)] for op in space())
