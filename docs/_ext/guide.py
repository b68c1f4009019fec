"""The decision guide: a form that looks the reader's answers up in a table made from the logic.

``{decision-guide}`` puts it on a page. The form and its words come from ``guide.html``, the table
goes into the page as JSON, and ``guide.js`` only looks up and shows: it holds no rule and no word.
Where no script runs, nothing is shown: the tree and the table on the page say the same.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from computed import ComputedDirective
from docutils import nodes
from rule_links import RULE_PAGE, anchor
from sphinx.addnodes import only
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from classified.answer import Answer, Verdict, ask
from classified.concept import ROWS, Concept, everything, where
from classified.facts import FACTS, VALUES
from classified.proposition import TERMS
from classified.rules import RULES
from snippets.bpo import bpo
from snippets.call_centre import call_centre, text_led_centre
from snippets.decide import label
from snippets.definitions import DEFINITIONS
from snippets.neighbours import NEIGHBOURS, captive, help_desk, ito, shared_services, staffing
from snippets.official_codes import ROWS_OF_CODES, codes
from snippets.overlap import CELLS, neither

logger = logging.getLogger(__name__)

CONCEPTS = (call_centre, bpo)
PARTS = ("question", "hint", "example", "more")
OTHERS = tuple(one.concept for one in DEFINITIONS)
# What says more than the name of a cell outside BPO; the first that applies is the headline.
HEADS = (captive, shared_services, help_desk, text_led_centre, ito, staffing)
HEAD_TERMS = tuple(map(NEIGHBOURS.index, HEADS))
CODE_PAGE = "reference/official-codes"
ASKED = ("work", "gets", "for_whom", "channels", "place")
# What may be answered, and what it means.
GROUPS: dict[str, dict[str, Any]] = {field: {"": FACTS[field]["values"]} for field in ASKED[1:]}
GROUPS["work"] = {kind["short"]: kind["values"] for kind in FACTS["kind"]}


class decision_guide(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Holds the guide's table, and its words as a list in which they can be translated."""


class DecisionGuide(ComputedDirective):
    """Show the guide."""

    def computed(self) -> list[nodes.Node]:
        """Return the node."""
        items = self.words(dict.fromkeys(words()))
        table = json_table() if self.env.app.builder.format == "html" else ""  # it takes a second
        guide = decision_guide("", items, table=table)
        self.set_source_info(guide)
        return [only("", guide, expr="html and not epub")]


def words() -> Iterator[str]:
    """Yield the words of the guide that come from the logic."""
    for field in ASKED:
        yield from (FACTS[field][part] for part in PARTS if part in FACTS[field])
        for name, values in GROUPS[field].items():
            yield from filter(None, [name])
            for value, meaning in values.items():
                yield from (label(field, frozenset({value})), meaning)
        yield from FACTS[field].get("also", {}).values()
    yield from map(term, (*CELLS, *CONCEPTS, *NEIGHBOURS, *OTHERS))
    for row in ROWS_OF_CODES:
        yield from (row.name, *(word for code in codes(row.name) for word in code))


def term(concept: Concept) -> str:
    """Return what a concept is called alone: the term of the glossary, if there is one."""
    if concept is neither:
        return str(TERMS["neither"]["en"]["be"])
    return concept.name.removesuffix(" operation")


def slug(value: str) -> str:
    """Return a value as it stands in an address."""
    return re.sub(r"\W+", "-", value).lower()


def json_table() -> str:
    """Return the table as it goes into the page."""
    return json.dumps(make_table(), separators=(",", ":"))


def make_table() -> dict[str, Any]:
    """Return what holds for every combination of answers.

    ``root`` is the number of a node. A node of ``nodes`` has, for each answer to the next
    question, an open answer first, the number of the node that follows; after the last question,
    that of a result. A result of ``results`` has the numbers of the cells that are possible, of
    its answer for each concept in ``answers``, of the terms that always apply, of the definitions
    that settle it otherwise, and of the questions whose answers contradict each other; whether
    something is supplied with which the other side does the work itself; and the numbers of the
    headline and of the row of codes, or -1. An answer has the numbers of its verdict, of the
    questions that force it, of the rules, and of those to ask.
    """
    nodes: dict[tuple[int, ...], int] = {}
    results: dict[Any, int] = {}
    answers: dict[Any, int] = {}
    asked: dict[Any, int] = {}
    sets = (everything, *CELLS, *NEIGHBOURS, *OTHERS, *(one.ours for one in DEFINITIONS))
    sets += ROWS_OF_CODES
    in_bpo = {n for n, cell in enumerate(CELLS) if cell <= bpo}

    def answer(concept: Concept, facts: dict[str, str]) -> int:
        # What a concept does not read decides nothing, unless it rules something out.
        told = {
            field: value
            for field, value in facts.items()
            if field in concept.reads or value in ("none", "consumers")
        }
        key = (concept.name, *told.items())
        if key not in asked:
            asked[key] = answers.setdefault(encode(ask(concept, **told)), len(answers))
        return asked[key]

    def result(facts: dict[str, str], things: int, bits: Sequence[int]) -> int:
        if not things:
            return results.setdefault(((), (), (), (), conflict(facts), 0, -1, -1), len(results))
        parts = iter(things & part for part in bits)
        cells = [next(parts) for _ in CELLS]
        terms = [next(parts) == things for _ in NEIGHBOURS]
        theirs, ours = ([next(parts) for _ in OTHERS] for _ in range(2))
        others = tuple(
            (n, int(not theirs[n]))
            for n in range(len(OTHERS))
            if {theirs[n], ours[n]} == {0, things}
        )
        rows = (n for n, part in enumerate(parts) if part == things)
        named = (n for n, term in enumerate(HEAD_TERMS) if terms[term])
        still = tuple(n for n, cell in enumerate(cells) if cell)
        found = (
            still,
            tuple(answer(concept, facts) for concept in CONCEPTS),
            tuple(n for n, always in enumerate(terms) if always),
            others,
            (),
            int(facts.get("gets") in RULES["R4"].reads["gets"]),
            next(named, -1) if in_bpo.isdisjoint(still) else -1,
            next(rows, -1),
        )
        return results.setdefault(found, len(results))

    def node(fields: Sequence[str], facts: dict[str, str], things: int, bits: Any) -> int:
        if not fields:
            return result(facts, things, bits)
        field, *rest = fields
        following = [node(rest, facts, things, bits)] + [
            node(rest, facts | {field: value}, things & ROWS[field][value], bits)
            for value in VALUES[field]
        ]
        return nodes.setdefault(tuple(following), len(nodes))

    first, *rest = ASKED
    whole = [concept.bits for concept in sets]
    following = [node(rest, {}, whole[0], whole[1:])]
    alike: dict[Any, int] = {}  # works of which the same holds share a node
    for work in VALUES[first]:
        bits = tuple(concept.part(first, work) for concept in sets)
        read = tuple(work in rule.reads.get(first, ()) for rule in RULES.values())
        if (bits, read) not in alike:
            alike[bits, read] = node(rest, {first: work}, bits[0], bits[1:])
        following.append(alike[bits, read])
    root = nodes.setdefault(tuple(following), len(nodes))
    lists = {"nodes": list(nodes), "results": list(results), "answers": list(answers)}
    return {"root": root, **lists}


def encode(answer: Answer) -> tuple[Any, ...]:
    """Return an answer in numbers."""
    return (
        list(Verdict).index(answer.verdict),
        tuple(sorted(map(ASKED.index, answer.because))),
        tuple(list(RULES).index(number) for number in answer.numbers),
        tuple(sorted(map(ASKED.index, answer.missing))),
    )


def conflict(facts: dict[str, str]) -> tuple[int, ...]:
    """Return the numbers of the fewest questions whose answers contradict each other."""
    sizes = range(2, len(facts) + 1)
    groups = (group for size in sizes for group in combinations(facts.items(), size))
    return next(tuple(ASKED.index(name) for name, _ in g) for g in groups if not possible(*g))


@cache
def possible(*facts: tuple[str, str]) -> bool:
    """Return whether any operation has these facts."""
    return bool(where(**dict(facts)))


def visit_html(translator: Any, node: decision_guide) -> None:
    """Write the form, with the words in the language of the page."""
    builder = translator.builder
    page = builder.current_docname
    said = {item["word"]: item.astext() for item in node.findall(nodes.list_item)} | {"": ""}
    glossary = builder.env.get_domain("std").objects

    def linked(concept: Concept) -> tuple[str, str]:
        name = term(concept)
        if ("term", name) not in glossary:
            if concept is not neither:
                logger.warning("decision-guide: %r is not in the glossary", name, location=node)
            return "", said[name]
        document, anchor = glossary["term", name]
        return f"{builder.get_relative_uri(page, document)}#{anchor}", said[name]

    context = {
        **{"asked": ASKED, "facts": FACTS, "groups": GROUPS, "said": said, "slug": slug},
        "label": lambda field, value: said[label(field, frozenset({value}))],
        "cells": [(slug(cell.name), *linked(cell)) for cell in CELLS],
        "rules": [
            (builder.get_relative_uri(page, RULE_PAGE) + f"#{anchor(number)}", number)
            for number in RULES
        ],
        "terms": list(map(linked, NEIGHBOURS)),
        "others": list(map(linked, OTHERS)),
        "codes": [(row.name, codes(row.name)) for row in ROWS_OF_CODES],
        "code_page": builder.get_relative_uri(page, CODE_PAGE),
        "table": node["table"] or json_table(),
    }
    translator.body.append(builder.templates.render("guide.html", context))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node."""
    app.add_directive("decision-guide", DecisionGuide)
    app.add_node(decision_guide, html=(visit_html, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
