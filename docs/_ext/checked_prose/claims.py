"""Claims and values in the running text, whose visible words are what the logic must say.

``{claim}`Every tandem is a bicycle` `` is read as a sentence of the controlled language and
judged: a false one is a warning. ``{value}`72 <len(said)>` `` becomes a hidden example for the
doctest builder, which compares it with what the expression gives in the namespace of the examples
of the page. ``{ledger}`` lists all claims of the edition.
"""

import ast
import builtins
import linecache
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import get_node_line, get_node_source, make_refnode
from sphinx.util.typing import ExtensionMetadata

from classified.errors import FactError
from classified.language import judged

logger = logging.getLogger(__name__)

STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
VALUE = re.compile(r"(.+?)\s*<(.+)>", re.DOTALL)
ROLE = re.compile(r"(?<!`)\{(\w+)\}(`+)([^`]+)\2")
BLANK = re.compile(r"[\s>]+")  # a role may go on in the next line, of a quotation too
Places = defaultdict[tuple[str, ...], deque[int]]


class claim(nodes.inline):  # noqa: N801  # docutils names nodes so
    """A sentence, or a part of one, that is judged."""


class value(nodes.inline):  # noqa: N801
    """Words that an expression must give."""


class ledger(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the list of all claims until every page has been read."""


@dataclass(frozen=True)
class Claim:
    """A claim as it stands on a page."""

    text: str
    language: str  # of its words; English where a page has no translation
    page: str  # name of the document
    anchor: str  # where it stands, on its page and (with the page's name) in the ledger
    source: str  # path of the file
    line: int  # in that file, from 1


class ValueRole(SphinxRole):
    """The role ``value``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the node that holds the visible words and, as ``test``, the expression."""
        match = VALUE.fullmatch(self.text)
        if not (match and computes(match[2])):
            message = f"value: {self.text!r} has no expression that computes anything. "
            message += "Expected: WORDS <EXPRESSION>."
            error = self.inliner.reporter.error(message, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, error)], [error]
        words = nodes.inline(match[1], match[1], classes=["value"])
        return [value(self.rawtext, "", words, test=match[2])], []


def computes(expression: str) -> bool:
    """Return whether an expression reckons, or has a name that is not Python's own."""
    try:
        parts = [*ast.walk(ast.parse(expression, mode="eval"))]
    except SyntaxError:
        return True  # it is reported when it is run
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    return bool(names - {*dir(builtins)}) or any(isinstance(part, ast.BinOp) for part in parts)


class LedgerDirective(SphinxDirective):
    """The directive ``ledger``."""

    def run(self) -> list[nodes.Node]:
        """Return a node that is replaced when all pages have been read; note its page."""
        self.env.metadata[self.env.docname]["ledger"] = True
        return [ledger()]


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the claims of a page just read, and put its values among the examples.

    Each stands before the next example, so that a value sees the names as they are at its place.
    """
    page = app.env.docname
    found: list[Claim] = []
    seen: dict[str, Places] = {}
    waiting: list[nodes.Node] = []
    counts: Counter[str] = Counter()
    for node in list(doctree.findall(nodes.Element)):
        if "testnodetype" in node:
            node.parent.insert(node.parent.index(node), waiting)
            waiting = []
        if not isinstance(node, claim | value):
            continue
        source, line = find_line(node, seen)
        text = straight(node.astext())
        translated = node.parent
        while translated is not None and not translated.get("translated"):
            translated = translated.parent
        if isinstance(node, claim):
            language = app.config.language if translated is not None else "en"
            anchor = f"checked-{len(found) + 1}"
            node["ids"].append(anchor)
            counts["claims"] += 1
            found.append(Claim(text, language, page, anchor, source, line))
            continue
        counts["values"] += 1
        # What is printed is English; that other words mean the same is for others to see.
        role = rf"\{{value\}}`([^`]+?)\s*<{re.escape(node['test'])}>`"
        english = translated is not None and re.search(role, translated.rawsource)
        test = f">>> print({node['test']})\n{straight(english[1]) if english else text}"
        hidden = nodes.comment(test, test, testnodetype="doctest", groups=["default"], options={})
        hidden.source, hidden.line = source, line
        waiting.append(hidden)
    doctree += waiting
    # Sphinx purges and merges this by itself.
    app.env.metadata[page] |= {"claims": found, "counts": counts}


def straight(text: str) -> str:
    """Return a text on one line, with the quotes that a writer types."""
    return " ".join(text.split()).translate(STRAIGHT)


def find_line(node: nodes.Element, seen: dict[str, Places]) -> tuple[str, int]:
    """Return the file and the line on which a role stands: the next place that holds it.

    What MyST knows is at best the line of the block, and that is one too many in some fences.
    """
    source = get_node_source(node) or ""
    if source not in seen:
        linecache.checkcache(source)
        seen[source] = places(linecache.getlines(source))
    role, text = node.rawsource.strip(":`").split(":`", 1)
    lines = seen[source][role, *BLANK.split(text.strip("> \n"))]
    return source, lines.popleft() if lines else get_node_line(node) or 1


def places(lines: list[str]) -> Places:
    """Return the lines, from 1, on which each role of a file stands with each text."""
    file = "".join("\n" if line.lstrip().startswith("% ") else line for line in lines)
    found, line, end = Places(deque), 1, 0
    for match in ROLE.finditer(file):
        line, end = line + file.count("\n", end, match.start()), match.start()
        found[match[1], *BLANK.split(match[3].strip("> \n"))].append(line)
    return found


def all_claims(env: BuildEnvironment) -> dict[str, list[Claim]]:
    """Return the claims of every page that has any: in the order of the book, then the others."""
    order = dict.fromkeys([*env.collect_relations(), *sorted(env.metadata)])
    return {page: claims for page in order if (claims := env.metadata[page].get("claims"))}


def ledger_page(env: BuildEnvironment) -> str:
    """Return the page that lists all claims, if there is one."""
    return next((page for page, data in env.metadata.items() if "ledger" in data), "")


def problem(one: Claim) -> str:
    """Return what is wrong with a claim; nothing if it is true."""
    try:
        finding = judged(one.text, one.language)[1]
    except FactError as error:
        return f"can't be judged. {error}"
    return "" if finding.true else f"is false. For example: {finding.shown}"


def judge(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Warn of each claim that is false now, whenever its page was read; renew the ledger."""
    for one in chain.from_iterable(all_claims(env).values()):
        if wrong := problem(one):
            place = (one.page, one.line)
            logger.warning("claim: %r %s", one.text, wrong, location=place, type="claim")
    return filter(None, [ledger_page(env)])


def fill_ledger(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """List all claims, by page: the sentence, its form, what is checked, and what shows it."""
    for node in list(doctree.findall(ledger)):
        content: list[nodes.Node] = []
        for page, found in all_claims(app.env).items():
            title = app.env.titles[page].astext()
            rows = (row(app, docname, one) for one in found)
            content += [nodes.rubric(title, title), nodes.definition_list("", *rows)]
        node.replace_self(content)


def row(app: Sphinx, docname: str, one: Claim) -> nodes.definition_list_item:
    """Return a claim's row of the ledger."""
    link = make_refnode(app.builder, docname, one.page, one.anchor, nodes.Text(one.text))
    term = nodes.term("", "", link, ids=[row_id(one.page, one.anchor)])
    try:
        proposition, finding = judged(one.text, one.language)
    except FactError as error:
        definition = nodes.definition("", nodes.paragraph("", str(error)))
        return nodes.definition_list_item("", term, definition)
    checked = nodes.paragraph("", f"{proposition.form.replace('_', ' ')}: ")
    checked += nodes.literal(proposition.expression(), proposition.expression())
    definition = nodes.definition("", checked, classes=["language-en"])
    if finding.shown:
        lines = (nodes.line(text, text) for text in finding.shown.splitlines())
        definition += nodes.line_block("", *lines, classes=["witness"])
    return nodes.definition_list_item("", term, definition)


def row_id(page: str, anchor: str) -> str:
    """Return the anchor of a claim's row in the ledger."""
    return f"{page.replace('/', '-')}-{anchor}"


def visit_claim_html(translator: Any, node: claim) -> None:
    """Open the claim."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="claim"))


def depart_claim_html(translator: Any, node: claim) -> None:
    """Close the claim, with a mark that leads to its row in the ledger, if there is one."""
    listed = ledger_page(translator.builder.env)
    if not (listed and node["ids"]):  # a copy of a heading, in a list of contents, has none
        translator.body.append("</span>")
        return
    page = translator.builder.current_docname
    target = translator.builder.get_relative_uri(page, listed)
    anchor = row_id(page, node["ids"][0])
    label = translator.attval(f"{_('checked')}: {' '.join(node.astext().split())}")
    mark = f'<a class="mark" href="{target}#{anchor}" aria-label="{label}"></a>'
    translator.body.append(f"{mark}</span>")


def depart_claim_typst(translator: Any, node: nodes.Element) -> None:
    """Close the claim, with a mark for those who see it; the ledger leads back to the page."""
    translator.put('#pdf.artifact(text(0.7em, fill: rgb("#0b6e6e"), baseline: -0.35em, "✓"))')


def show(translator: Any, node: nodes.Element) -> None:
    """Leave the words as they are, without a tag around them."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the roles, the ledger and what happens to claims."""
    app.setup_extension("checked_prose.examples")
    app.add_generic_role("claim", claim)
    app.add_role("value", ValueRole())
    app.add_directive("ledger", LedgerDirective)
    html = (visit_claim_html, depart_claim_html)
    app.add_node(claim, html=html, typst_pdf=(show, depart_claim_typst))
    app.add_node(value)
    app.add_node(ledger)
    app.connect("doctree-read", collect)
    app.connect("env-updated", judge)
    app.connect("doctree-resolved", fill_ledger)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
