"""Operations: lines of work, each described by seven facts that ``facts.toml`` lists."""

from classified.facts import FACTS, Thing

REMOTE = ("voice", "voice+text", "text+voice", "text")  # channels that need no meeting


class Operation(Thing):
    """One line of work, with all seven facts known."""

    __slots__ = ()


def values_of_a_register() -> list[list[str]]:
    """Return the values that three columns of a register may hold, with the header first."""
    return [["Column", "Value", "Meaning"]] + [
        [f"`{field}`", f"`{value}`", meaning]
        for field in ("gets", "for_whom", "channels")
        for value, meaning in FACTS[field]["values"].items()
    ]
