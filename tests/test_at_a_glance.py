"""The comparison tells the concepts apart."""

from snippets.at_a_glance import comparison, summary


def test_each_cell_is_a_verdict() -> None:
    header, *rows = comparison()
    assert len(rows) >= 14
    for row in rows:
        assert len(row) == len(header)
        assert set(row[1:]) <= {"always", "sometimes", "never"}


def test_the_summary_is_part_of_the_comparison() -> None:
    full = {row[0]: row for row in comparison()}
    assert all(row == full[row[0]][: len(row)] for row in summary())
