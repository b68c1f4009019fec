"""Keep the counts of examples and the reviewed sentences as they now are, and say what changed.

Usage: python tools/record.py FOLDER, where ``make doctest`` has left both.
"""

import json
import shutil
import sys
from pathlib import Path

KEPT = {"examples.json": Path("tests"), "reviewed.json": Path("docs")}


def changes(before: dict[str, list[str] | int], after: dict[str, list[str] | int]) -> list[str]:
    """Return a line for each page with another count, and for each sentence that came or went."""
    lines = []
    for page in sorted(before.keys() | after.keys()):
        old, new = before.get(page, []), after.get(page, [])
        if isinstance(old, list) and isinstance(new, list):
            lines += [f"  + docs/{page}.md: {one}" for one in new if one not in old]
            lines += [f"  - docs/{page}.md: {one}" for one in old if one not in new]
        elif old != new:
            lines.append(f"  docs/{page}.md: {old or 'no'} examples before, now {new or 'none'}")
    return lines


def main(folder: Path) -> None:
    """Replace both records."""
    if not all((folder / name).exists() for name in KEPT):
        sys.exit("Nothing was recorded, since `make doctest` stopped. Mend what it reports first.")
    lines = []
    for name, home in KEPT.items():
        old, new = (json.loads((at / name).read_text("utf-8")) for at in (home, folder))
        lines += changes(old, new)
        shutil.copy(folder / name, home)
    print("Recorded. Nothing changed." if not lines else "Recorded:", *lines, sep="\n")
    print("It vouches for sentences only: whatever `make doctest` reports still has to be mended.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
