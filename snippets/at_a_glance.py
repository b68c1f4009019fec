"""The comparison of the two concepts, property by property."""

from collections.abc import Iterable, Sequence

from classified.answer import Verdict, verdict_of
from classified.concept import Concept, where
from snippets import call_centre as centres
from snippets.bpo import back_office, bpo, front_office, in_house, outsourced
from snippets.neighbours import abroad, onshore, shared_services

COLUMNS = (bpo, centres.call_centre, centres.outsourced_call_centre, centres.in_house_call_centre)

PROPERTIES = {
    "is done for an enterprise outside its group": outsourced,
    "is done for its own enterprise or group": in_house,
    "is done for another company of its group": shared_services,
    "runs a process, rather than supplying for it": where(gets="process"),
    "handles contacts as its work": centres.contact_centre,
    "works mainly by voice": centres.voice_led,
    "is done without any contact": centres.no_contacts,
    "has spoken contacts": centres.telephone_user,
    "has a written channel": centres.written_channel,
    "is front office": front_office,
    "is back office": back_office,
    "answers contacts only": centres.inbound_centre,
    "starts contacts only": centres.outbound_centre,
    "answers and starts contacts": centres.blended_centre,
    "is done in the same country": onshore,
    "is done abroad": abroad,
    "is done from home": centres.home_based,
    "is done by a machine": centres.automated,
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
