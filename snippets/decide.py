"""Classifying an operation: the cell it is in, why, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from snippets.answer import Answer, Verdict, ask
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.neighbours import NEIGHBOURS
from snippets.operation import (
    CONTACT_WORK,
    KINDS,
    Channels,
    Fact,
    FactError,
    ForWhom,
    Operation,
    Place,
    every_operation,
    operations_with,
    value_of,
)
from snippets.overlap import CELLS
from snippets.rules import PROCESSES


@dataclass(frozen=True)
class Classification:
    """What is known of an operation: the cells it may be in, and the two answers behind them.

    Attributes:
        cells: names of the cells that the facts leave open; one if they settle it.
        call_centre: whether it is a call centre.
        bpo: whether it is a BPO operation.
    """

    cells: tuple[str, ...]
    call_centre: Answer
    bpo: Answer

    def __repr__(self) -> str:
        """Return the classification as a reader sees it, on three lines."""
        return f"{' or '.join(self.cells)}\n  call centre? {self.call_centre}\n  BPO? {self.bpo}"


def classify(**facts: str) -> Classification:
    """Classify an operation from whatever facts are known.

    Args:
        facts: the known facts, by field, in plain words.

    Raises:
        FactError: a fact is unknown, or contradicts those before it.
    """
    return Classification(
        tuple(cell.name for cell in CELLS if ask(cell, **facts).verdict is not Verdict.NEVER),
        ask(call_centre, **facts),
        ask(bpo, **facts),
    )


def fitting(facts: Mapping[str, Fact]) -> frozenset[Operation]:
    """Return the operations that the facts, by field, describe: none if they contradict."""
    parts = (operations_with(*fact) for fact in facts.items())
    return every_operation().intersection(*sorted(parts, key=len))


def also_called(**facts: str) -> list[str]:
    """Return the neighbouring terms that apply, whatever the facts left out may be.

    Args:
        facts: the known facts, by field, in plain words.

    Raises:
        FactError: a fact is unknown.
    """
    things = fitting({field: value_of(field, value) for field, value in facts.items()})
    return [concept.name for concept in NEIGHBOURS if things and things <= concept.extension]


@dataclass(frozen=True)
class Question:
    """A question of the decision tree.

    Attributes:
        field: the fact it asks for.
        branches: for each group of values with the same outcome, the next question or the cell.
    """

    field: str
    branches: tuple[tuple[frozenset[Fact], Question | str], ...]


def decision_tree(
    fields: Sequence[str] = tuple(KINDS), within: frozenset[Operation] | None = None
) -> Question | str:
    """Return the shortest tree of questions, asked in the given order, that finds the cell.

    A question that would change nothing is left out, and values that lead to the same outcome
    share a branch.

    Raises:
        FactError: the fields do not settle the cell.
    """
    things = every_operation() if within is None else within
    for cell in CELLS:
        if things <= cell.extension:
            return cell.name
    if not fields:
        raise FactError("fields: they do not settle the cell. Expected all that a rule reads.")
    field, *others = fields
    outcomes: dict[Question | str, list[Fact]] = {}
    for value in KINDS[field]:
        if part := things & operations_with(field, value):
            outcomes.setdefault(decision_tree(others, part), []).append(value)
    if len(outcomes) == 1:
        return next(iter(outcomes))
    return Question(
        field, tuple((frozenset(values), outcome) for outcome, values in outcomes.items())
    )


def paths(
    tree: Question | str, *taken: tuple[str, frozenset[Fact]]
) -> Iterator[tuple[tuple[tuple[str, frozenset[Fact]], ...], str]]:
    """Yield each way through a tree, as fields with groups of values, and the cell at its end."""
    if isinstance(tree, str):
        yield taken, tree
    else:
        for values, outcome in tree.branches:
            yield from paths(outcome, *taken, (tree.field, values))


def table() -> list[list[str]]:
    """Return the table of all ways through the tree, with the header first."""
    rows = [["The answers", "The cell", "Terms that always apply too"]]
    for path, cell in paths(decision_tree(ASKED)):
        things = {
            operation
            for operation in every_operation()
            if all(getattr(operation, field) in values for field, values in path)
        }
        terms = [concept.name for concept in NEIGHBOURS if things <= concept.extension]
        rows.append(["; ".join(label(*step) for step in path), cell, ", ".join(terms) or "none"])
    return rows


def label(field: str, values: frozenset[Fact]) -> str:
    """Return the words for a group of values, as the decision tree shows them."""
    return _LABELS.get(values) or (
        "anything else" if field == "work" and len(values) > 1 else " or ".join(sorted(values))
    )


ASKED = ("for_whom", "work", "channels", "place")
_LABELS: dict[frozenset[Fact], str] = {
    CONTACT_WORK: "handling contacts",
    PROCESSES - CONTACT_WORK: "another business process",
    frozenset({ForWhom.CLIENT}): "a client",
    frozenset({ForWhom.OWN_ENTERPRISE}): "its own enterprise",
    frozenset({ForWhom.OWN_GROUP}): "its own group",
    frozenset({ForWhom.OWN_ENTERPRISE, ForWhom.OWN_GROUP}): "its own enterprise or group",
    frozenset({Channels.VOICE}): "voice alone",
    frozenset({Channels.VOICE_TEXT}): "voice, then text",
    frozenset({Channels.TEXT_VOICE}): "text, then voice",
    frozenset({Channels.TEXT}): "text alone",
    frozenset({Channels.VOICE, Channels.VOICE_TEXT}): "voice leads",
    frozenset({Channels.TEXT, Channels.TEXT_VOICE}): "text leads",
    frozenset({Place.SAME_COUNTRY}): "the country it is done for",
    frozenset({Place.NEIGHBOURING_COUNTRY}): "a neighbouring country",
    frozenset({Place.DISTANT_COUNTRY}): "a distant country",
}
