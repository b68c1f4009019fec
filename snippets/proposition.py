"""Propositions: what a classifying sentence says, in no particular language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from snippets.answer import Verdict, ask
from snippets.cases import Case, cases
from snippets.concept import Concept, Space
from snippets.operation import KINDS, FactError, Operation, value_of
from snippets.organisation import Organisation

VOCABULARY = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
TERMS: dict[str, dict[str, Any]] = VOCABULARY["terms"]


class Form(StrEnum):
    """The ways in which a sentence relates its subject to its predicate."""

    EVERY = "every"
    NO = "no"
    SOME = "some"
    SOME_NOT = "some_not"
    ONLY = "only"
    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"
    OVERLAP = "overlap"
    SAME = "same"
    IS = "is"
    IS_NOT = "is_not"
    MAY = "may"


Things = frozenset[Any]
# For each form: the set expression; and of the sets s and p, whether it holds and what shows it.
_SETS: dict[Form, tuple[str, Callable[[Things, Things], tuple[bool, Things]]]] = {
    Form.EVERY: ("{s} <= {p}", lambda s, p: (s <= p, s - p)),
    Form.ALWAYS: ("{s} <= {p}", lambda s, p: (s <= p, s - p)),
    Form.NO: ("{s} & {p} == ∅", lambda s, p: (not s & p, s & p)),
    Form.NEVER: ("{s} & {p} == ∅", lambda s, p: (not s & p, s & p)),
    Form.SOME: ("{s} & {p} != ∅", lambda s, p: (bool(s & p), s & p or s)),
    Form.SOME_NOT: ("{s} - {p} != ∅", lambda s, p: (bool(s - p), s - p or s)),
    Form.ONLY: ("{p} <= {s}", lambda s, p: (p <= s, p - s)),
    Form.SOMETIMES: (
        "{s} & {p} != ∅, {s} - {p} != ∅",
        lambda s, p: (bool(s & p and s - p), (s & p if s - p else s) or s),
    ),
    Form.OVERLAP: (
        "{s} & {p} != ∅, {s} - {p} != ∅, {p} - {s} != ∅",
        lambda s, p: (bool(s & p and s - p and p - s), s & p or s),
    ),
    Form.SAME: ("{s} == {p}", lambda s, p: (s == p, s ^ p)),
}
_CASES = {Form.IS: Verdict.ALWAYS, Form.IS_NOT: Verdict.NEVER, Form.MAY: Verdict.DEPENDS}


@dataclass(frozen=True)
class Finding:
    """What became of a proposition.

    Attributes:
        true: whether it holds.
        shown: a counterexample if it does not hold, a witness if it does and there is one; in
            words, and empty if there is nothing to show.
    """

    true: bool
    shown: str


@dataclass(frozen=True)
class Proposition:
    """A statement that can be checked.

    Attributes:
        form: how the subject is related to the predicate.
        subject: key of a term, or name of a case if the form is one for cases.
        predicate: key of a term.
    """

    form: Form
    subject: str
    predicate: str

    def expression(self) -> str:
        """Return what is checked, as an expression on the sets that the terms stand for."""
        if self.form in _CASES:
            return f"{self.subject} in {{{self.predicate}}}: {_CASES[self.form]}"
        return _SETS[self.form][0].format(s=f"{{{self.subject}}}", p=f"{{{self.predicate}}}")

    def judge(self) -> Finding:
        """Return whether the proposition holds, and what shows it.

        Raises:
            FactError: a term is empty, so that anything would be true of it, or the two are not
                of the same kind (an operation and an organisation).
        """
        predicate = concept_of(self.predicate)
        if not predicate:
            raise FactError(f"term: no {predicate.name!r} exists. Expected a set with members.")
        if self.form in _CASES:
            one = cases()[self.subject]
            return Finding(_verdict(one, predicate) is _CASES[self.form], f"{one}")
        subject = concept_of(self.subject)
        if subject.space is not predicate.space:
            raise FactError(
                f"predicate: {self.predicate!r} is not of the kind of {self.subject!r}. "
                "Expected two concepts of operations, or two of organisations."
            )
        if not subject:
            raise FactError(f"term: no {subject.name!r} exists. Expected a set with members.")
        true, shown = _SETS[self.form][1](subject.extension, predicate.extension)
        first = min(shown, key=_order(subject.space).__getitem__, default=None)
        return Finding(true, "" if first is None else describe(first))


def _verdict(one: Case, predicate: Concept[Any]) -> Verdict:
    if predicate.part is not None:
        return one.runs(predicate.part)
    verdicts = {ask(predicate, **line).verdict for line in one.lines}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.DEPENDS


@cache
def _order(space: Space) -> dict[Any, int]:
    """Return the place of each thing in one order, so that the same one is shown each time."""
    return {thing: place for place, thing in enumerate(sorted(space.things(), key=describe))}


@cache
def concept_of(term: str) -> Concept[Any]:
    """Return the concept that a term of the vocabulary stands for."""
    entry = TERMS[term]
    if "concept" in entry:
        module, name = entry["concept"].split(".")
        concept: Concept[Any] = getattr(import_module(f"snippets.{module}"), name)
        return concept
    facts = {field: value_of(field, value) for field, value in entry["facts"].items()}
    return Concept(term, lambda op: all(getattr(op, field) is facts[field] for field in facts))


def describe(thing: Operation | Organisation) -> str:
    """Return an operation, or all operations of an organisation, in words."""
    if isinstance(thing, Organisation):
        return "; ".join(sorted(map(describe, thing.operations)))
    return ", ".join(f"{field.replace('_', ' ')}: {getattr(thing, field)}" for field in KINDS)
