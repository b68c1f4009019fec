"""The roles ``claim`` and ``value`` and the ledger, on tiny projects built on their own."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, edit
from test_examples import Project

# The folder of the project comes first, so that a test can put a copy of snippets/ there.
CONF = f"""
sys.path.append({str(ROOT)!r})
extensions = ["checked_prose.claims", "myst_parser", "sphinx_design"]
locale_dirs = ["."]
"""
TOCTREE = "# Start\n\n```{toctree}\n:glob:\n**\n```\n"
LEDGER = "# Ledger\n\n```{ledger}\n```\n"
SHARED = ("-d", "_build/doctrees")  # as the Makefile has it: what one builder reads, all use

# Every claim here is false and every value wrong; but those of "contact centre" are true.
FALSE = """# Page

A paragraph: {claim}`every call centre is a BPO operation`.

True, then false: {claim}`a chat desk is a contact centre`, {claim}`a chat desk is a call centre`.

- item

  1. {claim}`every help desk is a call centre`

| Head | {claim}`all payroll is BPO` |
| --- | --- |
| text | {claim}`a call centre is a contact centre` |

Term
: {claim}`every BPO provider runs a call centre`

:::{note}
{claim}`some payroll is programming`
:::

:::{tip}
{claim}`payroll is never BPO` in {value}`3 <1 + 1>`
:::

> {claim}`every call centre is a BPO operation`

{claim}`every bird is a fish`, {claim}`all call centres are call`.

```{list-table}
* - cell
  - {claim}`ADP runs a call centre`
```

Then {value}`four <2 + 2>`.

{claim}`every outsourced
call centre is an inbound call centre`
"""
TRUE_ROLES = "a chat desk is a contact centre", "a call centre is a contact centre"
WRAPPED = """# Wrapped

| Head | {claim}`payroll is RPO` |
| --- | --- |
| {claim}`a call centre is a contact centre` | {claim}`a chat desk is a call centre` |
| {claim}`no payroll is BPO` | text |

:::{admonition} {claim}`payroll is never BPO`
text
:::

This paragraph goes on
for more than a line, with {claim}`payroll is BPO`
and {claim}`every help desk is a call centre`.

::::{grid} 2
:::{grid-item-card} {claim}`payroll is programming`
text
:::
::::
"""
WITHOUT = """# Without

The value {value}`5`.

{value}`5 <5>`, {value}`3 <len("abc")>`

{claim}`every call centre is a call centre`
"""


def false_lines(text: str) -> list[tuple[int, str]]:
    """Return the line and the words of each false claim, in order of lines."""
    found = [
        (1 + text.count("\n", 0, match.start()), " ".join(match[1].split()))
        for match in re.finditer(r"\{claim\}`(.+?)`", text, re.DOTALL)
    ]
    return sorted(row for row in found if row[1] not in TRUE_ROLES)


def warned(warnings: str, page: str, problem: str = "") -> list[tuple[int, str]]:
    report = rf"/docs/{page}\.md:(\d+): WARNING: claim: '(.+?)' .*{problem}"
    return sorted((int(line), words) for line, words in re.findall(report, warnings))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """Return the output of a doctest build, its warnings, and those of an HTML build after it."""
    files = {"page": FALSE, "wrapped": WRAPPED, "without": WITHOUT, "index": TOCTREE}
    pages = {f"docs/{name}.md": text for name, text in files.items()}
    project = Project(tmp_path_factory.mktemp("wrong")).write(pages, CONF)
    status, output, warnings = project.build("doctest", *SHARED)
    assert status == 1
    status, reread, later = project.build("html", "-W", "--keep-going", *SHARED)
    assert status == 1
    assert " 0 added, 0 changed, 0 removed" in reread  # and yet it warns
    return output, warnings, later


def test_a_false_claim_fails_at_its_line(wrong: tuple[str, str, str]) -> None:
    assert warned(wrong[1], "page") == false_lines(FALSE)
    assert len(false_lines(FALSE)) == 12


def test_a_false_claim_is_a_warning_when_no_page_is_read(wrong: tuple[str, str, str]) -> None:
    assert warned(wrong[2], "page") == false_lines(FALSE)
    outside = "every bird is a fish", "all call centres are call"
    judged = [row for row in false_lines(FALSE) if row[1] not in outside]
    assert warned(wrong[2], "page", r"is false\. For example: \w") == judged
    unread = [row for row in false_lines(FALSE) if row[1] in outside]
    assert warned(wrong[2], "page", r"can't be judged\..* Nearest: ") == unread


def test_the_line_is_that_of_the_claim_and_not_of_its_block(wrong: tuple[str, str, str]) -> None:
    assert warned(wrong[2], "wrapped") == warned(wrong[1], "wrapped") == false_lines(WRAPPED)


def test_a_wrong_value_fails(wrong: tuple[str, str, str]) -> None:
    for shown, expression, got in ("3", "1 + 1", "2"), ("four", "2 + 2", "4"):
        line = 1 + FALSE[: FALSE.index(f"<{expression}>")].count("\n")
        assert (
            f'File "docs/page.md", line {line}, in default\nFailed example:\n'
            f"    print({expression})\nExpected:\n    {shown}\nGot:\n    {got}\n"
        ) in wrong[0]


def test_a_value_without_expression_is_an_error(wrong: tuple[str, str, str]) -> None:
    problem = "ERROR: value: '5' has no expression that computes anything. "
    problem += "Expected: WORDS <EXPRESSION>."
    assert f"/docs/without.md:3: {problem}" in wrong[1]
    for empty in "5 <5>", '3 <len("abc")>':
        said = problem.replace("'5'", repr(empty))
        assert f"/docs/without.md:5: {said}" in wrong[1]


def test_a_claim_that_is_true_by_its_form_is_an_error(wrong: tuple[str, str, str]) -> None:
    for warnings in wrong[1:]:
        found = warned(warnings, "without", "is the subject too")
        assert found == [(7, "every call centre is a call centre")]


def test_claims_and_values_are_counted(wrong: tuple[str, str, str]) -> None:
    claims = FALSE.count("{claim}")
    assert re.search(rf"^page +{claims} claims +2 values +2 failures$", wrong[0], re.M)
    claims += (WRAPPED + WITHOUT).count("{claim}")
    assert re.search(rf"^total +{claims} claims +2 values +2 failures$", wrong[0], re.M)


RIGHT = """# A page

```{doctest}
>>> found = 3
>>> found
3
```

First {claim}`some payroll is BPO`, of {value}`3 <found>`; then {claim}`Every call
centre is a contact centre`. Last {claim}`Moneypenny is a BPO provider`.
"""


def test_a_claim_is_marked_once_and_listed_with_what_shows_it(tmp_path: Path) -> None:
    pages = {"docs/a/page.md": RIGHT, "docs/reference/claims.md": LEDGER, "docs/index.md": TOCTREE}
    project = Project(tmp_path).write(pages, CONF)
    status, output, warnings = project.build("doctest", "-W", *SHARED)
    assert (status, warnings) == (0, "")
    assert re.search(r"^a/page +2 examples +3 claims +1 values$", output, re.M)
    assert project.table() == {"a/page": 2}
    status, _, warnings = project.build("html", "-W", *SHARED)
    assert (status, warnings) == (0, "")
    folder = tmp_path / "_build/html"
    page, ledger = (
        BeautifulSoup((folder / name).read_text("utf-8"), "html.parser")
        for name in ("a/page.html", "reference/claims.html")
    )
    body = page.select_one("section")
    assert body
    assert body.get_text(" ", strip=True).count("payroll") == 1
    assert "first some payroll is bpo , of 3 ; then every call centre is a" in " ".join(
        body.get_text(" ").lower().split()
    )
    assert "print(" not in str(body)
    rows = []
    for marked in body.select(".claim"):
        (mark,) = marked.select("a")
        assert mark.get_text() == ""
        assert mark["aria-label"] == f"checked: {' '.join(marked.get_text().split())}"
        address, _, anchor = str(mark["href"]).partition("#")
        assert address == "../reference/claims.html"
        (term,) = ledger.select(f'dt[id="{anchor}"]')
        assert term.get_text() == " ".join(marked.get_text().split())
        (back,) = term.select("a")
        assert back["href"] == f"../a/page.html#{marked['id']}"
        definition = term.find_next_sibling("dd")
        assert definition
        rows.append([" ".join(n.get_text().split()) for n in definition.find_all(["p", "div"])])
    assert [row[0] for row in rows] == [
        "some: {payroll} & {BPO operation} != ∅",
        "every: {call centre} <= {contact centre}",
        "is: Moneypenny in {BPO provider}: always",
    ]
    assert rows[0][1].startswith("work: payroll, gets: process, for whom: client")
    assert len(rows[1]) == 1  # that all are has no witness
    assert rows[2][1].startswith("message answering, process, client, voice")
    # A claim that is added makes the ledger anew, though its own page is as it was.
    edit(tmp_path / "docs/a/page.md", "Last ", "Last {claim}`no payroll is programming`, ")
    assert project.build("html", "-W", *SHARED)[0] == 0
    assert "no payroll is programming" in (folder / "reference/claims.html").read_text("utf-8")


def test_a_change_of_the_logic_alone_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "snippets", tmp_path / "snippets")
    page = (
        "# Start\n\n{claim}`payroll is sometimes BPO`\n\n{claim}`no chat desk is a call centre`\n"
    )
    project = Project(tmp_path).write({"docs/index.md": page}, CONF)
    for builder in "doctest", "html":
        assert project.build(builder, "-W")[0] == 0
    edit(
        tmp_path / "snippets/bpo.py",
        "(business_process & outsourced).called",
        '(outsourced & where(work="order taking")).called',
    )
    for builder in "doctest", "html":
        status, output, warnings = project.build(builder, "-W", "--keep-going")
        assert " 0 added, 0 changed, 0 removed" in output
        assert status == 1
        assert "docs/index.md:3: " in warnings
        assert "chat desk" not in output + warnings  # the other claim is still true


TRANSLATION = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "First {claim}`some payroll is BPO`."
msgstr "Kedua {claim}`sekalian penggajian ialah operasi`, {claim}`penggajian ialah operasi BPO`."
"""


def test_a_translated_claim_is_read_in_its_language(tmp_path: Path) -> None:
    page = "# Start\n\nFirst {claim}`some payroll is BPO`.\n\nLeft {claim}`payroll is not BPO`.\n"
    files = {"docs/index.md": page, "docs/ms/LC_MESSAGES/index.po": TRANSLATION}
    project = Project(tmp_path).write(files, CONF)
    status, _, warnings = project.build("html", "-D", "language=ms")
    assert status == 0
    assert [words for _, words in warned(warnings, "index", "is false")] == [
        "penggajian ialah operasi BPO",
        "payroll is not BPO",
    ]
    assert "'sekalian penggajian ialah operasi' can't be judged" in warnings
    assert "some payroll" not in warnings


def test_a_claim_can_stand_in_a_heading(tmp_path: Path) -> None:
    page = "# Page\n\n## {claim}`some payroll is BPO`\n\ntext\n"
    project = Project(tmp_path).write({"docs/page.md": page, "docs/index.md": TOCTREE}, CONF)
    status, _, warnings = project.build("html")
    assert (status, warnings) == (0, "")
    soup = BeautifulSoup((tmp_path / "_build/html/page.html").read_text("utf-8"), "html.parser")
    assert not soup.select("a a")


def test_a_case_that_is_an_organisation_does_not_stop_the_build(tmp_path: Path) -> None:
    page = "# Start\n\n{claim}`ADP is an organisation`\n"
    assert Project(tmp_path).write({"docs/index.md": page}, CONF).build("html")[0] == 0


def test_a_false_claim_on_a_page_outside_the_toctree_is_a_warning(tmp_path: Path) -> None:
    page = "---\norphan: true\n---\n\n# Page\n\n{claim}`payroll is BPO`\n"
    project = Project(tmp_path).write({"docs/page.md": page}, CONF)
    _, _, warnings = project.build("html")
    assert warned(warnings, "page") == [(7, "payroll is BPO")]


# Kinds of block that hold a value, N; before each, an example makes it true, and after it, false.
PLACES = [
    "Text, N.",
    "## Title, N",
    "- item\n\n  1. N",
    "| Head | N |\n| --- | --- |\n| text | text |",
    "| Head | head |\n| --- | --- |\n| text | N |",
    "Term N\n: Definition",
    "Term\n: Definition N",
    "> N",
    ":::{admonition} N\ntext\n:::",
    ":::{tip}\nN\n:::",
    ":::{list-table} Caption N\n* - text\n:::",
    ":::{dropdown} Title\nN\n\n```{doctest}\n>>> found = 'in it'\n```\n:::",
]


@pytest.mark.parametrize("right", [True, False])
def test_a_value_is_judged_where_it_stands(tmp_path: Path, right: bool) -> None:
    page = "# Page\n\n"
    for number, block in enumerate(PLACES):
        page += f"```{{doctest}}\n>>> found = {number if right else -1}\n```\n\n"
        page += block.replace("N", f"{{value}}`{number} <found>`") + "\n\n"
    page += "```{doctest}\n>>> found = 'below'\n```\n"
    project = Project(tmp_path).write({"docs/index.md": page}, CONF)
    status, output, warnings = project.build("doctest", "-W")
    assert (status, warnings) == (0 if right else 1, "")
    lines = [str(n) for n, line in enumerate(page.splitlines(), 1) if "{value}" in line]
    assert len(lines) == len(PLACES)
    assert re.findall(r'File "docs/index.md", line (\d+)', output) == ([] if right else lines)
