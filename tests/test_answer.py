"""Answers: always, never or depends, with the reasons and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_concept import CONCEPTS

from snippets.answer import Verdict, ask
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.operation import KINDS, FactError, Operation, every_operation
from snippets.rules import RULES

operations = st.sampled_from(sorted(every_operation(), key=repr))
concepts = st.sampled_from(sorted(CONCEPTS)).map(CONCEPTS.__getitem__)
fields = st.sets(st.sampled_from(sorted(KINDS)))


def facts_of(operation: Operation, names: set[str]) -> dict[str, str]:
    return {name: getattr(operation, name) for name in KINDS if name in names}


@given(operations, concepts, fields, fields)
def test_knowing_more_never_overturns(operation, concept, known, more) -> None:  # type: ignore[no-untyped-def]
    before = ask(concept, **facts_of(operation, known)).verdict
    after = ask(concept, **facts_of(operation, known | more)).verdict
    assert before in (after, Verdict.DEPENDS)


@given(operations, concepts)
def test_with_all_facts_known_the_answer_is_membership(operation, concept) -> None:  # type: ignore[no-untyped-def]
    answer = ask(concept, **facts_of(operation, set(KINDS)))
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
        reasons = {phrase.partition(" is ")[0].replace(" ", "_") for phrase in answer.because}
        assert ask(concept, **facts_of(operation, reasons)).verdict is answer.verdict
        assert answer.rules and all(RULES[rule.number] is rule for rule in answer.rules)
        assert not answer.missing


@given(concepts, concepts)
def test_a_known_concept_restricts(concept, known) -> None:  # type: ignore[no-untyped-def]
    verdict = ask(concept, known).verdict
    assert (verdict is Verdict.ALWAYS) == (known <= concept)
    assert (verdict is Verdict.NEVER) == known.isdisjoint(concept)


def test_the_rule_that_decided_is_named() -> None:
    assert ask(bpo, work="software supply").numbers == ("R6",)
    assert ask(bpo, work="whole business").numbers == ("R7",)
    assert ask(bpo, for_whom="own group").numbers == ("R2",)
    assert ask(call_centre, work="dispatch").numbers == ("R5",)
    assert ask(call_centre, channels="text").numbers == ("R1",)


def test_contradicting_facts_are_refused() -> None:
    with pytest.raises(FactError, match=r"direction.*'inbound' is not one of 'none'"):
        ask(bpo, work="payroll", channels="none", direction="inbound")
    with pytest.raises(FactError, match=r"for_whom.*'client' is not one of 'own"):
        ask(call_centre, CONCEPTS["in-house call centre"], work="order taking", for_whom="client")
