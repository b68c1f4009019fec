"""A register in SQL: every row is classified as the logic says, or rejected with its reason."""

import re
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pytest
from register import GUIDE, KEYS, classify, generate, prepared

from classified.answer import verdict_of
from classified.concept import where
from classified.facts import FACTS
from snippets.bpo import bpo
from snippets.call_centre import call_centre

PAGE = (GUIDE / "register.md").read_text("utf-8")
ROWS = 20_000
REASONS = (  # of each way in which a line is damaged
    "the line is empty",
    "the line has 7 cells, but the first line has 6",
    "the line has 5 cells, but the first line has 6",
    "a quotation mark stands alone",
    "a quotation mark stands alone",
    "the line is not UTF-8",
    "'voise' is not a value of channels. Nearest: 'voice'",
)
Tables = tuple[duckdb.DuckDBPyConnection, dict[int, int]]


def run(folder: Path, text: bytes) -> duckdb.DuckDBPyConnection:
    (folder / "register.csv").write_bytes(text)
    connection = prepared(folder)
    classify(connection)
    return connection


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("register")
    damaged = generate(folder / "register.csv", ROWS, 0.02)
    connection = prepared(folder)
    classify(connection)
    return connection, damaged


def test_every_row_is_classified_or_rejected(tables: Tables) -> None:
    connection, _damaged = tables
    (counts,) = connection.sql("FROM counts").fetchall()
    read, classified, rejected = counts
    assert read == ROWS == classified + rejected
    lines = connection.sql("SELECT line FROM answers UNION ALL SELECT DISTINCT line FROM refused")
    assert sorted(line for (line,) in lines.fetchall()) == [*range(2, ROWS + 2)]


def test_what_is_classified_is_what_the_logic_says(tables: Tables) -> None:
    rows = tables[0].sql(f"SELECT {', '.join(KEYS)}, call_centre, bpo, question FROM answers")
    found = rows.fetchall()
    assert len(found) > ROWS * 0.9
    for *values, calls, outsourced, question in found:
        facts = {key: value for key, value in zip(KEYS, values, strict=True) if value}
        things = where(**facts)
        assert things
        assert calls == verdict_of(call_centre, things)
        assert outsourced == verdict_of(bpo, things)
        assert bool(question) == ("depends" in (calls, outsourced))


def test_each_damaged_line_is_rejected_with_its_reason(tables: Tables) -> None:
    connection, damaged = tables
    refused = connection.sql("SELECT line, fault, value, reason FROM refused").fetchall()
    reasons: dict[int, set[str]] = {}
    for line, _fault, _value, reason in refused:
        reasons.setdefault(line, set()).add(reason)
    assert {*damaged.values()} == {*range(len(REASONS))}
    assert not [
        (line, kind, reasons.get(line))
        for line, kind in damaged.items()
        if REASONS[kind] not in reasons.get(line, ())
    ]
    told = {pair["reason"] for pair in FACTS["contradiction"]}
    for line, fault, value, reason in refused:
        if line not in damaged:
            assert repr(value) in reason
            assert fault in KEYS
            assert any(reason.endswith(f": {one}.") for one in told)


def test_an_odd_quotation_mark_spoils_no_other_line(tmp_path: Path) -> None:
    row = b"payroll,process,client,none\n"
    text = (
        b'\xef\xbb\xbfwork,gets,for_whom,channels,id\n"'
        + row
        + (b"payroll,process,client,none,x\n") * 9
    )
    connection = run(tmp_path, text)
    assert connection.sql("FROM counts").fetchall() == [(10, 9, 1)]
    assert connection.sql("SELECT DISTINCT cell FROM answers").fetchall() == [("other BPO",)]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_file_from_a_spreadsheet_is_read(start: bytes, end: bytes, tmp_path: Path) -> None:
    """With columns of its own, in any order; with quotation marks, accents and missing columns."""
    lines = [
        b"Firm,For whom,Town,Work, gets",
        b'Ann,"client",Kuala Lumpur,"payroll",process',
        '"Bob ""B"", Ltd", client ,“Ñandú\u2019s” 茶,payroll,'.encode(),
        b"Cid,own group,,payroll,process",
    ]
    connection = run(tmp_path, start + end.join(lines) + end)
    found = connection.sql(
        "SELECT line, id, work, cell, bpo FROM answers ORDER BY line"
    ).fetchall()
    assert found == [
        (2, "Ann", "payroll", "other BPO", "always"),
        (3, 'Bob "B", Ltd', "payroll", "other BPO or neither", "depends"),
        (4, "Cid", "payroll", "neither", "never"),
    ]
    assert connection.sql("FROM not_found").fetchall() == [("channels",)]


def test_lines_that_are_not_utf8_leave_the_others_their_numbers(tmp_path: Path) -> None:
    bad, good = b"Caf\xe9 \x92,payroll,process,client,none", b"%d,payroll,process,client,none"
    wrong = {2, 3, 7, 12}
    rows = [bad if line in wrong else good % line for line in range(2, 13)]
    connection = run(tmp_path, b"\n".join([b"id,work,gets,for_whom,channels", *rows]))
    found = connection.sql("SELECT line, id FROM answers").fetchall()
    assert sorted(found) == [(line, str(line)) for line in range(2, 13) if line not in wrong]
    reasons = connection.sql("SELECT line, reason FROM refused").fetchall()
    assert sorted(reasons) == [(line, "the line is not UTF-8") for line in sorted(wrong)]


def test_a_file_without_the_columns_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(duckdb.Error, match="expected work, gets, for_whom or channels in line 1"):
        run(tmp_path, b"id;work;gets\nA;payroll;process\n")


def test_a_value_is_advised_only_if_one_is_near(tmp_path: Path) -> None:
    connection = run(tmp_path, b"id,work,gets,channels\nA,payroll,process,unknown\n,,,\n")
    assert connection.sql("SELECT line, reason FROM refused ORDER BY line").fetchall() == [
        (
            2,
            "'unknown' is not a value of channels. "
            "See facts.csv; leave the cell empty if it is not known",
        ),
        (3, "the line is empty"),
    ]


def test_a_row_with_two_wrong_cells_has_two_reasons(tmp_path: Path) -> None:
    connection = run(tmp_path, b"id,work,gets\nA,payrol,proces\n")
    assert connection.sql("SELECT fault, value FROM refused ORDER BY fault").fetchall() == [
        ("gets", "proces"),
        ("work", "payrol"),
    ]
    assert connection.sql("FROM counts").fetchall() == [(1, 0, 1)]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_join_that_the_page_shows(library: str, tmp_path: Path) -> None:
    """Its lines, as they stand there, give what the SQL gives."""
    generate(tmp_path / "register.csv", 1000)
    connection = prepared(tmp_path)
    classify(connection)
    found = dict(connection.sql("SELECT id, cell FROM answers").fetchall())
    faulty = {name for (name,) in connection.sql("SELECT id FROM refused").fetchall()}
    (block,) = re.findall(rf"^```python\n(import {library} .*?)^```$", PAGE, re.M | re.S)
    names: dict[str, Any] = {}
    with chdir(tmp_path):
        exec(block, names)
    answers = names["answers"]
    rows = answers.to_dict("records") if library == "pandas" else answers.to_dicts()
    assert len(rows) == 1000
    assert {row["id"]: row["cell"] for row in rows if isinstance(row["cell"], str)} == found
    assert {row["id"] for row in rows if isinstance(row["reason"], str)} == faulty
