"""Tables and figures computed from the classification logic, so that none is typed by hand.

``{computed-table}`` shows the rows that a function of ``snippets`` returns, ``{decision-tree}``
the questions that settle every operation, ``{four-cells}`` the sets and where they overlap, and
``{article-claim}`` a claim of the source article with its verdict.
All are made of ordinary text nodes: they are translated and printed like any other text. What
is more than a list of words is Markdown, from the template that has the directive's name.
"""

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from jinja2 import Environment, FileSystemLoader, select_autoescape
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from classified.facts import QUESTIONS
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.cases import examples
from snippets.decide import decision_tree, label
from snippets.overlap import CELLS
from snippets.source_article import article_claims

CASES = "guide/cases"
TEMPLATES = Environment(
    autoescape=select_autoescape(["svg"]),
    loader=FileSystemLoader(Path(__file__).parents[1] / "_templates"),
    trim_blocks=True,
    keep_trailing_newline=True,
)
PRINTED = TEMPLATES.get_template("four-cells.css").render()
MARKS = {word: word for word in ("always", "sometimes", "never")}
MARKS |= {"yes": "always", "no": "never", "not known": "depends"}


class ComputedDirective(SphinxDirective):
    """A directive whose content comes from the logic; what it holds is a caption, or a comment."""

    has_content = True

    def computed_by(self, paragraph: nodes.paragraph) -> nodes.paragraph:
        """Return a paragraph, marked as the directive's own; a verdict is marked as one."""
        paragraph["computed"] = True
        self.set_source_info(paragraph)
        if (word := paragraph.astext()) in MARKS:
            paragraph["classes"] += ["verdict", MARKS[word]]
        return paragraph

    def words(self, words: Iterable[str]) -> nodes.bullet_list:
        """Return a list of words that can be translated."""
        each = ((word, self.computed_by(nodes.paragraph(word, word))) for word in words)
        return nodes.bullet_list("", *(nodes.list_item("", one, word=word) for word, one in each))

    def text(self, part: str = "", **known: Any) -> list[nodes.Node]:
        """Return what the directive's template, or a part of it, says of what is known."""
        text = TEMPLATES.get_template(f"{self.name}.txt").render(known, part=part)
        block = nodes.Element()
        lines = StringList(text.splitlines(), self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, block)
        for paragraph in block.findall(nodes.paragraph):
            self.computed_by(paragraph)
        return block.children

    def figure(self, name: str, *drawn: nodes.Node) -> nodes.figure:
        """Return a figure with its anchor, and the caption that the directive's content holds."""
        figure = nodes.figure("", *drawn, ids=[name])
        self.set_source_info(figure)
        if self.content:
            words = " ".join(self.content)
            inline, messages = self.state.inline_text(words, self.lineno)
            caption = nodes.caption(words, "", *inline)
            self.set_source_info(caption)
            figure += [caption, *messages]
        return figure

    def run(self) -> list[nodes.Node]:
        """Return the nodes; an error says where the directive stands."""
        try:
            return self.computed()
        except (ValueError, AttributeError, ModuleNotFoundError) as error:
            raise self.error(f"{self.name}: {error}") from error

    def computed(self) -> list[nodes.Node]:
        """Return what the logic says, as nodes."""
        raise NotImplementedError


class ComputedTable(ComputedDirective):
    """Show the rows returned by ``module.function`` of ``snippets``, the header first.

    The table's anchor is its ``name``, or else that of the function.
    """

    required_arguments = 1
    option_spec = dict.fromkeys(("widths", "name", "class"), directives.unchanged)

    def computed(self) -> list[nodes.Node]:
        """Return a table; a verdict is marked as one, and the name of a page links to it."""
        module, _, function = self.arguments[0].rpartition(".")
        rows = getattr(import_module(f"snippets.{module}"), function)()
        options = {"name": function.replace("_", "-"), "class": "", **self.options}
        caption = " ".join(self.content)
        return self.text(rows=rows, options=options, caption=caption, pages=self.env.found_docs)


class DecisionTree(ComputedDirective):
    """Show the questions that find the cell of any operation."""

    def computed(self) -> list[nodes.Node]:
        """Return a figure that holds nested lists, a question or a cell to a branch."""
        drawn = self.text(tree=decision_tree(), questions=QUESTIONS, label=label)
        figure = self.figure("decision-tree", *drawn)
        figure["classes"].append("decision-tree")
        return [figure]


class FourCells(ComputedDirective):
    """Show the two sets, how they overlap, and what each of the four cells is called."""

    def computed(self) -> list[nodes.Node]:
        """Return a figure with the sets' names, then the cells', as a list that can be drawn."""
        items = self.words(four_names())
        for item, cell in zip(list(items.findall(nodes.list_item))[2:], CELLS, strict=True):
            item["section"] = examples()[cell.name].section
        return [self.figure("figure-of-four-cells", four_cells("", items))]


class ArticleClaimDirective(ComputedDirective):
    """Show a claim of the source article with its verdict; the content says why."""

    required_arguments = 1

    def computed(self) -> list[nodes.Node]:
        """Return a block that can be linked to as ``claim-1`` and so on."""
        known = {str(number): claim for number, claim in article_claims().items()}
        claim = known[directives.choice(self.arguments[0], [*known])]
        block = nodes.container("", classes=["article-claim"], names=[f"claim-{claim.number}"])
        self.set_source_info(block)
        self.state.document.note_explicit_target(block)
        block += self.text("before", claim=claim)
        self.state.nested_parse(self.content, self.content_offset, block)
        block += self.text("after", claim=claim)
        for fixed in block.findall(nodes.paragraph):
            fixed["translatable"] = "fixed" not in fixed["classes"]
        return [block]


class four_cells(nodes.container):  # noqa: N801  # docutils names nodes so
    """Holds the list that the figure is drawn from, and is no more where there is no drawing."""


def four_names() -> list[str]:
    """Return what the figure says: the names of the sets, and each cell with its example."""
    sets = call_centre, bpo
    names = [concept.name for concept in sets]
    for cell in CELLS:
        within = [f"{'a' if cell <= concept else 'not a'} {concept.name}" for concept in sets]
        names.append("; ".join([cell.name, *within, f"for example {examples()[cell.name].shown}"]))
    return names


def draw(words: Sequence[str], links: Sequence[str] = ()) -> str:
    """Return the SVG of two overlapping sets, from what the list of the figure says.

    A cell with a link is one, and has all its words for a name.
    """
    cells = []
    for text, link in zip_longest(words[2:], links):
        name, *_, example = text.split("; ")
        example = re.sub("^(for example|contohnya) ", "", example)
        lines = [wrap(*each, break_on_hyphens=False) for each in ((name, 12), (example, 17))]
        cells.append((text, link, *lines))
    drawing = TEMPLATES.get_template("four-cells.svg")
    return drawing.render(sets=words[:2], cells=cells).replace("\n", "")


def draw_two(relation: str, words: Sequence[str]) -> str:
    """Return the SVG of two sets that are so related, from their names and what it shows."""
    known = {"names": [wrap(name, 16) for name in words[:2]], "alt": words[2]}
    drawing = TEMPLATES.get_template("any-two.svg")
    return drawing.render(known, relation=relation).replace("\n", "")


def printed(words: list[str], relation: str = "") -> str:
    """Return the drawing as a file of its own, with its colours in it."""
    svg = draw_two(relation, words) if relation else draw(words)
    svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return svg.replace(">", f"><style>{PRINTED}</style>", 1)


def visit_html(translator: Any, node: four_cells) -> None:
    """Draw the figure, whose links say what the list does."""
    items = list(node.findall(nodes.list_item))
    builder = translator.builder
    page = builder.get_relative_uri(builder.current_docname, CASES)
    links = [f"{page}#{item['section']}" for item in items if "section" in item]
    words, two = [item.astext() for item in items], node.get("relation")
    translator.body.append(draw_two(two, words) if two else draw(words, links))
    raise nodes.SkipNode


def visit_typst(translator: Any, node: four_cells) -> None:
    """Draw the figure with its colours in it, and the list as its alternative text."""
    items = [item.astext() for item in node.findall(nodes.list_item)]
    two = node.get("relation", "")
    alt = items[2] if two else ". ".join(items) + "."
    translator.put_svg(printed(items, two), alt, "55%" if two else "100%")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives and the figure."""
    app.add_directive("computed-table", ComputedTable)
    app.add_directive("decision-tree", DecisionTree)
    app.add_directive("four-cells", FourCells)
    app.add_directive("article-claim", ArticleClaimDirective)
    app.add_node(four_cells, html=(visit_html, None), typst_pdf=(visit_typst, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
