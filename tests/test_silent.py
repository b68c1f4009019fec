"""Silent green is impossible: ways to keep a check from running, each of which is told of.

All are pages of one copy of the project, which is looked at as ``make doctest`` does it: first
``check_files``, then Sphinx. Each holds what is wrong, and would fail where it is checked.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import check_files
import pytest
from conftest import ROOT, sphinx, write

FALSE = "every call centre is BPO"
# What has to be said: in a message that names the page and a line of the way, or in the summary.
OUTSIDE = "use {doctest} for an example"
FAILED = "Failed example"
UNBOUND = "holds no claim"
OPEN = "is empty, not closed or in code"
ODD = "looks like another"

EXAMPLES = {
    # --- The fence ---
    "no braces": ("```doctest\n>>> 1 + 1\n3\n```", OUTSIDE),
    "another language": ("```python\n>>> 1 + 1\n3\n```", OUTSIDE),
    "tildes": ("~~~python\n>>> 1 + 1\n3\n~~~", OUTSIDE),
    "tildes with the right name": ("~~~{doctest}\n>>> 1 + 1\n3\n~~~", FAILED),
    "colons": (":::{doctest}\n>>> 1 + 1\n3\n:::", FAILED),
    "a space before the name": ("``` {doctest}\n>>> 1 + 1\n3\n```", FAILED),
    "capital letters": ("```{Doctest}\n>>> 1 + 1\n3\n```", FAILED),
    "a typo": ("```{doctst}\n>>> 1 + 1\n3\n```", "Unknown directive"),
    "a look-alike letter": ("```{d\u043ectest}\n>>> 1 + 1\n3\n```", ODD),
    "full-width braces": ("```\uff5bdoctest\uff5d\n>>> 1 + 1\n3\n```", ODD),
    "a zero-width space before it": ("\u200b```{doctest}\n>>> 1 + 1\n3\n\u200b```", ODD),
    "a form feed before it": ("\f```{doctest}\n>>> 1 + 1\n3\n\f```", ODD),
    "words before it": ("Text ```{doctest}\n>>> 1 + 1\n3\ntext```", OUTSIDE),
    "indented": ("    ```{doctest}\n    >>> 1 + 1\n    3\n    ```", OUTSIDE),
    "no fence": (">>> 1 + 1\n3", OUTSIDE),
    "four spaces": ("    >>> 1 + 1\n    3", OUTSIDE),
    "a tab": ("\t>>> 1 + 1\n\t3", OUTSIDE),
    "a fence in a fence": ("````\n```{doctest}\n>>> 1 + 1\n3\n```\n````", OUTSIDE),
    "code-block": ("```{code-block} pycon\n>>> 1 + 1\n3\n```", OUTSIDE),
    "testcode without output": ("```{testcode}\nassert 1 + 1 == 3\n```", OUTSIDE),
    "testsetup": ("```{testsetup}\nbpo = call_centre\n```", OUTSIDE),
    "reStructuredText": ("```{eval-rst}\nText::\n\n   >>> 1 + 1\n   3\n```", OUTSIDE),
    "a line of code": ("`>>> ask(bpo)` says so.", OUTSIDE),
    "a cell": ("| Head |\n| --- |\n| `>>> ask(bpo)` |", OUTSIDE),
    "a footnote": ("Text[^1].\n\n[^1]: Note\n\n    ```{doctest}\n    >>> 1 + 1\n    ```", FAILED),
    "a footnote of nothing": ("[^2]: Note\n\n    ```{doctest}\n    >>> 1 + 1\n    ```", "ootnote"),
    "a definition": ("Term\n: Note\n\n  ```{doctest}\n  >>> 1 + 1\n  3\n  ```", FAILED),
    "a condition": ("````{only} never\n```{doctest}\n>>> 1 + 1\n3\n```\n````", FAILED),
    "an escaped prompt": ("\\>>> ask(bpo)\nalways", OUTSIDE),
    "entities": ("&gt;&gt;&gt; ask(bpo)\nalways", OUTSIDE),
    "HTML": ("<pre>\n>>> ask(bpo)\nalways\n</pre>", OUTSIDE),
    "HTML with entities": ("<pre>\n&gt;&gt;&gt; ask(bpo)\nalways\n</pre>", UNBOUND),
    "HTML around it": ("<div>\n```{doctest}\n>>> ask(bpo)\nalways\n```\n</div>", OUTSIDE),
    "a comment": ("% ```{doctest}\n% >>> ask(bpo)\n% always\n% ```", OPEN),
    "a comment in HTML": ("<!--\n```{doctest}\n>>> ask(bpo)\nalways\n```\n-->", OUTSIDE),
    "a literal include": ("```{literalinclude} ../part.inc\n```", OUTSIDE),
    "a literal include of code": ("```{literalinclude} ../part.py\n```", OUTSIDE),
    "a raw file": ("```{raw} html\n:file: ../part.inc\n```", OUTSIDE),
    "code beside the name": ("```{doctest} >>> 1 + 1\n3\n```", FAILED),
    "no colon fences": (":::{doctest}\n>>> 1 + 1\n3\n:::", FAILED),
    "a comment of reStructuredText": (
        "```{eval-rst}\n..\n   >>> ask(bpo)\n   always\n```",
        OUTSIDE,
    ),
    # --- The code ---
    "nothing": ("```{doctest}\n```", "without an example"),
    "nothing, hidden": ("```{doctest}\n:hide:\n```", "without an example"),
    "no prompt": ("```{doctest}\n1 + 1\n3\n```", "without an example"),
    "a prompt without output": ("```{doctest}\n>>> 1 + 1\n```", FAILED),
    "hidden": ("```{doctest}\n:hide:\n>>> 1 + 1\n3\n```", FAILED),
    "an example in a comment": ("```{doctest}\n>>> 1\n1\n>>> # 1 + 1\n3\n```", "in no example"),
    "a comment that goes on": ("```{doctest}\n>>> # Text\n... # 1 + 1\n3\n```", FAILED),
    "output after a blank line": ("```{doctest}\n>>> a = 2\n\n3\n```", "in no example"),
    "a prompt too short": ("```{doctest}\n>>> a = 2\n\n>> a\n3\n```", "in no example"),
    "a prompt of other signs": (
        "```{doctest}\n>>> a = 2\n\n\u203a\u203a\u203a a\n3\n```",
        "in no example",
    ),
    "a full-width prompt": ("```{doctest}\n>>> a = 2\n\n\uff1e\uff1e\uff1e a\n3\n```", ODD),
    "a no-break space before it": ("```{doctest}\n>>> a = 2\n\n\xa0>>> a\n3\n```", ODD),
    "a no-break space after it": ("```{doctest}\n>>>\xa01 + 1\n3\n```", ODD),
    "a tab after it": ("```{doctest}\n>>>\t1 + 1\n3\n```", FAILED),
    "+SKIP": ("```{doctest}\n>>> 1 + 1  # doctest: +SKIP\n3\n```", "1 skipped"),
    ":options: +SKIP": ("```{doctest}\n:options: +SKIP\n>>> 1 + 1\n3\n```", "1 skipped"),
    ":skipif:": ("```{doctest}\n:skipif: True\n>>> 1 + 1\n3\n```", "1 skipped"),
    ":pyversion:": ("```{doctest}\n:pyversion: <3\n>>> 1 + 1\n3\n```", "1 skipped"),
    "SKIP beside another": (
        "```{doctest}\n>>> 1\n1\n>>> 1 + 1  # doctest: +SKIP\n3\n```",
        "1 examples     1 skipped",
    ),
    "a group for all": ("```{doctest} *\n>>> 1 + 1\n3\n```", "in no example"),
    "two groups and SKIP": (
        "```{doctest} a, b\n>>> 1\n1\n>>> 1 + 1  # doctest: +SKIP\n3\n```",
        "in no example",
    ),
    "an option that there is not": ("```{doctest}\n:skip:\n>>> 1 + 1\n3\n```", "nknown option"),
    "options as YAML": ("```{doctest}\n---\n>>> 1 + 1\n3\n---\n>>> 1\n1\n```", "options"),
    "options as YAML, left open": (
        "```{doctest}\n---\nhide: true\n>>> 1 + 1\n3\n```",
        "ptions",
    ),
    "an option with a value": ("```{doctest}\n:hide: >>> 1 + 1\n>>> 1\n1\n```", "options"),
    "a flag with a typo": ("```{doctest}\n>>> 1 + 1  # doctest: +SKPI\n3\n```", "invalid option"),
    "dots": ("```{doctest}\n>>> 1 + 1  # doctest: +ELLIPSIS\n...\n```", "in no example"),
    "SystemExit": ("```{doctest}\n>>> raise SystemExit\n```", FAILED),
    "exit": ("```{doctest}\n>>> exit(0)\n```", FAILED),
    "os._exit": ("```{doctest}\n>>> import os\n>>> os._exit(0)\n```", FAILED),
    "another print": (
        "```{doctest}\n>>> def print(one): __builtins__['print'](3)\n```\n\n{value}`3 <1 + 1>`",
        "gives another meaning to 'print'",
    ),
    "another check": (
        f"```{{doctest}}\n>>> _check = str\n```\n\n{{claim}}`{FALSE}`",
        "is false",
    ),
    "another bpo": ("```{doctest}\n>>> bpo = call_centre\n>>> bpo - call_centre\n```", "to 'bpo'"),
    "another bpo, imported": ("```{doctest}\n>>> from math import e as bpo\n```", "to 'bpo'"),
    "another bpo, of a loop": ("```{doctest}\n>>> for bpo in []: pass\n```", "to 'bpo'"),
    "another judge": (
        "```{doctest}\n>>> import doctest\n"
        ">>> doctest.OutputChecker.check_output = lambda *_: True\n>>> 1 + 1\n3\n```",
        "gives another meaning to 'check_output'",
    ),
}
CLAIMS = {
    # --- The role ---
    "a role with a typo": (f"Text {{clam}}`{FALSE}`.", "Unknown interpreted text role"),
    "a role with a capital": (f"Text {{Claim}}`{FALSE}`.", "is false"),
    "a role of reStructuredText": (f"Text :claim:`{FALSE}`.", UNBOUND),
    "an escaped role": (f"Text \\{{claim}}`{FALSE}`.", OPEN),
    "an escaped mark": (f"Text {{claim}}\\`{FALSE}\\`.", OPEN),
    "a space behind a role": (f"Text {{claim}} `{FALSE}`.", OPEN),
    "a space in a role": (f"Text {{ claim}}`{FALSE}`.", UNBOUND),
    "a look-alike in a role": (f"Text {{cl\u0430im}}`{FALSE}`.", ODD),
    "a zero-width space in a role": (f"Text {{cla\u200bim}}`{FALSE}`.", ODD),
    "a soft hyphen in a role": (f"Text {{cla\xadim}}`{FALSE}`.", ODD),
    "an accent in a role": (f"Text {{cl\xe1im}}`{FALSE}`.", UNBOUND),
    "full-width marks": (f"Text {{claim}}\uff40{FALSE}\uff40.", ODD),
    "quotation marks": (f"Text {{claim}}'{FALSE}'.", OPEN),
    "a mark that is not closed": (f"Text {{claim}}`{FALSE}.", OPEN),
    "no words": ("Text {claim}`` here.", OPEN),
    "square brackets": (f"Text [claim]`{FALSE}`.", UNBOUND),
    "no role": (f"Text `{FALSE}`.", UNBOUND),
    "nothing but code": ("`Every call centre is BPO.`", UNBOUND),
    "nothing but code, of other words": (
        "`All call centres are always BPO!`",
        UNBOUND,
    ),
    "a key": (f"Text {{kbd}}`{FALSE}`.", UNBOUND),
    "a link in code": (f"Text [`{FALSE}`](../index.md).", UNBOUND),
    "a role in code": (f"Text `` {{claim}}`{FALSE}` ``.", OPEN),
    "another role of the name": (
        f"```{{role}} claim(literal)\n```\n\nText {{claim}}`{FALSE}`.",
        "defined anew",
    ),
    "a value of itself": ("{value}`3 <3>`", "no expression that computes"),
    "a value without expression": ("{value}`3`", "no expression that computes"),
    # --- Where it stands ---
    "a claim in a fence": (f"```\n{{claim}}`{FALSE}`\n```", OPEN),
    "an indented claim": (f"    {{claim}}`{FALSE}`", OPEN),
    "a fence of tildes left open": (f"~~~\n\n{{claim}}`{FALSE}`", "is not closed"),
    "a claim in a comment": (f"% {{claim}}`{FALSE}`", OPEN),
    "a claim in a break": (f"+++ {{claim}}`{FALSE}`", OPEN),
    "a claim in a comment of HTML": (f"<!-- {{claim}}`{FALSE}` -->", OPEN),
    "a claim in HTML": (f"<p>\n{{claim}}`{FALSE}`\n</p>", OPEN),
    "a claim in a condition": (f"```{{only}} never\n{{claim}}`{FALSE}`\n```", "is false"),
    "a claim in a footnote": (f"Text[^1].\n\n[^1]: {{claim}}`{FALSE}`", "is false"),
    "a claim as alternative text": (f"![{{claim}}`{FALSE}`](../a.svg)", "alternative text"),
    "a claim in an attribute": (f"[{FALSE}]{{.claim}}", UNBOUND),
    "a claim of reStructuredText": (f"```{{eval-rst}}\n:claim:`{FALSE}`\n```", "is false"),
    "a statement in a fence": (f"```text\n{FALSE.capitalize()}.\n```", "1 code"),
    "an indented statement": (f"    {FALSE.capitalize()}.", UNBOUND),
    "a statement in HTML": (f"<p>{FALSE.capitalize()}.</p>", UNBOUND),
    "a statement in a line of HTML": ("Every call centre <b>is BPO</b>.", UNBOUND),
    "a raw statement": (f"```{{raw}} html\n{FALSE.capitalize()}.\n```", UNBOUND),
    "a title of a link": (f'[Text](../index.md "{FALSE}")', UNBOUND),
    "a title of an image": (f'![Text](../a.svg "{FALSE}")', UNBOUND),
    "an explanation": (f"{{abbr}}`CC ({FALSE})` is one.", UNBOUND),
    "a description": (f"```{{describe}} Text\n{FALSE.capitalize()}.\n```", UNBOUND),
    "the name of a description": (f"```{{describe}} {FALSE}\n```", UNBOUND),
    "a centred line": (f"```{{centered}} {FALSE}\n```", UNBOUND),
    "an attribution": (f"```{{epigraph}}\nText.\n\n-- {FALSE}\n```", UNBOUND),
    "a formula": (f"```{{math}}\n{FALSE}\n```", UNBOUND),
    "a formula in a line": (f"Text {{math}}`{FALSE}`.", UNBOUND),
    "a caption of code": (f"```{{code-block}} text\n:caption: {FALSE}\n\ntext\n```", UNBOUND),
    "a caption of contents": (f"```{{toctree}}\n:caption: {FALSE}\n\n../z\n```", UNBOUND),
    "an entry of contents": (f"```{{toctree}}\n{FALSE} <../z>\n```", "Only name"),
    "a citation": (f"```{{eval-rst}}\nText [x1]_.\n\n.. [x1] {FALSE}\n```", UNBOUND),
    "a field": (f"```{{eval-rst}}\n:Text: text\n:{FALSE}: text\n```", UNBOUND),
    "an option": (f"```{{eval-rst}}\n-a  {FALSE}\n```", UNBOUND),
    "a directive that holds nothing": (f"```{{ledger}}\n{FALSE}\n```", "ontent"),
    "an index": (f"```{{index}} text\n{FALSE}\n```", "ontent"),
    "an excuse": (f"% unchecked: text\n\n{FALSE.capitalize()}.", "1 excused"),
    "an excuse without a reason": (f"% unchecked:\n\n{FALSE.capitalize()}.", UNBOUND),
    "an excuse for a claim": (f"% unchecked: text\n\n{{claim}}`{FALSE}`", "is false"),
    "a claim with an escape": ("{claim}`every call centre is \\BPO`", "can't be judged"),
    "entities in a statement": ("Every call&#32;centre is B&#80;O.", UNBOUND),
    "marks in a statement": ("Every c**al**l centre is B*P*O.", UNBOUND),
    "comments in a statement": ("Every ca<!-- -->ll cen<!-- -->tre is B<!-- -->PO.", "is new or"),
    "a definition of a link": (f"[text]: <> ({{claim}}`{FALSE}`)", "nobody sees"),
    "a title of the page": (f"```{{title}} {FALSE}\n```", UNBOUND),
    "a heading of contents": (f"```{{contents}} {FALSE}\n```", UNBOUND),
    "a line below a title": (f"```{{sidebar}} Text\n:subtitle: {FALSE}\nText.\n```", UNBOUND),
    "a figure": (f"```{{figure}} ../a.svg\n:alt: {FALSE}\n```", UNBOUND),
    "a button": (f"```{{button-link}} https://a.org\n:tooltip: {FALSE}\nText\n```", UNBOUND),
    "a title in braces": (f'[Text](https://a.org){{title="{FALSE}"}}.', UNBOUND),
    "an entry of the index": (f"```{{index}} {FALSE}\n```", "Only name"),
    "words in a citation": (f"Text {{cite}}`{{{FALSE}}}adp-2010`.", "is new or"),
    "any": (f"Text {{any}}`{FALSE} <bpo>`.", UNBOUND),
    "a download": (f"Text {{download}}`{FALSE} <../part.inc>`.", UNBOUND),
    "a word of the index": (f"Text {{index}}`{FALSE}`.", UNBOUND),
    "a name of a tab": (f"::::{{tab-set}}\n:::{{tab-item}} {FALSE}\nText.\n:::\n::::", UNBOUND),
    "a tooltip in HTML": (f'A <span title="{FALSE}">word</span>.', UNBOUND),
    "a script": (f'<script>\ndocument.write("{FALSE}")\n</script>', UNBOUND),
    "a picture in HTML": (f'<img src="../a.svg" alt="{FALSE}">', UNBOUND),
    "a link that shows itself": (f"{{ref}}`{FALSE} <bpo>`", UNBOUND),
    "a badge": (f"{{bdg}}`{FALSE}`", UNBOUND),
    "a small letter": (f"{{sub}}`{FALSE}`", UNBOUND),
    "a file": (f"{{file}}`{FALSE}`", UNBOUND),
    "a change of version": (f"```{{versionadded}} 2\n{FALSE}\n```", UNBOUND),
    "a list of names": (f"```{{hlist}}\n- {FALSE}\n```", UNBOUND),
    "a table of text": (f'```{{csv-table}}\n"{FALSE}"\n```', UNBOUND),
    "a claim in a list of a quotation": (f"> - {{claim}}`{FALSE}`", "is false"),
}


def matter(setting: str, text: str) -> str:
    """Return a whole page with a setting of MyST at its head."""
    return f"---\nmyst:\n  {setting}\n---\n\n# Title\n\nBefore.\n\n{text}\n\nAfter.\n"


EXAMPLE = "```{doctest}\n>>> ask(bpo)\nnever\n```"
TWO = f"# Title\n\nBefore.\n\n{EXAMPLE}\n\nText {{claim}}`{FALSE}`.\n"
# Whole files, by their path from docs/; what is said of them may be said of the whole page.
FILES: dict[str, tuple[bytes, str]] = {
    "files/crlf.md": (TWO.replace("\n", "\r\n").encode(), FAILED),
    "files/cr.md": (TWO.replace("\n", "\r").encode(), FAILED),
    "files/bom.md": (b"\xef\xbb\xbf" + TWO.encode(), FAILED),
    "files/utf-16.md": (TWO.encode("utf-16"), "not UTF-8"),
    "files/latin-1.md": (TWO.replace("Before", "Caf\xe9").encode("latin-1"), "not UTF-8"),
    "files/separator.md": (TWO.replace("Before.\n\n", "Before.\u2028").encode(), ODD),
    "files/nul.md": (TWO.replace("Before.", "Bef\0ore.").encode(), ODD),
    "files/capitals.MD": (TWO.encode(), "not read as one"),
    "files/long.markdown": (TWO.encode(), "not read as one"),
    "files/plain.txt": (TWO.encode(), "not read as one"),
    "files/two.md": (TWO.encode(), FAILED),
    "files/two.rst": (b"Title\n=====\n", "not read as one"),
    "files/alone.rst": (f"Title\n=====\n\n:claim:`{FALSE}`\n".encode(), "not read as one"),
    "files/.hidden.md": (TWO.encode(), FAILED),
    "locale/page.md": (TWO.encode(), "not read as one"),
    "_ext/page.md": (TWO.encode(), "not read as one"),
    "_static/page.md": (TWO.encode(), "not read as one"),
    "unlisted.md": (TWO.encode(), "in any toctree"),
    "orphan.md": (b"---\norphan: true\n---\n\n" + TWO.encode(), FAILED),
    "files/suppressed.md": (
        matter("suppress_warnings: [myst]", EXAMPLE.replace("doctest", "doctst")).encode(),
        "Unknown directive",
    ),
    "files/no_extensions.md": (
        matter("enable_extensions: []", EXAMPLE.replace("```", ":::")).encode(),
        OUTSIDE,
    ),
    "files/plain_code.md": (
        matter("highlight_code_blocks: false", EXAMPLE.replace("{doctest}", "python")).encode(),
        OUTSIDE,
    ),
    "files/parsed.md": (b"# Title\n\n```{parsed-literal}\n>>> 1 + 1\n3\n```\n", OUTSIDE),
    "files/literal.md": (b"# Title\n\n```{include} ../part.inc\n:literal:\n```\n", OUTSIDE),
    "files/including.md": (b"# Title\n\n```{include} ../part.inc\n```\n", UNBOUND),
    "files/commonmark.md": (matter("commonmark_only: true", EXAMPLE).encode(), OUTSIDE),
    "files/gfm.md": (matter("gfm_only: true", f"{{claim}}`{FALSE}`").encode(), OPEN),
    "files/no_fence.md": (matter("disable_syntax: [fence]", EXAMPLE).encode(), OUTSIDE),
    "files/no_role.md": (
        matter("disable_syntax: [myst_role]", f"{{claim}}`{FALSE}`").encode(),
        OPEN,
    ),
    "files/substituted.md": (
        matter(
            f"enable_extensions: [substitution]\n  substitutions:\n    a: '{{claim}}`{FALSE}`'",
            "Text {{a}}.",
        ).encode(),
        "is false",
    ),
    "files/described.md": (
        matter(f"html_meta:\n    description: {FALSE}", "Text.").encode(),
        UNBOUND,
    ),
    "files/shared.md": (
        matter(f'html_meta:\n    "property=og:title": {FALSE}', "Text.").encode(),
        UNBOUND,
    ),
    "files/keywords.md": (matter(f"html_meta:\n    keywords: {FALSE}", "Text.").encode(), UNBOUND),
}
WAYS = EXAMPLES | CLAIMS
PAGES = {name: f"ways/{number:03}.md" for number, name in enumerate(WAYS)}
INDEX = "# Start\n\n```{toctree}\n:glob:\nways/*\nfiles/*\nz\n```\n"
ABOVE, BELOW = "# Title\n\nBefore.\n\n", "\n\nAfter.\n"
FIRST = 1 + ABOVE.count("\n")  # line of a way
PLACE = re.compile(
    r"docs/(?P<page>[\w./-]+\.\w+)(?:\", line |:)(?P<line>\d*)|line (\d+) of .*docs/(\S+\.md)"
)


@dataclass(frozen=True)
class Report:
    """What is said of all pages."""

    messages: list[str]
    summary: dict[str, str]  # by page

    def of(self, page: str) -> list[tuple[int, str]]:
        """Return the messages that name a page: the line, or 0, and the words."""
        found = []
        for message in self.messages:
            if (match := PLACE.search(message)) and page in (match["page"], match[4]):
                found.append((int(match["line"] or match[3] or 0), message))
        return found


def looked_at(root: Path) -> Iterator[str]:
    """Look at each file before anything is built; take away what must be mended first."""
    for path in sorted(path for path in (root / "docs").rglob("*") if path.is_file()):
        name = path.relative_to(root / "docs").with_suffix("").as_posix()
        try:
            check_files.check_encoding(path)
            check_files.check_name(path)
            if path.suffix == ".md" and path.name != "README.md":
                text = path.read_text(encoding="utf-8-sig")
                check_files.check_shown(name, text)
                check_files.check_text(name, text)
        except check_files.DataError as error:
            yield str(error)
            path.unlink()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """Return what is said of a project that is made of all ways."""
    root = tmp_path_factory.mktemp("silent")
    ignored = shutil.ignore_patterns("*.md", "__pycache__")
    for folder in "docs", "snippets", "classified":
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    shutil.copy(ROOT / "conf.py", root)
    for name, (text, _) in WAYS.items():
        write(root / "docs" / PAGES[name], f"{ABOVE}{text}{BELOW}")
    for name, (content, _) in FILES.items():
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_bytes(content)
    write(root / "docs/index.md", INDEX)
    write(root / "docs/z.md", "# Last\n")
    write(root / "docs/part.inc", ">>> ask(bpo)\nalways\n")
    write(root / "docs/part.py", '"""Text.\n\n>>> ask(bpo)\nalways\n"""\n')
    write(root / "docs/a.svg", "<svg/>")
    write(root / "docs/reviewed.json", '{"z": {"Last": ""}}')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check_files, "ROOT", root)
        patch.setattr(check_files, "DOCS", root / "docs")
        first = [*looked_at(root)]
    built = sphinx("doctest", root, root / "_build")
    assert built.returncode == 1
    output = (root / "_build/doctest/output.txt").read_text("utf-8")
    rows = output.partition("Examples of each page\n")[2].splitlines()
    yield Report(
        [*first, *re.split(rf"\n(?=WARNING: |{re.escape(str(root))})", built.stderr)],
        {f"{page}.md": counts for page, _, counts in (row.partition(" ") for row in rows)},
    )


@pytest.mark.parametrize("name", WAYS)
def test_a_check_that_is_kept_from_running_is_told_of(name: str, report: Report) -> None:
    text, said = WAYS[name]
    page = PAGES[name]
    lines = range(FIRST, FIRST + 1 + text.count("\n"))
    told = [message for line, message in report.of(page) if line in lines]
    assert any(said in message for message in told) or said in report.summary.get(page, "")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_read_as_a_page_is_told_of(name: str, report: Report) -> None:
    assert any(FILES[name][1] in message for _, message in report.of(name))


def test_the_ways_are_many_and_do_not_touch_each_other(report: Report) -> None:
    assert len(WAYS) + len(FILES) > 190
    assert report.of("z.md") == []
