"""Operations: lines of work described by six facts, and the space of all of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from typing import get_type_hints


class FactError(ValueError):
    """A fact that cannot be: an unknown field or value, or facts that contradict each other."""

    @classmethod
    def unknown(cls, field: str, value: object, allowed: Iterable[str]) -> FactError:
        """Return the error for a value outside the allowed ones, with the nearest of them."""
        choices = [str(choice) for choice in allowed]
        near = difflib.get_close_matches(str(value), choices, n=1, cutoff=0)
        hint = f" Nearest: {near[0]!r}." if near else ""
        return cls(f"{field}: {str(value)!r} is not one of {', '.join(map(repr, choices))}.{hint}")


class Fact(StrEnum):
    """A closed set of values that one field of an operation can take."""

    __hash__ = str.__hash__  # Enum's own hash runs in Python and would dominate set operations


class Work(Fact):
    """What is done: the service rendered, not the tools it is rendered with."""

    # Handling contacts with customers or the public is the service.
    CUSTOMER_SERVICE = "customer service"
    ORDER_TAKING = "order taking"
    TECHNICAL_SUPPORT = "technical support"
    TELEMARKETING = "telemarketing"
    MESSAGE_ANSWERING = "message answering"
    EMERGENCY_CALL_TAKING = "emergency call taking"
    # Other processes that businesses traditionally run for themselves.
    PAYROLL = "payroll"
    FINANCE = "finance and accounting"
    HUMAN_RESOURCES = "human resources"
    RECRUITMENT = "recruitment"
    PROCUREMENT = "procurement"
    OFFICE_ADMINISTRATION = "office administration"
    DOCUMENT_PREPARATION = "document preparation"
    DATA_PROCESSING = "data processing"
    CLAIMS_PROCESSING = "claims processing"
    CONTENT_MODERATION = "content moderation"
    DEBT_COLLECTION = "debt collection"
    DISPATCH = "dispatch"
    ANALYSIS = "research and analysis"
    LEGAL_SUPPORT = "legal support"
    IT_OPERATION = "IT operation"
    # Supplied to whoever runs the process, or wider than a process.
    PROGRAMMING = "programming"
    SOFTWARE = "software supply"
    LINES = "telephone lines"
    STAFF = "staff supply"
    ADVICE = "advice"
    WHOLE_BUSINESS = "whole business"
    # Trades of their own, some of which use the telephone all day.
    OPINION_POLLING = "opinion polling"
    HEALTH_ADVICE = "health advice"
    RECORDED_INFORMATION = "recorded information"
    OTHER_TRADE = "another trade"


class ForWhom(Fact):
    """Who the work is done for: who would otherwise have to do it."""

    OWN_ENTERPRISE = "own enterprise"
    OWN_GROUP = "own group"
    CLIENT = "client"


class Channels(Fact):
    """How contacts reach the operation, the leading channel first.

    Voice is speech over any network; text is all that is written: e-mail, chat, messages, fax.
    """

    NONE = "none"
    VOICE = "voice"
    VOICE_TEXT = "voice+text"
    TEXT_VOICE = "text+voice"
    TEXT = "text"


class Direction(Fact):
    """Who starts the contacts: the other side (inbound), the operation (outbound), or both."""

    NONE = "none"
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    BOTH = "both"


class Place(Fact):
    """Where the work is done, seen from whoever it is done for."""

    SAME_COUNTRY = "same country"
    NEIGHBOURING_COUNTRY = "neighbouring country"
    DISTANT_COUNTRY = "distant country"


class Site(Fact):
    """Where the people sit: together in a centre, or remote, as agents at home are."""

    CENTRAL = "central"
    REMOTE = "remote"


CONTACT_WORK = frozenset(
    {
        Work.CUSTOMER_SERVICE,
        Work.ORDER_TAKING,
        Work.TECHNICAL_SUPPORT,
        Work.TELEMARKETING,
        Work.MESSAGE_ANSWERING,
        Work.EMERGENCY_CALL_TAKING,
    }
)
ANSWERING_WORK = frozenset({Work.MESSAGE_ANSWERING, Work.EMERGENCY_CALL_TAKING, Work.ORDER_TAKING})

QUESTIONS = {
    "work": "what work is done?",
    "for_whom": "for whom is the work done?",
    "channels": "which channels, the leading one first?",
    "direction": "who starts the contacts?",
    "place": "where is the work done?",
    "site": "where do the people sit?",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of work, with all six facts known.

    Raises:
        FactError: a value is not of its field, or two facts contradict each other.
    """

    work: Work
    for_whom: ForWhom
    channels: Channels
    direction: Direction
    place: Place
    site: Site

    def __post_init__(self) -> None:
        for field, kind in KINDS.items():
            if not isinstance(getattr(self, field), kind):
                object.__setattr__(self, field, value_of(field, getattr(self, field)))
        if (self.channels is Channels.NONE) != (self.direction is Direction.NONE):
            raise FactError(
                f"direction: {str(self.direction)!r} contradicts channels "
                f"{str(self.channels)!r}. Contacts have a channel and a direction, or neither."
            )
        if self.work in CONTACT_WORK and self.channels is Channels.NONE:
            raise FactError(
                f"channels: 'none' contradicts work {str(self.work)!r}, which is handling "
                "contacts. Expected a channel, such as 'voice'."
            )
        if self.work in ANSWERING_WORK and self.direction is not Direction.INBOUND:
            raise FactError(
                f"direction: {str(self.direction)!r} contradicts work {str(self.work)!r}, "
                "which answers contacts that others start. Expected 'inbound'."
            )


KINDS: dict[str, type[Fact]] = get_type_hints(Operation)
assert list(QUESTIONS) == list(KINDS)


def value_of(field: str, value: str) -> Fact:
    """Return the value of a field, from its plain words.

    Raises:
        FactError: there is no such field, or it has no such value.
    """
    if field not in KINDS:
        raise FactError.unknown("fact", field, KINDS)
    try:
        return KINDS[field](value)
    except ValueError:
        raise FactError.unknown(field, value, KINDS[field]) from None


@cache
def every_operation() -> frozenset[Operation]:
    """Return the space: every combination of facts that does not contradict itself."""
    possible = set()
    for values in product(*KINDS.values()):
        try:  # noqa: SIM105  # suppress() takes longer
            possible.add(Operation(*values))  # type: ignore[arg-type]  # product() forgets the kinds
        except FactError:
            pass
    return frozenset(possible)


@cache
def operations_with(field: str, value: Fact) -> frozenset[Operation]:
    """Return the part of the space in which one fact is known."""
    return frozenset(op for op in every_operation() if getattr(op, field) is value)
