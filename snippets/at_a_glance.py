"""The comparison of the two concepts, property by property."""

from collections.abc import Iterable, Sequence

from snippets.answer import Verdict, verdict_of
from snippets.bpo import back_office, bpo, front_office, in_house, outsourced
from snippets.call_centre import (
    automated,
    blended_centre,
    call_centre,
    contact_centre,
    home_based,
    in_house_call_centre,
    inbound_centre,
    no_contacts,
    outbound_centre,
    outsourced_call_centre,
    telephone_user,
    voice_led,
    written_channel,
)
from snippets.concept import Concept, where
from snippets.neighbours import abroad, onshore, shared_services

COLUMNS = (bpo, call_centre, outsourced_call_centre, in_house_call_centre)

PROPERTIES = {
    "is done for an enterprise outside its group": outsourced,
    "is done for its own enterprise or group": in_house,
    "is done for another company of its group": shared_services,
    "runs a process, rather than supplying for it": where(gets="process"),
    "handles contacts as its work": contact_centre,
    "works mainly by voice": voice_led,
    "is done without any contact": no_contacts,
    "has spoken contacts": telephone_user,
    "has a written channel": written_channel,
    "is front office": front_office,
    "is back office": back_office,
    "answers contacts only": inbound_centre,
    "starts contacts only": outbound_centre,
    "answers and starts contacts": blended_centre,
    "is done in the same country": onshore,
    "is done abroad": abroad,
    "is done from home": home_based,
    "is done by a machine": automated,
}
SUMMARY = (
    "is done for an enterprise outside its group",
    "is done for its own enterprise or group",
    "handles contacts as its work",
    "works mainly by voice",
    "is done without any contact",
    "is done abroad",
)
WORDS = {Verdict.ALWAYS: "always", Verdict.DEPENDS: "sometimes", Verdict.NEVER: "never"}


def comparison(
    properties: Iterable[str] = PROPERTIES, columns: Sequence[Concept] = COLUMNS
) -> list[list[str]]:
    """Return the comparison table, a row for each property, with the header first."""
    header = ["The operation …", *(concept.name for concept in columns)]
    return [header] + [
        [words, *(WORDS[verdict_of(PROPERTIES[words], concept)] for concept in columns)]
        for words in properties
    ]


def differences(columns: Sequence[Concept] = COLUMNS) -> list[list[str]]:
    """Return the rows of the comparison in which the columns are not all the same."""
    header, *rows = comparison(columns=columns)
    return [header, *(row for row in rows if len(set(row[1:])) > 1)]


def summary() -> list[list[str]]:
    """Return the few rows and columns of the comparison that tell the two concepts apart."""
    return comparison(SUMMARY, COLUMNS[:2])
