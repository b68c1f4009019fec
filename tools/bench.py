"""Time what readers and writers wait for, each in a process of its own, and print the median.

Usage: python tools/bench.py [books]

With ``books``, fetch the documentation of attrs and structlog, and set it with the builder of
the handbook's book.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
RUNS = 5
REGISTERS = (1, 10, 30)  # millions of rows
SPACE = "from classified.concept import everything; list(everything)"
TERMS = "import sys; sys.path[:0] = ['docs/_ext']; import comparing; comparing.make_table('en')"
CLAIM = "from classified.language import check; check('every call centre is a contact centre')"
REFUSED = "from classified.language import check; check('call centre ' * {})"
LENGTHS = (1_000, 10_000, 100_000)

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


def sphinx(builder: str, output: str) -> list[str]:
    """Return the command that builds the English pages."""
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    return [*command, "-b", builder, "-d", f"{output}/doctrees", "docs", f"{output}/{builder}"]


def median(command: list[str], clear: Path | None = None) -> float:
    """Return the median of the seconds that a command takes; clear a folder before each run."""
    seconds = []
    for _ in range(RUNS):
        if clear is not None:
            shutil.rmtree(clear, ignore_errors=True)
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


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
    """Print a line for each."""
    if sys.argv[1:] == ["books"]:
        with tempfile.TemporaryDirectory() as folder:
            books(Path(folder))
        return
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder)
        rows = {
            "start Python": ([sys.executable, "-c", "pass"], None),
            "load the logic and enumerate the space": ([sys.executable, "-c", SPACE], None),
            "compare every two terms": ([sys.executable, "-c", TERMS], None),
            "judge one claim": ([sys.executable, "-c", CLAIM], None),
            "build the site from nothing": (sphinx("html", folder), everything),
            "build it again, nothing changed": (sphinx("html", folder), None),
            "judge all claims, run all examples": (sphinx("doctest", folder), None),
        }
        for name, (command, clear) in rows.items():
            print(f"{median(command, clear):8.3f} s  {name}", flush=True)
    for characters in LENGTHS:
        command = [sys.executable, "-c", REFUSED.format(characters // 12)]
        print(f"{median(command):8.3f} s  refuse a claim of {characters:,} characters", flush=True)
    for millions in REGISTERS:
        command = [sys.executable, "tools/register.py", str(millions * 1_000_000)]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
