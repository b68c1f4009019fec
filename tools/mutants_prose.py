"""Change what a reader can read so that it says something else, and see whether anyone notices.

Usage: python tools/mutants_prose.py [--number N] [--seed N]

The places are drawn from the built site: all text of the pages, their titles, descriptions and
alternative texts; not code, and not what stands on every page. Each edit is made where the text
comes from, on a page or in a data file of a copy of the project, and the examples are run. What
notices it is counted: the *logic* (a claim, a value, an example), the *data* (a quotation, a
figure, or the check of the files), or the *record* of sentences that were read. Prints each miss;
fails if fewer than 97 % are noticed.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent

SWAPS = [
    *("every no", "some no", "always never", "all no", "both neither", "most few", "more fewer"),
    *("in-house outsourced", "inbound outbound", "client provider", "before after", "may must"),
    *(
        "BPO non-BPO",
        "centre centres-only",
        "abroad here",
        "voice text",
        "buys sells",
        "first last",
    ),
    *("million billion", "two three", "January March", "can cannot", "has lacks", "with without"),
]
EDITS = {r"\b(is|are|was|were|does|do)\b(?! not)": r"\1 not", r"\bnot ": ""}
for _one, _other in (swap.split() for swap in SWAPS):
    EDITS |= {rf"\b{_one}\b": _other, rf"\b{_other}\b": _one}
NUMBER = r"(?<![\w.,-])\d+(?![\w-])"  # one more
# What was noticed, by what the build says of it; the first that applies.
NOTICES = {
    "logic": r"WARNING: claim: |Failed example|line \d+, in default|decision-guide|computed-table",
    "data": r"WARNING: (?:quote|figure): |Nothing was built",
    "record": r"WARNING: (?:unbound|reviewed): ",
    "other": r"WARNING|ERROR",
}


@dataclass(frozen=True)
class Mutant:
    """An edit of one place in a file."""

    page: str
    file: Path
    start: int
    old: str
    new: str


def readable(page: Path) -> Iterator[str]:
    """Yield the texts of a page, block by block."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    yield from (
        str(meta["content"]) for meta in soup.find_all("meta", attrs={"name": "description"})
    )
    article = soup.select_one("#furo-main-content")
    if article is None:
        return
    for part in article.select("pre, script, style, template, .headerlink, .mark, .back, nav"):
        part.decompose()
    yield from (str(image["alt"]) for image in article.find_all("img", alt=True))
    for block in article.select(
        "p, h1, h2, h3, h4, figcaption, caption, dt, .sd-card-title, text"
    ):
        if not block.find("p"):
            yield " ".join(block.get_text().split())


def places(files: list[Path]) -> dict[Path, str]:
    """Return the files from which the text of a page may come, with their content."""
    return {file: file.read_text(encoding="utf-8") for file in files if file.exists()}


def mutants(page: Path, site: Path) -> Iterator[Mutant]:
    """Yield all edits of what can be read on a page, where the words can be found in a file."""
    name = page.relative_to(site).with_suffix("").as_posix()
    own = places([ROOT / "docs" / f"{name}.md", *sorted((ROOT / "snippets").glob("*.[tc][os]*"))])
    for text in readable(page):
        for pattern, new in [*EDITS.items(), (NUMBER, "")]:
            for match in re.finditer(pattern, text):
                words = re.findall(r"\w+", text[: match.start()])[-3:]
                after = re.findall(r"\w+", text[match.end() :])[:3]
                if len(words + after) < 3:
                    continue  # too few to find the place again
                gap = r"(?:\W|\]\([^)]*\)|\{\w+\}|<[^<>`]*>`|#\w+)+?"
                before = "".join(re.escape(word) + gap for word in words)
                behind = "".join(gap + re.escape(word) for word in after)
                for file, content in own.items():
                    found = re.search(f"{before}({re.escape(match[0])})(?={behind})", content)
                    if found:
                        other = match.expand(new)
                        if pattern == NUMBER:
                            other = str(int(match[0]) + 1)
                        yield Mutant(name, file, found.start(1), match[0], other)
                        break


def run(copy: Path) -> str:
    """Run the examples of a copy; return what is said of it, or nothing if all is well."""
    command = [sys.executable, "tools/build.py", "doctest", "en"]
    built = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return built.stdout + built.stderr if built.returncode else ""


def attempt(copy: Path, mutant: Mutant) -> str:
    """Make an edit in a copy; return what noticed it, or "missed"."""
    file = copy / mutant.file.relative_to(ROOT)
    content = file.read_text(encoding="utf-8")
    end = mutant.start + len(mutant.old)
    file.write_text(content[: mutant.start] + mutant.new + content[end:], encoding="utf-8")
    try:
        said = run(copy)
    finally:
        file.write_text(content, encoding="utf-8")
    return next((name for name, sign in NOTICES.items() if re.search(sign, said)), "missed")


def main() -> None:
    """Try a sample of all edits, and say what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=200, help="how many edits to try")
    parser.add_argument("--seed", type=int, default=1, help="of the random choice")
    options = parser.parse_args()
    site = ROOT / "_build" / "html"
    pages = [page for page in sorted(site.rglob("*.html")) if (ROOT / "docs" / page.relative_to(
        site).with_suffix(".md")).exists()]  # fmt: skip
    everything = sorted({mutant for page in pages for mutant in mutants(page, site)}, key=repr)
    chosen = random.Random(options.seed).sample(everything, min(options.number, len(everything)))
    ignored = shutil.ignore_patterns(".git", ".venv*", "_build", "__pycache__", ".*_cache")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in "12":
            copy = Path(folder, number)
            shutil.copytree(ROOT, copy, ignore=ignored)
            if said := run(copy):
                sys.exit(f"The pages fail without any edit:\n{said}")
            free.put(copy)

        def one(mutant: Mutant) -> str:
            copy = free.get()
            try:
                return attempt(copy, mutant)
            finally:
                free.put(copy)

        results = list(pool.map(one, chosen))
    for mutant, result in zip(chosen, results, strict=True):
        if result in ("missed", "other"):
            line = 1 + mutant.file.read_text(encoding="utf-8").count("\n", 0, mutant.start)
            place = f"{mutant.file.relative_to(ROOT)}:{line}"
            print(f"{place} ({mutant.page}): {mutant.old!r} -> {mutant.new!r}: {result}")
    counts = Counter(results)
    print(f"Of {len(everything)} possible edits {len(chosen)} were tried: {dict(counts)}")
    sys.exit(counts["missed"] > 0.03 * len(chosen))


if __name__ == "__main__":
    main()
