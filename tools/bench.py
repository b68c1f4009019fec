"""Measure what readers and writers wait for, and how that grows; keep it in BENCHMARKS.md.

Usage: python tools/bench.py [builds|logic|claims|pages|registers|examples|sites|books ...]

Without words, all but the last three. ``examples`` and ``sites`` install other programs into a
folder that is removed, and give them the same examples and pages; ``books`` fetches the
documentation of attrs and structlog, and sets it with the builder of the handbook's book. The
variable RUNS says how often each command is run.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_cost import ROOT, RUNS, Work, keep, rivals, table
from pypdf import PdfReader

BOTH = "en", "ms"
COPIES = ((1, False), (10, False), (10, True), (50, False))  # and whether they are listed
CLAIMS = (100, 1_000, 10_000)
REGISTERS = (1, 10, 30)  # millions of rows
SPACE = "from classified.concept import everything; list(everything)"
TERMS = "import sys; sys.path[:0] = ['docs/_ext']; import comparing; comparing.make_table('en')"
CLAIM = "from classified.language import check; check('every call centre is a contact centre')"
REFUSED = "from classified.language import check; check('call centre ' * {})"
LENGTHS = (1_000, 10_000, 100_000)
EDITED = "concepts/bpo"
ONCE = (
    "{bibliography}",
    "{glossary}",
    "{ledger}",
    "automodule",
    "(rule-",
    "{decision-guide}",
    "sql",
)
# True sentences of every form, in an order that is always the same.
MAKE = """
import json, random, sys
from classified.errors import FactError
from classified.language import render
from classified.proposition import TERMS, Form, Proposition
found = {}
for form in [*Form][:10]:
    for subject in TERMS:
        for predicate in TERMS:
            try:
                one = Proposition(form, subject, predicate)
                if subject != predicate and one.judge().true:
                    found[render(one, "en")] = None
            except FactError:
                pass
sentences = list(found)
random.Random(0).shuffle(sentences)
json.dump(sentences, open(sys.argv[1], "w"))
"""
JUDGE = """
import json, sys
from classified.language import judged
for text in json.load(open(sys.argv[1])):
    assert judged(text, "en")[1].true, text
"""
CONF = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "docs/_ext")!r}]
extensions = ["checked_prose", "myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = []
"""

BOOKS = ("attrs==26.1.0", "structlog==26.1.0")
NEEDED = (  # to import what they document, and by their conf.py; none has a say in the handbook
    *("automat", "constantly", "hyperlink", "incremental", "rich", "twisted", "zope.interface"),
    *("sphinx-notfound-page", "sphinxcontrib-mermaid", "sphinxcontrib-towncrier", "towncrier"),
    "sphinxext-opengraph",
)
OVERRIDE = f"""
import sys
sys.path.insert(0, {str(ROOT / "docs" / "_ext")!r})
extensions += ["typst_pdf"]
intersphinx_mapping = {{}}
html_theme = "basic"
"""


def copied(folder: Path) -> Path:
    """Return a copy of the project as it is, without what was built."""
    ignored = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache")
    return Path(shutil.copytree(ROOT, folder / "handbook", ignore=ignored))


def sphinx(builder: str, root: Path, output: Path, *options: str) -> list[str]:
    """Return the command that reads all pages anew, and builds them."""
    command = [sys.executable, "-m", "sphinx", "-E", "-c", str(root), "-Q", *options]
    return [*command, "-b", builder, str(root / "docs"), str(output)]


def builds(folder: Path) -> None:
    """Measure each goal from nothing and when nothing has changed, and an edit of a page."""
    root = copied(folder)
    made, page = root / "_build", root / "docs" / f"{EDITED}.md"
    text, edits = page.read_text(encoding="utf-8"), iter(range(1, 99))
    said = ""

    def change() -> None:
        nonlocal said
        said = f"Seen{' again' * next(edits)}."
        page.write_text(f"{text}\n{said}\n", encoding="utf-8")

    def clear() -> None:
        page.write_text(text, encoding="utf-8")
        shutil.rmtree(made, ignore_errors=True)

    def shown() -> bool:
        html = made / "html" / f"{EDITED}.html"
        return html.exists() and f">{said}<" in html.read_text(encoding="utf-8")

    def build(goal: str, *languages: str) -> list[str]:
        return [sys.executable, "tools/build.py", goal, *languages]

    works = {}
    for goal in "doctest", "html", "pdf":
        command = build(goal, *BOTH)
        works[f"`make {goal}`, from nothing"] = Work(command, root, before=clear)
        works[f"`make {goal}`, nothing changed"] = Work(command, root)
    for name, languages in ("both editions", BOTH), ("`LANGUAGES=en`", BOTH[:1]):
        seen = f"a sentence changed, until `make html` shows it, {name}"
        works[seen] = Work(build("html", *languages), root, before=change, until=shown)
    found = rivals(works, RUNS)
    rows = [(name, *cost) for name, cost in found.items()]
    keep(
        "Builds",
        "Both editions are built at once. `html` makes the two books too, except in the last two "
        "rows: there the clock stops when the page is there, before the books. After such an edit "
        "all pages are written, and one is read.",
        table(("What", "wall s", "CPU s"), *rows),
    )


def logic(_folder: Path) -> None:
    """Measure what the logic takes without any page."""
    lines = {
        "start Python": "pass",
        "load the logic and enumerate the space": SPACE,
        "compare every two terms": TERMS,
        "judge one claim": CLAIM,
    } | {
        f"refuse a claim of {length:,} characters": REFUSED.format(length // 12)
        for length in LENGTHS
    }
    works = {name: Work([sys.executable, "-c", line]) for name, line in lines.items()}
    rows = ((name, *cost) for name, cost in rivals(works, RUNS).items())
    keep("Logic", "Each starts Python.", table(("What", "wall s", "CPU s"), *rows))


def claims(folder: Path) -> None:
    """Measure how judging claims, and reading the page that holds them, grow with their number."""
    made = folder / "claims.json"
    Work([sys.executable, "-c", MAKE, made]).run()
    sentences = json.loads(made.read_text(encoding="utf-8"))
    works = {}
    for number in CLAIMS:
        root = folder / str(number)
        (root / "docs").mkdir(parents=True)
        text = json.dumps(sentences[:number])
        (root / "claims.json").write_text(text, encoding="utf-8")
        (root / "conf.py").write_text(CONF, encoding="utf-8")
        page = "".join(f"- {{claim}}`{sentence}`\n" for sentence in sentences[:number])
        (root / "docs/index.md").write_text(f"# Claims\n\n{page}", encoding="utf-8")
        works["judge", number] = Work([sys.executable, "-c", JUDGE, root / "claims.json"])
        for builder in "doctest", "html":
            works[builder, number] = Work(sphinx(builder, root, root / builder))
    found = rivals(works, RUNS)
    goals = "judge", "doctest", "html"
    rows = [(f"{n:,}", *(s for goal in goals for s in found[goal, n])) for n in CLAIMS]
    keep(
        "Growth in claims",
        "All claims are different and true, of ten forms. `judge` loads the logic and judges "
        "them; the builders read one page that holds them all, judge them and write it. Each "
        "starts Python.",
        table(("Claims", *(f"{goal}, {s} s" for goal in goals for s in ("wall", "CPU"))), *rows),
    )


def pages(folder: Path) -> None:
    """Measure how reading, checking and writing the English pages grow with their number."""
    rows = []
    for number, listed in COPIES:
        root = copied(folder)
        docs = root / "docs"
        texts = [(p, p.read_text("utf-8")) for p in docs.rglob("*.md") if "_ext" not in p.parts]
        for n in range(1, number):
            for page, text in texts:
                target = docs / f"copy-{n}" / page.relative_to(docs)
                if page.name != "index.md" and not any(word in text for word in ONCE):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text, encoding="utf-8")
        if listed:
            with (docs / "index.md").open("a", encoding="utf-8") as index:
                index.write("\n```{toctree}\n:glob:\n\ncopy-*/**\n```\n")
        count = sum("_ext" not in page.parts for page in docs.rglob("*.md"))
        works = {b: Work(sphinx(b, root, folder / b), fails=True) for b in ("doctest", "html")}
        found = rivals(works, 1)
        costs = (s for builder in found.values() for s in (*builder, builder[1] / count * 1000))
        rows.append((f"{number}{', listed' if listed else ''}", count, *costs))
        shutil.rmtree(folder)
    head = (
        f"{b}, {what}"
        for b in ("doctest", "html")
        for what in ("wall s", "CPU s", "CPU ms a page")
    )
    keep(
        "Growth in pages",
        "The English pages, with copies of all but those that can be there once: the glossary, "
        "the bibliography, the list of claims, the interface, the guide, and the page that loads "
        "a register. One run. The copies are in no list of contents, except where they are "
        "listed: there the sidebar of each page names every page.",
        table(("Copies", "Pages", *head), *rows),
    )


def registers(_folder: Path) -> None:
    """Print what registers of several sizes take."""
    for millions in REGISTERS:
        command = [sys.executable, "tools/register.py", str(millions * 1_000_000)]
        subprocess.run(command, cwd=ROOT, check=True)


def books(folder: Path) -> None:
    """Print how long the books of other projects take, their pages and what was warned of."""
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    install = [*pip, "install", "--no-deps", "--target", str(folder / "packages")]
    subprocess.run([*install, *BOOKS, *NEEDED], check=True)
    download = [*pip, "download", "--no-deps", "--no-binary", ":all:", "--dest", str(folder)]
    subprocess.run([*download, *BOOKS], check=True)
    environment = os.environ | {"PYTHONPATH": str(folder / "packages"), "NO_COLOR": "1"}
    for book in BOOKS:
        source = folder / book.replace("==", "-")
        shutil.unpack_archive(f"{source}.tar.gz", folder, filter="data")
        with (source / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(OVERRIDE)
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "typst_pdf", "docs", "book"]
        begin = time.perf_counter()
        made = subprocess.run(
            command, cwd=source, env=environment, check=False, capture_output=True, text=True
        )
        seconds = time.perf_counter() - begin
        if made.returncode:
            sys.exit(f"{book}: {made.stderr}")
        warnings = [line for line in made.stderr.split("\n") if "WARNING:" in line]
        ours = [line for line in warnings if "reference target not found" not in line]
        pages = sum(len(PdfReader(pdf).pages) for pdf in (source / "book").glob("*.pdf"))
        print(f"{seconds:8.3f} s  {book}: {pages} pages, {len(warnings)} warnings,", end=" ")
        print(f"{len(ours)} of them not of links to other projects", *ours, sep="\n            ")


def main() -> None:
    """Measure what is asked for."""
    import bench_peers as peers

    own = {part.__name__: part for part in (builds, logic, claims, pages, registers)}
    parts = own | {"examples": peers.examples, "sites": peers.sites, "books": books}
    for name in sys.argv[1:] or own:
        if name not in parts:
            sys.exit(f"bench: {name!r} is nothing to measure. Expected {', '.join(parts)}.")
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / name
            place.mkdir()
            parts[name](place)


if __name__ == "__main__":
    main()
