"""Comparisons: a page for each pair of terms that many compare, and a chooser for any two.

``{comparison} TERM, TERM`` writes what ``comparison.txt`` says of two terms; more terms are more
columns of its table. ``{any-two}`` is the chooser: its words are in ``any-two.html``, and
``any-two.js`` looks up and shows what is in its table. What is true is in ``snippets/any_two.py``.
"""

import json
import re
from collections import defaultdict
from itertools import count
from typing import Any

from computed import CASES, ComputedDirective, draw_two, four_cells
from docutils import nodes
from guide import slug, term
from searching import LANGUAGES
from sphinx.addnodes import only
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from classified.answer import Verdict, verdict_of
from classified.errors import FactError
from classified.facts import QUESTIONS
from classified.language import FORMS, render, surfaces
from classified.proposition import TERMS
from snippets import any_two as logic
from snippets.any_two import COMPARED, SAID
from snippets.at_a_glance import PROPERTIES, WORDS, differences

NAMES = {name: term(concept) for name, concept in COMPARED.items()}
SLUGS = {name: slug(word) for name, word in NAMES.items()}  # as they stand in an address


class chooser(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """Holds the chooser's table, and its words as a list in which they can be translated."""


class Comparison(ComputedDirective):
    """Show how two terms relate, and in what they differ."""

    required_arguments, final_argument_whitespace = 1, True

    def computed(self) -> list[nodes.Node]:
        """Return a block: the text, with the figure after its first paragraph."""
        terms = re.split(r",\s+", self.arguments[0])
        if unknown := [name for name in terms if name not in COMPARED]:
            raise FactError.unknown("term", unknown[0], COMPARED)
        if len(terms) < 2:
            raise FactError(f"terms: {self.arguments[0]!r} is one. Expected two, with a comma.")
        pair = terms[:2]
        self.env.metadata[self.env.docname]["pair"] = ",".join(SLUGS[name] for name in pair)
        names, relation = [NAMES[name] for name in pair], logic.relation(*pair)
        pairs = (pair, *logic.otherwise(*pair))
        said, *others = ([render(one, "en") for one in logic.said(*each)] for each in pairs)
        known = dict[str, Any](logic=logic, questions=QUESTIONS, verdicts=Verdict, pair=pair)
        rows = differences([COMPARED[name] for name in terms])
        block = nodes.container(classes=["comparison"])
        block += self.text(names=names, said=said, rows=rows, others=others, **known)
        drawn = four_cells("", self.words([*names, f"{said[0]}."]), relation=relation)
        block.insert(1, drawn)
        return [block]


class Chooser(ComputedDirective):
    """Show the chooser."""

    def computed(self) -> list[nodes.Node]:
        """Return the node."""
        self.env.metadata[self.env.docname]["pair"] = ""  # of any that has no page of its own
        table = make_table(self.config.language)
        shown = chooser("", self.words(table["words"]), table=table, classes=["comparison"])
        return [only("", shown, expr="html and not epub")]


def make_table(language: str) -> dict[str, Any]:
    """Return what the chooser shows of any two terms; most of it as places in its lists.

    For each two terms, ``relations`` has what the first is to the second, of ``kinds``; ``only``
    an operation of the second alone, of ``told``, or -1; and ``both`` one of both, where the
    second comes before. ``said`` has for each kind its forms. A sentence is one of ``shapes``, by
    its form and its subject in ``starts``: words and gaps in turn, which ``own`` of the subject
    and of the predicate fill.
    """
    curly = str.maketrans("'", "\u2019")
    words, told, shapes, gaps = (defaultdict[Any, int](count().__next__) for _ in range(4))
    terms, kinds, own = [*COMPARED], [*SAID], surfaces(language)
    forms = [*dict.fromkeys(form for pairs in SAID.values() for form, _turned in pairs)]

    def operation(one: str, other: str, verdict: Verdict) -> int:
        found = logic.witness(one, other, verdict)
        return told[tuple(words[word] for word in found)] if found else -1

    def spelled(name: str) -> list[str]:
        known = LANGUAGES["en"]["spellings"].items()
        return [other for other, word in known if word in NAMES[name].split()]

    def start(name: str, form: str) -> int:
        each = (re.split("{(.+?)}", shape) for shape in FORMS[form][language])
        before, gap, between, other, after = next(one for one in each if any(own[name][one[1]]))
        return shapes[before, gaps[gap], between, gaps[other], after]

    upto = [(name, terms[:place]) for place, name in enumerate(terms)]
    others = {
        f"{SLUGS[a]},{SLUGS[b]}": [[*map(terms.index, each)] for each in found]
        for a, before in upto
        for b in before
        if (found := logic.otherwise(a, b))
    }
    return {
        "names": [words[name] for name in NAMES.values()],
        "slugs": [*SLUGS.values()],
        "also": [" ".join([*TERMS[name].get("also", ()), *spelled(name)]) for name in terms],
        "kinds": kinds,
        "relations": [
            "".join(str(kinds.index(logic.relation(a, b))) for b in terms) for a in terms
        ],
        "said": [[(forms.index(form), turned) for form, turned in SAID[kind]] for kind in kinds],
        "starts": [[start(name, form) for form in forms] for name in terms],
        "own": [
            [next(filter(None, own[name][gap]), "").translate(curly) for gap in gaps]
            for name in terms
        ],
        "only": [[operation(a, b, Verdict.NEVER) for a in terms] for b in terms],
        "both": [[operation(a, b, Verdict.ALWAYS) for b in before] for a, before in upto],
        "others": others,
        "asked": [words[asked] for asked in QUESTIONS.values()],
        "facts": [[words[logic.values(name, fact)] for fact in QUESTIONS] for name in terms],
        "marks": {words[word]: word for word in WORDS.values()},
        "properties": [words[has] for has in PROPERTIES],
        "verdicts": [
            [words[WORDS[verdict_of(has, one)]] for has in PROPERTIES.values()]
            for one in COMPARED.values()
        ],
        "shapes": [*shapes],
        "told": [*told],
        "words": [*words],
    }


def visit_html(translator: Any, node: chooser) -> None:
    """Write the chooser, with the words in the language of the page."""
    builder, env = translator.builder, translator.builder.env
    glossary, here = env.get_domain("std").objects, builder.current_docname
    words = [item.astext() for item in node.findall(nodes.list_item)]
    links = []
    for name in COMPARED:
        keys = (("term", word) for word in (NAMES[name], *TERMS[name].get("also", ())))
        page, anchor = next((glossary[key] for key in keys if key in glossary), ("", ""))
        links.append(f"{builder.get_relative_uri(here, page)}#{anchor}" if page else "")
    pairs = ((data["pair"], page) for page, data in env.metadata.items() if "pair" in data)
    pages = {pair: builder.get_relative_uri(here, page) for pair, page in pairs}
    table = node["table"] | {"words": words, "links": links, "pages": pages}
    context = {
        "table": json.dumps(table, ensure_ascii=False, separators=(",", ":")),
        "figures": [draw_two(kind, [""] * 3) for kind in SAID],
        "cases": builder.get_relative_uri(here, CASES),
    }
    translator.body.append(builder.templates.render("any-two.html", context))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives and the chooser's node."""
    app.add_directive("comparison", Comparison)
    app.add_directive("any-two", Chooser)
    app.add_node(chooser, html=(visit_html, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
