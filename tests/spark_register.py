"""The same SQL on Apache Spark agrees with DuckDB on each of a million rows: make test-spark."""

import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import duckdb
import pytest
from conftest import cannot_run
from pyspark.sql import SparkSession
from register import GUIDE, classify, generate, prepared

ROWS = 1_000_000
PARTS = 8
PAGE = (GUIDE / "register.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register")


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[SparkSession]:
    if not shutil.which("java"):
        cannot_run("NO JAVA: install it, or Spark cannot run")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": "4m",  # so that each file is a partition of its own
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder),
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with chdir(folder):  # where Java looks for files
        session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def both(spark: SparkSession, folder: Path) -> tuple[duckdb.DuckDBPyConnection, Path]:
    """Return DuckDB with its results, and the folder with those of Spark."""
    generate(folder / "register.csv", ROWS, 0.01)
    connection = prepared(folder)
    classify(connection)
    connection.execute(
        f"COPY (SELECT *, line % {PARTS} AS part FROM register) TO '{folder}/register' "
        "(FORMAT parquet, PARTITION_BY part)"
    )
    # What the page tells to type, in the folder that it speaks of.
    (block,) = re.findall(r"^```python\n(for name in .*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    shutil.copy(GUIDE / "register.sql", folder)
    with chdir(folder):
        exec(block, {"spark": spark})
        spark.table("rejects").write.parquet("rejects")
    return connection, folder


@pytest.mark.parametrize(("ours", "theirs"), [("answers", "classified"), ("refused", "rejects")])
def test_both_engines_agree_on_every_row(
    ours: str, theirs: str, both: tuple[duckdb.DuckDBPyConnection, Path]
) -> None:
    connection, folder = both
    other = f"(FROM read_parquet('{folder}/{theirs}/*.parquet'))"
    for first, second in ((f"(FROM {ours})", other), (other, f"(FROM {ours})")):
        (row,) = connection.sql(f"SELECT count(*) FROM ({first} EXCEPT ALL {second})").fetchall()
        assert row == (0,)


def test_the_counts_add_up(
    spark: SparkSession, both: tuple[duckdb.DuckDBPyConnection, Path]
) -> None:
    (counts,) = spark.table("counts").collect()
    assert [tuple(counts)] == both[0].sql("FROM counts").fetchall()
    assert counts.rows_read == ROWS == counts.classified + counts.rejected
    assert counts.rejected > ROWS // 100


def test_the_table_is_broadcast_and_nothing_is_shuffled(
    spark: SparkSession, both: tuple[duckdb.DuckDBPyConnection, Path]
) -> None:
    assert spark.table("register").rdd.getNumPartitions() >= PARTS
    spark.table("classified").explain()  # make test-spark shows it
    plan = spark.table("classified")._jdf.queryExecution().executedPlan().toString()
    assert "BroadcastHashJoin" in plan
    assert "BroadcastExchange" in plan
    assert "Exchange" not in plan.replace("BroadcastExchange", "")
