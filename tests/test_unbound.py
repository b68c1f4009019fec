"""Unbound sentences: no statement stands on a page that nothing bears out."""

import json
import re
from pathlib import Path

import pytest
from checked_prose.unbound import CODE, SENTENCE, kind_of
from conftest import ROOT
from test_claims import CONF
from test_examples import Project

SETTINGS = (
    CONF.replace('"checked_prose.claims"', '"checked_prose", "sphinxcontrib.bibtex"')
    + 'bibtex_bibfiles = ["docs/b.bib"]'
)
BIB = "@misc{source, title={Title}, author={Author}, year={2020}}"

# Kinds of block; in each, the sentence that begins with X states and is bound to nothing.
BLOCKS = {
    "paragraph": "Text. X call centre is BPO.",
    "heading": "## X call centre is BPO",
    "heading like a question": "## Why X call centre is BPO",
    "other verb": "X call centres constitute BPO.",
    "like a guide": "Until 2010 X call centre was BPO.",
    "like a hypothesis": "X call centre could never be in-house.",
    "name of a case": "X comes after Genpact.",
    "below see also": "## See also\n\n- X call centre is BPO",
    "raw in a line": "Text <b>X call centre is BPO</b>.",
    "quotation with a source": 'X is "a wild guess" {cite}`source`.',
    "quantity with a source": "X has 5% {cite}`source`.",
    "quantity in words": "X has seats for 4 million {cite}`source`.",
    "list item": "- text\n\n  1. X call centre is BPO",
    "table cell": "| a | b |\n| --- | --- |\n| text | text |\n| text | X call centre is BPO |",
    "list table": "```{list-table}\n* - text\n  - X call centre is BPO\n```",
    "definition": "Term\n: X call centre is BPO",
    "quotation": "> X call centre is BPO",
    "footnote": "Text[^1].\n\n[^1]: X call centre is BPO",
    "admonition": ":::{note}\nX call centre is BPO\n:::",
    "admonition title": ":::{admonition} X call centre is BPO\ntext\n:::",
    "dropdown title": ":::{dropdown} X call centre is BPO\ntext\n:::",
    "card title": ":::{card} X call centre is BPO\ntext\n:::",
    "caption": "```{figure} a.svg\n:alt: text\n\nX call centre is BPO\n```",
    "table caption": "```{list-table} X call centre is BPO\n* - text\n```",
    "number": "X sites out of 5.",
    "number in words": "X employs three million people.",
    "raw": "```{raw} html\n<p>X call centre is BPO.</p>\n```",
    "HTML": "<p>X call centre is BPO.</p>",
    "false condition": "```{only} never\nX call centre is BPO.\n```",
    "second line": "Some text\nwith lines. X call centre is BPO.",
    "broken line": "Some text\nwith lines. X call centre\nis BPO.",
    "emphasis": "**X call** centre `is` [is](#start) *BPO*.",
    "capital": "Text. Outsourcing is X.",
    "plural": "Call centres are never X.",
    "after a claim": "{claim}`payroll is sometimes BPO`. X call centre is BPO.",
    "before a citation": "X call centre is BPO. Text {cite}`source`.",
    "no excuse": "% a comment\n\nX call centre is BPO.",
}
# What states nothing, or is bound.
PASS = """
Is a call centre BPO? The telephone rings.
It is "a call centre is BPO". He says “every call centre is 5 years old”.
The word is `call centre`, or `5`.

The logic has {value}`5 <2 + 3>` of them.

{claim}`payroll is sometimes BPO`. {claim}`payroll is sometimes BPO`,
and more. A call centre is a call centre: rule R1.

## What is a call centre?

A call centre would be BPO.

See how a call centre is BPO.

## Outsourced call centres
"""
REASONS = {
    "A call centre would be BPO.": "supposes",
    "See how a call centre is BPO.": "guides",
    "Outsourced call centres": "names",
}
EXCUSED = """
% unchecked: no source has it

Excused call centre is BPO. Another excused call centre is BPO.

{claim}`payroll is sometimes BPO`
"""
REVIEWED = """
Kept call centre is BPO {cite}`source`. Rule R1 is kept: call centre by rule R1.

Kept call centre is BPO no more {cite}`source`.

Kept with another source, a call centre is BPO {cite}`other`.

Kept beside a claim, it always holds that {claim}`payroll is sometimes BPO`.

And changed, it is never so that {claim}`payroll is sometimes BPO`.
"""
KEPT = [
    "Start",
    "Kept call centre is BPO [source].",
    "Rule R1 is kept: call centre by rule R1.",
    "Kept beside a claim, it always holds that payroll is sometimes BPO.",
    "Kept with another source, a call centre is BPO [source].",
    "Removed.",
]
NAMES = {name: f"X{number}x" for number, name in enumerate(BLOCKS)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str, str]:
    """Return a project, the warnings of its HTML build and the output of its doctest build."""
    blocks = "\n\n".join(re.sub(r"\bX\b", NAMES[name], text) for name, text in BLOCKS.items())
    pages = {"blocks": blocks, "pass": PASS, "excused": EXCUSED, "reviewed": REVIEWED}
    pages["only"] = "% unchecked: reason\n\nExcused call centre is BPO.\n"
    pages["index"] = "```{toctree}\n:glob:\n*\n```\n\n```{bibliography}\n```"
    files = {f"docs/{name}.md": f"# Start\n\n{text.strip()}\n" for name, text in pages.items()}
    record = {"reviewed": dict.fromkeys(KEPT, ""), "pass": REASONS}
    files |= {"docs/reviewed.json": json.dumps(record)}
    files |= {"docs/b.bib": BIB, "docs/a.svg": "<svg/>"}
    project = Project(tmp_path_factory.mktemp("unbound")).write(files, SETTINGS)
    status, _, warnings = project.build("html", "-d", "_build/doctrees")
    assert status == 0
    status, output, again = project.build("doctest", "-d", "_build/doctrees")
    assert status == 0
    assert again.count("unbound: ") == warnings.count("unbound: ")  # though no page was read
    return project, warnings, output + again


def warned(warnings: str, page: str, kind: str) -> list[tuple[int, str]]:
    said = "holds no|has words|is new or"
    report = rf"/docs/{page}\.md:(\d+): WARNING: {kind}: ['\"](.+)['\"] (?:{said}) .*"
    return [(int(line), words) for line, words in re.findall(report, warnings)]


@pytest.mark.parametrize(
    "name",
    BLOCKS,
)
def test_an_unbound_statement_is_reported_at_its_line(
    name: str, built: tuple[Project, str, str]
) -> None:
    page = (built[0].root / "docs/blocks.md").read_text("utf-8").splitlines()
    (line,) = (number for number, text in enumerate(page, 1) if NAMES[name] in text)
    found = [row for row in warned(built[1], "blocks", "unbound") if NAMES[name] in row[1]]
    assert [number for number, _ in found] == [line]


def test_an_unbound_alternative_text_is_reported_at_its_line(tmp_path: Path) -> None:
    page = "# Start\n\ntext\n\n![A call centre is BPO](a.svg)\n"
    files = {"docs/index.md": page, "docs/a.svg": "<svg/>", "docs/b.bib": BIB}
    _, _, warnings = Project(tmp_path).write(files, SETTINGS).build("html")
    assert warned(warnings, "index", "unbound") == [(5, "A call centre is BPO")]


def test_an_unbound_description_is_reported_at_its_line(tmp_path: Path) -> None:
    matter = "---\nmyst:\n  html_meta:\n    description: A call centre is BPO\n---\n"
    files = {"docs/index.md": f"{matter}\n# Start\n\ntext\n", "docs/b.bib": BIB}
    _, _, warnings = Project(tmp_path).write(files, SETTINGS).build("html")
    assert warned(warnings, "index", "unbound") == [(4, "A call centre is BPO")]


def test_what_is_bound_or_states_nothing_is_not_reported(
    built: tuple[Project, str, str],
) -> None:
    for page in "pass", "excused", "reviewed", "only", "index":
        assert not warned(built[1], page, "unbound"), page
    known = [*NAMES.values()]
    assert all(
        any(n in words for n in known) for _, words in warned(built[1], "blocks", "unbound")
    )


def test_the_sentences_are_counted_by_what_bears_them_out(
    built: tuple[Project, str, str],
) -> None:
    assert re.search(r"^excused .* 2 excused$", built[2], re.M)
    assert re.search(r"^reviewed .* 4 cited +2 beside$", built[2], re.M)
    assert re.search(r"^pass .* 2 asks +2 beside +1 cited +3 unbound$", built[2], re.M)


def test_a_role_that_is_open_and_a_rule_that_is_not_there_are_reported(tmp_path: Path) -> None:
    page = "# Start\n\n{claim}`payroll is\n\n{claim}`` holds\n\ntext (rule R99)\n"
    files = {"docs/index.md": page, "docs/b.bib": BIB}
    _, _, warnings = Project(tmp_path).write(files, SETTINGS).build("html")
    said = re.findall(r"index\.md:(\d+): WARNING: unbound: .* (role|rule) that", warnings)
    assert said == [("3", "role"), ("5", "role"), ("7", "rule")]


def test_exceptions_are_counted_where_nothing_is_run(built: tuple[Project, str, str]) -> None:
    assert re.search(r"^only .* 1 excused$", built[2], re.M)


def test_a_cited_sentence_that_was_changed_is_reported(built: tuple[Project, str, str]) -> None:
    assert warned(built[2], "reviewed", "reviewed") == [
        (5, "Kept call centre is BPO no more [source]."),
        (7, "Kept with another source, a call centre is BPO [other]."),
        (11, "And changed, it is never so that payroll is sometimes BPO."),
    ]
    assert not warned(
        built[1], "reviewed", "reviewed"
    )  # the site can be built before they are read


def test_the_readme_states_nothing_unbound() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    text = re.sub(r"^```.*?^```$|!\[.*?\]\(.*?\)", "", text, flags=re.M | re.S)
    text = re.sub("`[^`]*`", CODE, text)
    blocks = re.split(r"\n{2,}|\n(?=\|)", text)
    sentences = [one for block in blocks for one in SENTENCE.split(" ".join(block.split()))]
    loose = [one for one in sentences if kind_of(one) in ("unbound", "loose")]
    assert loose[:1] == ["# BPO and the call centre"]
    assert [one.split(":")[0] for one in loose[1:]] == [
        "A handbook on business process outsourcing (BPO) and on call centres"
    ]
