"""Any two terms for operations: how they relate, what shows it, and in what they differ.

Functions take terms by name, as in ``COMPARED``; any other name is a KeyError.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from classified.answer import Verdict, verdict_of
from classified.cases import cases
from classified.concept import FIELDS, Concept, where
from classified.errors import FactError
from classified.facts import FACTS, KINDS, VALUES
from classified.proposition import TERMS, Form, Proposition, concept_of
from snippets.decide import label
from snippets.definitions import DEFINITIONS


def _compared() -> Iterator[tuple[str, Concept]]:
    for name, entry in TERMS.items():
        with suppress(FactError):  # nothing falls under it: its claims fail where they stand
            if {"noun", "mass"} & {*entry["en"]} and isinstance(one := concept_of(name), Concept):
                yield name, one


#: The terms for operations with which a sentence can begin.
COMPARED = dict(_compared())
#: What the first can be to the second; what is then said, and whether of the second.
SAID = {
    "same": ((Form.SAME, False), (Form.SAME, True)),
    "part": ((Form.EVERY, False), (Form.SOME_NOT, True)),
    "whole": ((Form.EVERY, True), (Form.SOME_NOT, False)),
    "overlap": ((Form.OVERLAP, False), (Form.SOMETIMES, False), (Form.SOMETIMES, True)),
    "apart": ((Form.NO, False), (Form.NO, True)),
}
LINES = [(case, line) for case in cases().values() for line in case.lines if "work" in line]


def relation(one: str, other: str) -> str:
    """Return what the first term is to the second, as ``SAID`` names it."""
    return related(COMPARED[one], COMPARED[other])


def related(a: Any, b: Any) -> str:
    """Return the same of two concepts, both of operations or both of organisations."""
    if a <= b:
        return "same" if b <= a else "part"
    return "whole" if b <= a else "apart" if a.isdisjoint(b) else "overlap"


def said(one: str, other: str) -> list[Proposition]:
    """Return how the two relate, both ways."""
    pairs = {False: (one, other), True: (other, one)}
    return [Proposition(form, *pairs[turned]) for form, turned in SAID[relation(one, other)]]


@cache
def _verdicts(name: str) -> list[Verdict]:
    return [verdict_of(COMPARED[name], where(**line)) for _case, line in LINES]


def witness(one: str, other: str, verdict: Verdict) -> list[str]:
    """Return an operation of the first term, of which the second always or never holds.

    It comes in words: the case that is one, or "" if none is; its work; its other facts. The list
    is empty if there is no such operation.
    """
    for (case, line), *found in zip(LINES, _verdicts(one), _verdicts(other), strict=True):
        if found == [Verdict.ALWAYS, verdict]:
            return [f"{case.name} ({case.year})", *told(line)]
    a, b = COMPARED[one], COMPARED[other]
    region = a & b if verdict is Verdict.ALWAYS else a - b
    read = {"work", *a.reads, *b.reads}
    return ["", *told({name: getattr(region.first(), name) for name in read})] if region else []


def told(facts: Mapping[str, str]) -> list[str]:
    """Return the facts of an operation in plain words, the work first."""
    words = (FACTS[field]["told"].get(facts.get(field)) for field in FIELDS[1:])
    return [facts["work"], *filter(None, words)]


def values(name: str, field: str) -> str:
    """Return what a term lets a fact be, in words: "any" if it does not read it."""
    left = COMPARED[name].values(field)
    if field not in COMPARED[name].reads:
        return "any"
    words = []
    for kind in FACTS["kind"] if field == "work" else ():
        lacking = [work for work in KINDS[kind["name"]] if work not in left]
        if len(lacking) < 2:
            words.append(", but not ".join([kind["short"], *lacking]))
            left = left.difference(KINDS[kind["name"]])
    words += [label(field, frozenset({value})) for value in VALUES[field] if value in left]
    return "; ".join(words)


def otherwise(one: str, other: str) -> list[tuple[str, str]]:
    """Return each definition that relates otherwise to the other of the two, with that one."""
    return [
        (theirs.concept.name, second)
        for theirs in DEFINITIONS
        for first, second in ((one, other), (other, one))
        if theirs.ours is COMPARED[first] and theirs.concept.name != second
        if relation(theirs.concept.name, second) != relation(first, second)
    ]
