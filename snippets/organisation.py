"""Organisations: what runs operations, and is in the cells of all of them (N2)."""

from __future__ import annotations

from dataclasses import dataclass

from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.concept import Concept, everything


@dataclass(frozen=True)
class Runs:
    """The organisations that run at least one operation under a concept.

    An organisation is any set of operations that is not empty. So all that runs an A runs a B
    exactly if every A is a B; and some organisation runs both, whatever A and B are.

    Attributes:
        name: what such an organisation is called.
        part: the concept under which one of its operations falls.
    """

    name: str
    part: Concept

    def __le__(self, other: Runs) -> bool:
        return self.part <= other.part

    def isdisjoint(self, other: Runs) -> bool:
        """Return whether no organisation is both: only if there is nothing to be run."""
        return not (self.part and other.part)


anyone = Runs("organisation", everything)
bpo_provider = Runs("BPO provider", bpo)
call_centre_operator = Runs("organisation with a call centre", call_centre)
