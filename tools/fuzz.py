"""Feed the readers what a coverage-guided fuzzer makes up: each has to answer or to refuse.

Usage: python tools/fuzz.py [TARGET...]

SECONDS=60 is how long each target is fed. It starts from real sentences and files, and from what
earlier runs found to lead to more of the code, in _build/fuzz/TARGET. What a reader neither takes
nor refuses with an error of the project's own, or takes more than ten seconds for, is kept beside
that folder, as TARGET-crash-… or TARGET-timeout-…, and the run fails.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]
READERS = [
    "classified",
    "snippets",
    "check_files",
    "checked_prose",
    "translations",
    "shapes",
    "tomllib",
]

with atheris.instrument_imports(include=READERS):
    import check_files
    import translations
    from checked_prose.sources import misquoted, misstated
    from shapes import SHAPES

    from classified.errors import FactError
    from classified.facts import VALUES
    from classified.language import judged, render
    from classified.proposition import TERMS, Form, Proposition
    from snippets.__main__ import main

KEPT = ROOT / "_build" / "fuzz"
LIMITS = ["-max_len=20000", "-timeout=10", "-rss_limit_mb=3000", "-print_final_stats=1"]
SOURCE = "../docs/sources/adp-2010.toml"
FILES = [name for name in SHAPES if name.endswith(".toml")]
FILES += [*check_files.TABLES, SOURCE, "../docs/references.bib"]


def sentence(text: str, language: str) -> None:
    """Judge a sentence."""
    with suppress(FactError):
        judged.__wrapped__(text, language)


def command(text: str) -> None:
    """Run the command line with a word from each line."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        assert main(text.split("\n")) in (0, 1, 2, 3)


def page(text: str) -> None:
    """Check the text of a page."""
    with suppress(check_files.DataError):
        check_files.check_text("page", text)


def data(text: str) -> None:
    """Read a data file; the length of the first line says which."""
    number, _, content = text.partition("\n")
    name = FILES[len(number) % len(FILES)]
    path = check_files.DATA / name
    path.write_text(content, encoding="utf-8", newline="")
    with suppress(check_files.DataError):
        if path.suffix == ".toml":
            check_files.toml(name)
        elif path.suffix == ".csv":
            check_files.rows(name)
        else:
            check_files.entries()


def excerpt(text: str) -> None:
    """Compare a quotation and a figure with a source, from the second line on."""
    words, _, source = text.partition("\n")
    figure = {"name": "share", "value": "86", "unit": source[:3], "text": source}
    known = {"key": {"excerpts": [{"text": source}, figure]}}
    misquoted(words, ["key"], known)
    misstated(words, ["key#share"], known)


def message(text: str) -> None:
    """Compare a message with its translation, which follows an empty line."""
    english, _, translated = text.partition("\n\n")
    one = translations.Message("catalogue.po:1", "page", english, translated)
    translations.differences(one, "ms", {})


TARGETS: dict[str, Callable[[str], None]] = {
    "english": lambda text: sentence(text, "en"),
    "malay": lambda text: sentence(text, "ms"),
    **{one.__name__: one for one in (command, page, data, excerpt, message)},
}


def seeds(target: str) -> Iterator[str]:
    """Yield what a target starts from."""
    if target in ("english", "malay"):
        for said in [Proposition(form, *pair) for form in Form for pair in pairwise(TERMS)]:
            with suppress(FactError):
                yield render(said, "en" if target == "english" else "ms")
    elif target == "command":
        yield from ("Every call centre is BPO", "setiap pusat panggilan ialah BPO", "--json\na=b")
        yield from (f"{name}={value}" for name in VALUES for value in VALUES[name])
    elif target == "page":
        for path in sorted((ROOT / "docs").rglob("*.md")):
            yield path.read_text("utf-8-sig")[:4000]
    elif target == "data":
        for place, name in enumerate(FILES):
            yield "x" * place + "\n" + (ROOT / "snippets" / name).read_text("utf-8")[:4000]
    elif target == "excerpt":
        yield from ("run … by others\nrun day by day by others", "86%\n%", "RM1.5 million\nRM")
    else:
        for one in translations.messages("ms"):
            yield f"{one.english}\n\n{one.translated}"


def feed(target: str) -> None:
    """Feed a target, in this process, which ends with it."""
    corpus = KEPT / target
    corpus.mkdir(parents=True, exist_ok=True)
    for one in seeds(target):
        content = one.encode()
        (corpus / sha256(content).hexdigest()[:16]).write_bytes(content)
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))  # for what `data` reads
    check_files.ROOT, check_files.DATA, check_files.DOCS = (
        folder,
        folder / "snippets",
        folder / "docs",
    )
    for name in FILES:
        (check_files.DATA / name).parent.resolve().mkdir(parents=True, exist_ok=True)

    def one_input(raw: bytes) -> None:
        TARGETS[target](raw.decode("utf-8", "replace"))

    options = [f"-max_total_time={os.environ.get('SECONDS', 60)}", *LIMITS]
    atheris.Setup([target, *options, f"-artifact_prefix={corpus}-", str(corpus)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    wanted = sys.argv[1:] or [*TARGETS]
    if len(wanted) == 1:
        feed(*wanted)
    failed = [
        one
        for one in wanted
        if subprocess.run([sys.executable, __file__, one], check=False).returncode
    ]
    sys.exit(f"Failed: {', '.join(failed)}. See {KEPT}." if failed else 0)
