"""Answers: always, never or depends, with the reasons and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_concept import CONCEPTS, concepts, operations

from classified.answer import Verdict, ask
from classified.concept import FIELDS
from classified.errors import FactError
from classified.rules import RULES
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.operation import Operation
from snippets.overlap import neither

fields = st.sets(st.sampled_from(FIELDS))


def facts_of(operation: Operation, names: set[str]) -> dict[str, str]:
    return {name: getattr(operation, name) for name in FIELDS if name in names}


@given(operations, concepts, fields, fields)
def test_knowing_more_never_overturns(operation, concept, known, more) -> None:  # type: ignore[no-untyped-def]
    before = ask(concept, **facts_of(operation, known)).verdict
    after = ask(concept, **facts_of(operation, known | more)).verdict
    assert before in (after, Verdict.DEPENDS)


@given(operations, concepts)
def test_with_all_facts_known_the_answer_is_membership(operation, concept) -> None:  # type: ignore[no-untyped-def]
    answer = ask(concept, **facts_of(operation, set(FIELDS)))
    assert answer.verdict is (Verdict.ALWAYS if operation in concept else Verdict.NEVER)


@given(operations, concepts, fields)
def test_reasons_and_missing_facts_do_what_they_say(operation, concept, known) -> None:  # type: ignore[no-untyped-def]
    answer = ask(concept, **facts_of(operation, known))
    if answer.verdict is Verdict.DEPENDS:
        assert not answer.because
        assert not answer.rules
        asked = set(answer.missing)
        assert asked and not asked & known
        assert ask(concept, **facts_of(operation, known | asked)).verdict is not Verdict.DEPENDS
    else:
        reasons = set(answer.because)
        assert ask(concept, **facts_of(operation, reasons)).verdict is answer.verdict
        for reason in reasons:
            fewer = ask(concept, **facts_of(operation, reasons - {reason}))
            assert fewer.verdict is Verdict.DEPENDS, reason
        assert all(RULES[rule.number] is rule for rule in answer.rules)
        assert not answer.missing


@given(concepts, concepts)
def test_a_known_concept_restricts(concept, known) -> None:  # type: ignore[no-untyped-def]
    verdict = ask(concept, known).verdict
    assert (verdict is Verdict.ALWAYS) == (known <= concept)
    assert (verdict is Verdict.NEVER) == known.isdisjoint(concept)


@pytest.mark.parametrize(
    ("name", "facts", "numbers"),
    [
        ("BPO operation", {"gets": "tool"}, ("R4",)),
        ("BPO operation", {"gets": "staff"}, ("R4",)),
        ("BPO operation", {"gets": "whole business"}, ("R5",)),
        ("BPO operation", {"for_whom": "own group"}, ("R2",)),
        ("BPO operation", {"work": "hosting"}, ("C4",)),
        ("BPO operation", {"work": "facilities services"}, ("C4",)),
        ("call centre", {"work": "debt collection"}, ("R3", "C3")),
        ("call centre", {"channels": "text"}, ("C1",)),
        ("call centre", {"gets": "staff"}, ("R4",)),
    ],
)
def test_the_rule_that_decided_is_named(
    name: str, facts: dict[str, str], numbers: tuple[str, ...]
) -> None:
    answer = ask(CONCEPTS[name], **facts)
    assert answer.verdict is Verdict.NEVER
    assert answer.numbers == numbers


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"channels": "none", "direction": "inbound"},
            "direction: 'inbound' contradicts channels 'none'",
        ),
        (
            {"work": "telemarketing", "gets": "process", "channels": "none"},
            "channels: 'none' contradicts work 'telemarketing': handling contacts needs",
        ),
        ({"work": "order taking", "direction": "both"}, "direction: 'both' contradicts work"),
        ({"work": "fundraising", "for_whom": "consumers"}, "'consumers' contradicts work"),
        (
            {"work": "telemarketing", "gets": "process", "direction": "none"},
            "work 'telemarketing', gets 'process', direction 'none' contradict each other",
        ),
    ],
)
def test_contradicting_facts_are_refused(facts: dict[str, str], words: str) -> None:
    with pytest.raises(FactError, match=words):
        ask(bpo, **facts)


def test_what_nothing_is_can_not_be_given() -> None:
    with pytest.raises(FactError, match="nothing is 'BPO operation and neither'"):
        ask(call_centre, bpo & neither)
    with pytest.raises(FactError, match="no in-house call centre has them"):
        ask(call_centre, CONCEPTS["in-house call centre"], work="order taking", for_whom="client")
