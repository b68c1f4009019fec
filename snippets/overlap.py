"""The four cells: every operation is in exactly one of them (R3)."""

from snippets.bpo import bpo, is_bpo
from snippets.call_centre import (
    call_centre,
    in_house_call_centre,
    is_call_centre,
    non_voice_bpo,
    outsourced_call_centre,
)
from snippets.concept import Concept
from snippets.operation import Operation


def is_neither(operation: Operation) -> bool:
    """Return whether the operation is neither a call centre nor BPO (R3)."""
    return not (is_call_centre(operation) or is_bpo(operation))


neither = Concept("neither", is_neither, *(rule.number for rule in (call_centre | bpo).rules))

CELLS = (outsourced_call_centre, in_house_call_centre, non_voice_bpo, neither)
