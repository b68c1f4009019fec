"""Operations: lines of work, each described by seven facts that ``facts.toml`` lists."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from snippets.errors import FactError


class Operation(NamedTuple):
    """One line of work, with all seven facts known.

    Attributes:
        work: the activity, and only that.
        gets: what the other side gets: the work done, staff, a tool, advice and so on.
        for_whom: who would otherwise have to do the work.
        channels: how contacts come and go, the leading channel first.
        direction: who starts the contacts.
        place: where the work is done, seen from whoever it is done for.
        by_whom: the people, or the machine, that do it.
    """

    work: str
    gets: str
    for_whom: str
    channels: str
    direction: str
    place: str
    by_whom: str


FACTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
)
KINDS: dict[str, tuple[str, ...]] = {
    kind["name"]: tuple(kind["values"]) for kind in FACTS["kind"]
}  # of work
VALUES: dict[str, tuple[str, ...]] = {
    "work": tuple(work for works in KINDS.values() for work in works)
} | {field: tuple(FACTS[field]["values"]) for field in Operation._fields[1:]}
QUESTIONS: dict[str, str] = {field: FACTS[field]["question"] for field in VALUES}
REMOTE = ("voice", "voice+text", "text+voice", "text")  # channels that need no meeting


def works(*named: str) -> tuple[str, ...]:
    """Return the work of some kinds, such as ``"contact work"``, and other work by its name.

    Raises:
        FactError: there is no such kind, nor such work.
    """
    groups = (KINDS.get(name) or (check_value("work", name),) for name in named)
    return tuple(work for group in groups for work in group)


def check_value(field: str, value: str) -> str:
    """Return the value, if the field can have it.

    Raises:
        FactError: there is no such field, or it has no such value.
    """
    if field not in VALUES:
        raise FactError.unknown("fact", field, VALUES)
    if value not in VALUES[field]:
        raise FactError.unknown(field, value, VALUES[field])
    return value


def values_of_a_register() -> list[list[str]]:
    """Return the values that three columns of a register may hold, with the header first."""
    return [["Column", "Value", "Meaning"]] + [
        [f"`{field}`", f"`{value}`", meaning]
        for field in ("gets", "for_whom", "channels")
        for value, meaning in FACTS[field]["values"].items()
    ]


# Pairs of facts that no operation has together, each with what completes the message.
CONTRADICTIONS: list[dict[str, Any]] = FACTS["contradiction"]
