"""The same SQL on Apache Spark: it agrees with DuckDB on each of a million rows. make test-spark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from conftest import cannot_run
from pyspark.sql import SparkSession
from register import classify, generate, prepared, statements

ROWS = 1_000_000
PARTS = 8


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    if not shutil.which("java"):
        cannot_run("NO JAVA: install it, or Spark cannot run")
    here = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": "4m",  # so that each file is a partition of its own
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(here),
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def both(
    spark: SparkSession, tmp_path_factory: pytest.TempPathFactory
) -> tuple[duckdb.DuckDBPyConnection, Path]:
    """Return DuckDB with its results, and the folder with those of Spark."""
    folder = tmp_path_factory.mktemp("register")
    generate(folder / "register.csv", ROWS, 0.01)
    connection = prepared(folder)
    classify(connection)
    connection.execute(
        f"COPY (SELECT *, line % {PARTS} AS part FROM register) TO '{folder}/register' "
        "(FORMAT parquet, PARTITION_BY part)"
    )
    spark.read.parquet(f"{folder}/register").createOrReplaceTempView("register")
    for name in "decision_table", "facts":
        table = spark.read.csv(f"{folder}/{name}.csv", header=True, escape='"')
        table.createOrReplaceTempView(name)
    for statement in statements("register.sql"):
        spark.sql(statement)
    for name in "classified", "rejects":
        spark.table(name).write.parquet(f"{folder}/{name}")
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
    assert tuple(counts) == both[0].sql("FROM counts").fetchone()
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
