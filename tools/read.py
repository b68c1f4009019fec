"""Show each sentence that is new or changed beside its source, and keep it if it is right.

Usage: python tools/read.py FOLDER, where ``make doctest`` has left all sentences and the counts of
examples. One sentence at a time: there is no way to keep them all unread.
"""

import difflib
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

RECORD, COUNTS, SOURCES = Path("docs/reviewed.json"), Path("tests/examples.json"), "docs/sources"
REASONS = {one[0]: one for one in ("asks", "names", "guides", "supposes")}
KEEP = "Is it so? yes, no, quit: "
STATES = "It is bound to nothing. Why? (a)sks, (n)ames, (g)uides, (s)upposes; no, quit: "

Rows = list[tuple[int, str, str]]


def excerpts(words: str) -> Iterator[str]:
    """Yield what is kept of the sources that a sentence cites."""
    for key in re.findall(r"[\w-]+", " ".join(re.findall(r"\[([\w,-]+)\]", words))):
        path = Path(SOURCES, f"{key}.toml")
        source = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        yield from (
            f'  {key}, {one["place"]}: "{one["text"]}"' for one in source.get("excerpts", ())
        )


def review(
    pages: dict[str, Rows], kept: dict[str, dict[str, str]], ask: Callable[[str], str]
) -> dict[str, dict[str, str]]:
    """Return the record, with the sentences that the reader has confirmed.

    Args:
        pages: of each page, the line, the words and the kind of each sentence.
        kept: of each page, the sentences that were read, with the reason if one was needed.
        ask: shows a text and returns the answer.
    """
    record: dict[str, dict[str, str]] = {}
    quit_ = False
    for page, rows in pages.items():
        old, new = kept.get(page, {}), record.setdefault(page, {})
        gone = [one for one in old if one not in {words for _, words, _ in rows}]
        for line, words, kind in rows:
            bare = kind == "unbound"
            if words in old and (old[words] in REASONS.values() or not bare):
                new[words] = old[words]
            elif not quit_ and words not in new:
                was = [f"  was: {one}" for one in difflib.get_close_matches(words, gone, 1)]
                shown = [f"\ndocs/{page}.md:{line}", *was, f"  now: {words}", *excerpts(words)]
                said = ask("\n".join([*shown, STATES if bare else KEEP])).strip().lower()[:1]
                quit_ = said == "q"
                if bare and said in REASONS:
                    new[words] = REASONS[said]
                elif not bare and said == "y":
                    new[words] = ""
    return {page: new for page, new in record.items() if new}


def answer(text: str) -> str:
    """Show a text and return what is typed; who breaks off keeps what was confirmed."""
    try:
        return input(text)
    except (EOFError, KeyboardInterrupt):
        return "quit"


def write(path: Path, data: dict[str, Any], indent: int) -> None:
    """Write a record."""
    path.write_text(json.dumps(data, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Renew both records."""
    if not (folder / "sentences.json").exists():
        sys.exit("There is nothing to read, since `make doctest` stopped. Mend that first.")
    if not sys.stdin.isatty():
        sys.exit("A person has to read the sentences: run this in a terminal.")
    pages, kept, counts, old = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (folder / "sentences.json", RECORD, folder / "examples.json", COUNTS)
    )
    write(RECORD, review(pages, kept, answer), indent=1)
    changed = [page for page in counts.keys() | old if counts.get(page) != old.get(page)]
    for page in sorted(changed):
        print(
            f"docs/{page}.md: {old.get(page, 'no')} examples before, "
            f"{counts.get(page, 'none')} now"
        )
    if changed and answer("Was that meant? yes, no: ").strip().lower()[:1] == "y":
        write(COUNTS, counts, indent=2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
