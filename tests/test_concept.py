"""Concepts behave as the sets of their members do."""

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from plain import space

from classified.concept import FIELDS, Concept, everything, where
from classified.errors import FactError
from classified.facts import VALUES
from classified.rules import RULES
from snippets import bpo, call_centre, definitions, neighbours, overlap
from snippets.operation import Operation

CONCEPTS: dict[str, Concept] = {
    concept.name: concept
    for module in (bpo, call_centre, neighbours, overlap, definitions)
    for concept in vars(module).values()
    if isinstance(concept, Concept) and concept.name and concept is not everything
}
concepts = st.sampled_from(sorted(CONCEPTS)).map(CONCEPTS.__getitem__)
operations = st.sampled_from(space())


def test_the_space_holds_every_combination_without_a_contradiction() -> None:
    assert tuple(everything) == space()


@given(operations, concepts, concepts)
def test_set_laws(operation: Operation, one: Concept, other: Concept) -> None:
    here, there = operation in one, operation in other
    assert (operation in one & other) == (here and there)
    assert (operation in one | other) == (here or there)
    assert (operation in one - other) == (here and not there)
    assert (one <= other) == (not one - other) == (len(one & other) == len(one))
    assert (one < other) == (one <= other and not other <= one)
    assert (one == other) == (one <= other and other <= one)
    assert one.isdisjoint(other) == (not one & other)


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_says_something(name: str) -> None:
    """An empty concept would make any statement about it true."""
    assert 0 < len(CONCEPTS[name]) < len(everything)
    assert CONCEPTS[name].first() in CONCEPTS[name]


@given(operations, concepts, st.data())
def test_facts_that_a_concept_does_not_read_decide_nothing(operation, concept, data) -> None:  # type: ignore[no-untyped-def]
    others = {
        field: data.draw(st.sampled_from(VALUES[field]))
        for field in FIELDS
        if field not in concept.reads
    }
    changed = operation._replace(**others)
    if changed in everything:
        assert (changed in concept) == (operation in concept), (changed, concept.reads)


@given(operations, st.sampled_from(FIELDS), concepts)
def test_over_forgets_a_fact(operation: Operation, field: str, concept: Concept) -> None:
    alike = (operation._replace(**{field: value}) for value in VALUES[field])
    assert (operation in concept.over([field])) == any(one in concept for one in alike)


@given(operations)
def test_where_takes_one_value_or_several(operation: Operation) -> None:
    facts = operation._asdict()
    assert list(where(**facts)) == [operation]
    assert operation in where(work=operation.work, place=VALUES["place"])
    with pytest.raises(FactError, match="work: 'wrk'"):
        where(work=("payroll", "wrk"))


def test_a_row_has_its_operation() -> None:
    assert list(where(work="payroll", channels="none"))[-1] in everything
    assert Operation(*([""] * 7)) not in [*where(work="payroll", gets="tool")]


@pytest.mark.parametrize(
    "concept",
    [call_centre.call_centre, bpo.bpo, *overlap.CELLS],
    ids=lambda concept: concept.name,
)
def test_some_rule_speaks_about_each_fact_that_decides(concept: Concept) -> None:
    """Otherwise no rule could be named for an answer that rests on the fact."""
    silent = [
        (field, value)
        for field in concept.reads
        for value in VALUES[field]
        if not any(RULES[number].decides({field: {value}}) for number in concept.rules)
    ]
    assert not silent


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_concept_rests_on_rules_unless_others_define_it(name: str) -> None:
    concept = CONCEPTS[name]
    assert concept.rules or name in {one.concept.name for one in definitions.DEFINITIONS}
    assert all(number in RULES for number in concept.rules)


def test_only_concepts_combine() -> None:
    with pytest.raises(TypeError, match="expected a concept"):
        bpo.bpo & {1, 2}


def test_a_name_belongs_to_one_concept() -> None:
    for module in (bpo, call_centre, neighbours, overlap, definitions):
        for concept in vars(module).values():
            if isinstance(concept, Concept) and concept.name in CONCEPTS:
                assert CONCEPTS[concept.name] is concept


def test_rules_point_to_pages_and_sources() -> None:
    bibliography = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert (ROOT / "docs" / f"{rule.page}.md").is_file(), rule.page
        assert bool(rule.sources) == (rule.number[0] in "RC"), rule.number
        assert all(f"{{{source}," in bibliography for source in rule.sources), rule.sources
