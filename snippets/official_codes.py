"""Official codes: what the statistical schemes do with a call centre, and with BPO (R8)."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from snippets.answer import Verdict, ask
from snippets.bpo import is_outsourced
from snippets.call_centre import (
    call_centre,
    handles_contacts,
    is_call_centre,
    is_voice_led,
    non_voice_bpo,
)
from snippets.concept import Concept
from snippets.operation import KINDS, Operation, Work
from snippets.overlap import neither


def is_coded_naics_2022(operation: Operation) -> bool:
    """Return whether NAICS 2022 gives code 56142: contacts, by any channel, for anyone.

    Source: NAICS 2022, 561421 and 561422 ("or they serve other establishments of the same
    enterprise"); the index limits emergency dispatch to contractors.
    """
    if operation.work is Work.EMERGENCY_CALL_TAKING:
        return is_outsourced(operation)
    return handles_contacts(operation)


def is_coded_naics_2017(operation: Operation) -> bool:
    """Return whether NAICS 2017 gives code 56142: contacts, by any channel, for others only.

    Source: NAICS 2017, 561422 ("for others ... on behalf of clients").
    """
    return is_coded_naics_2022(operation) and is_outsourced(operation)


def is_coded_uk_sic_2007(operation: Operation) -> bool:
    """Return whether UK SIC 2007 gives code 82200: contacts or polls by voice, for others only.

    Source: UK SIC 2007, division 82 and note to 82.20; ONS examples code the call centre of a
    bank to banking and that of an airline to air transport.
    """
    is_poll = operation.work is Work.OPINION_POLLING and is_voice_led(operation)
    return (is_call_centre(operation) or is_poll) and is_outsourced(operation)


naics_2017 = Concept("operation coded as a call centre by NAICS 2017", is_coded_naics_2017, "R8")
naics_2022 = Concept("operation coded as a call centre by NAICS 2022", is_coded_naics_2022, "R8")
uk_sic_2007 = Concept(
    "operation coded as a call centre by UK SIC 2007", is_coded_uk_sic_2007, "R8"
)
CODED = {"NAICS 2017": naics_2017, "NAICS 2022": naics_2022, "UK SIC 2007": uk_sic_2007}


@dataclass(frozen=True)
class IndexEntry:
    """An entry of the NAICS 2022 index: the words by which a code is found."""

    code: str
    entry: str

    def mentions_telephone(self) -> bool:
        """Return whether the words speak of a telephone, a phone or a call."""
        return bool(re.search(r"\b(telephone|phone|call)s?\b", self.entry, re.IGNORECASE))


@dataclass(frozen=True)
class DescribedEntry(IndexEntry):
    """An entry of the index with the facts that it and its code state.

    Attributes:
        tier: "clear", or "boundary" where the code and this handbook may part.
        coded_as: the concept that its code stands for.
        facts: the facts, by field, in plain words.
    """

    tier: str
    coded_as: str
    facts: Mapping[str, str]

    def agrees(self) -> bool:
        """Return whether the logic, given the facts alone, finds what the code says."""
        concept = {one.name: one for one in (call_centre, non_voice_bpo, neither)}[self.coded_as]
        return ask(concept, **self.facts).verdict is Verdict.ALWAYS


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def index_entries() -> list[IndexEntry]:
    """Return every entry that mentions a telephone, phone or call, or has code 56142."""
    return [IndexEntry(**row) for row in _rows("naics_2022_index_telephone.csv")]


def described_entries() -> list[DescribedEntry]:
    """Return the entries that the handbook has described by facts, to test the logic on."""
    return [
        DescribedEntry(
            row["code"],
            row["entry"],
            row["tier"],
            row["coded_as"],
            {name: row[name] for name in KINDS if row.get(name)},
        )
        for row in _rows("naics_2022_entries.csv")
    ]


def codes() -> list[list[str]]:
    """Return the table of call-centre codes in all schemes, with the header first."""
    return _table("call_centre_codes.csv")


def codes_of_work() -> list[list[str]]:
    """Return the table of the codes of other work done for clients, with the header first."""
    return _table("codes_of_work.csv")


def codes_of_telephone_work() -> list[list[str]]:
    """Return the table of work done by telephone, its codes, and whether R1 takes it in."""
    header, *rows = _table("codes_of_telephone_work.csv")
    return [[*header, "A call centre here?"]] + [
        [*row, str(ask(call_centre, work=row[0]).verdict)] for row in rows
    ]


def _table(name: str) -> list[list[str]]:
    rows = _rows(name)
    return [list(rows[0]), *(list(row.values()) for row in rows)]
