"""Quotations and figures, compared with what their sources say.

``KEY.toml`` in ``sources_folder`` holds what is taken from a source, as short excerpts.
``{quote}`words` `` must stand in an excerpt of the source that is cited beside it, or of
``<key>``; ``{figure}`86% <key#name>` `` must be the figure of that name. Both are compared in
every build and every language, and words of another language are marked as such.
"""

import re
import tomllib
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from checked_prose.claims import VALUE, Places, find_line, straight

logger = logging.getLogger(__name__)

SCALES = {"thousand": 3, "million": 6, "billion": 9, "ribu": 3, "juta": 6, "bilion": 9}
FIGURE = re.compile(
    r"(?P<money>[A-Z]{0,3}[$£€]|RM|[A-Z]{3} )?(?P<number>\d[\d,]{,40}(?:\.\d{1,20})?)"
    rf"(?: (?P<scale>{'|'.join(SCALES)}))?(?P<share>%| per ?cent| peratus)?"
)


class sourced(nodes.inline):  # noqa: N801  # docutils names nodes so
    """A quotation or a figure, as ``kind`` says; ``target`` is the source, if it is named."""


@cache
def sources(app: Sphinx) -> dict[str, Any]:
    """Return what is kept of each source, by its key."""
    files = sorted(Path(app.confdir, app.config.sources_folder).glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


class SourcedRole(SphinxRole):
    """The roles ``quote`` and ``figure``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the node."""
        match = VALUE.fullmatch(self.text)
        words, target = match.groups() if match else (self.text, "")
        shown = f"\u201c{words}\u201d" if self.name == "quote" else words
        node = sourced(self.rawtext, shown, kind=self.name, words=words, target=target)
        return [node], []


def beside(node: nodes.Element) -> str:
    """Return the keys of the citation that follows in the block, or else of the last before."""
    block: nodes.Node = node
    while isinstance(block, nodes.Inline):
        block = block.parent
    inside = list(block.findall(nodes.Element))
    cited = [n for n in inside if isinstance(n, pending_xref) and n.get("refdomain") == "cite"]
    after = [one for one in cited if inside.index(one) > inside.index(node)]
    return str([*after[:1], *cited[-1:]][0]["reftarget"]) if cited else ""


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the quotations and figures of a page just read, and the language of each quotation."""
    known, own = sources(app), app.config.language
    seen: dict[str, Places] = {}
    found = app.env.metadata[app.env.docname]["sourced"] = []
    for node in doctree.findall(sourced):
        keys = (node["target"] or beside(node)).split(",")
        found.append((node["kind"], straight(node["words"]), keys, find_line(node, seen)[1]))
        languages = {known[key].get("language", "en") for key in keys if key in known}
        if node["kind"] == "quote" and languages and own not in languages:
            node["classes"].append(f"language-{min(languages)}")


def misquoted(words: str, keys: list[str], known: dict[str, Any]) -> str:
    """Return what is wrong with a quotation; nothing if a source has it, word for word."""
    texts = [straight(one["text"]) for key in keys for one in known[key].get("excerpts", ())]
    parts = (part.strip(" .,;:") for part in re.split(r"\[?(?:\.\.\.|…)\]?", words))
    pattern = re.sub(r"^\w", r"(?i:\g<0>)", ".*".join(map(re.escape, parts)))
    if any(re.search(pattern, text) for text in texts):
        return ""
    nearest = max(texts, key=lambda text: SequenceMatcher(None, words, text).ratio(), default="")
    return f"is not what the source says. The nearest that is kept of it: {nearest!r}"


def misstated(words: str, targets: list[str], known: dict[str, Any]) -> str:
    """Return what is wrong with a figure; nothing if it is that of the source."""
    key, _, name = targets[0].partition("#")
    figures = {one["name"]: one for one in known[key].get("excerpts", ()) if "name" in one}
    if name not in figures:
        return f"names no figure of the source. Kept of it: {', '.join(figures) or 'none'}"
    value, unit = figures[name]["value"], figures[name]["unit"]
    sign = "" if re.search("[a-z]", unit) else unit  # what is counted is part of the sentence
    if (match := FIGURE.fullmatch(words)) is not None:
        number = Fraction(match["number"].replace(",", "")) * 10 ** SCALES.get(match["scale"], 0)
        shown = "%" if match["share"] else (match["money"] or "").strip()
        if number == Fraction(str(value)) and shown == sign:
            return ""
    return f"is not the figure of the source: {value} {unit}. It says: {figures[name]['text']!r}"


def judge(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each quotation and figure that is not that of its source."""
    known, folder = sources(app), app.config.sources_folder
    for page, data in env.metadata.items():
        for kind, words, targets, line in data.get("sourced", ()):
            keys = [target.partition("#")[0] for target in targets]
            if missing := [key for key in keys if key not in known]:
                wrong = f"has no excerpt to compare it with. Expected {folder}/{missing[0]}.toml"
            else:
                wrong = (misquoted if kind == "quote" else misstated)(words, targets, known)
            if wrong:
                said = f"{kind}: {words!r} {wrong} ({folder}/{keys[0]}.toml)"
                logger.warning(said, location=(page, line), type=kind)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the roles and the comparison."""
    app.add_config_value("sources_folder", "docs/sources", "env", str)
    app.add_node(sourced)
    for kind in "quote", "figure":
        app.add_role(kind, SourcedRole())
    app.connect("doctree-read", collect)
    app.connect("env-updated", judge)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
