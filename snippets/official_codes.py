"""Official codes: what the statistical schemes do with a call centre, and with BPO."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from classified.answer import Verdict, verdict_of
from classified.concept import FIELDS, where
from classified.data import read
from classified.errors import FactError
from snippets.bpo import outsourced
from snippets.call_centre import call_centre, text_led_centre
from snippets.definitions import naics_2022, uk_sic_2007
from snippets.neighbours import staffing

CODED = {"NAICS 2022": naics_2022, "UK SIC 2007": uk_sic_2007}

_TOLD = read("codes_of_operations.toml")
#: The operations that rows of the two tables of codes speak of, where the facts can tell them.
ROWS_OF_CODES = (
    *((outsourced & where(work=works)).called(row) for row, works in _TOLD["work"].items()),
    *(
        (outsourced & call_centre & where(work=works)).called(row)
        for row, works in _TOLD["calls"].items()
    ),
    (outsourced & text_led_centre).called("chat and online customer service"),
    staffing.called("lending temporary staff"),
)


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
    """An entry with the facts that someone read from its words, without knowing the rules.

    Attributes:
        scheme: whose index it is of.
        fit: "fits", or "forced" where a value had to be stretched.
        facts: the facts, by field, in plain words.
    """

    scheme: str
    fit: str
    facts: Mapping[str, str]

    @property
    def coded(self) -> bool:
        """Whether its code is that of call centres."""
        return self.code.startswith(("56142", "82200"))

    @property
    def verdict(self) -> Verdict:
        """What the definition of its scheme says of the facts."""
        return verdict_of(CODED[self.scheme], where(**self.facts))


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(row: str) -> list[tuple[str, str, str]]:
    """Return the codes of a row of the two tables, each after its country and its scheme.

    That of ISIC comes first: a class of it is the first four digits of a code of MSIC.

    Raises:
        FactError: neither table has the row.
    """
    countries = {one["Scheme"]: one["Country or area"] for one in _rows("call_centre_codes.csv")}
    tables = _rows("codes_of_telephone_work.csv") + _rows("codes_of_work.csv")
    rows = {one.pop("Work"): one for one in tables}
    if row not in rows:
        raise FactError.unknown("row", row, rows)
    malaysian = rows[row]["MSIC 2008"]
    classes = dict.fromkeys(re.findall(r"\b(\d{4})\d\b", malaysian))
    sure = "probably " if malaysian.startswith("probably") else ""
    isic = sure + " or ".join(classes) if classes else malaysian
    listed = [(countries[scheme], scheme, code) for scheme, code in rows[row].items()]
    return [("World", "ISIC Rev.4", isic), *listed]


def index_entries() -> list[IndexEntry]:
    """Return every entry that mentions a telephone, phone or call, or has code 56142."""
    return [IndexEntry(**row) for row in _rows("naics_2022_index_telephone.csv")]


def described_entries() -> list[DescribedEntry]:
    """Return the entries of both indexes that were described by facts."""
    return [
        DescribedEntry(row["code"], row["entry"], row["scheme"], row["fit"], facts)
        for row in _rows("described_entries.csv")
        for facts in [{name: row[name] for name in FIELDS if row.get(name)}]
    ]


def composition() -> list[list[str]]:
    """Return how the described entries are made up and judged, with the header first."""
    counts = Counter(
        (entry.scheme, "call centres" if entry.coded else "others", entry.verdict)
        for entry in described_entries()
    )
    return [["Index", "Coded as", "Descriptions", "yes", "no", "open"]] + [
        [scheme, kind, str(sum(found)), *map(str, found)]
        for scheme in CODED
        for kind in ("call centres", "others")
        for found in [[counts[scheme, kind, verdict] for verdict in Verdict]]
    ]
