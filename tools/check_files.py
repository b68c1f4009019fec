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
import traceback
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from math import prod
from pathlib import Path
from typing import Any

import yaml
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from shapes import FACTS, FORMS, SHAPES, misfits, place_in  # noqa: E402

from classified.errors import FactError  # noqa: E402

DATA, DOCS = ROOT / "snippets", ROOT / "docs"
VERDICTS = ["always", "never", "depends"]
READ = ["original", "copy", "abstract", "title", "nothing"]
LONGEST = 60  # words of an excerpt: more would be copying

# What the readers of TOML and YAML would take very long for, or could not say the line of.
DEEP = re.compile(r"(?:[\[{][^\[{\]}]{0,20}){30}")
MUCH = re.compile(r"(?:\.[^.\n]*){100}|[\w.+-]{1000}", re.ASCII)
MOST = 10_000_000  # operations: so many can be told apart by the facts, in a moment

FRONT = r"---\n(?s:.*?)\n---\n\s*"
# What a page lacks that one of these does not match, in this order.
PARTS = {
    FRONT: "has no front matter: begin the file with it, as `make page` does",
    r"---\n(?:(?!---\n).*\n)*?    description: \S": "has no html_meta description",
    rf"{FRONT}# \S": "has no title: the first line below the front matter is # Title",
    r"(?!(?s:.*)FILL IN)": "is not written to its end: FILL IN stands on it",
}
# Of pages that are not lists alone.
MORE = {
    rf"{FRONT}# .+\n\n[^#`\n].*[.?]\n": "does not open with a sentence that could stand alone",
    r"(?s:.*)\n## See also\n": "does not end with ## See also",
    r"(?s:.*)\n *`{3,}\{(doctest|comparison|any-two)\}": "proves nothing: it has no {doctest}",
}
KINDS = "article", "inproceedings", "misc", "techreport"
LISTS = {"index", "reference/glossary", "reference/bibliography", "reference/claims"}


# Where a claim would be lost, and what to say of it.
LOST = {
    r" *`{3,}\{role\}| *\.\. role::": "a role that is defined anew, for all pages that follow",
    r" *\[[^\]^]+\]:.*\{\w+\}`": "a role in the definition of a link, which nobody sees",
    r".*!\[[^\]]*\{\w+\}`": "a role in alternative text, which has only plain words",
}
# Words that name a thing: an entry of the index, or the title of one of a list of contents.
ENTRY = re.compile(r" *(?:`{3,}\{index\} (.+)|([^`]+) <[^<>`]+>)")
FENCE = re.compile(r"[ >]*(`{3,}|~{3,}|:{3,})(.*)")
CELL = re.compile(r"(?<!\\)\|")  # what ends a cell of a table
PAGE_LIKE = {".md", ".rst", ".txt", ".markdown", ".ipynb"}
LINK = re.compile(r"(?<!`)\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)")
NAMED = re.compile(r"(?<!`)\{(term|cite)\}`(?:[^`<]*<)?([^`<>]+)>?`")
# What has an anchor: a heading, what stands above it, and what a directive makes.
ANCHORS = r"^#{1,3} (.+)$", r"^\(([\w-]+)\)=$", r"^:name: (.+)$", r"^`{3,}\{article-(claim\} \d+)$"
READABLE = [
    *(f"docs/**/*.{kind}" for kind in ("md", "bib", "toml", "csv", "po")),
    *("snippets/*.*", "classified/*.toml", "tools/*.toml"),
]
FORM = re.compile(r"[\w ,-]*(\{[a-z ]+\})[\w ,-]+(?:\{[a-z ]+\})[\w ,-]*")  # of a sentence
VALUE = re.compile(r"-?\d{1,40}(\.\d{1,40}|/0*[1-9]\d{,39})?", re.ASCII)  # of a figure
SAID = re.compile(r"(?:[^{}]|\{(?:name|value|short)\})*")  # how a fact is a reason
SCHEMES = "MSIC 2008,NAICS 2022,UK SIC 2007"
# The columns of each CSV file.
TABLES = {
    "call_centre_codes.csv": "Country or area,Scheme,Code,Title",
    "codes_of_work.csv": f"Work,{SCHEMES}",
    "codes_of_telephone_work.csv": f"Work,{SCHEMES}",
    "source_article.csv": "number,claim,verdict,page,conflicts",
    "described_entries.csv": f"scheme,code,entry,{FACTS.replace(' ', ',')},fit,second",
    "naics_2022_index_telephone.csv": "code,entry",
    "../docs/reference/columns.csv": "File,Column,Meaning,Values,Unit",
    "../docs/reference/files.csv": "File,What it holds,Source,Licence",
}


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
    if not re.fullmatch("[0-9]{1,9}", str(text)):
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
    """Return what a TOML file holds, if it has the shape that is expected of it."""
    text = (DATA / name).read_text(encoding="utf-8")
    if match := MUCH.search(text):
        line = 1 + text.count("\n", 0, match.start())
        raise DataError(f"{shown(name)}:{line}: a word of a thousand letters, or a hundred dots.")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at line ")
        line = int(place.split(",")[0] or 1 + text.count("\n"))
        raise DataError(f"{shown(name)}:{line}: {said}.") from None
    except RecursionError:
        raise DataError(f"{shown(name)}:{deep(text)}: it is nested too deeply.") from None
    shape = SHAPES.get(name) or SHAPES[Path(name).parent.as_posix()]
    for path, said in misfits(found, shape):
        raise DataError(f"{shown(name)}:{place_in(text.splitlines(), path)}: {said}")
    return found


def deep(text: str) -> int:
    """Return the number of the first line with brackets within brackets within brackets."""
    match = DEEP.search(text)
    return 1 + text.count("\n", 0, match.start() if match else 0)


def rows(name: str) -> list[tuple[int, dict[str, str]]]:
    """Return each row of a CSV file, after its line."""
    columns = TABLES[name].split(",")
    found = []
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for title in reader.fieldnames or ():
                one_of("column", title, columns)
            if sorted(reader.fieldnames or ()) != sorted(columns):
                raise ValueError(f"header: expected each column once: {', '.join(columns)}.")
            for row in reader:
                if None in row or None in row.values():
                    raise ValueError(
                        "row: it has more or fewer cells than the header. Quote commas."
                    )
                found.append((reader.line_num, row))
        except (ValueError, csv.Error) as error:
            raise DataError(f"{shown(name)}:{max(1, reader.line_num)}: {error}") from None
    return found


def check_facts() -> None:
    """Check the facts and what contradicts; then the modules can read them."""
    facts = toml("facts.toml")
    works = [work for kind in facts["kind"] for work in (kind["name"], *kind["values"])]
    with reading("facts.toml", 1):
        if repeated := [work for place, work in enumerate(works) if work in works[:place]]:
            raise ValueError(f"kind: {repeated[0]!r} is not new: another work has the name.")
        sizes = [len(facts[field].get("values", works)) for field in FACTS.split()]
        if not 0 < prod(sizes) <= MOST:
            raise ValueError(f"values: {sizes} of each fact make none, or more than {MOST:,}.")
    for field in FACTS.split():
        with reading("facts.toml", f"{field}]"):
            if not SAID.fullmatch(facts[field].get("said", "")):
                raise ValueError("said: expected no braces but {name}, {value} and {short}.")
    for work in facts["work"].get("also", {}):
        with reading("facts.toml", work):
            one_of("work", work, works)
    for pair in facts["contradiction"]:
        with reading("facts.toml", "contradiction]"):
            for field, values in {**pair["some"], **pair["others"]}.items():
                one_of("fact", field, FACTS.split())
                for value in values:
                    one_of(field, value, works if field == "work" else facts[field]["values"])


def check_rules(sources: Collection[str], pages: Collection[str]) -> None:
    """Check the rules, and that what they name is there."""
    from classified.facts import values_of

    rules = toml("rules.toml")
    for name, rule in rules.items():
        with reading("rules.toml", f"{name}]"):
            one_of("page", rule["page"], pages)
            for key in rule["sources"]:
                one_of("source", key, sources)
            for field, values in rule.get("reads", {}).items():
                values_of(field, values)
    import_module("snippets.decide")
    for module in [one for name, one in sys.modules.items() if name.startswith("snippets.")]:
        for concept in vars(module).values():
            with reading("rules.toml", 1):
                for rule in getattr(concept, "rules", ()):
                    one_of("rule", rule, rules)


def check_cases(sources: Collection[str]) -> list[str]:
    """Check the real organisations and the argued operations; return the names of the first."""
    from classified.answer import Verdict
    from classified.cases import Case
    from snippets.bpo import bpo
    from snippets.call_centre import call_centre
    from snippets.decide import classify

    concepts = {"call_centre": call_centre, "bpo": bpo}
    names: list[str] = []
    data = toml("cases.toml")
    with reading("cases.toml", "class"):
        one_of("class", data["class"], ["cases.Case"])
    for case in data["case"]:
        with reading("cases.toml", f"name = {case['name']}"):
            if unfilled := [key for key, value in case.items() if "FILL IN" in str(value)]:
                raise ValueError(f"case: still to be filled in: {', '.join(unfilled)}.")
            if case["name"] in names:
                raise ValueError(f"name: {case['name']!r} is not new: another case has it.")
            number("year", case["year"])
            for key in case["sources"]:
                one_of("source", key, sources)
            for facts in case["lines"]:
                classify(**facts)
            told = Case(case["name"], case["lines"])
            for key, concept in concepts.items():
                one_of(key, case[key], VERDICTS)
                if (found := told.runs(concept)) is not Verdict(case[key]):
                    raise ValueError(
                        f"{key}: {case[key]!r} is said here, but the facts below give "
                        f"{str(found)!r}. One of the two is not what the sources say."
                    )
        names.append(case["name"])
    for name, facts in toml("argued.toml").items():
        with reading("argued.toml", name):
            classify(**facts)
    return names


def check_vocabulary(names: Collection[str], languages: Collection[str]) -> None:
    """Check the terms, their words, and the forms of sentences."""
    vocabulary, forms = toml("vocabulary.toml"), toml(FORMS)
    from classified.proposition import Form

    for form in forms:
        with reading(FORMS, f"{form}]"):
            one_of("form", form, [*map(str, Form)])
            for shape in [*forms[form]["en"], *forms[form]["ms"]]:
                if not FORM.fullmatch(shape):
                    raise ValueError(f"form: {shape!r} is not words with two gaps.")
    with reading("vocabulary.toml", "stems"):
        try:
            re.compile(vocabulary["prose"]["stems"])
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"stems: no regular expression: {error}.") from None
    with reading("vocabulary.toml", "example"):
        if len({*vocabulary["example"]}) < 2:
            raise ValueError("example: expected two terms.")
    for name in vocabulary["example"]:
        with reading("vocabulary.toml", "example"):
            one_of("term", name, vocabulary["terms"])
    for name in vocabulary["names"]:
        with reading("vocabulary.toml", f"names.{name}]"):
            one_of("case", name, names)
    for term, entry in vocabulary["terms"].items():
        with reading("vocabulary.toml", f"terms.{term}]"):
            check_keys(entry, "facts en" if "facts" in entry else "concept en", "ms also common")
            for kind, size in ("noun", 2), ("verb", 3):
                if len(words := entry["en"].get(kind, [""] * size)) != size:
                    raise ValueError(f"{kind}: {words!r} is not a list of {size}.")
            if entry.get("ms", "?") == "?" and "ms" in languages:
                raise ValueError(
                    f"term: {term!r} has no Malay words. Expected: ms = {{ noun = ... }}. Or "
                    "build without the Malay edition: LANGUAGES=en."
                )
            if isinstance(entry.get("ms"), str):
                one_of("ms", entry["ms"], ["?"])
    from classified.language import surfaces
    from classified.proposition import concept_of

    for term in vocabulary["terms"]:
        with reading("vocabulary.toml", f"terms.{term}]"):
            module, _, name = vocabulary["terms"][term].get("concept", "").partition(".")
            if module:
                named = vars(import_module(f"snippets.{module}")).items()
                one_of("concept", name, [key for key, one in named if hasattr(one, "isdisjoint")])
            concept_of(term)
    for language in "en", "ms":
        known = surfaces(language)
        meant: dict[tuple[str, str], str] = {}
        for term, words in known.items():
            with reading("vocabulary.toml", f"terms.{term}]"):
                for said, gap in [(said, gap) for gap, listed in words.items() for said in listed]:
                    if re.findall(r"\d+", said) != re.findall(r"\d+", term):
                        raise ValueError(f"words: {said!r} has not the numbers of {term!r}.")
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
    from classified.facts import values_of

    told, of = toml("codes_of_operations.toml"), {name: rows(name) for name in TABLES}
    for row, works in (one for rows_of in told.values() for one in rows_of.items()):
        with reading("codes_of_operations.toml", row):
            values_of("work", works)
    with reading("call_centre_codes.csv", 1):
        for scheme in SCHEMES.split(","):
            one_of("scheme", scheme, [row["Scheme"] for _, row in of["call_centre_codes.csv"]])
    from snippets.official_codes import CODED, codes
    from snippets.source_article import VERDICTS as OF_CLAIMS

    name = "source_article.csv"
    numbers = [row["number"] for _, row in of[name]]
    for line, row in of[name]:
        with reading(name, line):
            number("number", row["number"])
            one_of("verdict", row["verdict"], OF_CLAIMS)
            one_of("page", row["page"], pages)
            for other in row["conflicts"].split():
                one_of("conflict", other, numbers)
    for row in (row for rows_of in told.values() for row in rows_of):
        with reading("codes_of_operations.toml", row):
            codes(row)
    name = "described_entries.csv"
    for line, row in of[name]:
        with reading(name, line):
            one_of("scheme", row["scheme"], CODED)
            where(**{field: row[field] for field in FACTS.split() if row[field]})


def bibliography() -> str:
    """Return the text of the bibliography."""
    return (DOCS / "references.bib").read_text(encoding="utf-8")


def entries() -> list[str]:
    """Return the keys of the bibliography."""
    lines: dict[str, int] = {}
    line = 1
    for entry in re.split(r"^(?=@)", bibliography(), flags=re.MULTILINE):
        key = entry.partition("{")[2].partition(",")[0]
        problem = "is the key of another entry too" if key in lines else ""
        if entry.count("{") != entry.count("}"):
            problem = "leaves a brace open, or closes one too many"
        if problem:
            raise DataError(f"docs/references.bib:{line}: {key!r} {problem}.")
        lines |= {key: line} if key else {}
        line += entry.count("\n")
    try:
        read = parse_string(bibliography(), "bibtex").entries
    except PybtexError as error:
        line = getattr(error, "lineno", 1)
        raise DataError(f"docs/references.bib:{line}: {error}.") from None
    for key, entry in read.items():
        if key not in lines:
            raise DataError(f"docs/references.bib:1: {key!r} does not follow its brace at once.")
        with reading("../docs/references.bib", lines[key]):
            one_of("kind of source", entry.type, KINDS)
            if "title" not in entry.fields:
                raise ValueError(f"title: {key!r} has none.")
            if not re.match("https?://", url := entry.fields.get("url", "https://")):
                raise ValueError(f"url: {url!r} does not begin with https://.")
    return [*lines]


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
            with reading(name, excerpt["place"]):
                figure = " name value unit" if {"name", "value"} & excerpt.keys() else ""
                check_keys(excerpt, f"place text{figure}", "year of")
                if not excerpt["text"].strip():
                    raise ValueError("text: it is empty. Expected the words of the source.")
                if "year" in excerpt:
                    number("year", str(excerpt["year"])[:4])
                if len(excerpt["text"].split()) > LONGEST:
                    raise ValueError(f"text: it has more than {LONGEST} words. Quote less.")
                if figure and not VALUE.fullmatch(str(excerpt["value"])):
                    raise ValueError(f"value: {excerpt['value']!r} is not a number.")
                if figure:
                    if excerpt["name"] in names:
                        raise ValueError(f"name: {excerpt['name']!r} is not new in this file.")
                    names.add(excerpt["name"])


def outside(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page that stand in no code, after their numbers.

    Raises:
        DataError: a fence is not closed.
    """
    opened: list[tuple[str, int]] = []
    for place, line in enumerate(text.splitlines(), 1):
        code = opened[-1][0] if opened and opened[-1][0][0] in "`~" else ""
        match = FENCE.match(line)
        if not match or (code and match[1][0] != code[0]):
            if not code:
                yield place, line
            continue
        fence, rest = match.groups()
        if code and len(fence) >= len(code) and rest.strip():
            raise DataError(
                f"docs/{name}.md:{opened[-1][1]}: the fence opened here is not closed before line "
                f"{place}: {line.strip()!r}. Close it with {code}."
            )
        if rest.strip() or not opened or fence[0] != opened[-1][0][0]:
            opened.append((fence, place))
        elif len(fence) >= len(opened[-1][0]):
            opened.pop()
    if opened:
        fence, place = opened[-1]
        raise DataError(
            f"docs/{name}.md:{place}: the fence opened here is not closed. Add {fence}."
        )


def check_shown(name: str, text: str) -> None:
    """Check that what a page says is seen, and read, as what it looks like."""
    for line, words in enumerate(text.split("\n"), 1):
        for pattern, problem in LOST.items():
            if re.match(pattern, words):
                raise DataError(f"docs/{name}.md:{line}: {problem}. Write it elsewhere.")
        entry = ENTRY.fullmatch(words)
        for named in re.split("[,!]", entry[1] or entry[2]) if entry else ():
            if is_claim(named.strip()):
                raise DataError(
                    f"docs/{name}.md:{line}: {named.strip()!r} states something where "
                    "it is not checked. Only name the thing."
                )
    for match in re.finditer(r"[^\n\t -~]", text):
        letter, line = match[0], 1 + text.count("\n", 0, match.start())
        called = unicodedata.name(letter, repr(letter))
        foreign = letter.isalpha() and not called.startswith("LATIN")
        if foreign or not letter.isprintable() or called.startswith("FULLWIDTH"):
            raise DataError(
                f"docs/{name}.md:{line}: the character {called} looks like another, or like none. "
                "Write what is on the keyboard."
            )


def is_claim(words: str) -> bool:
    """Return whether words are a sentence that can be judged."""
    from classified.language import SentenceError, parse

    try:
        return bool(parse(words, "en"))
    except SentenceError:
        return False


def check_text(name: str, text: str) -> None:
    """Check the fences, tables and headings of a page, and the YAML at its head."""
    head = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    try:
        yaml.safe_load(head[1] if head else "")
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DataError(
            f"docs/{name}.md:{mark.line + 2 if mark else 1}: front matter: {said}."
        ) from None
    titles, wide, last = 0, 0, 0
    for line, words in outside(name, text):
        titles += words.startswith("# ")
        if titles > 1:
            raise DataError(f"docs/{name}.md:{line}: a second title, {words!r}. Make it a ##.")
        if words.lstrip(" >").startswith("|"):
            cells = len(CELL.findall(words.strip()))
            wide = wide if last == line - 1 else cells
            if cells != wide:
                raise DataError(
                    f"docs/{name}.md:{line}: the row has {cells - 1} cells, and the head of its "
                    f"table {wide - 1}. A | within a cell is written \\|."
                )
            last = line


def anchors(text: str) -> list[str]:
    """Return the anchors of a page."""
    found = (words for pattern in ANCHORS for words in re.findall(pattern, text, re.MULTILINE))
    plain = (re.sub(r"\{\w+\}`([^`<]+?)(?: <.*?>)?`", r"\1", words) for words in found)
    return [re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in plain]


def check_links(texts: Mapping[str, str], sources: Collection[str]) -> None:
    """Check that each link, term and citation of the pages leads somewhere."""
    known = {name: anchors(text) for name, text in texts.items()}
    listed = texts["reference/glossary"].partition("```{glossary}\n")[2].partition("\n```")[0]
    terms = re.findall(r"^\S.*$", listed, re.MULTILINE)
    for name, text in texts.items():
        for link in LINK.finditer(text):
            page = os.path.normpath(Path(name).parent / link[1]) if link[1] else f"{name}.md"
            with reading(f"../docs/{name}.md", 1 + text.count("\n", 0, link.start())):
                if page.endswith(".md"):
                    one_of("page", page, [f"{other}.md" for other in texts])
                    if link[2]:
                        one_of(f"section of {page}", link[2], known[page[:-3]])
        for role in NAMED.finditer(text):
            with reading(f"../docs/{name}.md", 1 + text.count("\n", 0, role.start())):
                if role[1] == "term":
                    one_of("term", " ".join(role[2].split()).lower(), [*map(str.lower, terms)])
                for key in role[2].split(",") if role[1] == "cite" else ():
                    one_of("source", key.strip(), sources)


def check_pages(names: Collection[str], sources: Collection[str]) -> None:
    """Check that each page has its parts, a title of its own, and links that lead somewhere."""
    titles: dict[str, str] = {}
    texts = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8-sig") for name in sorted(names)}
    for name, text in texts.items():
        check_shown(name, text)
        check_text(name, text)
        for pattern, problem in (PARTS if name in LISTS else PARTS | MORE).items():
            if not re.match(pattern, text):
                line = 1 + text.partition("FILL IN")[0].count("\n") if "FILL IN" in problem else 1
                raise DataError(f"docs/{name}.md:{line}: the page {problem}.")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        if title and (other := titles.setdefault(title[1], name)) != name:
            raise DataError(f"docs/{name}.md:1: the title {title[1]!r} is that of {other}.md too.")
    check_links(texts, sources)


def check_name(path: Path) -> None:
    """Check that a file in the folder of the pages is one, if it looks like one."""
    shown = path.relative_to(DOCS)
    top, page = shown.parts[0], path.suffix == ".md"
    other = path.suffix == ".txt" if top in ("_static", "_templates") else path.name == "README.md"
    if top.startswith("_") or top == "locale":
        page = other
    if path.suffix.lower() in PAGE_LIKE and not page:
        raise DataError(
            f"docs/{shown}:1: it looks like a page, but is not read as one. Name it .md, and put "
            "it where pages are."
        )


def check_encoding(path: Path) -> None:
    """Check that a file is UTF-8."""
    shown = path.relative_to(ROOT)
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        line = 1 + path.read_bytes()[: error.start].count(b"\n")
        raise DataError(f"{shown}:{line}: it is not UTF-8. Save it as UTF-8.") from None
    if path.suffix == ".toml" and text.startswith("\ufeff"):
        raise DataError(f"{shown}:1: a byte-order mark. Save it as UTF-8 without one.")


def check_settings() -> None:
    """Check that the settings can be read."""
    for name in ("../docs/book.toml", "../docs/_ext/searching.toml", "../tools/translations.toml"):
        toml(name)
    for line, words in enumerate((DOCS / "book.toml").read_text("utf-8").splitlines(), 1):
        if re.search(r"\$(?!(release|edition)\b)", words):
            raise DataError(f"docs/book.toml:{line}: expected no $ but $release and $edition.")
    compile((ROOT / "conf.py").read_text(encoding="utf-8"), ROOT / "conf.py", "exec")


def place_of(error: Exception) -> str:
    """Return the last line of the project's own that an error came through."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename, ROOT)}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).parent == DATA]
    last = (own or frames)[-1]
    return f"{os.path.relpath(last.filename, ROOT)}:{last.lineno}"


def check(*languages: str) -> str:
    """Return what is wrong with the data, if anything is, in one line."""
    pages = [page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md")]
    pages = [page for page in pages if not page.startswith("_ext/")]
    try:
        for path in sorted({path for pattern in READABLE for path in ROOT.glob(pattern)}):
            check_encoding(path)
        for path in sorted(DOCS.rglob("*")):
            check_name(path)
        check_settings()
        check_facts()
        sources = entries()
        check_sources(sources)
        check_rules(sources, pages)
        check_vocabulary(check_cases(sources), languages)
        check_tables(pages)
        check_pages(pages, sources)
    except DataError as error:
        return f"{error}\nNothing was built. Mend that, and build again."
    except Exception as error:  # of code, or of data that no check above foresees
        said = f"{place_of(error)}: {type(error).__name__}: {error}"
        return f"{said}\nNothing was built. Mend that, and build again."
    return ""


if __name__ == "__main__":
    sys.exit(check(*sys.argv[1:]) or 0)
