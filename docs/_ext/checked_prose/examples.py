"""Run the Python examples of the pages so that none can go wrong, or unrun, unseen.

An example is written in a ``{doctest}`` block, and ``sphinx-build -b doctest`` runs it. On top
of ``sphinx.ext.doctest``, which this extension loads, it

* names the true line of an example that fails, however deep its block is nested;
* fails on a block that is not run to its end, and on a project where nothing was run;
* counts the examples of each page, in the output and in ``examples.json``;
* warns, in every builder, of an example outside a ``{doctest}`` block (``examples.outside``).
"""

import builtins
import dis
import json
import linecache
import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.application import Sphinx
from sphinx.ext.doctest import DocTestBuilder, DoctestDirective, parser
from sphinx.util import logging
from sphinx.util.nodes import get_node_source
from sphinx.util.osutil import relpath
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

PROMPT = re.compile(r"^[ \t]*>>>(?!>)[^\S\n]*\S", re.MULTILINE)
# A traceback that stays within the example, or that ends with an error meant for its writer.
TRACE = re.compile(
    r" +Traceback \(most.+\n"
    r"(?:(?: {5}(?!.*/(?:snippets|classified)/).*\n)+|(?: {5}.*\n)+(?= +classified\.))( {4}\w.*)"
)
DOCSTRING = ":docstring of "  # autodoc calls the source of a docstring "FILE:docstring of NAME"


class ExampleDirective(DoctestDirective):
    """A ``{doctest}`` block that knows on which line its code begins."""

    optional_arguments = 0  # a page has one namespace; a group of blocks might never be run

    def run(self) -> list[nodes.Node]:
        """Return the block as one node whose ``line``, from 1, is that of its code."""
        self.name = "doctest"  # in whatever letters it is written
        (node,) = super().run()
        # Sphinx takes the line of the opening fence. content_offset is the distance from that to
        # the code in MyST, but from the top of the file in reStructuredText.
        above = 0 if isinstance(self.state, RSTState) else self.lineno
        line = above + self.content_offset + 1
        node.line = find_above(line, list(self.content), node.source or "")
        return [node]


def find_above(line: int, code: Iterable[str], path: str) -> int:
    """Return the line where ``code`` begins in the file ``path``: ``line``, or the next above.

    MyST counts one line too many in each ``:::`` fence that begins with another ``:::`` fence.
    Return ``line`` itself if the file does not hold the code.
    """
    # Compare without the indent of a list and the ">" of a quotation (or of a prompt).
    block = [text.strip(" \t\n>") for text in code]
    linecache.checkcache(path)
    lines = [text.strip(" \t\n>") for text in linecache.getlines(path)]
    upwards = range(line, 0, -1)
    return next((n for n in upwards if lines[n - 1 : n - 1 + len(block)] == block), line)


def count_examples(code: str, filename: str, above: int, given: Collection[str]) -> int:
    """Return the number of examples in a block that has so many lines above it in its file.

    Raises:
        ValueError: not all of it can be run, or it takes what other examples rely on.
    """
    # The lines above, as blank lines, let the parser name the line of the file.
    examples = parser.get_examples("\n" * above + code, filename)
    if not examples:
        raise ValueError(f"line {above + 1} of {filename} begins a block without an example")
    run = {one.lineno + n for one in examples for n in range((one.source + one.want).count("\n"))}
    for number, line in enumerate(code.split("\n"), above):
        if line.strip() and number not in run:
            raise ValueError(f"line {number + 1} of {filename} is not run: it is in no example")
    for one in examples:
        for name in taken(one.source, given):
            place = f"line {one.lineno + 1} of {filename}"
            raise ValueError(f"{place} gives another meaning to {name!r}, which others rely on")
    return len(examples)


def taken(source: str, given: Collection[str]) -> list[str]:
    """Return the attributes that an example sets, and the names that it takes of those given."""
    try:
        steps = [*dis.get_instructions(compile(source, "", "single"))]
    except (SyntaxError, ValueError):
        return []  # it is reported when it is run
    return [
        step.argval
        for before, step in pairwise(steps)
        if step.opname == "STORE_ATTR"
        or (step.opname == "STORE_NAME" and step.argval in given and before.argval != step.argval)
    ]


class ExampleBuilder(DocTestBuilder):
    """The ``doctest`` builder, which also counts the examples of each page."""

    def init(self) -> None:
        """Start with no page counted."""
        super().init()
        self.given: dict[str, Any] = dict(vars(builtins))
        exec(self.config.doctest_global_setup, self.given)
        # Each name that is counted on a page, with its number; the summary prints all.
        self.pages: dict[str, Counter[str]] = {}

    def _warn_out(self, text: str) -> None:
        """Report a failure, without the traceback of an error that says all by itself."""
        super()._warn_out(TRACE.sub(r"\1", text))

    def get_filename_for_node(self, node: nodes.Node, docname: str) -> str:
        """Return the path, from the folder of conf.py, of the file ``node`` is written in."""
        source = node.source or str(self.env.doc2path(docname))
        return relpath(source.partition(DOCSTRING)[0], self.confdir)

    def test_doc(self, docname: str, doctree: nodes.Node) -> bool:
        """Run and count the examples of one page; return whether all of them succeeded."""
        tries, failures = self.total_tries, self.total_failures
        written = self.drop_unsound(docname, doctree)
        os._exit = sys.exit  # type: ignore[assignment]  # so that no example ends the build unseen
        self.test_runner = None  # type: ignore[assignment]  # until there is something to run
        success = super().test_doc(docname, doctree)
        # From Python 3.13 on, a skipped example counts as tried: here it does not.
        self.total_tries -= getattr(self.test_runner, "skips", 0)
        tries, failures = self.total_tries - tries, self.total_failures - failures
        counts = self.env.metadata[docname].get("counts", Counter())
        if written or failures or counts.total():
            shown = Counter(examples=tries - counts["values"], skipped=written - tries)
            self.pages[docname] = shown + counts + Counter(failures=failures)
        return success and not failures

    def drop_unsound(self, docname: str, doctree: nodes.Node) -> int:
        """Report each block that cannot be run; return the number of examples in the others.

        Left to Sphinx, a block that Python cannot parse, such as ``>>>1+1``, would only cause a
        warning, and a block without any prompt, such as a ``{testoutput}`` alone, not even that.
        """
        written = 0
        for node in [n for n in doctree.findall(nodes.Element) if "testnodetype" in n]:
            filename = self.get_filename_for_node(node, docname)
            above = self.get_line_number(node) or 0
            code = node.get("test", node.astext())
            try:
                written += count_examples(code, filename, above, self.given)
            except ValueError as error:
                self._warn_out(f"{error}\n")
                self.total_failures += 1
                node.parent.remove(node)
        return written

    def finish(self) -> None:
        """Write the counts, in ``examples.json`` too; fail the build if nothing was run."""
        pages = dict(sorted(self.pages.items()))
        table = {docname: counted["examples"] for docname, counted in pages.items()}
        text = json.dumps(table, indent=2) + "\n"
        (self.outdir / "examples.json").write_text(text, encoding="utf-8")
        pages["total"] = sum(pages.values(), Counter())
        width = max(len(title) for title in pages)
        self._out("\nExamples of each page\n=====================\n")
        for title, counted in pages.items():
            cells = "".join(f"{number:6} {name}" for name, number in counted.items() if number)
            self._out(f"{title:{width}}{cells}\n")
        if not (self.total_tries or pages["total"]["claims"]):
            self._warn_out("no example was run: no page holds a {doctest} block to run\n")
            self.total_failures += 1  # Sphinx fails the build if there is a failure
        super().finish()


def is_outside(node: nodes.Node) -> bool:
    """Return whether ``node`` holds a prompt of the page that no build would run."""
    if isinstance(node, nodes.block_quote):
        # Without a fence, Markdown reads ">>>" as a quotation in a quotation in a quotation.
        return all(isinstance(n, nodes.block_quote) for n in (node.parent, node.parent.parent))
    if not isinstance(node, nodes.Text) or "testnodetype" in node.parent:
        return False
    return bool(PROMPT.search(node)) and DOCSTRING not in (get_node_source(node.parent) or "")


def warn_outside(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each example of a page just read that is not in a ``{doctest}`` block."""
    for node in doctree.findall():
        kind = "a bare '>>>'" if is_outside(node) else "doctest"
        kind = getattr(node, "attributes", {}).get("testnodetype", kind)
        if kind != "doctest":
            message = "use {doctest} for an example, not %s"
            logger.warning(message, kind, location=node, type="examples", subtype="outside")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the directive and the builder in the place of Sphinx's own."""
    app.setup_extension("sphinx.ext.doctest")
    app.add_directive("doctest", ExampleDirective, override=True)
    app.add_builder(ExampleBuilder, override=True)
    app.connect("doctree-read", warn_outside)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
