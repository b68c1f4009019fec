"""The translator: turns the doctree of a book into Typst markup for the template.

Every text is written as a string, ``#"like this"``, so that nothing in it can be taken for
markup, and every block as a call of a function, of Typst's or of the template's.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.filters import ErrorToken  # type: ignore[import-untyped]
from sphinx import addnodes
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Element, Node

    from typst_pdf.builder import TypstBuilder

logger = logging.getLogger(__name__)

WHOLE = 20  # lines: a longer example may be broken across pages
LONG_WORD = r"(\S{60})(?=\S)"  # fills a line of code, and may be broken at its end
# Shares of a table's width: of a character, and of what is around a cell.
WORD, CELL = 0.0135, 0.026
TALL_ROW = 1200  # characters: a longer row of a table may be broken across pages


def calls(begin: str, **functions: str) -> dict[str, tuple[str, str]]:
    """Return what is written around nodes whose content is that of a Typst function."""
    return {node: (f"{begin}#{function}[", "]") for node, function in functions.items()}


# What is written before and after the content of a node, where no method says otherwise.
AROUND: dict[str, tuple[str, str]] = {
    **calls("", emphasis="emph", strong="strong", title_reference="emph", desc_addname="regular"),
    **calls("", subscript="sub", superscript="super", legend="legend", sd_badge="badge"),
    **calls("\n", attribution="attribution", compound="filled", line_block="lines"),
    **calls("\n", desc="described", desc_content="filled", desc_signature="signature"),
    **calls("\n", subtitle="rubric", versionmodified="filled"),
    "Admonition": ("", "])"),
    "block_quote": ("\n#quote(block: true)[", "]"),
    "bullet_list": ("", ")"),
    "citation": ("\n#citation([", "])"),
    "definition_list": ("\n#terms(tight: false, ", ")"),
    "definition_list_item": ("terms.item([", "]), "),
    "desc_annotation": ("#regular[#emph[", "]]"),
    "desc_optional": ('#"["', '#"]"'),
    "desc_parameterlist": ('#regular[#"("', '#")"]'),
    "desc_returns": ('#regular[#" → "', "]"),
    "desc_type_parameter_list": ('#regular[#"["', '#"]"]'),
    "entry": ("", "], "),
    "enumerated_list": ("", ")"),
    "field": ("terms.item([", "]), "),
    "field_body": ("], [", ""),
    "field_list": ("\n#terms(tight: false, ", ")"),
    "figure": ("\n#book-figure([", "])"),
    "label": ("", "], ["),
    "line": ("", "#linebreak()"),
    "list_item": ("[", "], "),
    "literal_emphasis": ("#code-text[#emph[", "]]"),
    "literal_strong": ("#code-text[#strong[", "]]"),
    "row": ("\n", ""),
    "sd_line_break": ("#linebreak()", ""),
    "steps_list": ("\n#enum(tight: false, ", ")"),
    "table": ("", ")"),
    "thead": ("", "), "),
    "topic": ("", "])"),
}

# Whose content is written as it is.
TRANSPARENT = (
    *("abbreviation", "acks", "desc_name", "desc_signature_line", "desc_type", "document"),
    *("field_name", "generated", "glossary", "hlist", "hlistcol", "index", "inline", "manpage"),
    *("PassthroughTextElement", "problematic", "target", "tbody", "term"),
)

# The same for a container that sphinx-design made, by the name of its component.
COMPONENTS = calls("\n", **{"card-header": "card-title", "card-title": "card-title"})
BOXES = ("dropdown", "tab-item")  # have a label and a content
BLOCK = ("\n#filled[", "]")  # any other
COMPONENTS |= {box: (f"\n#{box}([", "])") for box in BOXES}
COMPONENTS |= calls("\n", **{"card": "card", "card-footer": "card-footer", "tab-set": "tabs"})

# What a book does not show: what was shown elsewhere, and what is not for readers.
HIDDEN = (
    *("colspec", "comment", "docinfo", "fontawesome", "footnote", "highlightlang"),
    *("meta", "pending", "sd_icon", "substitution_definition", "system_message"),
    *("tabular_col_spec", "toctree"),
)

# Where a class is a hook for a style; elsewhere it is Sphinx's own or has no content to style.
STYLED = (
    *(nodes.Admonition, nodes.block_quote, nodes.bullet_list, nodes.container),
    *(nodes.definition_list, nodes.emphasis, nodes.enumerated_list, nodes.figure, nodes.inline),
    *(nodes.literal, nodes.literal_block, nodes.paragraph, nodes.strong, nodes.table),
)

NUMBERINGS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A"}
NUMBERINGS |= {"lowerroman": "i", "upperroman": "I"}

# Targets of links that are labelled themselves; in others there is an invisible anchor.
LISTS = (nodes.bullet_list, nodes.definition_list, nodes.enumerated_list, nodes.field_list)
WHOLE_TARGETS = (nodes.table, nodes.figure, nodes.literal_block)
ELSEWHERE = (*WHOLE_TARGETS, *LISTS, nodes.section, nodes.document)

# What a link leads to without telling the page: its place is known from the alphabet or a number.
UNPAGED = (nodes.citation, nodes.container, nodes.footnote, nodes.term)


@dataclass
class Link:
    """One end of a link inside the book, to be written when all labels are known."""

    key: tuple[str, str]
    place: tuple[str, int | None]
    opens: bool


def string(text: str) -> str:
    """Return a text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def length(value: str) -> str:
    """Return a docutils length as a Typst length; a bare number counts pixels, as in HTML."""
    number, unit = re.fullmatch(r"\s*([\d.]+)\s*(\D*?)\s*", value).groups()  # type: ignore[union-attr]
    pixels = {"": 0.75, "px": 0.75, "pc": 12.0}
    return f"{float(number) * pixels[unit]:g}pt" if unit in pixels else f"{number}{unit}"


class TypstTranslator(SphinxTranslator):
    """Writes a doctree as Typst; ``astext`` returns it."""

    builder: TypstBuilder

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self.body: list[str | Link] = []
        self.labels: dict[tuple[str, str], tuple[str, bool]] = {}
        self.looks: dict[str, str] = {}
        self.pages = [str(document["docname"])]  # the page being written, and what led to it
        self.level, self.chapter = 0, 1  # of headings, and of the heading of the chapter
        self.chapters = self.parts = 0  # counted so far
        self.in_heading = False
        self.link_ends: list[str | Link] = []
        self.footnotes: dict[tuple[str, str], nodes.footnote] = {}
        self.explained: set[str] = set()
        self.collect_footnotes(document, self.pages[0])
        style = self.config.pygments_style or "sphinx"
        self.highlighter = PygmentsBridge("html", style)
        self.style = self.highlighter.get_style(style)

    # -- Output ------------------------------------------------------------------------------

    def put(self, markup: str) -> None:
        """Write Typst markup."""
        self.body.append(markup)

    def put_svg(self, svg: str, alt: str, width: str = "100%") -> None:
        """Write a drawing, with the text that stands for it where it can't be seen.

        The SVG carries its own colours. Text in it is set in "Libertinus Serif" or "DejaVu Sans
        Mono", the fonts that Typst brings along. The width is that of Typst or a share of a line.
        """
        options = f'format: "svg", alt: {string(alt)}, width: {width}'
        self.put(f"#image(bytes({string(svg)}), {options})")

    def astext(self) -> str:
        """Return the Typst markup, each link inside the book led to its label."""
        return "".join(
            part if isinstance(part, str) else self.link_end(part) for part in self.body
        )

    def link_end(self, link: Link) -> str:
        """Return the beginning or the end of a link; warn of one that leads nowhere."""
        # What refers to another page when the tree is resolved thinks it stands on the start page.
        start = (self.pages[0], link.key[1])
        label, paged = self.labels.get(link.key) or self.labels.get(start) or ("", False)
        if link.opens:
            if not label:
                target = "#".join(filter(None, link.key))
                logger.warning("unknown link target: %s", target, location=link.place)
            return f"#link(label({string(label)}))[" if label else "#["
        return f"]#pageref(label({string(label)}))" if paged else "]"

    def label_of(self, uri: str) -> str:
        """Return the label of an address in the book, or an empty text if there is none."""
        docname, _sep, anchor = uri.removeprefix("%").partition("#")
        return self.labels.get((docname, anchor), ("", False))[0]

    def label(self, node: Element) -> str:
        """Return the label of a node, and note all the names that it is known by."""
        name = f"{self.pages[-1]}#{node['ids'][0]}"
        for anchor in node["ids"]:
            self.labels[self.pages[-1], anchor] = name, not isinstance(node, UNPAGED)
        return name

    # -- Dispatch ----------------------------------------------------------------------------

    def dispatch_visit(self, node: Node) -> None:
        """Visit a node: say where it comes from, style its classes, make it a target of links."""
        if isinstance(node, (nodes.paragraph, nodes.title, nodes.literal_block, nodes.image)):
            self.put(f"/* {self.source(node)} */")
        around, inside = self.style_of(node)
        self.put(around)
        if isinstance(node, LISTS) and node["ids"]:
            self.put(f"#anchor({string(self.label(node))})")
        try:
            super().dispatch_visit(node)
        except nodes.SkipNode:
            self.put("]" * bool(around))
            raise
        self.put(inside)
        if isinstance(node, nodes.Element) and node.get("ids") and not isinstance(node, ELSEWHERE):
            self.put(f"#anchor({string(self.label(node))})")

    def dispatch_departure(self, node: Node) -> None:
        """Depart from a node: label it, close its style."""
        around, inside = self.style_of(node)
        self.put("]" * bool(inside))
        super().dispatch_departure(node)
        if isinstance(node, WHOLE_TARGETS) and node["ids"]:
            self.put(f"#label({string(self.label(node))})")
        self.put("]" * bool(around))

    def style_of(self, node: Node) -> tuple[str, str]:
        """Return how the style of its classes begins, before a node or inside a paragraph."""
        if not isinstance(node, STYLED) or isinstance(node.parent, nodes.reference):
            return "", ""
        own = [string(str(name)) for name in node["classes"] if not name.startswith("sd-")]
        begin = f"#styled(({', '.join(own)},))[" if own else ""
        return ("", begin) if isinstance(node, nodes.paragraph) else (begin, "")

    def place(self, node: Node | None) -> tuple[str, int | None]:
        """Return the page and, where it is known, the line that a node comes from."""
        while node is not None and not isinstance(node, addnodes.start_of_file):
            if node.line is not None:
                return self.pages[-1], node.line
            node = node.parent
        return self.pages[-1], None

    def source(self, node: Node) -> str:
        """Return the file and the line that a node comes from, as ``file:line``."""
        page, line = self.place(node)
        path = str(self.builder.env.doc2path(page, base=False))
        return f"{path}:{line}" if line else path

    def unknown_visit(self, node: Node) -> None:
        """Warn of a node that nobody has said how to write; its text is written as it is."""
        logger.warning(
            "the book has only the text of a node of the type %r. The extension that makes it "
            "can say how it is printed: app.add_node(..., typst_pdf=(visit, depart))",
            type(node).__name__,
            location=self.place(node),
        )
        if isinstance(node, nodes.Element) and "code" in node:  # of a drawing
            self.put(f"#raw({string(node['code'])}, block: true)")

    def unknown_departure(self, node: Node) -> None:
        """Do nothing: a node that was visited may need nothing at its end."""

    # -- Structure ---------------------------------------------------------------------------

    def visit_start_of_file(self, node: Element) -> None:
        """Begin a page of the project, which is a chapter or a part of one."""
        self.pages.append(node["docname"])
        if len(self.pages) == 2:
            self.put(f"\n#chapter({string(node['docname'])})[")

    def depart_start_of_file(self, node: Element) -> None:
        """Return to the page whose toctree led here."""
        self.put("]" * (len(self.pages) == 2))
        self.pages.pop()

    def visit_compound(self, node: nodes.compound) -> None:
        """Begin a block, or the pages of a toctree, with the caption as the heading of a part."""
        if "toctree-wrapper" not in node["classes"]:
            self.put("\n#filled[")
            return
        inside = len(self.pages) > 1  # pages that a chapter leads to belong to the chapter
        self.level += inside + bool(node.get("caption"))
        if node.get("caption"):
            self.parts += not inside
            numeral = "none" if inside else self.parts
            options = f"{numeral}, level: {self.level}"
            self.put(f"\n#part-heading({options})[#{string(node['caption'])}]")

    def depart_compound(self, node: nodes.compound) -> None:
        """End a block or the pages of a toctree."""
        if "toctree-wrapper" not in node["classes"]:
            self.put("]")
        else:
            self.level -= (len(self.pages) > 1) + bool(node.get("caption"))

    def visit_section(self, node: nodes.section) -> None:
        """Go down one level of headings."""
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        """Go up again."""
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Begin a heading, or the title of the table or the box that it stands in."""
        section = node.parent
        if not isinstance(section, nodes.section):
            return
        self.in_heading = True
        target, kind, number = self.label(section), "section", "none"
        if not isinstance(section.parent, nodes.section):
            self.labels.setdefault((self.pages[-1], ""), (target, True))
            if len(self.pages) <= 2:
                kind, self.chapter = "chapter", self.level
                if len(self.pages) == 2 and not section.get("unnumbered"):
                    self.chapters += 1
                    number = str(self.chapters)
        depth = self.level - self.chapter
        outlined = depth < self.config.typst_toc_depth
        kind = "subsection" if depth > 1 else kind
        self.put(
            f"\n#book-heading({string(kind)}, number: {number}, level: {self.level}, "
            f"outlined: {str(outlined).lower()}, target: {string(target)})["
        )

    def depart_title(self, node: nodes.title) -> None:
        """End a heading or a title."""
        if isinstance(node.parent, nodes.section):
            self.in_heading = False
            self.put("]")
        elif not isinstance(node.parent, nodes.table):
            self.put("], [")

    # -- Text --------------------------------------------------------------------------------

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  # docutils names it so
        """Write a text; a line break in the source is a space."""
        text = re.sub(r"[ \t\r\n]+", " ", node.astext())
        self.put(f"#{string(text)}")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph; one that announces the next block stays with it."""
        if not self.explains(node):
            before = self.before(node)
            after = str(isinstance(before, nodes.paragraph)).lower()
            kind = "filled" if node.next_node(nodes.paragraph) else "par"
            apart = before is not node.previous_sibling() or self.announces(before)
            if self.announces(node) or apart:  # Typst does not see what it follows
                kind = f"lead(indented: {after}, sticky: {str(self.announces(node)).lower()})"
            self.put(f"\n#{kind}[")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End a paragraph."""
        self.put("]" * (not self.explains(node)))

    @staticmethod
    def before(node: Any) -> Any:
        """Return what a paragraph follows in print, outside its container if need be."""
        while (before := node.previous_sibling()) or isinstance(node.parent, nodes.container):
            node = before or node.parent
            if before and not isinstance(before, (addnodes.index, nodes.comment)):
                return before
        return None

    @staticmethod
    def announces(node: Any) -> bool:
        """Return whether a paragraph announces the block that follows."""
        ends = isinstance(node, nodes.paragraph) and node.astext().endswith((":", "?"))
        return ends and node is not node.parent[-1]

    @staticmethod
    def explains(node: Node) -> bool:
        """Return whether a paragraph follows a term, or words before it, in the same line."""
        run_in = isinstance(node.parent, (nodes.definition, nodes.field_body, nodes.paragraph))
        return run_in and node is node.parent.next_node(nodes.paragraph)

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code in a line of text."""
        self.put(f"#raw({string(node.astext())})")
        raise nodes.SkipNode

    def visit_desc_parameter(self, node: Element) -> None:
        """Write a parameter after a comma, unless it is the first."""
        around = node.parent
        while isinstance(around, addnodes.desc_optional):
            around = around.parent
        if node is not around.next_node(type(node)):
            self.put('#", "')

    visit_desc_type_parameter = visit_desc_parameter

    def visit_math(self, node: Element) -> None:
        """Write a formula as its source, which is LaTeX and nothing that Typst reads."""
        logger.warning(
            "the book has formulas as their source", location=self.place(node), once=True
        )
        code = f"#raw({string(node.astext())})"
        self.put(code if isinstance(node, nodes.math) else f"\n#par[{code}]")
        raise nodes.SkipNode

    visit_math_block = visit_math

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        """Explain an abbreviation where it first occurs."""
        text = node.get("explanation", "")
        if text and text not in self.explained:
            self.explained.add(text)
            self.put(f"#{string(f' ({text})')}")

    def visit_definition(self, node: nodes.definition) -> None:
        """Begin the explanation of a term, or another one."""
        another = isinstance(node.parent[node.parent.index(node) - 1], nodes.definition)
        self.put("#parbreak()" if another else "], [")

    def visit_rubric(self, node: nodes.rubric) -> None:
        """Begin an unlisted heading, or the label of a tab or a dropdown."""
        self.put("\n#rubric[" * (self.component(node.parent) not in BOXES))

    def depart_rubric(self, node: nodes.rubric) -> None:
        """End an unlisted heading or a label."""
        self.put("], [" if self.component(node.parent) in BOXES else "]")

    def visit_term(self, node: nodes.term) -> None:
        """Begin a term; several share one definition."""
        self.put('#" / "' * bool(node.parent.index(node)))

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a line between paragraphs; MyST's above the footnotes has no use on paper."""
        self.put("\n#transition()" * ("footnotes" not in node["classes"]))

    def visit_raw(self, node: nodes.raw) -> None:
        """Write what is meant for this builder and leave out the rest."""
        self.put(node.astext() * ("typst_pdf" in node.get("format", "").split()))
        raise nodes.SkipNode

    # -- Links -------------------------------------------------------------------------------

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link; headings have none, since they appear in other places too."""
        uri = node.get("refuri", "")
        opens, closes = "", ""  # type: str | Link, str | Link
        if self.in_heading or isinstance(node, addnodes.download_reference):
            pass
        elif "refid" in node or uri.startswith("%"):
            page, _sep, anchor = uri.removeprefix("%").partition("#")
            key = (self.pages[-1], node["refid"]) if "refid" in node else (page, anchor)
            opens = Link(key, self.place(node), opens=True)
            closes = Link(key, self.place(node), opens=False)
        elif re.match(r"(?!file:)[a-z][a-z0-9+.-]*:", uri):
            opens, closes = f"#link({string(uri)})[", "]"
        else:
            logger.warning("a book can't link to the file %r", uri, location=self.place(node))
        if not isinstance(node.parent, nodes.TextElement):
            self.put("\n#block[")  # an image that is a link
        self.body.append(opens)
        self.link_ends.append(closes)

    def depart_reference(self, node: nodes.reference) -> None:
        """End a link."""
        self.body.append(self.link_ends.pop())
        if not isinstance(node.parent, nodes.TextElement):
            self.put("]")

    def collect_footnotes(self, node: Node, page: str) -> None:
        """Find the footnotes of a page: each is written where it is referred to."""
        for child in node.children:
            if isinstance(child, nodes.footnote):
                self.footnotes.update({(page, anchor): child for anchor in child["ids"]})
            inner = child["docname"] if isinstance(child, addnodes.start_of_file) else page
            self.collect_footnotes(child, inner)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write a footnote, or the number of one that was written already."""
        page = self.pages[-1]
        footnote = self.footnotes.get((page, node["refid"]))
        if footnote is None:
            logger.warning("unknown footnote", location=self.place(node))
        elif (page, footnote["ids"][0]) in self.labels:
            self.put(f"#footnote(label({string(self.label(footnote))}))")
        else:
            self.put("#footnote[")
            first, *more = footnote.children[1:]
            for child in [*first.children, *more]:  # the first paragraph follows the number
                child.walkabout(self)
            self.put(f"]#label({string(self.label(footnote))})")
        raise nodes.SkipNode

    # -- Lists -------------------------------------------------------------------------------

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Begin a list."""
        self.put(f"\n#list(tight: {self.tight(node)}, ")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Begin a numbered list, with its first number and its sort of numbers."""
        sort = NUMBERINGS[node.get("enumtype", "arabic")]
        pattern = node.get("prefix", "") + sort + node.get("suffix", ".")
        options = f"tight: {self.tight(node)}, start: {node.get('start', 1)}"
        self.put(f"\n#enum({options}, numbering: {string(pattern)}, ")

    @staticmethod
    def tight(node: Element) -> str:
        """Return whether the items of a list are short enough to go without space."""
        return str(all(len(i.children) < 2 and len(i.astext()) < 80 for i in node)).lower()

    # -- Code --------------------------------------------------------------------------------

    def visit_literal_block(self, node: Element) -> None:
        """Write an example, highlighted line by line."""
        source = node.astext().rstrip("\n")
        lines = self.highlight(node, source)
        whole = str(len(lines) < WHOLE).lower()
        self.put(f"\n#code({string(source)}, ({', '.join(lines)},), whole: {whole})")
        raise nodes.SkipChildren

    visit_doctest_block = visit_literal_block

    def highlight(self, node: Element, source: str) -> list[str]:
        """Return the lines of an example as Typst expressions."""
        language = node.get("language", "default")
        if node.rawsource != node.astext() and "language" not in node:
            language = "none"
        tokens: list[tuple[Any, str]] = []
        place = self.place(node)
        for force in (node.get("force", False), True):
            lexer = self.highlighter.get_lexer(source, language, force=force, location=place)
            with suppress(ErrorToken):
                tokens = [*lexer.get_tokens(source)]
                break
        lines: list[list[str]] = [[]]
        for kind, text in tokens:
            for number, piece in enumerate(text.split("\n")):
                lines += [[]] * (number > 0)
                if piece:
                    lines[-1].append(self.look(kind, re.sub(LONG_WORD, "\\1\u200b", piece)))
        return [" + ".join(line) or '""' for line in lines[:-1]]

    def look(self, kind: Any, text: str) -> str:
        """Return a token as a Typst expression, in the look that the Pygments style gives it."""
        style = self.style.style_for_token(kind)
        look = ", ".join(
            [f'fill: rgb("#{style["color"]}")'] * bool(style["color"])
            + ['weight: "bold"'] * style["bold"]
            + ['style: "italic"'] * style["italic"]
        )
        if not look or not text.strip():
            return string(text)
        return f"{self.looks.setdefault(look, f't{len(self.looks)}')}({string(text)})"

    # -- Boxes -------------------------------------------------------------------------------

    def visit_Admonition(self, node: Element) -> None:  # noqa: N802
        """Begin a box with a title: its own, or the name of its sort."""
        self.put(f"\n#admonition({string(node.tagname)}, [")
        if node.tagname in admonitionlabels:
            self.put(f"#{string(admonitionlabels[node.tagname])}], [")
        elif not isinstance(node.next_node(), nodes.title):
            self.put("], [")

    visit_topic = visit_Admonition

    @staticmethod
    def component(node: Element) -> str:
        """Return which part of sphinx-design a node is, or an empty text."""
        return str(node.get("design_component", ""))

    def visit_container(self, node: nodes.container) -> None:
        """Begin a block; what HTML folds away or lays over is printed one below the other."""
        component = self.component(node)
        self.put(COMPONENTS.get(component, BLOCK)[0])
        if component in BOXES and not isinstance(node.next_node(), nodes.rubric):
            self.put("], [")

    def depart_container(self, node: nodes.container) -> None:
        """End a block."""
        self.put(COMPONENTS.get(self.component(node), BLOCK)[1])

    # -- Figures -----------------------------------------------------------------------------

    def visit_image(self, node: nodes.image) -> None:
        """Write an image; one without an alternative text is a mistake, an empty one decorates."""
        name, alt = self.builder.images.get(node["uri"]), node.get("alt")
        if name is None:  # Sphinx has reported it
            self.put(f"#{string(alt or node['uri'])}")
            raise nodes.SkipNode
        if alt is None:
            logger.warning("image without alt text: %s", node["uri"], location=self.place(node))
        sizes = {key: length(str(node[key])) for key in ("width", "height") if key in node}
        options = "".join(f", {key}: {value}" for key, value in sizes.items())
        options += f", alt: {string(alt)}" if alt else ""
        image = f"image({string(f'images/{name}')}{options})"
        if "scale" in node:
            image = f"scale({node['scale']}%, reflow: true, {image})"
        image = image if alt else f"box(pdf.artifact({image}))"
        inline = isinstance(node.parent, nodes.TextElement)
        self.put(f"#box({image})" if inline else f"\n#block({image})")
        raise nodes.SkipNode

    def visit_caption(self, node: nodes.caption) -> None:
        """Begin a caption: below a figure, or above an example."""
        self.put("], [" if isinstance(node.parent, nodes.figure) else "\n#code-caption[")

    def depart_caption(self, node: nodes.caption) -> None:
        """End a caption; that of a figure goes on with the legend."""
        self.put("]" * (not isinstance(node.parent, nodes.figure)))

    # -- Tables ------------------------------------------------------------------------------

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table."""
        widths = [spec["colwidth"] for spec in node.findall(nodes.colspec)]
        rows = [[entry.astext() for entry in row] for row in node.findall(nodes.row)]
        if all(len(row) == len(widths) for row in rows):  # no word goes beyond its column
            words = [" ".join(cells).split() for cells in zip(*rows, strict=True)]
            longest = [max(map(len, found), default=0) for found in words]
            least = [sum(widths) * (length * WORD + CELL) for length in longest]
            widths = [*map(max, widths, least)]
        given = "colwidths-auto" not in node["classes"] or "colwidths-given" in node["classes"]
        columns = "".join(f"{width:g}fr, " if given else "auto, " for width in widths)
        caption = "caption: [" * isinstance(node[0], nodes.title)
        self.put(f"\n#book-table(columns: ({columns}), {caption}")

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        """Begin the cells of a table, after its title."""
        self.put("], " * isinstance(node.parent[0], nodes.title))

    def visit_thead(self, node: nodes.thead) -> None:
        """Begin the rows that are repeated on every page."""
        self.put(f"heads: {len(node)}, header: (")

    def visit_entry(self, node: nodes.entry) -> None:
        """Begin a cell."""
        tall = len(node.parent.astext()) > TALL_ROW
        spans = f"colspan: {node.get('morecols', 0) + 1}, rowspan: {node.get('morerows', 0) + 1}"
        self.put(f"table.cell({spans}, breakable: {str(tall).lower()})[")


def _writes(markup: str) -> Callable[[TypstTranslator, Node], None]:
    """Return a visitor that writes some markup."""
    return lambda translator, _node: translator.put(markup)


def _skip(_translator: TypstTranslator, _node: Node) -> None:
    """Leave a node out."""
    raise nodes.SkipNode


for _name, _markup in [*AROUND.items(), *((name, ("", "")) for name in TRANSPARENT)]:
    for _method, _text in zip((f"visit_{_name}", f"depart_{_name}"), _markup, strict=True):
        if _method not in vars(TypstTranslator):
            setattr(TypstTranslator, _method, _writes(_text))
for _name in HIDDEN:
    setattr(TypstTranslator, f"visit_{_name}", _skip)
