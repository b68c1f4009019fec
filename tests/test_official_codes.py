"""The logic against the official index, and the schemes against each other."""

import pytest

from snippets.answer import Verdict, ask
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.official_codes import (
    CODED,
    DescribedEntry,
    codes,
    described_entries,
    index_entries,
)

CLEAR = [entry for entry in described_entries() if entry.tier == "clear"]


@pytest.mark.parametrize("entry", CLEAR, ids=lambda entry: entry.entry)
def test_clear_entries_get_the_code_they_have(entry: DescribedEntry) -> None:
    assert entry.agrees(), entry


def test_there_are_clear_entries_of_every_kind() -> None:
    assert {entry.coded_as for entry in CLEAR} == {"call centre", "non-voice BPO", "neither"}


def test_the_telephone_is_looked_for_as_a_word() -> None:
    said = {entry.entry for entry in index_entries() if entry.mentions_telephone()}
    assert "Wakeup call services" in said
    assert "Telemarketing bureaus" not in said


@pytest.mark.parametrize(
    ("scheme", "for_whom", "verdict"),
    [
        ("NAICS 2017", "own enterprise", Verdict.NEVER),
        ("NAICS 2017", "client", Verdict.ALWAYS),
        ("NAICS 2022", "own enterprise", Verdict.ALWAYS),
        ("NAICS 2022", "own group", Verdict.ALWAYS),
        ("UK SIC 2007", "own group", Verdict.NEVER),
        ("UK SIC 2007", "client", Verdict.ALWAYS),
    ],
)
def test_in_house_centres_depend_on_the_scheme(
    scheme: str, for_whom: str, verdict: Verdict
) -> None:
    facts = {"work": "customer service", "channels": "voice", "for_whom": for_whom}
    assert ask(CODED[scheme], **facts).verdict is verdict


def test_every_scheme_takes_the_outsourced_call_centre() -> None:
    assert all(call_centre & bpo <= coded for coded in CODED.values())


def test_the_table_of_codes_is_complete() -> None:
    header, *rows = codes()
    assert header == ["Scheme", "Area", "Code", "Title"]
    assert all(all(row) for row in rows)
    assert ["MSIC 2008", "Malaysia", "82200", "Activities of call centres"] in rows
