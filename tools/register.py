"""A business register for tests and measurements, and the SQL of guide/register run on it.

Usage: python tools/register.py ROWS, which prints what a register of that many takes.
"""

import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import data
import duckdb

from classified.facts import VALUES

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
KEYS = ("work", "gets", "for_whom", "channels")
COUNTS = """SELECT (SELECT count(*) FROM register), (SELECT count(*) FROM answers),
    (SELECT count(DISTINCT line) FROM refused)"""
DAMAGES = (
    lambda line: b"",
    lambda line: line + b",extra",
    lambda line: line.rpartition(b",")[0],
    lambda line: line.replace(b"Firm", b'"Firm', 1),
    lambda line: line.replace(b"Firm", b'F"irm', 1),
    lambda line: line.replace(b"Firm", b"F\xffrm", 1),
    lambda line: line.rpartition(b",")[0] + b",voise",
)


def generate(path: Path, rows: int, damaged: float = 0.0) -> dict[int, int]:
    """Write a register; return, for the number of each line that was damaged, in which way.

    Args:
        path: the file.
        rows: how many lines follow the header.
        damaged: share of the lines that are damaged, from 0 to 1.
    """
    chance = random.Random(1)
    found = {}
    with path.open("wb") as file:
        file.write(b"id," + ",".join(("name", *KEYS)).encode() + b"\n")
        for line in range(2, rows + 2):
            name = f"Firm {line}" if line % 3 else f'"Firm {line}, Ltd"'
            facts = [chance.choice((*VALUES[key], "")) for key in KEYS]
            text = ",".join([f"E{line}", name, *facts]).encode()
            if chance.random() < damaged:
                found[line] = chance.randrange(len(DAMAGES))
                text = DAMAGES[found[line]](text)
            file.write(text + b"\n")
    return found


def statements(name: str) -> Iterator[str]:
    """Yield the statements of a file of SQL, which are the same for every engine."""
    text = (GUIDE / name).read_text("utf-8")
    yield from (part for part in text.split(";\n") if part.strip())


def prepared(folder: Path, file: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to DuckDB that finds the data files, and register.csv, in a folder.

    Args:
        folder: where they are.
        file: where the database is kept, if not in memory.
    """
    data.write(folder / "data")
    for name in "decision_table.csv", "facts.csv":
        shutil.copy(folder / "data" / name, folder)
    connection = duckdb.connect(file or ":memory:")
    connection.execute(f"SET file_search_path = '{folder}'")
    return connection


def classify(connection: duckdb.DuckDBPyConnection) -> None:
    """Run all of it, and keep the results in the tables answers and refused."""
    for name in "load.sql", "register.sql":
        for statement in statements(name):
            connection.execute(statement)
    connection.execute("CREATE OR REPLACE TABLE answers AS FROM classified")
    connection.execute("CREATE OR REPLACE TABLE refused AS FROM rejects")


def measure(rows: int) -> str:
    """Return what a register takes on DuckDB, with one line in a hundred damaged."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, sample = Path(temporary), min(rows, 1_000_000)
        generate(folder / "sample.csv", sample, 0.01)
        with (
            (folder / "sample.csv").open("rb") as file,
            (folder / "register.csv").open("wb") as to,
        ):
            to.write(file.readline())
            begin = file.tell()
            for _ in range(rows // sample):
                file.seek(begin)
                shutil.copyfileobj(file, to)
        connection = prepared(folder)
        before = time.perf_counter()
        classify(connection)
        seconds = time.perf_counter() - before
        read, classified, rejected = connection.sql(COUNTS).fetchall()[0]
        assert read == classified + rejected == rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return (
        f"{seconds:8.3f} s  register of {rows:,} rows on DuckDB: {peak:.2f} GiB, "
        f"{rows / seconds:,.0f} rows a second, {rejected:,} rejected"
    )


if __name__ == "__main__":
    print(measure(int(sys.argv[1])))
