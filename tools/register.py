"""A business register for tests and measurements, and the SQL of guide/register run on it."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import data
import duckdb

from snippets.operation import VALUES

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
KEYS = ("work", "gets", "for_whom", "channels")
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


def prepared(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to DuckDB that finds the data files, and register.csv, in a folder."""
    data.write(folder / "data")
    for name in "decision_table.csv", "facts.csv":
        shutil.copy(folder / "data" / name, folder)
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    return connection


def classify(connection: duckdb.DuckDBPyConnection) -> None:
    """Run all of it, and keep the results in the tables answers and refused."""
    for name in "load.sql", "register.sql":
        for statement in statements(name):
            connection.execute(statement)
    connection.execute("CREATE OR REPLACE TABLE answers AS FROM classified")
    connection.execute("CREATE OR REPLACE TABLE refused AS FROM rejects")
