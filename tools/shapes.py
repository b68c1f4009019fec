"""What each TOML file of the data holds, and where a value stands that is something else.

A shape is a type; a list of one shape; a table of shapes by key, of which "more?" can be left out
and "*" is any key; a tuple of those that may stand; or object, for what is checked elsewhere.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from classified.errors import FactError

FACTS = "work gets for_whom channels direction place by_whom"
FORMS = "../classified/forms.toml"
TEXTS = {"*": str}
LISTS = {"*": [str]}
WORK: dict[str, Any] = {
    "question": str,
    "hint": str,
    "example": str,
    "more?": str,
    "said?": str,
    "short?": TEXTS,
    "told?": TEXTS,
}
CASE = {
    "name": str,
    "year": object,
    "sources": [str],
    "call_centre": str,
    "bpo": str,
    "lines": [TEXTS],
    "shown?": str,
    "section?": str,
}
TERM = {
    "concept?": str,
    "facts?": {"*": (str, [str])},
    "en": {"noun?": [str], "mass?": str, "be?": str, "verb?": [str]},
    "ms?": ({"noun?": (str, [str]), "verb?": str}, str),
    "also?": [str],
    "common?": bool,
}
EXCERPT = {
    "place": str,
    "text": str,
    "name?": str,
    "value?": object,
    "unit?": str,
    "year?": object,
    "of?": str,
}
SOURCE = {
    "read": str,
    "date": date,
    "at?": str,
    "from?": str,
    "why?": str,
    "language?": str,
    "excerpts?": [EXCERPT],
}
SEARCHED = {"stemmer": str, "asking": str, "joining": str, "spellings": TEXTS, "foreign": TEXTS}
# By the place of the file, seen from the folder of the logic.
SHAPES: dict[str, dict[str, Any]] = {
    "facts.toml": {
        "thing": str,
        "things": str,
        "runners": str,
        **dict.fromkeys(FACTS.split(), WORK | {"values": TEXTS}),
        "work": WORK | {"also?": TEXTS},
        "kind": [{"name": str, "short": str, "values": TEXTS}],
        "contradiction": [{"some": LISTS, "others": LISTS, "reason": str}],
    },
    "rules.toml": {"*": {"text": str, "sources": [str], "page": str, "reads?": LISTS}},
    "cases.toml": {"class": str, "case": [CASE]},
    "argued.toml": {"*": TEXTS},
    "vocabulary.toml": {
        "example": [str],
        "prose": {"stems": str, "numbered": [str], "rules": TEXTS},
        "terms": {"*": TERM},
        "names": {"*": TEXTS},
    },
    "codes_of_operations.toml": {"work": LISTS, "calls": LISTS},
    FORMS: {"*": {"en": [str], "ms": [str]}},
    "../docs/sources": SOURCE,  # each file of the folder
    "../docs/book.toml": {"*": TEXTS},
    "../docs/_ext/searching.toml": {"*": SEARCHED},
    "../tools/translations.toml": {"*": {"joined": TEXTS, "words": TEXTS}},
}
CALLED: dict[object, str] = {
    str: "a text",
    int: "a number",
    bool: "true or false",
    date: "a day. Expected: 2026-11-30",
    list: "a list: put it in square brackets",
    dict: "a table of names and values",
}


def misfits(
    value: Any, shape: Any, *path: str | int
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what of a value has not its shape: its path of keys and places, and what is said."""
    if isinstance(shape, tuple):
        shape = next((one for one in shape if type(value) in (one, type(one))), shape[0])
    kind = shape if isinstance(shape, type) else type(shape)
    if shape is not object and type(value) is not kind:
        yield path, f"{path[-1]}: {value!r} is not {CALLED[kind]}."
    elif kind is list:
        for place, one in enumerate(value):
            yield from misfits(one, shape[0], *path, place)
    elif kind is dict and "*" in shape:
        for key, one in value.items():
            yield from misfits(one, shape["*"], *path, key)
    elif kind is dict:
        known = {key.rstrip("?"): one for key, one in shape.items()}
        for key, one in value.items():
            if key in known:
                yield from misfits(one, known[key], *path, key)
            else:
                yield (*path, key), str(FactError.unknown("key", key, known))
        needed = [key for key in shape if not key.endswith("?")]
        for key in [key for key in needed if key not in value]:
            yield path, f"key: {key!r} is missing. Expected: {', '.join(needed)}."


def place_in(lines: list[str], path: tuple[str | int, ...]) -> int:
    """Return the number of the line where a value of a TOML file stands."""
    at = 0
    for name, step in pairwise(("", *path)):
        if isinstance(step, int):
            heads = [n for n, line in enumerate(lines) if line.startswith(f"[[{name}]]")]
            at = heads[step] if step < len(heads) else at
        else:
            key = re.compile(rf'(?:^[ \[]*|[.{{,] *)["\']?{re.escape(step)}["\']? *[].=]')
            at = next((n for n in range(at, len(lines)) if key.search(lines[n])), at)
    return 1 + at
