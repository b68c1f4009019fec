"""The same examples and pages, by other programs, and the handbook's own goals beside them.

The peers are installed into a folder that is removed, and never into the locks. Each gets the
examples in the form that it reads. None of them judges claims, values, quotations or figures.
"""

import doctest
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

from bench_cost import RUNS, Work, keep, rivals, table

TESTERS = ("sybil==10.1.0", "pytest==9.2.0", "mktestdocs==0.2.5")
SITES = {
    "MkDocs Material 9.8.2": ("mkdocs-material==9.8.2",),
    "Zensical 0.0.40": ("zensical==0.0.40",),
    "mystmd 1.11.0": ("mystmd==1.11.0",),
}
FENCE = re.compile(r"^ *```\{doctest\}\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PRELUDE = "from snippets.prelude import *"
SYBIL = f"""
from doctest import DONT_ACCEPT_TRUE_FOR_1
from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser
pytest_collect_file = Sybil(
    parsers=[DocTestDirectiveParser(optionflags=DONT_ACCEPT_TRUE_FOR_1)],
    patterns=["*.md"],
    setup=lambda namespace: exec("{PRELUDE}", namespace),
).pytest()
"""
MKTESTDOCS = """
import sys
from mktestdocs import check_md_file
for page in sys.argv[1:]:
    check_md_file(page, memory=True)
"""
MKDOCS = "site_name: Handbook\ntheme:\n  name: material\n"
MYST = "version: 1\nproject:\n  title: Handbook\nsite:\n  template: ./theme\n"
# mystmd fetches its themes, and node runs them; with an empty one it reads and resolves all pages.
THEME = 'myst: v1\nversion: "1"\ntitle: none\nbuild:\n  install: "true"\n  start: "true"\n'


def install(folder: Path, packages: Sequence[str]) -> Path:
    """Install packages into a folder of their own, and return it."""
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--target", folder, *packages], check=True)
    return folder


def testers(folder: Path, root: Path) -> tuple[dict[str, Work], int, int]:
    """Write the examples for each tester; return what to run, and the number of examples.

    The third figure is the number of those that raise, which mktestdocs cannot expect.
    """
    parser, raising, found = doctest.DocTestParser(), 0, 0
    for page in [root / "docs/index.md", *sorted(root.glob("docs/*/*.md"))]:
        text = page.read_text(encoding="utf-8")
        fences = [dedent(match[1]) for match in FENCE.finditer(text)]
        if not fences:
            continue
        examples = [example for code in fences for example in parser.get_examples(code)]
        quiet = [example.source for example in examples if example.exc_msg is None]
        found, raising = found + len(examples), raising + len(examples) - len(quiet)
        blocks = "".join(f"```python\n{source}```\n\n" for source in [f"{PRELUDE}\n", *quiet])
        prompts = "\n\n".join([f">>> {PRELUDE}", *fences]) + "\n"
        for edition in "en", "ms":
            for kind, said in ("sybil", text), ("mktestdocs", blocks), ("doctest", prompts):
                target = folder / kind / edition / page.parent.name / page.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(said, encoding="utf-8")
    (folder / "sybil/conftest.py").write_text(SYBIL, encoding="utf-8")
    (folder / "sybil/pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    path: list[Path] = [install(folder / "packages", TESTERS), root]
    pages = {kind: sorted((folder / kind).rglob("*.md")) for kind in ("mktestdocs", "doctest")}
    pytest: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
    ]
    plain: list[str | Path] = [sys.executable, "-m", "doctest", "-o", "DONT_ACCEPT_TRUE_FOR_1"]
    works = {
        "Sybil 10.1.0 with pytest 9.2.0": Work(
            [*pytest, folder / "sybil/pytest.ini", folder / "sybil"], root, path
        ),
        "mktestdocs 0.2.5": Work(
            [sys.executable, "-c", MKTESTDOCS, *pages["mktestdocs"]], root, path
        ),
        "`python -m doctest`": Work([*plain, *pages["doctest"]], root, path),
    }
    return works, found, raising


def makers(folder: Path, root: Path) -> dict[str, Work]:
    """Write the English pages for each maker of sites, and return what to run."""
    works = {}
    for name, packages in SITES.items():
        place = folder / name.split()[0]
        path = install(place / "packages", packages)
        ignored = shutil.ignore_patterns("_ext", "_templates", "locale", "sources")
        docs = Path(shutil.copytree(root / "docs", place / "docs", ignore=ignored))

        def clear(place: Path = place) -> None:
            for made in place / "site", place / ".cache", place / "docs/_build":
                shutil.rmtree(made, ignore_errors=True)

        if name.startswith("mystmd"):
            (docs / "theme").mkdir()
            (docs / "theme/template.yml").write_text(THEME, encoding="utf-8")
            (docs / "myst.yml").write_text(MYST, encoding="utf-8")
            command = [sys.executable, str(path / "bin/myst"), "build", "--site"]
            works[name] = Work(command, docs, [path], clear)
        else:
            (place / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
            module = "mkdocs" if name.startswith("MkDocs") else "zensical"
            command = [sys.executable, "-m", module, "build", "-f", "mkdocs.yml"]
            command += ["-q"] if module == "mkdocs" else []
            works[name] = Work(command, place, [path], clear)
    return works


def examples(folder: Path) -> None:
    """Measure what runs the examples."""
    from bench import copied

    root = copied(folder)
    made = root / "_build"

    def clear() -> None:
        shutil.rmtree(made, ignore_errors=True)

    both = [sys.executable, "tools/build.py", "doctest", "en", "ms"]
    works, found, raising = testers(folder, root)
    works |= {
        "handbook, `make doctest`, from nothing": Work(both, root, before=clear),
        "handbook, `make doctest`, pages already read": Work(both, root),
    }
    rows = [(name, *cost) for name, cost in rivals(works, RUNS).items()]
    keep(
        "Examples, and peers",
        f"The {found} examples of the pages, in both editions. Their text is the same in both, so "
        "a peer gets the pages twice. Sybil reads the `{doctest}` fences as they are. `python -m "
        "doctest` gets their text without the fences. mktestdocs gets their code in `python` "
        f"fences: it compares no output, and examples that raise ({raising}) are left out. The "
        "handbook also reads the pages whole, and judges all claims, values, quotations, figures "
        "and sentences; no peer does.",
        table(("What", "wall s", "CPU s"), *rows),
    )


def sites(folder: Path) -> None:
    """Measure what makes a site of the English pages."""
    from bench import copied

    root = copied(folder)

    def clear() -> None:
        shutil.rmtree(root / "_build", ignore_errors=True)

    works = makers(folder, root)
    one = [sys.executable, "tools/build.py", "pages", "en"]
    works["handbook, English pages, from nothing"] = Work(one, root, before=clear)
    rows = [(name, *cost) for name, cost in rivals(works, RUNS).items()]
    keep(
        "Sites, and peers",
        "The English pages from nothing. MkDocs Material and Zensical read Markdown, and show the "
        "roles and fences of MyST as text: no claims, citations, tables from the logic, figures, "
        "glossary links, bibliography. mystmd reads MyST, but not the handbook's own roles and "
        "directives; it fetches its themes, so it is measured up to the content that a theme "
        "shows, without HTML. Zensical is the newest that could be installed from the registry.",
        table(("What", "wall s", "CPU s"), *rows),
    )
