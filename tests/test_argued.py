"""Operations that people argue about: each is settled, or one question would settle it."""

import pytest

from classified.facts import QUESTIONS
from snippets.argued import ARGUED, table
from snippets.decide import classify
from snippets.definitions import DEFINITIONS


@pytest.mark.parametrize("name", ARGUED)
def test_an_operation_is_settled_or_lacks_one_fact(name: str) -> None:
    found = classify(**ARGUED[name])
    missing = {*found.call_centre.missing, *found.bpo.missing}
    assert len(missing) == (len(found.cells) > 1)


def test_the_table_says_which_fact_is_missing_and_who_differs() -> None:
    header, *rows = table()
    found = {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}
    line = found["A franchisor's order line, for all its franchisees"]
    assert line["What would settle it"] == QUESTIONS["for_whom"]
    poll = found["A poll by telephone, for a newspaper that prints the findings"]
    assert poll["Who differs"].count("yes") == 2


def test_every_other_definition_has_an_example_among_them() -> None:
    differing = {
        one.concept.name for facts in ARGUED.values() for one, _ in classify(**facts).otherwise
    }
    assert {one.concept.name for one in DEFINITIONS} == differing
