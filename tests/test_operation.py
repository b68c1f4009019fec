"""Operations and their facts."""

import pytest

from classified.errors import FactError
from classified.facts import FACTS, QUESTIONS, VALUES, check_value, values_of


def test_every_fact_asks_a_question_with_a_hint_and_an_example() -> None:
    for field in VALUES:
        assert all(FACTS[field][part].endswith((".", "?")) for part in ("question", "hint"))
        assert FACTS[field]["example"]
        assert QUESTIONS[field].endswith("?")


def test_every_value_is_explained() -> None:
    meanings = {field: FACTS[field]["values"] for field in VALUES if field != "work"}
    meanings["work"] = {w: m for kind in FACTS["kind"] for w, m in kind["values"].items()}
    for field, values in VALUES.items():
        assert len(set(values)) == len(values)
        assert all(meanings[field][value] for value in values)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("work", "payrol", ["work", "'payrol'", "Nearest: 'payroll'"]),
        ("channels", "telephone", ["channels", "'telephone'", "'voice+text'", "Nearest:"]),
        ("plaice", "onshore", ["fact: 'plaice'", "Nearest: 'place'"]),
    ],
)
def test_bad_facts_are_named(field: str, value: str, words: list[str]) -> None:
    with pytest.raises(FactError) as raised:
        check_value(field, value)
    assert all(word in str(raised.value) for word in words), raised.value


def test_kinds_and_works_may_be_named_together() -> None:
    assert values_of("work", ["physical service", "payroll"])[-1] == "payroll"
    assert set(values_of("work", ["contact work"])) < set(VALUES["work"])
    with pytest.raises(FactError, match=r"work: 'contacts' is not one of"):
        values_of("work", ["contacts"])
