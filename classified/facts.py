"""Facts: what describes a thing, and the values that each can have, from ``facts.toml``."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from itertools import chain
from typing import Any, cast

from classified.data import read
from classified.errors import FactError

FACTS: dict[str, Any] = read("facts.toml")
KINDS: dict[str, tuple[str, ...]] = {
    kind["name"]: tuple(kind["values"]) for kind in FACTS.get("kind", ())
}
VALUES: dict[str, tuple[str, ...]] = {
    field: tuple(entry.get("values") or chain.from_iterable(KINDS.values()))
    for field, entry in FACTS.items()
    if isinstance(entry, dict)
}
#: The fact that has no values of its own, but kinds of them, if there is one.
OF_KINDS = next((field for field in VALUES if "values" not in FACTS[field]), "")
QUESTIONS: dict[str, str] = {field: FACTS[field]["question"] for field in VALUES}
#: Pairs of facts that nothing has together, each with what completes the message.
CONTRADICTIONS: list[dict[str, Any]] = FACTS.get("contradiction", [])

_Known: Any = cast(Any, namedtuple("_Known", VALUES))


class Thing(_Known):  # type: ignore[misc]  # its fields come from the data
    """One thing, with all its facts known: a value of each, in their order."""

    __slots__ = ()


def values_of(field: str, named: Iterable[str]) -> tuple[str, ...]:
    """Return values of a fact, by their names; the name of a kind stands for all of the kind.

    Raises:
        FactError: there is no such field, or it has no such value and no such kind.
    """
    kinds = KINDS if field == OF_KINDS else {}
    groups = (kinds.get(name) or (check_value(field, name),) for name in named)
    return tuple(chain.from_iterable(groups))


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
