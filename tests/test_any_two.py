"""Any two terms: relation, witnesses and sentences, held against the sets themselves."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classified.answer import Verdict
from classified.concept import FIELDS, where
from classified.facts import FACTS, VALUES
from classified.language import parse, render
from snippets.any_two import (
    COMPARED,
    LINES,
    SAID,
    otherwise,
    relation,
    said,
    told,
    values,
    witness,
)
from snippets.definitions import DEFINITIONS

PAIRS = [*permutations(COMPARED, 2)]
CASES = {f"{case.name} ({case.year})" for case, _line in LINES}


def test_what_is_compared_are_terms_for_operations_that_can_begin_a_sentence() -> None:
    assert {"BPO operation", "call centre", "payroll bureau"} <= COMPARED.keys()
    assert not {"BPO provider", "neither", "voice-led operation"} & COMPARED.keys()
    with pytest.raises(KeyError):
        relation("BPO operation", "BPO provider")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("KPO operation", "BPO operation", "part"),
        ("BPO operation", "KPO operation", "whole"),
        ("call centre", "BPO operation", "overlap"),
        ("ITO operation", "BPO operation", "apart"),
        ("call centre", "call centre", "same"),
    ],
)
def test_the_relation_of_known_pairs(one: str, other: str, expected: str) -> None:
    assert relation(one, other) == expected


def test_each_relation_is_what_is_in_both_and_in_one_alone() -> None:
    for one, other in PAIRS:
        a, b = COMPARED[one], COMPARED[other]
        parts = bool(a - b), bool(a & b), bool(b - a)
        assert (
            relation(one, other)
            == {
                (False, True, False): "same",
                (False, True, True): "part",
                (True, True, False): "whole",
                (True, True, True): "overlap",
                (True, False, True): "apart",
            }[parts]
        ), (one, other)


def test_all_that_is_said_is_true_and_can_be_read() -> None:
    for one, other in PAIRS:
        for proposition in said(one, other):
            assert proposition.judge().true, proposition
            assert parse(render(proposition, "en"), "en") == proposition
            assert {proposition.subject, proposition.predicate} == {one, other}


def test_what_is_said_of_no_pair_now_would_be_true_of_one_of_the_same_extent() -> None:
    assert {relation(one, other) for one, other in PAIRS} == {*SAID} - {"same"}
    assert all(one.judge().true for one in said("call centre", "call centre"))


def test_a_witness_is_in_its_part_and_there_is_one_wherever_the_part_is_not_empty() -> None:
    lines = {(f"{case.name} ({case.year})", *told(line)): where(**line) for case, line in LINES}
    for one, other in PAIRS:
        for verdict in Verdict.ALWAYS, Verdict.NEVER:
            a, b = COMPARED[one], COMPARED[other]
            part = a & b if verdict is Verdict.ALWAYS else a - b
            found = witness(one, other, verdict)
            assert bool(found) == bool(part), (one, other)
            fits = [words for words, things in lines.items() if things <= part]
            assert not found or found[0] in CASES | {""}
            assert tuple(found) in fits if fits else found[:1] in ([], [""]), (one, other, found)


@given(st.sampled_from(PAIRS), st.sampled_from([Verdict.ALWAYS, Verdict.NEVER]))
def test_the_words_of_a_witness_say_what_puts_it_there(
    pair: tuple[str, str], verdict: Verdict
) -> None:
    one, other = pair
    found = witness(one, other, verdict)
    if not found:
        return
    facts = {"work": found[1]}
    for field in FIELDS[1:]:
        for value, words in FACTS[field]["told"].items():
            if words in found[2:]:
                facts[field] = value
    if facts.get("channels") == "none":
        facts["direction"] = "none"  # which goes without saying
    things = where(**facts)
    assert things
    assert things <= COMPARED[one]
    assert things <= COMPARED[other] or verdict is Verdict.NEVER
    assert things.isdisjoint(COMPARED[other]) or verdict is Verdict.ALWAYS


def test_every_value_is_told_and_no_two_alike() -> None:
    every = [words for field in FIELDS[1:] for words in FACTS[field]["told"].values()]
    assert len(every) == len({*every})
    for field in FIELDS[1:]:
        assert {*VALUES[field]} - FACTS[field]["told"].keys() <= {"none"}, field


def test_values_are_those_that_a_term_allows() -> None:
    assert values("BPO operation", "for_whom") == "client; joint owners"
    assert values("BPO operation", "work") == "handling contacts; handling information"
    assert values("BPO operation", "place") == "any"
    assert values("back office", "work").startswith(
        "handling information, but not debt collection"
    )
    for name, concept in COMPARED.items():
        assert [field for field in FIELDS if values(name, field) != "any"] == [*concept.reads]


def test_definitions_relate_otherwise_only_if_they_do() -> None:
    assert otherwise("BPO operation", "ITO operation")[0] == ("BPO by IBM's list", "ITO operation")
    assert otherwise("KPO operation", "LPO operation") == []
    ours = {name for name, one in COMPARED.items() for each in DEFINITIONS if each.ours is one}
    for one, other in PAIRS:
        for theirs, beside in otherwise(one, other):
            mine = other if beside == one else one
            assert mine in ours
            assert relation(theirs, beside) != relation(mine, beside)
