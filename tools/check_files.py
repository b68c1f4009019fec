"""Look at data and pages before anything is built, so that a slip in them is one message.

Usage: python tools/check_files.py [LANGUAGE...]

The message gives the file and the line, what was read, and what is near. In the Malay edition a
term needs its Malay words; elsewhere it may want them.
"""

import csv
import os
import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from classified.errors import FactError  # noqa: E402

DATA, DOCS = ROOT / "snippets", ROOT / "docs"
FORMS = "../classified/forms.toml"
FACTS = "work gets for_whom channels direction place by_whom"
VERDICTS = ["always", "never", "depends"]
READ = ["original", "copy", "abstract", "title", "nothing"]
LONGEST = 60  # words of an excerpt: more would be copying

FRONT = r"---\n(?s:.*?)\n---\n\s*"
# What a page lacks that one of these does not match, in this order.
PARTS = {
    FRONT: "has no front matter: begin the file with it, as `make page` does",
    r"---\n(?s:.*?)\n    description: \S(?s:.*?)\n---\n": "has no html_meta description",
    rf"{FRONT}# \S": "has no title: the first line below the front matter is # Title",
    r"(?!(?s:.*)FILL IN)": "is not written to its end: FILL IN stands on it",
}
# Of pages that are not lists alone.
MORE = {
    rf"{FRONT}# .+\n\n[^#`\n].*[.?]\n": "does not open with a sentence that could stand alone",
    r"(?s:.*)\n## See also\n": "does not end with ## See also",
    r"(?s:.*)\n *`{3,}\{(doctest|comparison|any-two)\}": "proves nothing: it has no {doctest}",
}
LISTS = {"index", "reference/glossary", "reference/bibliography", "reference/claims"}


class DataError(Exception):
    """A mistake in a file, with its place."""


def one_of(field: str, value: object, allowed: Collection[str]) -> None:
    """Raise an error that names the nearest, if a value is not allowed."""
    if value not in allowed:
        raise FactError.unknown(field, value, allowed)


def check_keys(row: Mapping[str, Any], needed: str, other: str = "") -> None:
    """Raise an error if a row lacks a needed key, or has one that nothing reads."""
    for key in row:
        one_of("key", key, f"{needed} {other}".split())
    for key in needed.split():
        if key not in row:
            raise ValueError(f"key: {key!r} is missing. Expected: {', '.join(needed.split())}.")


def number(field: str, text: object) -> None:
    """Raise an error if a text is not a number."""
    if not re.fullmatch(r"\d+", str(text)):
        raise ValueError(f"{field}: {text!r} is not a number.")


@contextmanager
def reading(name: str, place: int | str) -> Iterator[None]:
    """Give any error that the content causes its place: a line, or a text that stands on it."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, ImportError) as error:
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        at = place if isinstance(place, int) else 1 + find(lines, place)
        read = re.search("'([^']+)' is not", str(error))  # it may be further down
        at += find(lines[at - 1 :], read[1].strip()) if read else 0
        raise DataError(f"{shown(name)}:{at}: {error}") from None


def shown(name: str) -> str:
    """Return the path of a data file, from the root; its name is from the folder of the logic."""
    return os.path.relpath(DATA / name, ROOT)


def find(lines: list[str], words: str) -> int:
    """Return the place of the first line that holds the words, quoted or not; 0 if none does."""
    word = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return next((at for at, line in enumerate(lines) if word.search(line.replace('"', ""))), 0)


def toml(name: str) -> dict[str, Any]:
    """Return what a TOML file holds."""
    text = (DATA / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at line ")
        line = place.split(",")[0] or str(1 + text.count("\n"))
        raise DataError(f"{shown(name)}:{line}: {said}.") from None


def rows(name: str, columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a CSV file, after its line."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        with reading(name, 1):
            check_keys(dict.fromkeys(reader.fieldnames or ()), columns)
        for row in reader:
            with reading(name, reader.line_num):
                if None in row or None in row.values():
                    raise ValueError(
                        "row: it has more or fewer cells than the header. Quote commas."
                    )
            yield reader.line_num, row


def check_facts() -> None:
    """Check the facts and what contradicts; then the modules can read them."""
    facts = toml("facts.toml")
    with reading("facts.toml", 1):
        check_keys(facts, f"thing things runners {FACTS} kind contradiction")
    for field in FACTS.split():
        with reading("facts.toml", f"{field}]"):
            values = "" if field == "work" else " values"
            also = " also" if field == "work" else ""
            check_keys(
                facts[field], f"question hint example{values}", f"more short told said{also}"
            )
    for kind in facts["kind"]:
        with reading("facts.toml", f"name = {kind.get('name')}"):
            check_keys(kind, "name short values")
    works = [work for kind in facts["kind"] for work in (kind["name"], *kind["values"])]
    for work in facts["work"].get("also", {}):
        with reading("facts.toml", work):
            one_of("work", work, works)
    for pair in facts["contradiction"]:
        with reading("facts.toml", "contradiction]"):
            check_keys(pair, "some others reason")
            for field, values in {**pair["some"], **pair["others"]}.items():
                one_of("fact", field, FACTS.split())
                for value in values:
                    one_of(field, value, works if field == "work" else facts[field]["values"])


def check_rules(sources: Collection[str], pages: Collection[str]) -> None:
    """Check the rules, and that what they name is there."""
    from classified.facts import values_of

    for name, rule in toml("rules.toml").items():
        with reading("rules.toml", f"{name}]"):
            check_keys(rule, "text sources page", "reads")
            one_of("page", rule["page"], pages)
            for key in rule["sources"]:
                one_of("source", key, sources)
            for field, values in rule.get("reads", {}).items():
                values_of(field, values)


def check_cases(sources: Collection[str]) -> list[str]:
    """Check the real organisations and the argued operations; return the names of the first."""
    from snippets.decide import classify

    names: list[str] = []
    for case in toml("cases.toml").get("case", []):
        with reading("cases.toml", f"name = {case.get('name')}"):
            check_keys(case, "name year sources call_centre bpo lines", "shown section")
            if case["name"] in names:
                raise ValueError(f"name: {case['name']!r} is not new: another case has it.")
            number("year", case["year"])
            for key in case["sources"]:
                one_of("source", key, sources)
            for key in "call_centre", "bpo":
                one_of(key, case[key], VERDICTS)
            for facts in case["lines"]:
                classify(**{field: str(value) for field, value in facts.items()})
        names.append(case["name"])
    for name, facts in toml("argued.toml").items():
        with reading("argued.toml", name):
            classify(**{field: str(value) for field, value in facts.items()})
    return names


def check_vocabulary(names: Collection[str], languages: Collection[str]) -> None:
    """Check the terms, their words, and the forms of sentences."""
    vocabulary, forms = toml("vocabulary.toml"), toml(FORMS)
    with reading("vocabulary.toml", 1):
        check_keys(vocabulary, "example prose terms names")
        check_keys(vocabulary["prose"], "stems numbered rules")
    for name in vocabulary["example"]:
        with reading("vocabulary.toml", "example"):
            one_of("term", name, vocabulary["terms"])
    for name in vocabulary["names"]:
        with reading("vocabulary.toml", f"names.{name}]"):
            one_of("case", name, names)
    for term, entry in vocabulary["terms"].items():
        with reading("vocabulary.toml", f"terms.{term}]"):
            check_keys(entry, "facts en" if "facts" in entry else "concept en", "ms also common")
            check_keys(entry["en"], "", "noun mass be verb")
            for kind, size in ("noun", 2), ("verb", 3):
                words = entry["en"].get(kind, [""] * size)
                if isinstance(words, str) or len(words) != size:
                    raise ValueError(f"{kind}: {words!r} is not a list of {size}.")
            if entry.get("ms", "?") != "?":
                check_keys(entry["ms"], "", "noun verb")
            elif "ms" in languages:
                raise ValueError(
                    f"term: {term!r} has no Malay words. Expected: ms = {{ noun = ... }}."
                )
    from classified.language import surfaces
    from classified.proposition import Form, concept_of

    for term in vocabulary["terms"]:
        with reading("vocabulary.toml", f"terms.{term}]"):
            module, _, name = vocabulary["terms"][term].get("concept", "").partition(".")
            if module:
                one_of("concept", name, [*vars(import_module(f"snippets.{module}"))])
            concept_of(term)
    for language in "en", "ms":
        known = surfaces(language)
        meant: dict[tuple[str, str], str] = {}
        for term, words in known.items():
            with reading("vocabulary.toml", f"terms.{term}]"):
                for said, gap in [(said, gap) for gap, listed in words.items() for said in listed]:
                    if (other := meant.setdefault((gap, said.lower()), term)) != term:
                        raise ValueError(f"words: {said!r} is what {other!r} is called already.")
        gaps = sorted({gap for words in known.values() for gap in words} | {"name"})
        for form in Form:
            with reading(FORMS, f"[{form}]"):
                one_of("form", form, forms)
                for gap in re.findall(r"\{(.+?)\}", " ".join(forms[form][language])):
                    one_of("gap", gap, gaps)


def check_tables(pages: Collection[str]) -> None:
    """Check the tables that the logic reads."""
    from classified.concept import where
    from snippets.official_codes import CODED, codes
    from snippets.source_article import VERDICTS as OF_CLAIMS

    name = "source_article.csv"
    claims = list(rows(name, "number claim verdict page conflicts"))
    numbers = [row["number"] for _, row in claims]
    for line, row in claims:
        with reading(name, line):
            number("number", row["number"])
            one_of("verdict", row["verdict"], OF_CLAIMS)
            one_of("page", row["page"], pages)
            for other in row["conflicts"].split():
                one_of("conflict", other, numbers)
    for row in (row for rows_of in toml("codes_of_operations.toml").values() for row in rows_of):
        with reading("codes_of_operations.toml", row):
            codes(row)
    name = "described_entries.csv"
    for line, row in rows(name, f"scheme code entry {FACTS} fit second"):
        with reading(name, line):
            one_of("scheme", row["scheme"], CODED)
            where(**{field: row[field] for field in FACTS.split() if row[field]})
    for _ in rows("naics_2022_index_telephone.csv", "code entry"):
        pass


def bibliography() -> str:
    """Return the text of the bibliography."""
    return (DOCS / "references.bib").read_text(encoding="utf-8")


def entries() -> list[str]:
    """Return the keys of the bibliography."""
    keys: list[str] = []
    line = 1
    for entry in re.split(r"^(?=@)", bibliography(), flags=re.MULTILINE):
        key = entry.partition("{")[2].partition(",")[0]
        problem = "is the key of another entry too" if key in keys else ""
        if entry.count("{") != entry.count("}"):
            problem = "leaves a brace open, or closes one too many"
        if problem:
            raise DataError(f"docs/references.bib:{line}: {key!r} {problem}.")
        keys += [key] if key else []
        line += entry.count("\n")
    return keys


def check_sources(keys: Collection[str]) -> None:
    """Check what is kept of each source: what was read of it, and its excerpts."""
    kept = {path.stem for path in (DOCS / "sources").glob("*.toml")}
    for key in keys:
        if key not in kept:
            line = 1 + find(bibliography().splitlines(), key)
            raise DataError(
                f"docs/references.bib:{line}: {key!r} has no docs/sources/{key}.toml. Write there "
                "what was read of it, and the words and figures that a page takes from it."
            )
    for key in sorted(kept):
        name = f"../docs/sources/{key}.toml"
        source = toml(name)
        with reading(name, 1):
            one_of("source", key, keys)
            where = "why" if source.get("read") == "nothing" else "at"
            check_keys(source, f"read date {where}", "from language why at excerpts")
            one_of("read", source["read"], READ)
        names: set[str] = set()
        for excerpt in source.get("excerpts", ()):
            with reading(name, str(excerpt.get("place"))):
                figure = " name value unit" if {"name", "value"} & excerpt.keys() else ""
                check_keys(excerpt, f"place text{figure}", "year of")
                if len(excerpt["text"].split()) > LONGEST:
                    raise ValueError(f"text: it has more than {LONGEST} words. Quote less.")
                if figure:
                    Fraction(str(excerpt["value"]))
                    if excerpt["name"] in names:
                        raise ValueError(f"name: {excerpt['name']!r} is not new in this file.")
                    names.add(excerpt["name"])


def check_pages(names: Collection[str]) -> None:
    """Check that each page has its parts, and a title of its own."""
    titles: dict[str, str] = {}
    for name in sorted(names):
        text = (DOCS / f"{name}.md").read_text(encoding="utf-8-sig")
        for pattern, problem in (PARTS if name in LISTS else PARTS | MORE).items():
            if not re.match(pattern, text):
                line = 1 + text.partition("FILL IN")[0].count("\n") if "FILL IN" in problem else 1
                raise DataError(f"docs/{name}.md:{line}: the page {problem}.")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        if title and (other := titles.setdefault(title[1], name)) != name:
            raise DataError(f"docs/{name}.md:1: the title {title[1]!r} is that of {other}.md too.")


def check(*languages: str) -> str:
    """Return what is wrong with the data, if anything is, in one line."""
    pages = [page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md")]
    pages = [page for page in pages if not page.startswith("_ext/")]
    try:
        check_facts()
        sources = entries()
        check_sources(sources)
        check_rules(sources, pages)
        check_vocabulary(check_cases(sources), languages)
        check_tables(pages)
        check_pages(pages)
    except DataError as error:
        return f"{error}\nNothing was built. Mend that, and build again."
    return ""


if __name__ == "__main__":
    sys.exit(check(*sys.argv[1:]) or 0)
