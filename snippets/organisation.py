"""Organisations: what is made of operations, and what can be said of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement
from operator import attrgetter

from snippets.bpo import bpo
from snippets.call_centre import call_centre, handles_contacts, is_voice_led
from snippets.concept import Concept, Space
from snippets.operation import KINDS, Channels, FactError, Operation, every_operation


@dataclass(frozen=True)
class Organisation:
    """A firm, a public body or a unit of one, described by the operations that it runs.

    Raises:
        FactError: there is no operation.
    """

    operations: frozenset[Operation]

    def __init__(self, *operations: Operation) -> None:
        if not operations:
            raise FactError("operations: () is empty. Expected at least one operation.")
        object.__setattr__(self, "operations", frozenset(operations))


@cache
def every_organisation() -> frozenset[Organisation]:
    """Return the space: every organisation that runs one operation, or two.

    Two are enough, since a statement about two concepts is settled by at most one operation for
    each. One operation stands for all that differ only in what no concept of organisations reads:
    the place, the site, the direction, and the channels of work that is not handling contacts.
    """
    kinds = {
        (operation.work, operation.for_whom, is_voice_led(operation)): operation
        for operation in sorted(every_operation(), key=attrgetter(*KINDS))
        if operation.channels is Channels.NONE or handles_contacts(operation)
    }
    return frozenset(
        Organisation(*pair) for pair in combinations_with_replacement(kinds.values(), 2)
    )


ORGANISATIONS = Space(every_organisation, ())


def runs(concept: Concept[Operation], name: str) -> Concept[Organisation]:
    """Return the organisations that run at least one operation under a concept (R9)."""
    return Concept(
        name,
        lambda organisation: any(operation in concept for operation in organisation.operations),
        *(rule.number for rule in concept.rules),
        "R9",
        space=ORGANISATIONS,
        part=concept,
    )


anyone = runs(Concept("operation", lambda _: True), "organisation")
bpo_provider = runs(bpo, "BPO provider")
call_centre_operator = runs(call_centre, "organisation with a call centre")
