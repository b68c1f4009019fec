"""Begin a page or a case, so that only what it says is left to write.

Usage: NAME=concepts/some-thing TITLE="Some thing" python tools/new.py page
       NAME="Some firm" python tools/new.py case

Where FILL IN stands, ``make quick`` asks for more. Nothing that exists is written over.
"""

import os
import re
import sys
from pathlib import Path

DOCS = Path("docs")
PAGE = """\
---
myst:
  html_meta:
    description: "FILL IN: what the page answers, in one or two sentences, for search engines."
---

# {title}

FILL IN the answer, in one sentence that could stand alone.

:::{{dropdown}} Show the check
Is a hotline for a bank's own customers a call centre?

```{{doctest}}
>>> ask(call_centre, work="customer service", gets="process", channels="voice")
always: work is customer service, gets the work done, channels is voice (R1, C1)
```
:::

## See also

- [FILL IN](../index.md).
"""
CASE = """
[[case]]
name = "{name}"
year = "FILL IN"
sources = ["FILL IN"]
call_centre = "FILL IN"
bpo = "FILL IN"
lines = [
    {{ work = "FILL IN" }},
]
"""
SECTION = """\
### {name}

FILL IN what the source says {{cite}}`FILL IN`.

*What it teaches:* FILL IN (rule R2).

:::{{dropdown}} Show the check
FILL IN the question?

```{{doctest}}
>>> print(case("{name}"))
what make quick then says it got
```
:::

"""
SEE_ALSO = "## See also\n"


def new_page(name: str, title: str) -> str:
    """Write a page, and its line in the list of pages; return what to do next."""
    index = DOCS / "index.md"
    start = index.read_text(encoding="utf-8")
    folders = sorted(set(re.findall(r"^([a-z]+)/[a-z-]+$", start, re.MULTILINE)))
    if not re.fullmatch(rf"({'|'.join(folders)})/[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        sys.exit(
            f"NAME={name!r}: expected a folder ({', '.join(folders)}), a slash, and a name in "
            'small letters and hyphens: make page NAME=concepts/some-thing TITLE="Some thing"'
        )
    folder, _, last = name.partition("/")
    title = title or last.replace("-", " ").capitalize()
    if not re.fullmatch(r"[^\n`#{}<>\\]+", title):
        sys.exit(f"TITLE={title!r}: expected plain words.")
    page = DOCS / f"{name}.md"
    if page.exists():
        sys.exit(f"{page}: there is such a page already. Choose another NAME.")
    page.write_text(PAGE.format(title=title), encoding="utf-8")
    *_, entry = re.finditer(rf"^{folder}/[a-z0-9-]+\n", start, re.MULTILINE)
    start = f"{start[: entry.end()]}{name}\n{start[entry.end() :]}"
    index.write_text(start, encoding="utf-8")
    return f"""\
Begun: {page}, listed in {index} below its last neighbour: move the line where it belongs.
1. Write it wherever FILL IN stands; put examples of your own in the place of the one there.
2. make quick: mend what it reports.
3. make read: shows each new sentence beside its source, and keeps those that you confirm.
4. Link the page from a neighbour, and add a line to CHANGELOG.md. Then make check."""


def new_case(name: str) -> str:
    """Write the block of a case, and its section; return what to do next."""
    if not re.fullmatch(r"\w[\w .,&()'-]*", name):
        sys.exit(
            f'NAME={name!r}: expected the name of an organisation: make case NAME="Some firm"'
        )
    data, page = Path("snippets", "cases.toml"), DOCS / "guide" / "cases.md"
    known, text = (path.read_text(encoding="utf-8") for path in (data, page))
    if f'name = "{name}"\n' in known or f"### {name}\n" in text:
        sys.exit(f"{name}: there is such a case already, in {data} or {page}.")
    data.write_text(known + CASE.format(name=name), encoding="utf-8")
    text = text.replace(SEE_ALSO, SECTION.format(name=name) + SEE_ALSO)
    page.write_text(text, encoding="utf-8")
    return f"""\
Begun: a block at the end of {data}, and a section at the end of {page}.
1. Add each source to docs/references.bib; its key goes into `sources` and into the section.
2. Fill in the block: the year of the facts, and for each line of work the facts that a source
   gives. The names of facts and their values are in snippets/facts.toml. Leave out the rest.
3. Write the section, and move it below the heading that fits.
4. make quick: mend what it reports; it gives the line that the example has to show.
5. make read: shows each new sentence beside its source, and keeps those that you confirm.
6. Add a line to CHANGELOG.md. Then make check."""


if __name__ == "__main__":
    name = os.environ.get("NAME", "")
    if sys.argv[1:] == ["page"]:
        print(new_page(name, os.environ.get("TITLE", "")))
    elif sys.argv[1:] == ["case"]:
        print(new_case(name))
    else:
        sys.exit(__doc__)
