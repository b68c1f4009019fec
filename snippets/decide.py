"""Classifying an operation: the cell it is in, why, who says otherwise, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classified.answer import Answer, Verdict, ask
from classified.concept import Concept, everything, where
from classified.errors import FactError
from classified.facts import FACTS, KINDS, VALUES
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.definitions import Definition, otherwise
from snippets.neighbours import NEIGHBOURS
from snippets.overlap import CELLS

ASKED = ("gets", "for_whom", "work", "channels")  # the questions of the tree, in its order


@dataclass(frozen=True)
class Classification:
    """What is known of an operation: the cells it may be in, and what stands behind them.

    Attributes:
        cells: names of the cells that the facts leave open; one if they settle it.
        call_centre: whether it is a call centre.
        bpo: whether it is a BPO operation.
        otherwise: the definitions by which the answer is another, with that answer.
    """

    cells: tuple[str, ...]
    call_centre: Answer
    bpo: Answer
    otherwise: tuple[tuple[Definition, Verdict], ...]

    def __repr__(self) -> str:
        """Return the classification as a reader sees it, a line for each thing to say."""
        lines = [
            " or ".join(self.cells),
            f"  call centre? {self.call_centre}",
            f"  BPO? {self.bpo}",
        ]
        lines += [
            f"  {one.concept.name}? {'yes' if verdict is Verdict.ALWAYS else 'no'}"
            for one, verdict in self.otherwise
        ]
        return "\n".join(lines)


def classify(**facts: str) -> Classification:
    """Classify an operation from whatever facts are known.

    Args:
        facts: the known facts, by field, in plain words.

    Raises:
        FactError: a fact is unknown, or contradicts another.
    """
    answers = ask(call_centre, **facts), ask(bpo, **facts)
    things = where(**facts)
    cells = tuple(cell.name for cell in CELLS if not things.isdisjoint(cell))
    return Classification(cells, *answers, otherwise(**facts))


def also_called(things: Concept) -> list[str]:
    """Return the neighbouring terms under which all of these operations fall."""
    return [concept.name for concept in NEIGHBOURS if things and things <= concept]


@dataclass(frozen=True)
class Question:
    """A question of the decision tree.

    Attributes:
        field: the fact it asks for.
        branches: for each group of values with the same outcome, the next question or the cell.
    """

    field: str
    branches: tuple[tuple[frozenset[str], Question | str], ...]


def decision_tree(fields: Sequence[str] = ASKED, within: Concept = everything) -> Question | str:
    """Return the shortest tree of questions, asked in the given order, that finds the cell.

    A question that would change nothing is left out, and values that lead to the same outcome
    share a branch.

    Raises:
        FactError: the fields do not settle the cell.
    """
    for cell in CELLS:
        if within <= cell:
            return cell.name
    if not fields:
        raise FactError("fields: they do not settle the cell. Expected all that a rule reads.")
    field, *others = fields
    outcomes: dict[Question | str, list[str]] = {}
    for value in VALUES[field]:
        if part := within & where(**{field: value}):
            outcomes.setdefault(decision_tree(others, part), []).append(value)
    if len(outcomes) == 1:
        return next(iter(outcomes))
    return Question(
        field, tuple((frozenset(values), outcome) for outcome, values in outcomes.items())
    )


def paths(
    tree: Question | str, *taken: tuple[str, frozenset[str]]
) -> Iterator[tuple[tuple[tuple[str, frozenset[str]], ...], str]]:
    """Yield each way through a tree, as fields with groups of values, and the cell at its end."""
    if isinstance(tree, str):
        yield taken, tree
    else:
        for values, outcome in tree.branches:
            yield from paths(outcome, *taken, (tree.field, values))


def table() -> list[list[str]]:
    """Return the table of all ways through the tree, with the header first."""
    rows = [["The answers", "The cell", "Terms that always apply too"]]
    for path, cell in paths(decision_tree()):
        terms = also_called(where(**dict(path)))
        rows.append(["; ".join(label(*step) for step in path), cell, ", ".join(terms) or "none"])
    return rows


def label(field: str, values: frozenset[str]) -> str:
    """Return the words for a group of values, as the decision tree shows them."""
    for kind in FACTS["kind"]:
        if field == "work" and values == set(KINDS[kind["name"]]):
            return str(kind["short"])
    if len(values) > 2:
        return "anything else"
    short = FACTS[field].get("short", {})
    return " or ".join(short.get(value, value) for value in VALUES[field] if value in values)
