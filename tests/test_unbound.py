"""The extension ``unbound``: no statement stands on a page that nothing bears out."""

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from test_claims import CONF
from test_examples import Project
from unbound import CODE, statements

CONF = (
    CONF.replace('"claims"', '"unbound", "sphinxcontrib.bibtex"')
    + 'bibtex_bibfiles = ["docs/b.bib"]'
)
BIB = "@misc{source, title={Title}, author={Author}, year={2020}}"

# Kinds of block; in each, the sentence that begins with X states and is bound to nothing.
BLOCKS = {
    "paragraph": "Text. X call centre is BPO.",
    "heading": "## X call centre is BPO",
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
Is a call centre BPO? A call centre would be BPO. See how a call centre is BPO.
It is "a call centre is BPO". He says “every call centre is 5 years old”. The telephone rings.
The word is `call centre`, or `5`.

The call centre has {value}`2 <1 + 1>` rules.

{claim}`payroll is sometimes BPO`. {claim}`payroll is sometimes BPO`,
and more. A call centre is a call centre: rule R1.

## What is a call centre

## See also

- A call centre is BPO.
"""
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
    files |= {"docs/reviewed.json": json.dumps({"reviewed": KEPT})}
    files |= {"docs/b.bib": BIB, "docs/a.svg": "<svg/>"}
    project = Project(tmp_path_factory.mktemp("unbound")).write(files, CONF)
    status, _, warnings = project.build("html", "-d", "_build/doctrees")
    assert status == 0
    status, output, again = project.build("doctest", "-d", "_build/doctrees")
    assert status == 0
    assert again.count("unbound: ") == warnings.count("unbound: ")  # though no page was read
    return project, warnings, output


def warned(warnings: str, page: str, kind: str) -> list[tuple[int, str]]:
    report = rf"/docs/{page}\.md:(\d+): WARNING: {kind}: ['\"](.+)['\"] (?:holds no|is new or) .*"
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
    _, _, warnings = Project(tmp_path).write(files, CONF).build("html")
    assert warned(warnings, "index", "unbound") == [(5, "A call centre is BPO")]


def test_what_is_bound_or_states_nothing_is_not_reported(
    built: tuple[Project, str, str],
) -> None:
    for page in "pass", "excused", "reviewed", "only", "index":
        assert not warned(built[1], page, "unbound"), page
    known = [*NAMES.values()]
    assert all(
        any(n in words for n in known) for _, words in warned(built[1], "blocks", "unbound")
    )


def test_exceptions_are_counted(built: tuple[Project, str, str]) -> None:
    assert re.search(r"^excused .* 2 exceptions$", built[2], re.M)
    assert re.search(r"^reviewed .* 4 cited +2 read$", built[2], re.M)
    assert re.search(r"^pass .* 1 read +1 cited$", built[2], re.M)


def test_exceptions_are_counted_where_nothing_is_run(built: tuple[Project, str, str]) -> None:
    assert re.search(r"^only .* 1 exceptions$", built[2], re.M)


def test_a_cited_sentence_that_was_changed_is_reported(built: tuple[Project, str, str]) -> None:
    assert warned(built[1], "reviewed", "reviewed") == [
        (5, "Kept call centre is BPO no more [source]."),
        (7, "Kept with another source, a call centre is BPO [other]."),
        (11, "And changed, it is never so that payroll is sometimes BPO."),
    ]
    record = built[0].root / "_build/doctest/reviewed.json"  # what `make record` keeps
    now = json.loads(record.read_text("utf-8"))["reviewed"]
    assert now[0] == KEPT[0]
    assert len(now) == 6
    assert set(KEPT) - set(now) == {"Removed.", KEPT[3]}


def test_the_readme_states_nothing_unbound() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    text = re.sub(r"^```.*?^```$|!\[.*?\]\(.*?\)", "", text, flags=re.M | re.S)
    text = re.sub("`[^`]*`", CODE, text)
    blocks = re.split(r"\n{2,}|\n(?=\|)", text)
    assert not [sentence for block in blocks for sentence in statements(block)]
