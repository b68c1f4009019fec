"""Write what others may use of the handbook: its tables, and a file for each concept.

Usage: python tools/data.py FOLDER

``docs/reference/columns.csv`` says what the columns mean. The files are the
same bytes on every run.
"""

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import dmn
from babel.messages.pofile import read_po
from decision_table import NAMESPACE, VERSION, Row, answered, decision_table

from classified.cases import cases
from classified.concept import Concept, where
from classified.facts import FACTS, KINDS, QUESTIONS, VALUES
from classified.proposition import TERMS, concept_of
from classified.rules import RULES
from snippets.any_two import related
from snippets.call_centre import call_centre
from snippets.definitions import DEFINITIONS
from snippets.official_codes import ROWS_OF_CODES, described_entries

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"
MALAY = ROOT / "docs" / "locale" / "ms" / "LC_MESSAGES" / "reference" / "glossary.po"


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ABOUT = {row["File"]: row for row in read(ROOT / "docs" / "reference" / "files.csv")}
COLUMNS: dict[str, list[dict[str, str]]] = {name: [] for name in ABOUT}
for _row in read(ROOT / "docs" / "reference" / "columns.csv"):
    COLUMNS[_row["File"]].append(_row)


def listed(column: dict[str, str]) -> list[str]:
    """Return the values that a column may have, if they are listed."""
    fact = column["Values"].removeprefix("facts: ")
    return [*VALUES.get(fact, ())] or ([*fact.split(", ")] if ", " in fact else [])


# -- The tables --------------------------------------------------------------------------


def facts() -> Iterator[Row]:
    """Yield a row for each value of each fact."""
    kinds = {work: kind for kind, works in KINDS.items() for work in works}
    means = {work: text for kind in FACTS["kind"] for work, text in kind["values"].items()}
    for field, values in VALUES.items():
        for place, value in enumerate(values, 1):
            yield {
                "fact": field,
                "value": value,
                "kind": kinds.get(value) if field == "work" else None,
                "means": means[value] if field == "work" else FACTS[field]["values"][value],
                "question": QUESTIONS[field],
                "place": place,
            }


def relations() -> Iterator[Row]:
    """Yield a row for each pair of terms of one kind: two of operations, or of organisations."""
    concepts = {term: concept_of(term) for term in TERMS}
    for (term, one), (name, other) in product(concepts.items(), repeat=2):
        if term != name and type(one) is type(other):
            yield {"term": term, "relation": related(one, other), "other": name}


def codes() -> Iterator[Row]:
    """Yield a row for each kind of work and each scheme that has a code for it."""
    countries = {}
    for row in read(ROOT / "snippets" / "call_centre_codes.csv"):
        for scheme in row["Scheme"].split(", "):
            countries[scheme] = row["Country or area"]
            yield {
                "work": "call centre",
                "country": row["Country or area"],
                "scheme": scheme,
                "code": row["Code"],
                "certain": "yes",
                "note": f"{row['Code']}, {row['Title']}",
            }
    for row in read(ROOT / "snippets" / "codes_of_telephone_work.csv") + read(
        ROOT / "snippets" / "codes_of_work.csv"
    ):
        work = row.pop("Work")
        for scheme, note in row.items():
            found = re.findall(r"\b\d{5,6}\b", note)
            yield {
                "work": work,
                "country": countries[scheme],
                "scheme": scheme,
                "code": " ".join(dict.fromkeys(found)),
                "certain": ("probably" if "probably" in note else "yes") if found else None,
                "note": note,
            }


def index_entries() -> Iterator[Row]:
    """Yield a row for each entry of an official index that was described by facts."""
    for entry in described_entries():
        yield {
            "scheme": entry.scheme,
            "code": entry.code,
            "entry": entry.entry,
            **entry.facts,
            "fit": entry.fit,
            "coded": "yes" if entry.coded else "no",
            "verdict": str(entry.verdict),
        }


def worked_cases() -> Iterator[Row]:
    """Yield a row for each line of work of each case."""
    for case in cases().values():
        for number, line in enumerate(case.lines, 1):
            about = {"case": case.name, "year": case.year, "line": number}
            kept = ("cell", "call_centre", "bpo")
            found = {name: answered(**line)[name] for name in kept}
            yield about | {**line} | found | {"sources": " ".join(case.sources)}


def plain(text: str) -> str:
    """Return what a reader sees of a text in MyST, without its citations and checks."""
    text = re.sub(r"\s*\{(cite|index)\}`[^`]*`", "", " ".join(text.split()))
    text = re.sub(r"\{\w+\}`([^`<]*?)(?:\s*<[^`]*>)?`", r"\1", text)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", "").strip()


@cache
def malay() -> dict[str, str]:
    """Return the Malay text for each English one of the glossary, as far as it is translated."""
    if not MALAY.exists():
        return {}
    with MALAY.open("rb") as file:
        return {
            " ".join(str(one.id).split()): str(one.string)
            for one in read_po(file)
            if one.id and not one.fuzzy
        }


def malay_name(term: str) -> str | None:
    """Return what a term of the vocabulary is called in Malay, if anything."""
    words = TERMS.get(term, {}).get("ms", "?")
    nouns = words.get("noun") if isinstance(words, dict) else None
    return nouns[0] if isinstance(nouns, list) else nouns


def glossary() -> Iterator[Row]:
    """Yield a row for each entry of the glossary."""
    text = GLOSSARY.read_text(encoding="utf-8")
    fence = re.search(r"^```\{glossary\}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for block in re.split(r"\n\s*\n", fence[1]) if fence else ():
        lines = block.strip("\n").split("\n")
        names = [line for line in lines if not line.startswith(" ")]
        definition = " ".join(line.strip() for line in lines if line.startswith(" "))
        said = re.search(r"In Malay(?: this handbook writes|:) \*([^*]*)\*", definition)
        bare = re.sub(
            r"\s*In Malay:? [^.;]*\*[^*]*\*(; no form is established)?\.", "", definition
        )
        sources = re.findall(r"\{cite\}`([^`]*)`", definition)
        yield {
            "term": names[0],
            "also": "; ".join(names[1:]),
            "definition_en": plain(bare),
            "term_ms": said[1] if said else malay_name(names[0]),
            "definition_ms": plain(malay().get(" ".join(definition.split()), "")),
            "sources": " ".join(dict.fromkeys(",".join(sources).split(","))),
        }


# -- A file for each concept -------------------------------------------------------------------


def defined(concept: Concept, words: Row, entries: dict[str, Row]) -> Row:
    """Return the glossary's entry on a concept; if it has none, one made from its facts."""
    names = [concept.name, *words.get("noun", [])[:1], words.get("mass"), words.get("be")]
    names += [concept.name.split()[0]] if concept.name.split()[0] != "operation" else []
    for name in names:
        if name in entries:
            return entries[name]
    has = {
        field: [value for value in VALUES[field] if value in concept.values(field)]
        for field in concept.reads
    }
    listed = "; ".join(f"{field.replace('_', ' ')} is {' or '.join(has[field])}" for field in has)
    if where(**has) != concept:
        listed = f"it is {words.get('be', concept.name)}"
    return {"definition_en": f"An operation of which this holds: {listed}."}


def concepts() -> Iterator[Row]:
    """Yield what there is to say of each concept that has a definition of its own."""
    entries = {name: row for row in glossary() for name in (row["term"], *row["also"].split("; "))}
    named = {
        entry["concept"].partition(".")[2].replace("_", "-"): (term, concept)
        for term, entry in TERMS.items()
        if "concept" in entry and isinstance(concept := concept_of(term), Concept)
    }
    theirs = {id(one.concept): one.sources for one in DEFINITIONS}
    whole = {one.bits: name for name, (_, one) in named.items() if id(one) not in theirs}
    coded = list(codes())
    for name, (term, concept) in sorted(named.items()):
        entry = defined(concept, TERMS[term]["en"], entries)
        rows = {row.name for row in ROWS_OF_CODES if row <= concept}
        rows |= {"call centre"} if call_centre <= concept else set()
        sources = [*entry.get("sources", "").split(), *theirs.get(id(concept), ())]
        sources += [source for number in concept.rules for source in RULES[number].sources]
        yield {
            "id": name,
            "version": VERSION,
            "name": {"en": concept.name, "ms": malay_name(term)},
            "definition": {
                "en": entry["definition_en"],
                "ms": entry.get("definition_ms") or None,
            },
            "sources": [*dict.fromkeys(sources)],
            "rules": [*concept.rules],
            "part_of": [one for one, (_, other) in named.items() if concept < other],
            "opposite": [
                {"id": one, "within": whole[(concept | other).bits]}
                for one, (_, other) in named.items()
                if concept.isdisjoint(other) and (concept | other).bits in whole
            ],
            "codes": [row for row in coded if row["work"] in rows],
        }


# -- The forms in which they are written -------------------------------------------------------


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "decision_table": decision_table,
    "facts": facts,
    "relations": relations,
    "codes": codes,
    "index_entries": index_entries,
    "cases": worked_cases,
    "glossary": glossary,
}


def dumped(thing: object) -> str:
    """Return JSON, indented."""
    return json.dumps(thing, indent=1, ensure_ascii=False) + "\n"


def schema(name: str) -> Row:
    """Return the JSON Schema of a table."""
    properties: Row = {}
    for column in COLUMNS[name]:
        kind = "integer" if column["Values"] == "whole number" else "string"
        properties[column["Column"]] = {"description": column["Meaning"], "type": [kind, "null"]}
        if values := listed(column):
            properties[column["Column"]]["enum"] = [*values, None]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{NAMESPACE}{name}:{VERSION}",
        "title": ABOUT[name]["What it holds"],
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [*properties],
            "additionalProperties": False,
        },
    }


def concept_schema() -> Row:
    """Return the JSON Schema of a concept's file."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    both = {
        "type": "object",
        "properties": {"en": text, "ms": {"type": ["string", "null"]}},
        "required": ["en", "ms"],
        "description": "In English and in Malay; null where the Malay is not written yet",
    }
    pair = {"type": "object", "properties": {"id": text, "within": text}}
    properties: Row = {
        "id": text | {"description": "Name of the file"},
        "version": text | {"description": "Version of the columns and keys"},
        "name": both,
        "definition": both,
        "sources": texts
        | {"description": "Keys of the bibliography: of the definition, then of the rules"},
        "rules": texts | {"description": "Numbers of the rules that decide"},
        "part_of": texts | {"description": "The concepts that contain it"},
        "opposite": {
            "type": "array",
            "items": pair,
            "description": "What has nothing in common with it, and makes up a third with it",
        },
        "codes": schema("codes")
        | {"description": "Official codes of operations that fall under it"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A concept of the handbook",
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def field(column: dict[str, str]) -> Row:
    """Return the description of a column, as Frictionless reads it."""
    kind = "integer" if column["Values"] == "whole number" else "string"
    found = {"name": column["Column"], "type": kind, "description": column["Meaning"]}
    unit = {"unit": column["Unit"]} if column["Unit"] != "none" else {}
    values = listed(column)
    return found | unit | ({"constraints": {"enum": values}} if values else {})


def package() -> Row:
    """Return the description of all tables."""
    licence = [{"name": "MIT", "path": "https://opensource.org/license/mit"}]
    return {
        "name": "bpo-call-centre-handbook",
        "title": "BPO and the call centre: the rules as data",
        "version": VERSION,
        "licenses": licence,
        "resources": [
            {
                "name": name.replace("_", "-"),
                "path": f"{name}.csv",
                "title": about["What it holds"],
                "sources": [{"title": about["Source"]}],
                "licenses": licence,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [field(column) for column in COLUMNS[name]]},
            }
            for name, about in ABOUT.items()
        ],
    }


def turtle(title: str, scheme: str, things: dict[str, list[tuple[str, str]]]) -> str:
    """Return a SKOS vocabulary: for the name of each thing, its properties in Turtle."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        f"@prefix : <{NAMESPACE}{scheme}:> .",
        "",
        f":scheme a skos:ConceptScheme ; dct:title {literal(title, 'en')} .",
    ]
    for name, properties in things.items():
        said = [("skos:inScheme", ":scheme"), *properties]
        lines += ["", f":{name} a skos:Concept ;"]
        lines += [f"    {key} {what} ;" for key, what in said[:-1]]
        lines += [f"    {said[-1][0]} {said[-1][1]} ."]
    return "\n".join(lines) + "\n"


def literal(text: str, language: str = "") -> str:
    """Return a text as Turtle has it."""
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")


def slug(*words: str) -> str:
    """Return a name that may stand in an address."""
    return re.sub(r"\W+", "-", " ".join(words).lower()).strip("-")


def glossary_skos() -> str:
    """Return the glossary as SKOS."""
    things = {}
    for row in glossary():
        said = [("skos:prefLabel", literal(row["term"], "en"))]
        said += [("skos:altLabel", literal(one, "en")) for one in row["also"].split("; ") if one]
        for key, column, language in (
            ("skos:definition", "definition_en", "en"),
            ("skos:prefLabel", "term_ms", "ms"),
            ("skos:definition", "definition_ms", "ms"),
        ):
            said += [(key, literal(row[column], language))] if row[column] else []
        said += [("dct:source", literal(one)) for one in row["sources"].split()]
        things[slug(row["term"])] = said
    return turtle("Glossary: BPO and the call centre", "glossary", things)


def codes_skos() -> str:
    """Return the kinds of work, the codes, and which is of which, as SKOS."""
    works: dict[str, list[tuple[str, str]]] = {}
    official: dict[str, list[tuple[str, str]]] = {}
    for row in codes():
        work = slug("work", row["work"])
        works.setdefault(work, [("skos:prefLabel", literal(row["work"], "en"))])
        for code in row["code"].split():
            name = slug(row["scheme"], code)
            label = f"{row['scheme']} {code}"
            official.setdefault(
                name,
                [
                    ("skos:prefLabel", literal(label, "en")),
                    ("skos:notation", literal(code)),
                    ("dct:source", literal(row["scheme"])),
                ],
            )
            match = "skos:related"
            works[work].append((match, f":{name}"))
    return turtle("Official codes of kinds of work", "codes", works | official)


# -- All of it ---------------------------------------------------------------------------------


def write(folder: Path) -> None:
    """Write all files into a folder, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "concepts").mkdir(parents=True)
    made = {
        "datapackage.json": dumped(package()),
        "concepts.schema.json": dumped(concept_schema()),
    }
    made |= {"glossary.ttl": glossary_skos(), "codes.ttl": codes_skos()}
    made |= {"rules.dmn": dmn.model()}
    for name, rows in TABLES.items():
        columns = [column["Column"] for column in COLUMNS[name]]
        found = [{column: row.get(column) or None for column in columns} for row in rows()]
        made[f"{name}.schema.json"] = dumped(schema(name))
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in found)
        made[f"{name}.json"] = f"[\n{lines}\n]\n"
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        made[f"{name}.csv"] = text.getvalue()
    for concept in concepts():
        made[f"concepts/{concept['id']}.json"] = dumped(concept)
    for name in "load.sql", "register.sql":
        made[name] = (ROOT / "docs" / "guide" / name).read_text(encoding="utf-8")
    for name, text_of in made.items():
        (folder / name).write_text(text_of, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
