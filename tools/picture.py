"""Draw the pictures that show the figure of the four cells elsewhere than on a page.

``.venv/bin/python tools/picture.py`` renews docs/_static/picture.png, which goes with a link to
the site, and docs/_templates/cover.svg, on the title page of the book. It is needed after the
figure or the colours have changed.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from browser import launch  # noqa: E402
from computed import PRINTED, draw, four_names, printed  # noqa: E402

PAGE = """<!doctype html><style>
body {{ margin: 0; background: #fffdf9; color: #1a1a1a; text-align: center;
  font-family: "DejaVu Sans", Verdana, sans-serif; }}
h1 {{ font-size: 52px; margin: 36px 0 28px; }}
svg {{ width: 780px; }}
{printed}
text {{ font-family: "DejaVu Sans", Verdana, sans-serif; font-size: 20px; }}
.example {{ display: none; }}
</style><h1>BPO and the call centre</h1>{drawing}"""

if __name__ == "__main__":
    names = four_names()
    (ROOT / "docs" / "_templates" / "cover.svg").write_text(
        f"{printed(names)}\n", encoding="utf-8"
    )
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(PAGE.format(printed=PRINTED, drawing=draw(names)))
        page.screenshot(path=ROOT / "docs" / "_static" / "picture.png")
