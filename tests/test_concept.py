"""Concepts behave as the sets of their members do."""

import pytest
from conftest import ROOT

from snippets import at_a_glance, bpo, call_centre, neighbours, official_codes, overlap
from snippets.concept import Concept
from snippets.operation import KINDS, Operation, every_operation
from snippets.rules import RULES

CONCEPTS: dict[str, Concept[Operation]] = {
    concept.name: concept
    for module in (bpo, call_centre, neighbours, overlap)
    for concept in vars(module).values()
    if isinstance(concept, Concept)
} | {concept.name: concept for concept in official_codes.CODED.values()}


@pytest.mark.parametrize("name", CONCEPTS)
def test_set_laws(name: str) -> None:
    one = CONCEPTS[name]
    for other in CONCEPTS.values():
        these, those = one.extension, other.extension
        assert (one & other).extension == these & those, other
        assert (one | other).extension == these | those, other
        assert (one - other).extension == these - those, other
        assert (one <= other) == (these <= those), other
        assert (one < other) == (these < those), other
        assert (one == other) == (these == those), other
        assert one.isdisjoint(other) == these.isdisjoint(those), other


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_says_something(name: str) -> None:
    """An empty concept would make any statement about it true."""
    assert 0 < len(CONCEPTS[name]) < len(every_operation())
    assert all(operation in CONCEPTS[name] for operation in CONCEPTS[name])


@pytest.mark.parametrize("name", CONCEPTS)
def test_the_rules_of_a_concept_read_what_it_depends_on(name: str) -> None:
    """Otherwise no rule could be named for an answer that rests on the fact."""
    concept = CONCEPTS[name]
    read = {field for rule in concept.rules for field, values in rule.reads.items() if values}
    for field in KINDS:
        others = [name for name in KINDS if name != field]
        seen: dict[tuple[str, ...], bool] = {}
        for operation in every_operation():
            key = tuple(getattr(operation, name) for name in others)
            member = operation in concept
            assert field in read or seen.setdefault(key, member) == member, field


def test_only_concepts_combine() -> None:
    with pytest.raises(TypeError, match="expected a concept"):
        bpo.bpo & {1, 2}


def test_a_name_belongs_to_one_concept() -> None:
    for module in (at_a_glance, bpo, call_centre, neighbours, overlap):
        for concept in vars(module).values():
            if isinstance(concept, Concept):
                assert CONCEPTS[concept.name] is concept


def test_rules_point_to_pages_and_sources() -> None:
    bibliography = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert (ROOT / "docs" / f"{rule.page}.md").is_file(), rule.page
        assert rule.sources
        assert all(f"{{{source}," in bibliography for source in rule.sources), rule.sources
