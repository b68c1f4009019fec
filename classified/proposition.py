"""Propositions: what a classifying sentence says, in no particular language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from classified.answer import Verdict, ask
from classified.cases import Case, cases
from classified.concept import FIELDS, THINGS, Concept, Runs, where
from classified.data import named, read
from classified.errors import FactError
from classified.facts import FACTS, Thing

VOCABULARY = read("vocabulary.toml")
TERMS: dict[str, dict[str, Any]] = VOCABULARY["terms"]
WANTING = [term for term, entry in TERMS.items() if entry.get("ms", "?") == "?"]  # in Malay


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


# For each form: the set expression; and of what is in both, in the subject alone and in the
# predicate alone, whether it holds and what shows it.
_SETS: dict[
    Form, tuple[str, Callable[[Concept, Concept, Concept], tuple[bool, Concept | None]]]
] = {
    Form.EVERY: ("{s} <= {p}", lambda both, s, p: (not s, s)),
    Form.ALWAYS: ("{s} <= {p}", lambda both, s, p: (not s, s)),
    Form.NO: ("{s} & {p} == ∅", lambda both, s, p: (not both, both)),
    Form.NEVER: ("{s} & {p} == ∅", lambda both, s, p: (not both, both)),
    Form.SOME: ("{s} & {p} != ∅", lambda both, s, p: (bool(both), both or s)),
    Form.SOME_NOT: ("{s} - {p} != ∅", lambda both, s, p: (bool(s), s or both)),
    Form.ONLY: ("{p} <= {s}", lambda both, s, p: (not p, p)),
    Form.SOMETIMES: (
        "{s} & {p} != ∅, {s} - {p} != ∅",
        lambda both, s, p: (bool(both and s), both or s),
    ),
    Form.OVERLAP: (
        "{s} & {p} != ∅, {s} - {p} != ∅, {p} - {s} != ∅",
        lambda both, s, p: (bool(both and s and p), both or s),
    ),
    Form.SAME: ("{s} == {p}", lambda both, s, p: (not s and not p, s or p)),
}
_CASES = {Form.IS: Verdict.ALWAYS, Form.IS_NOT: Verdict.NEVER, Form.MAY: Verdict.DEPENDS}


@dataclass(frozen=True)
class Finding:
    """What became of a proposition.

    Attributes:
        true: whether it holds.
        shown: a counterexample if it does not hold, a witness if it does and there is one; in
            words, by the facts that matter, and empty if there is nothing to show.
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
                of the same kind (a thing and what runs it).
        """
        predicate = concept_of(self.predicate)
        if self.form in _CASES:
            one = cases()[self.subject]
            return Finding(_verdict(one, predicate) is _CASES[self.form], f"{one}")
        subject = concept_of(self.subject)
        if type(subject) is not type(predicate):
            raise FactError(
                f"predicate: {self.predicate!r} is not of the kind of {self.subject!r}. "
                f"Expected two concepts of {THINGS}, or two of {FACTS['runners']}."
            )
        of, other = (_part(one) for one in (subject, predicate))
        both = of & other
        if isinstance(subject, Runs):  # something runs any two side by side
            both = both or of | other
        true, shown = _SETS[self.form][1](both, of - other, other - of)
        if not shown:
            return Finding(true, "")
        fields = [name for name in FIELDS if name in {*of.reads, *other.reads}]
        pair = isinstance(subject, Runs) and shown is both and of.isdisjoint(other)
        things = [of.first(), other.first()] if pair else [shown.first()]
        return Finding(true, "; ".join(describe(thing, fields) for thing in things))


def _part(concept: Concept | Runs) -> Concept:
    return concept.part if isinstance(concept, Runs) else concept


def _verdict(one: Case, predicate: Concept | Runs) -> Verdict:
    if isinstance(predicate, Runs):
        return one.runs(predicate.part)
    verdicts = {ask(predicate, **line).verdict for line in one.lines}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.DEPENDS


@cache
def concept_of(term: str) -> Concept | Runs:
    """Return the concept that a term of the vocabulary stands for.

    Raises:
        FactError: nothing falls under it, so that anything would be true of it.
    """
    entry = TERMS[term]
    concept: Concept | Runs = (
        named(entry["concept"]) if "concept" in entry else where(term, "", **entry["facts"])
    )
    if not _part(concept):
        raise FactError(f"term: no {concept.name!r} exists. Expected a set with members.")
    return concept


def describe(thing: Thing, fields: Sequence[str] = FIELDS) -> str:
    """Return some facts of a thing, in words."""
    if not fields:
        return f"any {FACTS['thing']}"
    return ", ".join(f"{name.replace('_', ' ')}: {getattr(thing, name)}" for name in fields)
