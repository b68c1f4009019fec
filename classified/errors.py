"""The error that says what was read, what was expected, and what is nearest to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FactError(ValueError):
    """A fact that cannot be: an unknown field or value, or facts that contradict each other."""

    @classmethod
    def unknown(cls, field: str, value: object, allowed: Iterable[str]) -> FactError:
        """Return the error for a value outside the allowed ones, with the nearest of them."""
        choices = list(allowed)
        near = difflib.get_close_matches(str(value)[:99], choices, n=1, cutoff=0)
        hint = f" Nearest: {near[0]!r}." if near else ""
        listed = (
            ", ".join(map(repr, choices)) if len(choices) <= 12 else f"{len(choices)} known ones"
        )
        return cls(f"{field}: {str(value)!r} is not one of {listed}.{hint}")
