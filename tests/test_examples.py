"""The examples of ``checked_prose``, on tiny projects, each built in a process of its own."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import write

EXTENSIONS = Path(__file__).resolve().parents[1] / "docs" / "_ext"

CONF = f"""
import sys
sys.path[:0] = [{str(EXTENSIONS)!r}, "lib"]
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.autodoc", "checked_prose.examples"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["part.md"]
doctest_show_successes = False
doctest_test_doctest_blocks = ""
"""
PASSES = "```{doctest}\n>>> 1 + 1\n2\n```\n"


@dataclass
class Project:
    """A project of pages in ``docs/``, with conf.py above them."""

    root: Path

    def write(self, files: dict[str, str], conf: str = "") -> "Project":
        files = {"docs/index.md": "# Start\n"} | files | {"conf.py": CONF + conf}
        for name, text in files.items():
            write(self.root / name, text)
        return self

    def build(self, builder: str, *options: str) -> tuple[int, str, str]:
        """Return the exit code of the build, its output and its warnings."""
        command = [sys.executable, "-m", "sphinx", "-c", ".", "-b", builder, *options]
        done = subprocess.run(
            [*command, "docs", f"_build/{builder}"], cwd=self.root, capture_output=True, text=True
        )
        return done.returncode, done.stdout, done.stderr

    def doctest(self, *options: str) -> tuple[int, str, str]:
        return self.build("doctest", *options)

    def table(self) -> object:
        return json.loads((self.root / "_build/doctest/examples.json").read_text("utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    return Project(tmp_path).write


# --- True lines ---------------------------------------------------------------------------------

# An example that is only a string expects no output, so that it fails.
NESTED = """
# Page

```{doctest}
>>> 'plain'
```

```{doctest}
:hide:

>>> 'hidden'
```

```{doctest}
---
hide:
options: +ELLIPSIS
---

>>> 'yaml options'
```

```{doctest}


>>> 'two blank lines'
```

```{doctest}
:no-trim-doctest-flags:
>>> x = 1
>>> x
1

>>> 'third of its block'
>>> print("a\\n\\nb")  # doctest: +NORMALIZE_WHITESPACE
a
<BLANKLINE>
b
>>> 'fifth of its block'
```

```{doctest}
>>> 'the same'
```

```{doctest}
>>> 'the same'
```

- item

  1. item

     ```{doctest}
     :hide:
     >>> 'list'
     ```

> ```{doctest}
> >>> 'quotation'
> ```

Term
: Definition

  ```{doctest}
  >>> 'definition'
  ```

:::{note}
```{doctest}
>>> 'admonition'
```
:::

:::{admonition} Title
:class: tip

```{doctest}
>>> 'admonition with options'
```
:::

::::{dropdown} Title
:open:

:::{tip}
text

```{doctest}
>>> 'admonition in a dropdown'
```
:::
::::

::::::{tab-set}
:::::{tab-item} One
:sync: one

text

::::{dropdown} Title
```{doctest}
:hide:
>>> 'dropdown in a tab'
```
::::
:::::
::::::

::::{card} Title
:::{card-header}
text
:::
text

```{doctest}
>>> 'card'
```
::::

:::::::{tab-set}
::::::{tab-item} One
:::::{dropdown} Title
::::{card}
:::{card-header}
text
:::
```{doctest}
>>> x
1
>>> x
1
>>> 'fences that begin with fences'
```
::::
:::::
::::::
:::::::

:::::{tip}
:::{note}
text
:::

> - ```{doctest}
>   >>> 1
>   1
>   >>> 'quotation below fences that begin with fences'
>   ```
:::::

:::::{grid} 2
:gutter: 1
::::{grid-item-card} Title
- item

  ```{doctest}
  >>> 'list in a grid card'
  ```
::::
:::::

```{eval-rst}
.. note::

   .. doctest::
      :hide:

      >>> 'eval-rst'
```

```{include} part.md
:start-line: 1
```

text[^note]

[^note]: Note

    ```{doctest}
    >>> 'footnote'
    ```
"""
PART = "left out\n\n```{doctest}\n:hide:\n\n>>> 'included'\n```\n"
RST = """
Page
====

* item

  .. doctest::
     :hide:

     >>> 1
     1
     >>> 'reStructuredText'

  .. doctest::

     >>> 'the same'

  .. doctest::

     >>> 'the same'
"""


def test_a_failure_names_the_true_line(project: Callable[..., Project]) -> None:
    files = {"docs/sub/page.md": NESTED, "docs/sub/part.md": PART, "docs/old.rst": RST}
    built = project(files, "exclude_patterns = ['sub/part.md']\nsuppress_warnings = ['toc']\n")
    status, output, warnings = built.doctest("-W")
    assert (status, warnings) == (1, "")
    report = r'File "(.+)", line (.+), in .+\nFailed example:\n    (.+)\n'
    reported = sorted(re.findall(report, output))
    true = sorted(
        (name, str(number), line.partition(">>> ")[2])
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if ">>> '" in line
    )
    assert reported == true
    assert len(true) == 25


# --- Blocks that cannot be run ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "at", "problem"),
    [
        ([">>> 1", "1", ">>>1+1", "2"], ">>>1+1", "lacks blank after >>>"),
        ([">>> 1", "1", "  >>> 2", " 2"], " 2", "inconsistent leading whitespace"),
        ([">>> 1", "1", ">>> 2 # doctest: +NONE", "2"], "NONE", "has an invalid option"),
        ([">>> 1", "1", ">>> 2 +", "2"], ">>> 2 +", "SyntaxError: invalid syntax"),
        (["forgot_the_prompt()"], "forgot_the_prompt", "a block without an example"),
        ([">>> # only a comment"], "only", "a block without an example"),
    ],
)
def test_a_block_that_cannot_be_run_fails(
    project: Callable[..., Project], lines: list[str], at: str, problem: str
) -> None:
    block = "".join(f"  {line}\n" for line in ["```{doctest}", ":hide:", "", *lines, "```"])
    page = f"# Page\n\n{PASSES}\n- item\n\n{block}"
    built = project({"docs/page.md": page})
    status, output, warnings = built.doctest()  # without -W: a failure, not only a warning
    assert status == 1
    assert problem in output
    assert "doctest" not in warnings
    line = max(n for n, text in enumerate(page.splitlines(), 1) if at in text)
    assert f"line {line} of " in output or f'File "docs/page.md", line {line}, in' in output


# --- Counts -------------------------------------------------------------------------------------


def test_the_examples_of_each_page_are_counted(project: Callable[..., Project]) -> None:
    built = project(
        {
            "docs/index.md": f"# Start\n\n```{{toctree}}\n:glob:\n**\n```\n\n{PASSES}",
            "docs/concepts/bpo.md": f"# Page\n\n{PASSES}\n:::{{note}}\n{PASSES}:::\n",
            "docs/none.md": "# No example\n",
            "docs/skipped.md": "# Page\n\n```{doctest}\n>>> 1  # doctest: +SKIP\n```\n",
        }
    )
    status, output, warnings = built.doctest("-W")
    assert (status, warnings) == (0, "")
    assert built.table() == {"concepts/bpo": 2, "index": 1, "skipped": 0}
    lines = ["concepts/bpo     2 examples", "index            1 examples"]
    lines += ["skipped          1 skipped", "total            3 examples     1 skipped", ""]
    summary = "\n".join(lines)
    assert summary in output
    assert summary in (built.root / "_build/doctest/output.txt").read_text("utf-8")


def test_failures_are_counted_too(project: Callable[..., Project]) -> None:
    fails = "```{doctest}\n>>> 1\n2\n```\n\n```{doctest}\n>>>1\n```\n"
    built = project({"docs/a.md": f"# A\n\n{PASSES}\n{fails}", "docs/b.md": f"# B\n\n{PASSES}"})
    status, output, _ = built.doctest()
    assert status == 1
    assert "a         2 examples     2 failures\nb         1 examples\n" in output
    assert "total     3 examples     2 failures\n" in output
    assert built.table() == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    "page", ["text", "```python\n>>> 1\n```", "```{doctest}\n>>> 1  # doctest: +SKIP\n```"]
)
def test_a_project_where_nothing_is_run_fails(project: Callable[..., Project], page: str) -> None:
    status, output, _ = project({"docs/index.md": f"# Start\n\n{page}\n"}).doctest()
    assert status == 1
    assert "no example was run" in output


def test_an_edit_of_the_code_alone_is_noticed(project: Callable[..., Project]) -> None:
    page = "# Start\n\n```{doctest}\n>>> from logic import answer\n>>> answer\n42\n```\n"
    built = project({"docs/index.md": page, "lib/logic.py": "answer = 42\n"})
    assert built.doctest("-W")[0] == 0
    (built.root / "lib/logic.py").write_text("answer = 4\n", encoding="utf-8")
    status, output, _ = built.doctest("-W")
    assert " 0 added, 0 changed, 0 removed" in output  # no page is read again, and yet
    assert status == 1
    assert 'File "docs/index.md", line 5' in output


# --- Examples outside {doctest} -----------------------------------------------------------------

OUTSIDE = {
    "python": "```python\n>>> 1\n1\n```\n",
    "pycon": "text\n\n```pycon\n>>> 1\n1\n```\n",
    "braces forgotten": "```doctest\n>>> 1\n1\n```\n",
    "plain": "```\n>>> 1\n1\n```\n",
    "console": "```console\n$ python\n>>> 1\n```\n",
    "no space": "```\n>>>1\n```\n",
    "indented": "text\n\n    >>> 1\n    1\n",
    "code-block": "```{code-block} python\n:caption: text\n\n>>> 1\n```\n",
    "in a dropdown": ":::{dropdown} Title\n```python\n>>> 1\n```\n:::\n",
    "no fence": ">>> 1\n1\n",
    "rst literal": "```{eval-rst}\nText::\n\n   >>> 1\n```\n",
    "rst doctest": "```{eval-rst}\ntext\n\n>>> 1\n1\n```\n",
    "testcode": "```{testcode}\nprint(1)\n```\n",
    "testoutput": "```{testoutput}\n1\n```\n",
    "testsetup": "```{testsetup}\nx = 1\n```\n",
    "testcleanup": "```{testcleanup}\nx = 1\n```\n",
}


@pytest.mark.parametrize("options", [(), ("-j", "2")])
def test_an_example_outside_a_doctest_block_is_warned_of(
    project: Callable[..., Project], options: tuple[str, ...]
) -> None:
    pages = {name.replace(" ", "-"): text for name, text in OUTSIDE.items()}
    files = {f"docs/{name}.md": f"# Page\n\n{text}" for name, text in pages.items()}
    toctree = "# Start\n\n```{toctree}\n:glob:\n**\n```\n"
    built = project(
        {**files, "docs/index.md": toctree}, 'suppress_warnings = ["misc.highlighting_failure"]\n'
    )
    status, _, warnings = built.build("html", "-W", *options)
    assert status == 1
    found = re.findall(
        r"/docs/(.+)\.md:(\d+): WARNING: use \{doctest\}.*, not (.+) \[(.+)\]", warnings
    )
    assert {(name, kind) for name, _, _, kind in found} == {
        (name, "examples.outside") for name in pages
    }
    assert len(found) == len(warnings.splitlines()) == len(pages)
    for name, line, problem, _ in found:
        assert problem == (name if name.startswith("test") else "a bare '>>>'")
        # the line where the block begins, at most a blank line or an option above the prompt
        text = files[f"docs/{name}.md"].splitlines()
        assert any(">>>" in s or name in s for s in text[int(line) - 1 : int(line) + 3]), name


def test_a_lone_testoutput_is_a_failure(project: Callable[..., Project]) -> None:
    page = f"# Start\n\n{PASSES}\n{OUTSIDE['testoutput']}"
    status, output, _ = project({"docs/index.md": page}).doctest()
    assert status == 1
    assert "line 8 of docs/index.md begins a block without an example" in output


MODULE = '''"""Logic.

>>> 1 + 1
3
"""


def answer() -> int:
    """Answer::

        >>> answer()
    """
    return 42
'''
SHOWN = f"""# Start

{PASSES}
```{{doctest}}
:hide:
>>> 1
1
```

```
>>>>>>> branch
a >>> b
```

> a
> > b

The prompt `>>>` in a sentence.

```{{eval-rst}}
.. automodule:: logic
   :members:
```
"""


def test_what_is_no_example_of_the_page_is_not_warned_of(project: Callable[..., Project]) -> None:
    built = project({"docs/index.md": SHOWN, "lib/logic.py": MODULE})
    status, _, warnings = built.build("html", "-W")
    assert (status, warnings) == (0, "")


def test_docstrings_are_run_only_if_the_setting_says_so(project: Callable[..., Project]) -> None:
    built = project({"docs/index.md": SHOWN, "lib/logic.py": MODULE})
    assert built.doctest("-W")[0] == 0
    assert built.table() == {"index": 2}
    status, output, _ = built.doctest("-W", "-D", "doctest_test_doctest_blocks=default")
    assert status == 1
    assert 'File "lib/logic.py", line ?' in output
    assert built.table() == {"index": 3}
