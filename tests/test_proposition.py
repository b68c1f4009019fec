"""Propositions: whether each form holds, and what is shown for it, against plain sets."""

from functools import cache
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain import space

from classified.cases import cases
from classified.concept import Concept, Runs, everything, where
from classified.errors import FactError
from classified.facts import VALUES
from classified.proposition import TERMS, Form, Proposition, concept_of

OF_CASES = (Form.IS, Form.IS_NOT, Form.MAY)
OF_SETS = [form for form in Form if form not in OF_CASES]
OF_ORGANISATIONS = {"BPO provider", "organisation with a call centre", "organisation"}

terms = st.sampled_from(sorted(set(TERMS) - OF_ORGANISATIONS))
of_organisations = st.sampled_from(sorted(OF_ORGANISATIONS))
pairs = st.tuples(terms, terms) | st.tuples(of_organisations, of_organisations)


@cache
def members(term: str) -> frozenset[object]:
    """Return stand-ins for the things under a term: classes of operations, or sets of two."""
    concept = concept_of(term)
    if isinstance(concept, Runs):
        every = (concept_of(key) for key in sorted(OF_ORGANISATIONS))
        parts = {one.name: one.part for one in every if isinstance(one, Runs)}
        kinds = {tuple(op in part for part in parts.values()) for op in space()}
        pairs = combinations_with_replacement(sorted(kinds), 2)
        place = list(parts).index(concept.name)
        return frozenset(pair for pair in pairs if pair[0][place] or pair[1][place])
    return frozenset(concept)


def read(shown: str) -> list[dict[str, str]]:
    """Return the facts of the things that are shown in words."""
    return [
        {name.replace(" ", "_"): value for name, value in (pair.split(": ") for pair in facts)}
        for one in shown.split("; ")
        for facts in [[] if one == "any operation" else one.split(", ")]
    ]


# Where a thing can be: (in the subject, in the predicate).
BOTH, LEFT, RIGHT = (True, True), (True, False), (False, True)

# For each form: where something has to be, where nothing may be, and where a counterexample and
# a witness are, if one is shown.
Places = set[tuple[bool, bool]]
MEANING: dict[Form, tuple[Places, Places, Places, Places]] = {
    Form.EVERY: (set(), {LEFT}, {LEFT}, set()),
    Form.ALWAYS: (set(), {LEFT}, {LEFT}, set()),
    Form.NO: (set(), {BOTH}, {BOTH}, set()),
    Form.NEVER: (set(), {BOTH}, {BOTH}, set()),
    Form.SOME: ({BOTH}, set(), {LEFT}, {BOTH}),
    Form.SOME_NOT: ({LEFT}, set(), {BOTH}, {LEFT}),
    Form.ONLY: (set(), {RIGHT}, {RIGHT}, set()),
    Form.SOMETIMES: ({BOTH, LEFT}, set(), {BOTH, LEFT}, {BOTH}),
    Form.OVERLAP: ({BOTH, LEFT, RIGHT}, set(), {BOTH, LEFT}, {BOTH}),
    Form.SAME: (set(), {LEFT, RIGHT}, {LEFT, RIGHT}, set()),
}


def compare(form: Form, subject: str, predicate: str) -> bool:
    """Hold a judgement against plain sets, and return it."""
    proposition = Proposition(form, subject, predicate)
    found, s, p = proposition.judge(), members(subject), members(predicate)
    needed, barred, against, witness = MEANING[form]
    occupied = {(thing in s, thing in p) for thing in s | p}
    assert found.true is (needed <= occupied and not barred & occupied)
    # The expression, evaluated as Python on the sets, says the same.
    expression = proposition.expression().replace("∅", "frozenset()")
    for term, name in {subject: "s", predicate: "p"}.items():
        expression = expression.replace(f"{{{term}}}", name)
    value = eval(expression, {"s": s, "p": s if subject == predicate else p})
    assert found.true is (all(value) if isinstance(value, tuple) else value)
    places = witness if found.true else against
    if found.shown or (places and form is not Form.SOMETIMES):  # of which see below
        one, other = concept_of(subject), concept_of(predicate)
        if isinstance(one, Runs) and isinstance(other, Runs):
            shown = [where(**facts) for facts in read(found.shown)]
            place = (
                any(thing <= one.part for thing in shown),
                any(thing <= other.part for thing in shown),
            )
        else:
            (facts,) = read(found.shown)  # and those that are not named do not matter
            assert isinstance(one, Concept) and isinstance(other, Concept)
            place = (where(**facts) <= one, where(**facts) <= other)
            assert where(**facts).isdisjoint(one) is not place[0]
            assert where(**facts).isdisjoint(other) is not place[1]
        assert place in places, (proposition, found.shown)
    return found.true


@pytest.mark.slow
@given(st.sampled_from(OF_SETS), pairs)
def test_judgements_agree_with_plain_sets(form: Form, pair: tuple[str, str]) -> None:
    compare(form, *pair)


@pytest.mark.parametrize(
    ("form", "true", "false"),
    [
        (Form.EVERY, ("outsourced call centre", "BPO operation"), ("call centre", "payroll")),
        (Form.ALWAYS, ("chat desk", "contact centre"), ("contact centre", "chat desk")),
        (Form.NO, ("payroll", "call centre"), ("call centre", "BPO operation")),
        (Form.NEVER, ("in-house operation", "BPO operation"), ("payroll", "BPO operation")),
        (Form.SOME, ("call centre", "BPO operation"), ("payroll", "programming")),
        (Form.SOME_NOT, ("call centre", "BPO operation"), ("KPO operation", "BPO operation")),
        (Form.ONLY, ("contact centre", "call centre"), ("call centre", "BPO operation")),
        (Form.SOMETIMES, ("payroll", "BPO operation"), ("payroll bureau", "BPO operation")),
        (Form.OVERLAP, ("call centre", "BPO operation"), ("call centre", "contact centre")),
        (Form.OVERLAP, ("BPO operation", "contact centre"), ("contact centre", "call centre")),
        (Form.SAME, ("payroll", "payroll"), ("payroll", "payroll bureau")),
        (Form.SOME, ("BPO provider", "organisation with a call centre"), None),
        (Form.EVERY, ("BPO provider", "organisation"), ("organisation", "BPO provider")),
    ],
)
def test_each_form_can_hold_and_fail(
    form: Form, true: tuple[str, str], false: tuple[str, str] | None
) -> None:
    assert compare(form, *true)
    assert false is None or not compare(form, *false)


def test_a_sometimes_that_is_never_shows_one_of_the_subject() -> None:
    found = Proposition(Form.SOMETIMES, "payroll", "call centre").judge()
    assert not found.true
    assert read(found.shown)[0]["work"] == "payroll"


def test_every_term_stands_for_something() -> None:
    for term in TERMS:
        concept = concept_of(term)
        assert isinstance(concept, Runs) is (term in OF_ORGANISATIONS)
        assert isinstance(concept, Runs) or (concept and concept != everything), term


@pytest.fixture
def impossible(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a term whose facts contradict each other."""
    facts = {"work": "order taking", "for_whom": "consumers"}
    monkeypatch.setitem(TERMS, "impossible", {"facts": facts})
    return "impossible"


@pytest.mark.parametrize("form", OF_SETS)
def test_a_statement_about_nothing_is_refused(form: Form, impossible: str) -> None:
    for pair in (impossible, "payroll"), ("payroll", impossible):
        with pytest.raises(FactError, match="no 'impossible' exists"):
            Proposition(form, *pair).judge()


def test_a_statement_of_a_case_about_nothing_is_refused(impossible: str) -> None:
    with pytest.raises(FactError, match="no 'impossible' exists"):
        Proposition(Form.IS_NOT, "ADP", impossible).judge()


@pytest.mark.parametrize("form", OF_SETS)
def test_operations_and_organisations_do_not_mix(form: Form) -> None:
    for pair in ("call centre", "BPO provider"), ("BPO provider", "call centre"):
        with pytest.raises(FactError, match=f"{pair[1]!r} is not of the kind of {pair[0]!r}"):
            Proposition(form, *pair).judge()


@pytest.mark.parametrize(
    ("name", "predicate", "right"),
    [
        ("Maybank call centre", "call centre", Form.IS),
        ("Maybank call centre", "BPO operation", Form.IS_NOT),
        ("NHS 111", "BPO operation", Form.MAY),  # it is not known for whom
        ("Scicom", "call centre", Form.MAY),  # some lines of its work are, some are not
        ("GECIS", "organisation with a call centre", Form.IS),  # the second line suffices
        ("Scicom", "BPO provider", Form.IS),
        ("GECIS", "BPO provider", Form.IS_NOT),
        ("NHS 111", "BPO provider", Form.MAY),
        ("ADP", "BPO operation", Form.MAY),  # it supplies a tool too
        ("ADP", "organisation", Form.IS),
    ],
)  # fmt: skip
def test_of_a_case_one_form_is_right(name: str, predicate: str, right: Form) -> None:
    verdicts = {"is": "always", "is_not": "never", "may": "depends"}
    for form in OF_CASES:
        proposition = Proposition(form, name, predicate)
        found = proposition.judge()
        assert found.true is (form is right)
        assert proposition.expression() == f"{name} in {{{predicate}}}: {verdicts[form]}"
        lines = found.shown.splitlines()
        assert len(lines) == len(cases()[name].lines)
        for line, facts in zip(lines, cases()[name].lines, strict=True):
            assert all(fact in line and field in VALUES for field, fact in facts.items())
