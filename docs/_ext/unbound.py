"""Find the sentences that classify, or give a figure, and are bound to nothing.

A statement that uses the vocabulary, or a number, has to hold a claim, a value or a citation: of
a source, or of a rule of the handbook, which has its own sources.
Nothing here can tell whether a source bears out the sentence that cites it, or whether the words
beside a claim go with it. A person can; so such sentences are kept as they stood when they were
last read with that question, in ``docs/reviewed.json``, and a change to one is reported until it
is read and recorded again.

A comment ``% unchecked: REASON`` before a block excuses its sentences. They are counted.
"""

import json
import linecache
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claims import STRAIGHT, claim, problem, value
from docutils import nodes
from examples import DOCSTRING
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import get_node_line, get_node_source
from sphinx.util.typing import ExtensionMetadata
from sphinx_design.shared import PassthroughTextElement

from snippets.proposition import TERMS

logger = logging.getLogger(__name__)

CHECKED, CITED, CODE = "\ue001", "\ue002", "\ue003"
CARD_TITLE = PassthroughTextElement
TEXT = (nodes.paragraph, nodes.title, nodes.caption, nodes.rubric, nodes.line, nodes.raw)
BLOCKS = (*TEXT, CARD_TITLE)
BROKEN = (nodes.problematic, nodes.system_message)
SKIPPED = (addnodes.desc, nodes.literal_block, nodes.comment, nodes.citation, nodes.system_message)

NOUNS = {
    noun
    for term in TERMS.values()
    for noun in (*term["en"].get("noun", ()), term["en"].get("mass"))
    if noun and "organisation" not in noun
}
STEMS = (
    r"BPO|call[- ]centres?|outsourc\w*|in-house|captives?|offshor\w*|onshore|nearshore|inbound|"
    r"outbound|[KLRI][PT]O|GBS|providers?"
)
VOCABULARY = re.compile(rf"\b({STEMS}|{'|'.join(map(re.escape, sorted(NOUNS)))})\b", re.IGNORECASE)
RELATION = re.compile(
    r"\b(is|are|was|were|be|been|isn't|aren't|never|always|sometimes|every|all|only|no|not|none|both|"
    r"neither|need|may|can|cannot|has|have|had|means?|includes?|included|contains?|becomes?|became|"
    r"counts?|counted|covers?|covered|makes?|made|belongs?|does|do|did|differs?|serves?|"
    r"served|runs?|ran|takes?|took|falls?|holds?)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w.])\d[\d,.]*|\b(hundred|thousand|million|billion|dozen|per ?cent)s?\b", re.IGNORECASE
)
# A sentence that opens so speaks of the handbook or to the reader, and states nothing.
GUIDE = re.compile(
    r"(See|Read|Take|Ask|Say|Leave|Find|Add|Try|Spell|Classify|Look|Sort|Turn|Use|Compare|Until|"
    r"This (page|handbook)|These statements|Each (section|example|sentence)|Here|If you|Whoever|"
    r"The (rest of|next|example|table|list)|In this handbook|What (is|are|nothing))\b"
)
HYPOTHESIS = re.compile(r"\b(would|could|might)\b")
UNBOUND = (
    "unbound: %r holds no claim, value or citation. Make what classifies a {claim}, or a figure a "
    "{value}; or {cite} a source, or name the rule; or excuse the block, by a line before it: "
    "%% unchecked: the reason"
)
REVIEWED = (
    "reviewed: %r is new or changed. Compare it with its source or with the claim beside it; then "
    "`make record`"
)
RULE = re.compile(r"\b(rules?|choices?|theorems?|conventions?) [RCTN]\d", re.IGNORECASE)
SENTENCE = re.compile(rf"(?<=[.!?])[\"'){CHECKED}{CITED}]*\s+(?=[\"'({CHECKED}]*[A-Z0-9])")


def flatten(node: nodes.Node) -> str:
    """Return the text of a block, with a sign for each claim or value, citation and code.

    The sign of a citation is followed by its keys, so that another source is another text.
    """
    if isinstance(node, nodes.Text):
        return str(node.astext()).translate(STRAIGHT)
    if isinstance(node, claim | value):
        return f"{CHECKED}{node.astext()}{CHECKED}"
    if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
        return f"{CITED}[{node['reftarget']}]"
    if isinstance(node, nodes.literal):
        return CODE
    return "".join(map(flatten, node.children))


def statements(text: str) -> Iterator[str]:
    """Yield the sentences of a text that classify, or give a figure, in their own words."""
    for sentence in SENTENCE.split(" ".join(text.split())):
        own = re.sub(r'"[^"]*"', CODE, sentence)
        states = VOCABULARY.search(own) and RELATION.search(own)
        opening = own.lstrip(f"{CHECKED}(")
        asks = own.rstrip().endswith("?") or HYPOTHESIS.search(own) or GUIDE.match(opening)
        bound = CHECKED in own or CITED in own or RULE.search(own)
        if CITED in own or ((states or NUMBER.search(own)) and (bound or not asks)):
            yield sentence


def blocks(doctree: nodes.document) -> Iterator[nodes.Element]:
    """Yield the blocks of running text, without what is generated or comes from the code."""
    stack: list[nodes.Node] = [doctree]
    while stack:
        node = stack.pop()
        if isinstance(node, BLOCKS) and not guides(node):
            yield node
        elif isinstance(node, nodes.image) and node.get("alt"):
            words = nodes.paragraph("", node["alt"])
            words.source, words.line = get_node_source(node), get_node_line(node)
            yield words
        if isinstance(node, nodes.Element) and not (isinstance(node, SKIPPED) or guides(node)):
            stack += [n for n in node.children[::-1] if not isinstance(n, nodes.Text)]


def guides(node: nodes.Element) -> bool:
    """Return whether all of a node is generated, from the code, or a list of what to see next."""
    title = node[0].astext() if isinstance(node, nodes.section) else ""
    return bool(node.get("computed")) or title == "See also" or DOCSTRING in (node.source or "")


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
    """Sort the statements of a page just read: bound, excused or neither."""
    page = app.env.docname
    unbound: list[tuple[int, str]] = []
    reviewed: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    app.env.metadata[page] |= {"unbound": unbound, "reviewed": reviewed, "counts": counts}
    if app.config.language != "en":
        return  # a translation says what the English page says
    for node in blocks(doctree):
        if any(isinstance(part, BROKEN) for part in node.findall()):
            continue  # it is reported already
        text = flatten(node)
        if isinstance(node, nodes.title) and re.match(r"[\d.]+ |(What|Why|How|Who)\b", text):
            continue  # a heading that numbers, or asks
        for sentence in statements(text):
            words = re.sub(f"[{CHECKED}{CITED}{CODE}]", "", sentence).strip()
            if excused(node):
                counts["exceptions"] += 1
            elif CITED in sentence or RULE.search(sentence):
                counts["cited"] += 1
            elif CHECKED in sentence:
                if not RELATION.search(re.sub(f"{CHECKED}.*?{CHECKED}", "", sentence)):
                    continue
                counts["read"] += 1
            else:
                unbound.append((line_of(node, words), words))
                continue
            reviewed.append((line_of(node, words), words))


def line_of(node: nodes.Element, words: str) -> int:
    """Return the line on which a sentence begins: the next, from the block's, that holds it."""
    source, line = get_node_source(node) or "", get_node_line(node) or 1
    plain = re.findall(r"\w+", re.sub(r"\[.*?\]", "", words))[:6]
    linecache.checkcache(source)
    text = "".join(linecache.getlines(source)[line - 1 : line + 40])
    match = re.search(r"\W+(?:\w*\W+)??".join(map(re.escape, plain)), text)
    return line + text.count("\n", 0, match.start()) if match else line


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each unbound sentence, and of each reviewed one that is not as it was recorded."""
    record = Path(app.confdir, app.config.reviewed_record)
    kept = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    for page, data in env.metadata.items():
        for line, words in data.get("unbound", ()):
            logger.warning(UNBOUND, words, location=(page, line), type="unbound")
        wrong = [one.text for one in data.get("claims", ()) if problem(one)]  # to be mended first
        for line, words in data.get("reviewed", ()):
            if words not in kept.get(page, []) and not any(text in words for text in wrong):
                logger.warning(REVIEWED, words, location=(page, line), type="reviewed")
    if app.builder.name == "doctest":
        read = {page: data.get("reviewed") for page, data in sorted(env.metadata.items())}
        table = {page: [words for _, words in rows] for page, rows in read.items() if rows}
        text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
        Path(app.outdir, "reviewed.json").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check, which reads pages after the claims have been found."""
    app.setup_extension("claims")
    app.add_config_value("reviewed_record", "docs/reviewed.json", "env", str)
    app.connect("doctree-read", collect)
    app.connect("env-updated", report)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
