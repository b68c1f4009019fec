"""The logic against entries of official indexes that were described without knowing the rules."""

import pytest

from classified.answer import Verdict, ask
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.definitions import DEFINITIONS
from snippets.official_codes import CODED, composition, described_entries, index_entries

# Whoever described these saw something else in the words than the statisticians did.
PARTED = {
    "Wakeup call services",
    "Business to business telemarketing including lead generation market",
    "Marketing and telemarketing services",
}


def test_the_definitions_find_the_code_that_the_entries_have() -> None:
    wrong = {
        entry.entry
        for entry in described_entries()
        if entry.verdict is (Verdict.NEVER if entry.coded else Verdict.ALWAYS)
    }
    assert wrong == PARTED


def test_the_composition_counts_every_entry() -> None:
    header, *rows = composition()
    assert sum(int(row[2]) for row in rows) == len(described_entries())
    assert all(int(row[2]) == sum(map(int, row[3:])) for row in rows)
    assert len(header) == len(rows[0])


def test_the_telephone_is_looked_for_as_a_word() -> None:
    said = {entry.entry for entry in index_entries() if entry.mentions_telephone()}
    assert "Wakeup call services" in said
    assert "Telemarketing bureaus" not in said


@pytest.mark.parametrize(
    ("scheme", "for_whom", "verdict"),
    [
        ("NAICS 2022", "own enterprise", Verdict.ALWAYS),
        ("NAICS 2022", "own group", Verdict.ALWAYS),
        ("UK SIC 2007", "own enterprise", Verdict.NEVER),
        ("UK SIC 2007", "client", Verdict.ALWAYS),
    ],
)
def test_in_house_centres_depend_on_the_scheme(
    scheme: str, for_whom: str, verdict: Verdict
) -> None:
    facts = {"work": "customer service", "gets": "process", "channels": "voice"}
    assert ask(CODED[scheme], **facts, for_whom=for_whom).verdict is verdict


def test_every_scheme_takes_the_outsourced_call_centre() -> None:
    assert all(call_centre & bpo <= coded for coded in CODED.values())


def test_every_definition_differs_from_ours() -> None:
    for one in DEFINITIONS:
        assert one.concept != one.ours
        assert not one.concept.isdisjoint(one.ours)
        assert one.sources
