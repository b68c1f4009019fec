"""Judge a sentence, in English or in Malay, or classify an operation by the facts that are known.

    python -m snippets "Every call centre is BPO"
    python -m snippets work=payroll for_whom="own group"

--json prints the same for programs. Exit code: 0 it is true, or classified; 1 it is false; 2 it
cannot be read, and the message has the nearest that can; 3 it depends on what is not known.
"""

import json
import sys

from classified.errors import FactError
from classified.language import judged, language_of
from snippets.decide import classify


def main(words: list[str]) -> int:
    """Print the answer; return the exit code."""
    asked = [word for word in words if word != "--json"]
    if not asked or {"-h", "--help"} & {*asked}:
        print(__doc__)
        return 0 if asked else 2
    try:
        if any("=" not in word for word in asked):
            text = " ".join(asked).strip().removesuffix(".")
            said, finding = judged(text, language_of(text))
            code, data = int(not finding.true), {**vars(said), **vars(finding)}
            told = ["true", "false"][code] + (finding.shown and f"\nfor example: {finding.shown}")
        else:
            found = classify(**dict(word.split("=", 1) for word in asked))
            code, told, data = 3 * (len(found.cells) > 1), str(found), {"cells": found.cells}
            for name, one in ("call_centre", found.call_centre), ("bpo", found.bpo):
                data[name] = {"verdict": one.verdict, "because": {**one.known}}
                data[name] |= {"rules": one.numbers, "missing": one.missing}
            data["otherwise"] = {one.concept.name: verdict for one, verdict in found.otherwise}
    except FactError as error:
        code, told, data = 2, str(error), {"error": str(error)}
    print(json.dumps(data, ensure_ascii=False) if "--json" in words else told)
    return code


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # on any screen
    sys.exit(main(sys.argv[1:]))
