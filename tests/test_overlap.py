"""The four cells share out the whole space."""

from snippets.bpo import is_bpo
from snippets.call_centre import is_call_centre
from snippets.operation import every_operation
from snippets.overlap import CELLS


def test_every_operation_is_in_one_cell_and_in_the_right_one() -> None:
    expected = {
        (True, True): "outsourced call centre",
        (True, False): "in-house call centre",
        (False, True): "non-voice BPO",
        (False, False): "neither",
    }
    for operation in every_operation():
        cells = [cell.name for cell in CELLS if operation in cell]
        assert cells == [expected[is_call_centre(operation), is_bpo(operation)]]
