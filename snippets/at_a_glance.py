"""The comparison of the two concepts, property by property."""

from collections.abc import Iterable, Sequence

from snippets.answer import Verdict, ask
from snippets.bpo import back_office, bpo, business_process, front_office, in_house, outsourced
from snippets.call_centre import (
    blended_centre,
    call_centre,
    centralised,
    contact_centre,
    in_house_call_centre,
    inbound_centre,
    outbound_centre,
    outsourced_call_centre,
    telephone_user,
    voice_led,
    written_channel,
)
from snippets.concept import Concept
from snippets.neighbours import captive, it_work, knowledge_work, nearshore, offshore, onshore
from snippets.operation import Operation

COLUMNS = (bpo, call_centre, outsourced_call_centre, in_house_call_centre)

PROPERTIES = {
    "is done for a client": outsourced,
    "is done for its own enterprise or group": in_house,
    "is a captive centre": captive,
    "is a process that businesses traditionally run for themselves": business_process,
    "handles contacts with customers or the public": contact_centre,
    "is led by voice": voice_led,
    "uses the telephone": telephone_user,
    "has a written channel": written_channel,
    "is an inbound call centre": inbound_centre,
    "is an outbound call centre": outbound_centre,
    "is a blended call centre": blended_centre,
    "is front office": front_office,
    "is back office": back_office,
    "is knowledge work": knowledge_work,
    "is IT work": it_work,
    "is done in the same country": onshore,
    "is done in another country": offshore,
    "is done in a neighbouring country": nearshore,
    "has its people in a centre, not at home": centralised,
}

WORDS = {Verdict.ALWAYS: "always", Verdict.DEPENDS: "sometimes", Verdict.NEVER: "never"}


SUMMARY = (
    "is done for a client",
    "is done for its own enterprise or group",
    "handles contacts with customers or the public",
    "is led by voice",
    "is back office",
    "is done in another country",
)


def comparison(
    properties: Iterable[str] = PROPERTIES, columns: Sequence[Concept[Operation]] = COLUMNS
) -> list[list[str]]:
    """Return the comparison table, a row for each property, with the header first."""
    header = ["The operation …", *(concept.name for concept in columns)]
    return [header] + [
        [words, *(WORDS[ask(PROPERTIES[words], concept).verdict] for concept in columns)]
        for words in properties
    ]


def summary() -> list[list[str]]:
    """Return the few rows and columns of the comparison that tell the two concepts apart."""
    return comparison(SUMMARY, COLUMNS[:2])
