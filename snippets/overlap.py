"""The four cells: every operation is in exactly one of them (T1)."""

from classified.concept import everything
from snippets.bpo import bpo
from snippets.call_centre import (
    call_centre,
    in_house_call_centre,
    other_bpo,
    outsourced_call_centre,
)

neither = (everything - (call_centre | bpo)).called("neither")

CELLS = (outsourced_call_centre, in_house_call_centre, other_bpo, neither)
