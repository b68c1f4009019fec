"""See that no sentence escapes: each is checked, or was read by a person as it now stands.

A sentence with a word of the vocabulary, a number, or the name of a case has to hold a claim, a
value, a quotation or figure of a source, or a citation: of a source, or of a rule, which has its
own sources. One that holds none of these states nothing; the record says why: it asks, names,
guides the reader or supposes. Beside a citation, quotation marks and quantities have to be
quotations and figures of the source.

Nothing here can tell whether a source bears out the words around its citation, or whether those
beside a claim go with it. A person can; so the file ``reviewed_record`` keeps every sentence as
it stood when it was last read, and the doctest builder reports all others.

A comment ``% unchecked: REASON`` before a block excuses its sentences. They are counted. So are
the blocks of code, whose words are no sentences if their language is named.
"""

import json
import linecache
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import get_node_line, get_node_source
from sphinx.util.typing import ExtensionMetadata

from checked_prose.claims import STRAIGHT, claim, problem, value
from checked_prose.examples import DOCSTRING
from checked_prose.sources import SCALES, sourced
from classified.cases import cases
from classified.proposition import TERMS, VOCABULARY
from classified.rules import RULES

logger = logging.getLogger(__name__)

CHECKED, CITED, CODE, SOURCED = "\ue001", "\ue002", "\ue003", "\ue004"
SIGNS = re.compile(f"[{CHECKED}{CITED}{CODE}{SOURCED}]")
TOLD = "alt", "content", "caption", "explanation", "reftitle", "title"  # attributes that are shown

NOUNS = {
    noun
    for term in TERMS.values()
    for noun in (*term["en"].get("noun", ()), term["en"].get("mass"))
    if noun and not term.get("common")
}
PROSE: dict[str, Any] = {"stems": "(?!)", "numbered": [], "rules": {"R": "rule"}}
PROSE |= VOCABULARY.get("prose", {})
WORDS = "|".join(map(re.escape, sorted(NOUNS | cases().keys())))
SCALE = rf"(?:hundred|dozen|per ?cent|{'|'.join(SCALES)})s?"
STATES = re.compile(rf"\b({PROSE['stems']}|{WORDS}|{SCALE})\b|(?<![\w.])\d", re.IGNORECASE)
NAMED = "".join(f"(?<!{re.escape(word)} )" for word in PROSE["numbered"])
QUANTITY = re.compile(
    rf"([$£€]|\bRM)\d|\d%|\b\d+(,\d{{3}})+\b|{NAMED}"
    rf"\b(?!(19|20)\d\d\b)[\d.]+ (?!(ha|wa|i|a|it)s\b)({SCALE}|[a-z]+s)\b"
)
UNBOUND = (
    "unbound: %(words)r holds no claim, value or citation. Make what classifies a {claim}, or a "
    "figure a {value}; or {cite} a source, or name the rule. If it states nothing, %(reader)s "
    "takes it with the reason; or excuse the block, by a line before it: %% unchecked: the reason"
)
LOOSE = (
    "unbound: %(words)r has words in quotation marks, or a quantity, beside a citation. Make "
    "them a {quote}, {figure} or {value}; or excuse the block, by a line before it: "
    "%% unchecked: reason"
)
REVIEWED = (
    "reviewed: %(words)r is new or changed. Compare it with its source or with the claim beside "
    "it; then %(reader)s"
)
RULE = re.compile(
    rf"\b({'|'.join(PROSE['rules'].values())})s? [{''.join(PROSE['rules'])}]\d", re.IGNORECASE
)
NUMBER = re.compile(rf"\b[{''.join(PROSE['rules'])}]\d+\b")
ROLE = re.compile(r"\{(claim|value|quote|figure|cite|term|ref|doctest)\}")
OPEN = (
    "unbound: %(words)r has a role that is empty, not closed or in code. Expected {claim}`words`"
)
NO_RULE = "unbound: %(words)r names a rule that there is not. The rules are %(rules)s"
LONGEST_NAME = 4  # words
SENTENCE = re.compile(rf"(?<=[.!?])[\"'){CHECKED}{CITED}]*\s+(?=[\"'({CHECKED}]*[A-Z0-9])")


WRONG = {"loose": LOOSE, "open": OPEN, "no rule": NO_RULE}


def flatten(node: nodes.Node) -> str:
    """Return the text of a block, with signs for what is checked, sourced, cited or code.

    The sign of a citation is followed by its keys, so that another source is another text.
    """
    if isinstance(node, nodes.Text):
        return str(node.astext()).translate(STRAIGHT)
    if isinstance(node, claim | value | sourced):
        sign = SOURCED if isinstance(node, sourced) else CHECKED
        return sign + str(node.astext()).translate(STRAIGHT) + sign
    if isinstance(node, nodes.raw):
        return str(node.astext()).replace('"', " ")  # an attribute is no quotation
    if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
        return f"{CITED}[{node['reftarget']}]"
    if isinstance(node, nodes.literal) and "kbd" not in node["classes"]:  # a key for each word
        said = STATES.search(node.astext()) and re.search(r"\w\s+[\w-]+\s+\w", node.astext())
        return str(node.astext()) if said or ROLE.search(node.astext()) else CODE
    return "".join(map(flatten, node.children))


def kind_of(sentence: str) -> str:
    """Return what bears a sentence out, or that nothing does, or that nothing has to."""
    own = re.sub(f"([{CHECKED}{SOURCED}]).*?\\1|(?<={CITED})\\[.*?\\]", " ", sentence)
    if CITED in own and (re.search('".*?"', own) or QUANTITY.search(own)):
        return "loose"
    if CITED in own or RULE.search(own):
        return "cited"
    if CHECKED in sentence or SOURCED in sentence:
        return "beside" if re.search(r"\w", own) else "checked"
    if STATES.search(re.sub('".*?"', "", own)):
        return "asks" if own.rstrip().endswith("?") else "unbound"
    return "plain"


def blocks(doctree: nodes.document) -> Iterator[nodes.Element]:
    """Yield the blocks of running text, without code and what comes from there."""
    stack: list[nodes.Node] = [doctree]
    while stack:
        node = stack.pop()
        if not isinstance(node, nodes.Element) or passed_over(node):
            continue
        inline = isinstance(node, nodes.Inline) or not isinstance(node, nodes.TextElement)
        if not inline or isinstance(node, nodes.raw | addnodes.desc_signature):
            yield node
        for key in TOLD:
            told = str(node.get(key) or "")
            if STATES.search(told) or (told and key in TOLD[:2]):
                words = nodes.paragraph("", told)
                top = isinstance(node, nodes.document | nodes.meta)
                words.source = doctree["source"] if top else get_node_source(node)
                words.line = 1 if top else get_node_line(node)
                yield words
        stack += node.children[::-1]


def passed_over(node: nodes.Element) -> bool:
    """Return whether a node is no text: from a docstring, code of a named language, a comment."""
    told = node.findall(nodes.paragraph) if isinstance(node, addnodes.desc) else [node]
    made = any(DOCSTRING in (one.source or "") for one in told)
    if made or "testnodetype" in node or isinstance(node, nodes.system_message):
        return True
    named = "source" in node or node.get("language", "none") not in ("none", "default")
    code = isinstance(node, nodes.literal_block) and named
    return (code or isinstance(node, nodes.comment)) and not ROLE.search(node.astext())


def excused(node: nodes.Element) -> bool:
    """Return whether a comment before the block, or before what holds it, gives a reason."""
    while (parent := node.parent) is not None:
        for before in parent.children[: parent.index(node)][-1:]:
            if isinstance(before, nodes.comment) and before.astext().startswith("unchecked: "):
                return True
        if isinstance(parent, nodes.document | nodes.section):
            break
        node = parent
    return False


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note each sentence of a page just read: its line, its words and what bears it out."""
    if app.config.language != "en":
        return  # a translation says what the English page says
    found: list[tuple[int, str, str]] = []
    counts: Counter[str] = app.env.metadata[app.env.docname]["counts"]
    for node in blocks(doctree):
        if [*node.findall(nodes.problematic), *node.findall(nodes.system_message)]:
            continue  # it is reported already
        for sentence in SENTENCE.split(" ".join(flatten(node).split())):
            words = SIGNS.sub("", sentence).strip()
            kind = "excused" if excused(node) else kind_of(sentence)
            if node.get("computed"):  # what the data say in more than a name is read like others
                told = re.search(r"[.?!]$", words) or len(words.split()) > LONGEST_NAME
                kind = "computed" if told else "checked"
            if ROLE.search(words):
                kind = "open"
            elif RULE.search(words) and {*NUMBER.findall(words)} - {*RULES}:
                kind = "no rule"
            if kind != "checked" and re.search(r"[^\W\d_]", words):
                counts[kind] += 1
                found.append((line_of(node, words), words, kind))
    for node in doctree.findall(nodes.literal_block):
        counts["code"] += "testnodetype" not in node
    app.env.metadata[app.env.docname] |= {"sentences": found, "counts": counts}


def line_of(node: nodes.Element, words: str) -> int:
    """Return the line on which a sentence begins: the next, from the block's, that holds it."""
    source, line = get_node_source(node) or "", get_node_line(node) or 1
    linecache.checkcache(source)
    text = "".join(linecache.getlines(source)[line - 1 : line + 40])
    start = text.find(words[:60])  # in one line, as most: a pattern takes ten times longer
    if start < 0:
        plain = re.findall(r"\w+", re.sub(r"\[.*?\]", "", words))[:6]
        match = re.search(r"\W+(?:\w*\W+)??".join(map(re.escape, plain)), text)
        start = match.start() if match else 0
    return line + text.count("\n", 0, start)


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each sentence that nothing bears out, and of each that nobody has read as it is."""
    record = Path(app.confdir, app.config.reviewed_record)
    kept = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    table, reading = {}, app.builder.name == "doctest"
    for page, data in sorted(env.metadata.items()):
        known = kept.get(page, {})
        wrong = [one.text for one in data.get("claims", ()) if problem(one)]  # to be mended first
        for line, words, kind in data.get("sentences", ()):
            told = {"words": words, "reader": app.config.reviewed_with, "rules": ", ".join(RULES)}
            if kind in WRONG or (kind == "unbound" and not known.get(words)):
                message = WRONG.get(kind, UNBOUND)
                logger.warning(message, told, location=(page, line), type="unbound")
            elif reading and words not in known and not any(text in words for text in wrong):
                logger.warning(REVIEWED, told, location=(page, line), type="reviewed")
        table[page] = data.get("sentences", ())
    if reading:
        text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
        Path(app.outdir, "sentences.json").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check, which reads pages after the claims have been found."""
    app.add_config_value("reviewed_record", "docs/reviewed.json", "env", str)
    app.add_config_value("reviewed_with", "the record", "", str)
    app.connect("doctree-read", collect)
    app.connect("env-updated", report)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
