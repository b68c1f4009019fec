"""The decision table: every combination of the facts that decide, with what the logic says."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from classified.answer import Answer, ask
from classified.concept import FIELDS, everything, where
from classified.errors import FactError
from classified.facts import QUESTIONS, VALUES
from classified.rules import RULES
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.decide import ASKED
from snippets.overlap import CELLS

Row = dict[str, Any]
KEYS = tuple(field for field in FIELDS if field in ASKED)  # the facts that decide
VERSION = "1.0.0"  # of the names of columns: a new column is 1.1, another name 2.0
NAMESPACE = "urn:bpo-call-centre-handbook:"


@cache
def answered(**facts: str) -> Row:
    """Return what the logic says of some facts, or why no operation has them together."""
    try:
        answers: dict[str, Answer] = {
            "call_centre": ask(call_centre, **facts),
            "bpo": ask(bpo, **facts),
        }
    except FactError as error:
        fault, _, reason = str(error).partition(": ")
        return {"fault": fault, "reason": reason}
    things = where(**facts)
    missing = {name for answer in answers.values() for name in answer.missing}
    numbers = {number for answer in answers.values() for number in answer.numbers}
    return {
        "cell": " or ".join(cell.name for cell in CELLS if not things.isdisjoint(cell)),
        **{name: str(answer.verdict) for name, answer in answers.items()},
        "question": " ".join(QUESTIONS[name] for name in FIELDS if name in missing),
        "rules": " ".join(number for number in RULES if number in numbers),
    }


@cache
def like(work: str) -> str:
    """Return the first kind of work that no rule and no contradiction tells from another."""

    def seen(one: str) -> object:
        parts = [concept.part("work", one) for concept in (everything, call_centre, bpo)]
        return parts, [number for number in RULES if one in RULES[number].reads.get("work", ())]

    return next(one for one in VALUES["work"] if seen(one) == seen(work))


def answer(**facts: str) -> Row:
    """Return the same, reckoned once for all kinds of work that nothing tells apart."""
    if "work" not in facts:
        return answered(**facts)
    work = like(facts["work"])
    found = answered(**facts | {"work": work})
    return {key: text.replace(repr(work), repr(facts["work"])) for key, text in found.items()}


def decision_table() -> Iterator[Row]:
    """Yield a row for each combination of the facts that decide, each known or not."""
    for values in product(*(("", *VALUES[field]) for field in KEYS)):
        facts = {field: value for field, value in zip(KEYS, values, strict=True) if value}
        yield facts | answer(**facts)
