"""Edit the sentences of the pages so that they say something else, and see whether anyone notices.

Usage: python tools/mutants_prose.py [--number N] [--seed N]

Picks edits at random from all that can be made to a sentence which classifies or gives a figure,
makes each in a copy of the project, and runs the doctest builder on it. An edit is noticed if the
build fails and names the page and the line. Prints each miss; fails below 95 %.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from unbound import CHECKED, CITED, CODE, statements  # noqa: E402

EDITS = {
    r"\bevery\b": "no",
    r"\bEvery\b": "No",
    r"\bsome\b": "no",
    r"\bSome\b": "No",
    r"\b(is|are) not\b": r"\1",
    r"\b(is|are)\b(?! not)": r"\1 not",
    r"\balways\b": "never",
    r"\bnever\b": "always",
    r"\bBPO( operation)?\b": "call centre",
    r"\bcall centre\b": "BPO",
    r"\bin-house\b": "outsourced",
    r"\boutsourced\b": "in-house",
    r"\binbound\b": "outbound",
    r"\boutbound\b": "inbound",
    r"(?<![\w.,-])\d+(?![\w-])": "",  # one more
}
# What a reader does not see: the name of a role, its keys or expression, the address of a link.
HIDDEN = re.compile(r"\{cite\}`[^`]*`|\{\w+\}`|<[^<>`]*>`|\]\([^)]*\)|`[^`{]*`(?!`)|^\|[-| ]+$")
MARKS = [
    (r"\{cite\}`[^`]*`", CITED),
    (r"\{(?:claim|value)\}`([^`<]*?)(?:\s*<[^`]*>)?`", rf"{CHECKED}\1{CHECKED}"),
    (r"\{\w+\}`([^`<]*?)(?:\s*<[^`]*>)?`", r"\1"),
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"`[^`]*`", CODE),
    (r"\*+", ""),
    (r"^\s*([-:]|\d+\.)\s+", ""),
]


@dataclass(frozen=True)
class Mutant:
    """An edit of one place on a page."""

    page: Path
    line: int
    start: int
    old: str
    new: str
    kind: str


def visible_lines(page: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of running text, up to what to see next."""
    fence, lines = "", []
    text = page.read_text(encoding="utf-8").split("## See also")[0].splitlines()
    matter = text.index("---", 1) if text[0] == "---" else -1
    for number, line in enumerate(text[matter + 1 :], matter + 2):
        mark = re.match(r"(`{3,}|:{3,})\s*(\{[\w-]+\})?", line)
        if mark and not fence and mark[2] in ("{doctest}", "{literalinclude}", "{toctree}"):
            fence = mark[1]
        elif fence and line.startswith(fence):
            fence = ""
        elif not fence and not mark and not line.startswith(("#", ":", ">>>")):
            lines.append((number, line))
    return lines


def mutants(page: Path) -> list[Mutant]:
    """Return all edits of the statements of a page."""
    found = []
    for number, line in visible_lines(page):
        cells = re.split(r"(?<=\|)", line) if line.startswith("|") else [line]
        start = 0
        for cell in cells:
            for raw in split_sentences(cell):
                flat = raw
                for pattern, sign in MARKS:
                    flat = re.sub(pattern, sign, flat)
                if list(statements(flat)):
                    hidden = [range(*match.span()) for match in HIDDEN.finditer(raw)]
                    for pattern, new in EDITS.items():
                        for match in re.finditer(pattern, raw):
                            if not any(match.start() in part for part in hidden):
                                to = match.expand(new) or str(int(match[0]) + 1)
                                at = start + match.start()
                                found.append(Mutant(page, number, at, match[0], to, pattern))
                start += len(raw)
    return found


def split_sentences(line: str) -> list[str]:
    """Return the sentences of a line of source, whose lengths add up to that of the line."""
    cuts = [m.end() for m in re.finditer(r"(?<=[.!?`)\"])\s+(?=[\"'(*{]*[A-Z0-9{])", line)]
    ends = [cut for cut in cuts if re.search(r"[.!?][\"')`]*\s+$", line[:cut])]
    return [line[a:b] for a, b in zip([0, *ends], [*ends, len(line)], strict=True)]


def noticed(copy: Path, mutant: Mutant) -> tuple[bool, bool]:
    """Return whether the doctest build of a copy fails on an edit, and whether at its line."""
    page = copy / mutant.page.relative_to(ROOT)
    original = page.read_text(encoding="utf-8")
    lines = original.splitlines(keepends=True)
    text = lines[mutant.line - 1]
    lines[mutant.line - 1] = (
        text[: mutant.start] + mutant.new + text[mutant.start + len(mutant.old) :]
    )
    page.write_text("".join(lines), encoding="utf-8")
    try:
        built = doctest(copy, page)
    finally:
        page.write_text(original, encoding="utf-8")
    name = re.escape(page.relative_to(copy).as_posix())
    at_line = re.search(rf"{name}(:|\", line ){mutant.line}\b", built.stderr)
    return built.returncode != 0, bool(at_line)


def doctest(copy: Path, *pages: Path) -> subprocess.CompletedProcess[str]:
    """Run the examples of some pages of a copy, or of all."""
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    command += ["-b", "doctest", "docs", "_build/doctest", *map(str, pages)]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)


def copies(folder: Path, number: int) -> list[Path]:
    """Return copies of the project, each built once."""
    ignored = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache")
    made = [folder / str(n) for n in range(number)]
    for copy in made:
        shutil.copytree(ROOT, copy, ignore=ignored)
        built = doctest(copy)
        if built.returncode:
            sys.exit(f"The pages fail without any edit:\n{built.stderr}")
    return made


def main() -> None:
    """Try a sample of all edits, and say what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=150, help="how many edits to try")
    parser.add_argument("--seed", type=int, default=1, help="of the random choice")
    options = parser.parse_args()
    pages = sorted((ROOT / "docs").rglob("*.md"))
    everything = [mutant for page in pages for mutant in mutants(page)]
    chosen = random.Random(options.seed).sample(everything, min(options.number, len(everything)))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for copy in copies(Path(folder), 2):
            free.put(copy)

        def attempt(mutant: Mutant) -> tuple[bool, bool]:
            copy = free.get()
            try:
                return noticed(copy, mutant)
            finally:
                free.put(copy)

        results = list(pool.map(attempt, chosen))
    for mutant, (failed, at_line) in zip(chosen, results, strict=True):
        if not (failed and at_line):
            where = f"{mutant.page.relative_to(ROOT)}:{mutant.line}"
            what = "failed elsewhere" if failed else "not noticed"
            print(f"{where}: {mutant.old!r} -> {mutant.new!r} at {mutant.start}: {what}")
    caught = sum(failed and at_line for failed, at_line in results)
    print(Counter(mutant.page.stem for mutant in chosen).most_common())
    share = caught / len(chosen)
    print(f"{len(everything)} edits are possible; {caught} of {len(chosen)} tried were noticed")
    print(f"at their line: {share:.1%}")
    sys.exit(share < 0.95)


if __name__ == "__main__":
    main()
