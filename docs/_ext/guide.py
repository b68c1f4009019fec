"""The decision guide: a form that looks the reader's answers up in a table made from the logic.

``{decision-guide}`` puts it on a page. The form and its words come from ``guide.html``, the table
goes into the page as JSON, and ``guide.js`` only looks up and shows: it holds no rule and no word.
Where no script runs, nothing is shown: the tree and the table on the page say the same.
"""

from __future__ import annotations

import json
import re
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from computed import ComputedDirective
from docutils import nodes
from sphinx.addnodes import only
from sphinx.util import logging

from snippets.answer import Answer, Verdict, ask
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.concept import Concept
from snippets.decide import ASKED, decision_tree, fitting, label, paths
from snippets.neighbours import NEIGHBOURS
from snippets.operation import (
    CONTACT_WORK,
    KINDS,
    QUESTIONS,
    Fact,
    Operation,
    Work,
    operations_with,
)
from snippets.overlap import CELLS, neither
from snippets.proposition import TERMS
from snippets.rules import PROCESSES, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

CONCEPTS = (call_centre, bpo)
WORKS = (CONTACT_WORK, PROCESSES - CONTACT_WORK, frozenset(Work) - PROCESSES)
GROUPS: dict[str, list[tuple[str, list[Fact]]]] = {f: [("", list(KINDS[f]))] for f in ASKED}
GROUPS["work"] = [(label("work", group), [w for w in Work if w in group]) for group in WORKS]


class decision_guide(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Holds the guide's table, and its words as a list in which they can be translated."""


class DecisionGuide(ComputedDirective):
    """Show the guide."""

    def computed(self) -> list[nodes.Node]:
        """Return the node."""
        items = (
            nodes.list_item("", self.text(word), word=word) for word in dict.fromkeys(words())
        )
        guide = decision_guide("", nodes.bullet_list("", *items), table=json_table())
        self.set_source_info(guide)
        return [only("", guide, expr="html and not epub")]


def words() -> Iterator[str]:
    """Yield the words of the guide that come from the logic."""
    for field in ASKED:
        yield QUESTIONS[field].capitalize()
        for name, values in GROUPS[field]:
            yield from filter(None, [name])
            yield from (label(field, frozenset({value})) for value in values)
    yield from map(term, (*CELLS, *CONCEPTS, *NEIGHBOURS))


def term(concept: Concept[Operation]) -> str:
    """Return what a concept is called alone: the term of the glossary, if there is one."""
    return (
        str(TERMS["neither"]["en"]["be"])
        if concept is neither
        else concept.name.removesuffix(" operation")
    )


def slug(value: str) -> str:
    """Return a value as it stands in an address."""
    return re.sub(r"\W+", "-", value).lower()


def json_table() -> str:
    """Return what holds for every combination of answers, as JSON.

    ``rows`` has a number for each combination, those of the last question side by side, an open
    answer before the others: the place of what holds in ``results``. A result has the numbers of
    the cells that are possible, of its answer for each concept in ``answers``, of the terms that
    always apply, and of the questions whose answers contradict each other. An answer has the
    numbers of its verdict, of the questions that force it, of the rules, and of those to ask.
    """
    results: dict[Any, int] = {}
    answers: dict[Any, int] = {}
    known: dict[Any, list[int]] = {}
    classes = {field: alike(field) for field in ASKED}
    rows = []
    options = ([None, *chain(*(values for _, values in GROUPS[field]))] for field in ASKED)
    for values in product(*options):
        facts = {field: value for field, value in zip(ASKED, values, strict=True) if value}
        things = fitting(facts)
        key = tuple((field, classes[field][value]) for field, value in facts.items())
        if things and key not in known:
            asked = (encode(ask(concept, **facts)) for concept in CONCEPTS)
            known[key] = [answers.setdefault(answer, len(answers)) for answer in asked]
        cells = [n for n, cell in enumerate(CELLS) if not things.isdisjoint(cell.extension)]
        terms = [n for n, term in enumerate(NEIGHBOURS) if things and things <= term.extension]
        result = (cells, known[key] if things else [], terms, [] if things else conflict(facts))
        rows.append(results.setdefault(json.dumps(result), len(results)))
    table = {
        "rows": rows,
        "results": [json.loads(result) for result in results],
        "answers": list(answers),
    }
    return json.dumps(table, separators=(",", ":"))


def alike(field: str) -> dict[Fact, int]:
    """Return a number for each value of a question: the same where no answer tells them apart."""
    others = [other for other in ASKED if other != field]

    def told_apart(operation: Operation) -> tuple[Any, ...]:
        facts = [getattr(operation, other) for other in others]
        return (*facts, *(operation in concept.extension for concept in CONCEPTS))

    kinds: dict[Any, int] = {}
    numbers = {}
    for value in KINDS[field]:
        read = tuple(value in rule.reads.get(field, ()) for rule in RULES.values())
        kind = frozenset(map(told_apart, operations_with(field, value))), read
        numbers[value] = kinds.setdefault(kind, len(kinds))
    return numbers


def encode(answer: Answer) -> tuple[Any, ...]:
    """Return an answer in numbers."""
    fields = (reason.partition(" is ")[0].replace(" ", "_") for reason in answer.because)
    return (
        list(Verdict).index(answer.verdict),
        tuple(sorted(map(ASKED.index, fields))),
        tuple(list(RULES).index(number) for number in answer.numbers),
        tuple(sorted(map(ASKED.index, answer.missing))),
    )


def conflict(facts: dict[str, Fact]) -> list[int]:
    """Return the numbers of the fewest questions whose answers contradict each other."""
    sizes = (combinations(facts, size) for size in range(2, len(facts) + 1))
    pairs = (names for size in sizes for names in size)
    return next(
        [ASKED.index(name) for name in names]
        for names in pairs
        if not fitting({name: facts[name] for name in names})
    )


def visit_html(translator: Any, node: decision_guide) -> None:
    """Write the form, with the words in the language of the page."""
    builder = translator.builder
    page = builder.current_docname
    said = {item["word"]: item.astext() for item in node.findall(nodes.list_item)} | {"": ""}
    glossary = builder.env.get_domain("std").objects

    def linked(concept: Concept[Operation]) -> tuple[str, str]:
        name = term(concept)
        if ("term", name) not in glossary:
            if concept is not neither:
                logger.warning("decision-guide: %r is not in the glossary", name, location=node)
            return "", said[name]
        document, anchor = glossary["term", name]
        return f"{builder.get_relative_uri(page, document)}#{anchor}", said[name]

    asked = {field for path, _ in paths(decision_tree(ASKED)) for field, _ in path}
    table = json.loads(node["table"])
    open_answers = [table["answers"][n] for n in table["results"][table["rows"][0]][1]]

    def options(field: str, values: list[Fact]) -> list[tuple[str, str]]:
        return [(slug(value), said[label(field, frozenset({value}))]) for value in values]

    context = {
        "questions": [
            (
                field,
                said[QUESTIONS[field].capitalize()],
                [(said[name], options(field, values)) for name, values in GROUPS[field]],
                field in asked,
            )
            for field in ASKED
        ],
        "cells": [(slug(cell.name), *linked(cell)) for cell in CELLS],
        "concepts": [
            (
                said[term(concept)],
                verdict,
                [said[QUESTIONS[ASKED[n]].capitalize()] for n in missing],
            )
            for concept, (verdict, _, _, missing) in zip(CONCEPTS, open_answers, strict=True)
        ],
        "verdicts": list(Verdict),
        "rules": [
            (
                builder.get_relative_uri(page, rule.page),
                rule.number,
                builder.env.titles[rule.page].astext(),
            )
            for rule in RULES.values()
        ],
        "terms": list(map(linked, NEIGHBOURS)),
        "table": node["table"],
    }
    translator.body.append(builder.templates.render("guide.html", context))
    raise nodes.SkipNode


def add_script(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script on the page that has the guide."""
    if doctree and next(doctree.findall(decision_guide), None):
        app.add_js_file("guide.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node."""
    app.add_directive("decision-guide", DecisionGuide)
    app.add_node(decision_guide, html=(visit_html, None))
    app.connect("html-page-context", add_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
