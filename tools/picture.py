"""Draw the pictures that show the figure of the four cells elsewhere than on a page.

``.venv/bin/python tools/picture.py`` renews docs/_static/picture.png, which goes with a link to
the site, and docs/_templates/cover.svg, on the title page of the book, and those of the Malay
edition beside them. It is needed after the figure, its words or the colours have changed.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from browser import launch  # noqa: E402
from computed import PRINTED, draw, four_names, printed  # noqa: E402
from translations import messages  # noqa: E402

PAGE = """<!doctype html><style>
body {{ margin: 0; background: #fffdf9; color: #1a1a1a; text-align: center;
  font-family: "DejaVu Sans", Verdana, sans-serif; }}
h1 {{ font-size: 52px; margin: 36px 0 28px; }}
svg {{ width: 780px; }}
{printed}
text {{ font-family: "DejaVu Sans", Verdana, sans-serif; font-size: 18px; }}
.example {{ display: none; }}
</style><h1>{title}</h1>{drawing}"""


def translated(words: list[str], language: str) -> list[str]:
    """Return what an edition says for messages of the start page and the interface."""
    known = [one for one in messages(language) if one.page in ("index", "sphinx")]
    found = {one.english: one.translated for one in known if one.translated}
    return [found.get(one, one) for one in words]


if __name__ == "__main__":
    title, *names = "BPO and the call centre", *four_names()
    editions = {"": (title, *names), ".ms": translated([title, *names], "ms")}
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for suffix, (title, *names) in editions.items():
            cover = ROOT / "docs" / "_templates" / f"cover{suffix}.svg"
            cover.write_text(f"{printed(names)}\n", encoding="utf-8")
            page.set_content(PAGE.format(printed=PRINTED, title=title, drawing=draw(names)))
            page.screenshot(path=ROOT / "docs" / "_static" / f"picture{suffix}.png")
