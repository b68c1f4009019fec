"""The space and the main definitions once more, in plain Python, to hold the logic against."""

from functools import cache
from itertools import product

from classified.facts import KINDS, VALUES
from snippets.operation import Operation

CONTACT = KINDS["contact work"]
ANSWERING = ("order taking", "message answering", "emergency call taking")


def possible(op: Operation) -> bool:
    contacts = op.channels != "none"
    if contacts != (op.direction != "none"):
        return False
    if op.work in CONTACT and (
        op.for_whom == "consumers" or (op.gets == "process" and not contacts)
    ):
        return False
    return op.work not in ANSWERING or op.direction in ("none", "inbound")


@cache
def space() -> tuple[Operation, ...]:
    """Return all operations, in the order of the table."""
    return tuple(filter(possible, map(Operation._make, product(*VALUES.values()))))


def is_call_centre(op: Operation) -> bool:
    handled = op.work in CONTACT and op.gets == "process"
    return handled and op.channels in ("voice", "voice+text")


def is_bpo(op: Operation) -> bool:
    process = op.work in CONTACT or op.work in KINDS["information process"]
    return process and op.gets == "process" and op.for_whom in ("client", "joint owners")
