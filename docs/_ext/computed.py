"""Tables and figures computed from the classification logic, so that none is typed by hand.

``{computed-table}`` shows the rows that a function of ``snippets`` returns, ``{decision-tree}``
the questions that settle every operation, ``{four-cells}`` the sets and where they overlap, and
``{article-claim}`` a claim of the source article with its verdict.
All are made of ordinary text nodes: they are translated and printed like any other text.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from jinja2 import Template
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.cases import examples
from snippets.decide import Question, decision_tree, label
from snippets.operation import QUESTIONS
from snippets.overlap import CELLS
from snippets.source_article import article_claims

CASES = "guide/cases"
TEMPLATES = Path(__file__).parents[1] / "_templates"
PRINTED = (TEMPLATES / "four-cells.css").read_text("utf-8")
DRAWING = Template((TEMPLATES / "four-cells.svg").read_text("utf-8"), autoescape=True)
MARKS = {word: word for word in ("always", "sometimes", "never")}
MARKS |= {"yes": "always", "no": "never", "not known": "depends"}


class ComputedDirective(SphinxDirective):
    """A directive whose content comes from the logic; what it holds is a caption, or a comment."""

    has_content = True

    def computed_by(self, paragraph: nodes.paragraph) -> nodes.paragraph:
        """Return a paragraph, marked as the directive's own."""
        paragraph["computed"] = True
        self.set_source_info(paragraph)
        return paragraph

    def text(self, words: str, *classes: str) -> nodes.paragraph:
        """Return a paragraph that can be translated."""
        return self.computed_by(nodes.paragraph(words, words, classes=[*classes]))

    def fixed(self, name: str, *content: nodes.Node) -> nodes.paragraph:
        """Return a paragraph that is the same in every language."""
        same = {"classes": [name], "translatable": False}
        return self.computed_by(nodes.paragraph("", "", *content, **same))

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

    def link(self, page: str) -> nodes.paragraph:
        """Return a paragraph that links to a page by its title."""
        target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{page}"}
        words = nodes.inline("", "", classes=["doc"])
        link = pending_xref("", words, refdoc=self.env.docname, refexplicit=False, **target)
        return self.computed_by(nodes.paragraph("", "", link))

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
    option_spec = {"widths": directives.positive_int_list, "name": directives.unchanged}  # noqa: RUF012  # docutils' protocol

    def computed(self) -> list[nodes.Node]:
        """Return a table."""
        module, _, function = self.arguments[0].rpartition(".")
        header, *rows = getattr(import_module(f"snippets.{module}"), function)()
        widths = self.options.get("widths", [1] * len(header))
        if len(widths) != len(header):
            raise self.error(f"widths: {len(widths)} given, expected {len(header)}.")
        group = nodes.tgroup("", cols=len(header))
        group += [nodes.colspec("", colwidth=width) for width in widths]
        group += nodes.thead("", self.row(header))
        group += nodes.tbody("", *map(self.row, rows))
        table = nodes.table("", group, classes=["computed"])
        if self.content:
            title = nodes.title(" ".join(self.content), " ".join(self.content))
            self.set_source_info(title)
            table.insert(0, title)
        self.options.setdefault("name", function.replace("_", "-"))
        self.add_name(table)
        self.set_source_info(table)
        return [table]

    def row(self, cells: list[str]) -> nodes.row:
        """Return a row; a verdict is marked as one, and the name of a page links to it."""
        return nodes.row("", *(nodes.entry("", self.cell(cell)) for cell in cells))

    def cell(self, cell: str) -> nodes.paragraph:
        """Return the content of a cell."""
        if cell in self.env.found_docs:
            return self.link(cell)
        return self.text(cell, *(["verdict", MARKS[cell]] if cell in MARKS else []))


class DecisionTree(ComputedDirective):
    """Show the questions that find the cell of any operation."""

    def computed(self) -> list[nodes.Node]:
        """Return a figure that holds nested lists, a question or a cell to a branch."""
        tree = decision_tree()
        figure = self.figure("decision-tree", *self.branch(tree))
        figure["classes"].append("decision-tree")
        return [figure]

    def branch(self, tree: Question | str) -> list[nodes.Node]:
        """Return the nodes for a question with all that follows from it, or for a cell."""
        if isinstance(tree, str):
            return [self.text(tree, "cell", tree.replace(" ", "-").lower())]
        answers = nodes.bullet_list()
        for values, outcome in tree.branches:
            item = nodes.list_item("", self.text(label(tree.field, values), "answer"))
            item += self.branch(outcome)
            answers += item
        return [self.text(QUESTIONS[tree.field], "question"), answers]


class FourCells(ComputedDirective):
    """Show the two sets, how they overlap, and what each of the four cells is called."""

    def computed(self) -> list[nodes.Node]:
        """Return a figure with the sets' names, then the cells', as a list that can be drawn."""
        items = [nodes.list_item("", self.text(words)) for words in four_names()]
        for item, cell in zip(items[2:], CELLS, strict=True):
            item["section"] = examples()[cell.name].section
        return [self.figure("figure-of-four-cells", four_cells("", nodes.bullet_list("", *items)))]


class ArticleClaimDirective(ComputedDirective):
    """Show a claim of the source article with its verdict; the content says why."""

    required_arguments = 1

    def computed(self) -> list[nodes.Node]:
        """Return a block that can be linked to as ``claim-1`` and so on."""
        known = {str(number): claim for number, claim in article_claims().items()}
        claim = known[directives.choice(self.arguments[0], [*known])]
        block = nodes.container("", classes=["article-claim"], ids=[f"claim-{claim.number}"])
        self.set_source_info(block)
        self.state.document.note_explicit_target(block)
        block += self.fixed("number", nodes.Text(str(claim.number)))
        block += self.text(claim.claim, "restated")
        block += self.text(claim.verdict, "article-verdict", claim.verdict.replace(" ", "-"))
        self.state.nested_parse(self.content, self.content_offset, block)
        if claim.page:
            more = self.link(claim.page)
            more["classes"].append("more")
            block += more
        if claim.conflicts:
            block += self.text("It conflicts with:", "conflicts")
            links: list[nodes.Node] = []
            for number in claim.conflicts:
                link = nodes.reference("", str(number), internal=True, refid=f"claim-{number}")
                links += [nodes.Text(", "), link]
            block += self.fixed("conflicts", *links[1:])
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
        lines = [wrap(name, 12), wrap(example.partition(" example ")[2] or example, 17)]
        cells.append((text, link, *lines))
    return str(DRAWING.render(sets=words[:2], cells=cells)).replace("\n", "")


def printed(words: list[str]) -> str:
    """Return the drawing as a file of its own, with its colours in it."""
    svg = draw(words).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return svg.replace(">", f"><style>{PRINTED}</style>", 1)


def visit_html(translator: Any, node: four_cells) -> None:
    """Draw the figure, whose links say what the list does."""
    items = list(node.findall(nodes.list_item))
    builder = translator.builder
    page = builder.get_relative_uri(builder.current_docname, CASES)
    links = [f"{page}#{item['section']}" for item in items if "section" in item]
    translator.body.append(draw([item.astext() for item in items], links))
    raise nodes.SkipNode


def visit_typst(translator: Any, node: four_cells) -> None:
    """Draw the figure with its colours in it, and the list as its alternative text."""
    items = [item.astext() for item in node.findall(nodes.list_item)]
    translator.put_svg(printed(items), ". ".join(items) + ".")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives and the figure."""
    app.add_directive("computed-table", ComputedTable)
    app.add_directive("decision-tree", DecisionTree)
    app.add_directive("four-cells", FourCells)
    app.add_directive("article-claim", ArticleClaimDirective)
    app.add_node(four_cells, html=(visit_html, None), typst_pdf=(visit_typst, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
