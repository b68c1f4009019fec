"""Makes a link of each rule that a page names, such as "rule R2" or "choices C1 and C4"."""

import re

from classified.proposition import VOCABULARY

RULE_PAGE = "reference/rules"
KINDS: dict[str, str] = VOCABULARY["prose"]["rules"]
WORDS = "|".join([*KINDS.values(), "peraturan", "pilihan", "teorem", "konvensyen"])
JOINED = "(?:, | and | or | dan | atau | serta )"
NAMED = re.compile(rf"\b(?:{WORDS})s? [RCTN]\d(?:{JOINED}[RCTN]\d)*", re.IGNORECASE)


def linked(text: str, page: str) -> str:
    """Return a text as HTML in which the number of each rule leads to its section on the page."""
    link = rf'<a class="reference internal" href="{page}#%s">%s</a>'
    number = re.compile(r"[RCTN]\d")
    return NAMED.sub(lambda m: number.sub(lambda n: link % (anchor(n[0]), n[0]), m[0]), text)


def anchor(number: str) -> str:
    """Return the anchor of the section of a rule."""
    return f"{KINDS[number[0]]}-{number.lower()}"
