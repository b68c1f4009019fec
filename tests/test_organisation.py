"""Organisations, and the small space that stands for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.bpo import bpo
from snippets.call_centre import call_centre, outsourced_call_centre
from snippets.neighbours import captive
from snippets.operation import FactError, every_operation
from snippets.organisation import (
    Organisation,
    bpo_provider,
    call_centre_operator,
    every_organisation,
    runs,
)

CONCEPTS = [
    bpo_provider,
    call_centre_operator,
    runs(outsourced_call_centre, "provider of call-centre services"),
    runs(captive, "organisation with a captive centre"),
]
organisations = st.sets(
    st.sampled_from(sorted(every_operation(), key=repr)), min_size=1, max_size=5
).map(lambda operations: Organisation(*operations))


def test_an_organisation_runs_something() -> None:
    with pytest.raises(FactError, match=r"operations.*at least one"):
        Organisation()


@given(organisations)
def test_larger_organisations_obey_what_holds_in_the_space(organisation) -> None:  # type: ignore[no-untyped-def]
    for one in CONCEPTS:
        for other in CONCEPTS:
            if one <= other and organisation in one:
                assert organisation in other
            if one.isdisjoint(other):
                assert organisation not in one or organisation not in other


def test_running_is_having_one() -> None:
    for organisation in every_organisation():
        assert (organisation in bpo_provider) == any(op in bpo for op in organisation.operations)
        assert (organisation in call_centre_operator) == any(
            op in call_centre for op in organisation.operations
        )
