"""Propositions: whether each form holds, and what is shown for it, against plain sets."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.cases import cases
from snippets.operation import KINDS, FactError, Operation, every_operation
from snippets.organisation import Organisation, every_organisation
from snippets.proposition import TERMS, Form, Proposition, concept_of

OF_CASES = (Form.IS, Form.IS_NOT, Form.MAY)
OF_SETS = [form for form in Form if form not in OF_CASES]
OF_ORGANISATIONS = {"BPO provider", "organisation with a call centre", "organisation"}

terms = st.sampled_from(sorted(set(TERMS) - OF_ORGANISATIONS))
of_organisations = st.sampled_from(sorted(OF_ORGANISATIONS))
pairs = st.tuples(terms, terms) | st.tuples(of_organisations, of_organisations)


def members(term: str) -> frozenset[Any]:
    """Return the things under a term, one by one, without what sets of concepts compute."""
    facts = TERMS[term].get("facts")
    if facts:
        return frozenset(
            op for op in every_operation() if all(getattr(op, f) == v for f, v in facts.items())
        )
    concept = concept_of(term)
    space = every_organisation() if term in OF_ORGANISATIONS else every_operation()
    return frozenset(thing for thing in space if concept.test(thing))


def read(shown: str, organisation: bool) -> Operation | Organisation:
    """Return the thing that is shown in words."""
    facts = [dict(pair.split(": ") for pair in one.split(", ")) for one in shown.split("; ")]
    found = [Operation(**{name.replace(" ", "_"): row[name] for name in row}) for row in facts]  # type: ignore[arg-type]
    return Organisation(*found) if organisation else found[0]


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
        thing = read(found.shown, subject in OF_ORGANISATIONS)
        assert (thing in s, thing in p) in places, (proposition, found.shown)
    return found.true


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
    assert read(found.shown, False) in members("payroll")


def test_every_term_stands_for_something() -> None:
    for term in TERMS:
        concept = concept_of(term)
        assert concept, f"{term} is empty"
        assert concept.extension == members(term)
        assert (concept.space.things() == every_organisation()) is (term in OF_ORGANISATIONS)


@pytest.fixture
def impossible(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a term whose facts contradict each other."""
    facts = {"work": "order taking", "channels": "none"}
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
        ("ADP", "BPO operation", Form.IS),
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
            assert all(fact in line and field in KINDS for field, fact in facts.items())
