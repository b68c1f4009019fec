"""The data files, read again with other people's libraries: they say what the logic says."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

import frictionless
import jsonschema
import pandas
import polars
import pytest
from conftest import ROOT
from decision_table import KEYS, VERSION
from rdflib import RDF, Graph, Literal
from rdflib.namespace import SKOS
from rdflib.term import Node
from register import classify, prepared

from classified.answer import verdict_of
from classified.concept import Concept, everything, where
from classified.facts import QUESTIONS, VALUES
from classified.proposition import TERMS, concept_of
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.official_codes import ROWS_OF_CODES, codes
from snippets.operation import Operation
from snippets.overlap import CELLS

HEADERS = {  # of version 1: a name here never changes, and a new one comes last
    "decision_table": "work,gets,for_whom,channels,cell,call_centre,bpo,question,rules,fault,"
    "reason",
    "facts": "fact,value,kind,means,question,place",
    "relations": "term,relation,other",
    "codes": "work,country,scheme,code,certain,note",
    "index_entries": "scheme,code,entry,work,gets,for_whom,channels,direction,place,by_whom,fit,"
    "coded,verdict",
    "cases": "case,year,line,work,gets,for_whom,channels,direction,place,by_whom,cell,call_centre,"
    "bpo,sources",
    "glossary": "term,also,definition_en,term_ms,definition_ms,sources",
}
EXAMPLE = {"work": "payroll", "gets": "process", "for_whom": "client", "channels": "voice"}
Answers = dict[tuple[str, ...], dict[str, str]]


def with_pandas(folder: Path) -> Answers:
    table = pandas.read_csv(folder / "decision_table.csv", dtype=str, keep_default_na=False)
    return {tuple(row[key] for key in KEYS): row for row in table.to_dict("records")}


def with_polars(folder: Path) -> Answers:
    text = (folder / "decision_table.json").read_bytes()
    table = polars.read_json(text, infer_schema_length=None).fill_null("")
    return {tuple(row[key] for key in KEYS): row for row in table.iter_rows(named=True)}


def with_sql(folder: Path) -> Answers:
    """Classify a register of every combination, as the guide does."""
    combinations = [*product(*(("", *VALUES[key]) for key in KEYS))]
    with tempfile.TemporaryDirectory() as temporary:
        with Path(temporary, "register.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(
                [("id", *KEYS), *((n, *c) for n, c in enumerate(combinations))]
            )
        connection = prepared(Path(temporary))
        classify(connection)
    rows = connection.sql(
        "FROM answers UNION ALL BY NAME SELECT line, fault, reason FROM refused"
    ).fetchdf()
    found = rows.fillna("").to_dict("records")
    assert len(found) == len(combinations)
    return {combinations[int(row["line"]) - 2]: row for row in found}


FORMS = {"CSV": with_pandas, "JSON": with_polars, "SQL": with_sql}


@pytest.fixture(scope="module", params=[*FORMS.values()], ids=[*FORMS])
def answers(request: pytest.FixtureRequest, downloads: Path) -> Answers:
    found: Answers = request.param(downloads)
    return found


@pytest.mark.slow
def test_every_operation_of_the_space_has_its_verdict(answers: Answers) -> None:
    places = [Operation._fields.index(key) for key in KEYS]
    words = {True: "always", False: "never"}
    wrong = [
        operation
        for operation in everything
        for answer in [answers[tuple(operation[place] for place in places)]]
        if answer["call_centre"] != words[operation in call_centre]
        or answer["bpo"] != words[operation in bpo]
    ]
    assert not wrong


def test_every_combination_of_known_facts_has_its_answer(answers: Answers) -> None:
    for values, row in answers.items():
        facts = {key: value for key, value in zip(KEYS, values, strict=True) if value}
        things = where(**facts)
        assert bool(things) == bool(row["cell"]) != bool(row["reason"])
        if not things:
            assert row["fault"] in facts
            assert repr(facts[row["fault"]]) in row["reason"]
            continue
        assert row["call_centre"] == verdict_of(call_centre, things)
        assert row["bpo"] == verdict_of(bpo, things)
        assert row["cell"].split(" or ") == [
            cell.name for cell in CELLS if not things.isdisjoint(cell)
        ]
        assert bool(row["question"]) == ("depends" in (row["call_centre"], row["bpo"]))


def test_what_is_asked_settles_it(answers: Answers) -> None:
    for values, row in answers.items():
        asked = [key for key in KEYS if QUESTIONS[key] in row["question"]]
        assert sum(question in row["question"] for question in QUESTIONS.values()) == len(asked)
        known = dict(zip(KEYS, values, strict=True))
        assert not [key for key in asked if known[key]]
        if "depends" in (row["call_centre"], row["bpo"]):
            settled = {key: value for key, value in known.items() if value}
            settled |= {key: value for key, value in EXAMPLE.items() if key in asked}
            if where(**settled):
                again = answers[tuple(settled.get(key, "") for key in KEYS)]
                assert "depends" not in (again["call_centre"], again["bpo"])


def test_frictionless_finds_no_fault(downloads: Path) -> None:
    report = frictionless.validate(str(downloads / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == len(HEADERS)


def test_a_wrong_value_would_be_found(downloads: Path, tmp_path: Path) -> None:
    for path in downloads.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "decision_table.csv"
    table.write_text(table.read_text("utf-8").replace(",never,", ",neve,", 1), "utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize("name", HEADERS)
def test_columns_keep_their_names_and_both_forms_say_the_same(name: str, downloads: Path) -> None:
    assert VERSION.startswith("1.")
    raw = (downloads / f"{name}.csv").read_bytes()
    assert raw.startswith(HEADERS[name].encode()) and b"\r" not in raw
    rows = json.loads((downloads / f"{name}.json").read_text("utf-8"))
    schema = json.loads((downloads / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(rows)
    assert [*schema["items"]["properties"]] == [*rows[0]]
    assert [[str(cell) for cell in row.values() if cell not in ("", None)] for row in rows] == [
        [str(cell) for cell in row.values() if cell not in ("", None)]
        for row in pandas.read_csv(
            downloads / f"{name}.csv", dtype=str, keep_default_na=False
        ).to_dict("records")
    ]


def test_every_pair_of_terms_is_related_as_the_sets_are(downloads: Path) -> None:
    bits = {term: one.bits for term in TERMS if isinstance(one := concept_of(term), Concept)}
    table = pandas.read_csv(downloads / "relations.csv")
    found = {(row.term, row.other): row.relation for row in table.itertuples()}
    assert {pair for pair in found if pair[0] in bits} == {
        (one, other) for one in bits for other in bits if one != other
    }
    for (one, other), relation in found.items():
        if one in bits:
            a, b = bits[one], bits[other]
            assert relation == (
                ("same" if a == b else "part")
                if not a & ~b
                else ("whole" if not b & ~a else "overlap" if a & b else "apart")
            )


def test_the_codes_are_those_of_the_handbook(downloads: Path) -> None:
    table = pandas.read_csv(downloads / "codes.csv", dtype=str, keep_default_na=False)
    for row in ROWS_OF_CODES:
        listed = {(one.scheme, one.note) for one in table[table.work == row.name].itertuples()}
        assert listed == {(scheme, code) for _, scheme, code in codes(row.name)[1:]}


def literals(graph: Graph, thing: Node | None, key: Node) -> list[Literal]:
    return [one for one in graph.objects(thing, key) if isinstance(one, Literal)]


def test_the_vocabularies_are_skos(downloads: Path) -> None:
    for name in "glossary", "codes":
        graph = Graph().parse(downloads / f"{name}.ttl")
        concepts = [*graph.subjects(RDF.type, SKOS.Concept)]
        assert concepts
        for one in concepts:
            languages = [label.language for label in literals(graph, one, SKOS.prefLabel)]
            assert len(languages) == len({*languages}) > 0
            assert [*graph.objects(one, SKOS.inScheme)]
        for other in graph.objects(None, SKOS.related):
            assert (other, RDF.type, SKOS.Concept) in graph
    graph = Graph().parse(downloads / "glossary.ttl")
    terms = pandas.read_csv(downloads / "glossary.csv").term
    labels = literals(graph, None, SKOS.prefLabel)
    assert {str(label) for label in labels if label.language == "en"} == {*terms}


def test_a_concept_has_its_definition_and_its_place_among_the_others(downloads: Path) -> None:
    schema = json.loads((downloads / "concepts.schema.json").read_text("utf-8"))
    files = {
        path.stem: json.loads(path.read_text("utf-8")) for path in downloads.glob("concepts/*")
    }
    sets = {
        entry["concept"].split(".")[1].replace("_", "-"): one
        for term, entry in TERMS.items()
        if "concept" in entry and isinstance(one := concept_of(term), Concept)
    }
    assert files.keys() == sets.keys() >= {"bpo", "call-centre", "in-house-call-centre"}
    for name, about in files.items():
        jsonschema.Draft202012Validator(schema).validate(about)
        assert about["id"] == name
        assert set(about["part_of"]) == {one for one in sets if sets[name] < sets[one]}
        for opposite in about["opposite"]:
            other = sets[opposite["id"]]
            assert sets[name].isdisjoint(other)
            assert sets[name] | other == sets[opposite["within"]]
    assert {"id": "outsourced-call-centre", "within": "call-centre"} in files[
        "in-house-call-centre"
    ]["opposite"]
    assert "82200" in {code["code"] for code in files["call-centre"]["codes"]}


def test_the_files_are_the_same_bytes_on_every_build(downloads: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "tools/data.py", str(tmp_path / "again")],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        check=True,
    )
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (downloads, tmp_path / "again")
    )
    assert first == second
