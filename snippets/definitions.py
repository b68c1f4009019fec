"""Other definitions than the handbook's, each a concept and computed like its own.

Half of all arguments are about whose definition counts. So the handbook answers by its own, and
then says who would answer otherwise.
"""

from dataclasses import dataclass

from classified.answer import Verdict, verdict_of
from classified.concept import Concept, where
from snippets.bpo import bpo, business_process, outsourced
from snippets.call_centre import (
    VOICE_LED,
    call_centre,
    contact_centre,
    outsourced_call_centre,
    telephone_user,
)
from snippets.neighbours import it_work, shared_services


@dataclass(frozen=True)
class Definition:
    """What someone else means by the same word.

    Attributes:
        concept: all that falls under it; its name says whose it is.
        ours: the concept of the handbook that it stands beside.
        sources: keys of the bibliography.
        closed: whether the source says all that falls under it, and not only examples.
    """

    concept: Concept
    ours: Concept
    sources: tuple[str, ...]
    closed: bool = True


def _meaning(name: str, concept: Concept) -> Concept:
    """Return a concept that rests on someone's words, and on no rule of the handbook."""
    return Concept(name, concept.bits)


for_others = where(for_whom=("client", "joint owners"))
by_voice = where(channels=VOICE_LED, gets=("process", "product"))  # a poll is a product
programming = where(work="programming", gets=("process", "product"))

#: Debt collection, polls and care count too, if they are done by telephone.
wide_call_centre = _meaning(
    "call centre in the wide sense",
    call_centre | by_voice & where(work=("debt collection", "market research", "care")),
)

#: Contacts by any channel, in-house too; of emergency calls, those that a contractor takes.
naics_2022 = _meaning(
    "call centre by NAICS 2022",
    contact_centre - (where(work="emergency call taking") - for_others),
)

#: Calls, and calls for polls, for others; a unit that serves its own enterprise has no code.
uk_sic_2007 = _meaning(
    "call centre by UK SIC 2007",
    (call_centre | by_voice & where(work="market research")) - where(for_whom="own enterprise"),
)

#: Contacts with calls over the public network, for others; captive centres are left out.
voice_based_bpo = _meaning(
    "voice-based BPO in India", contact_centre & outsourced & telephone_user
)

#: IBM's examples count IT services among the processes.
ibm_bpo = _meaning("BPO by IBM's list", bpo | outsourced & it_work)

#: The Philippine statistics of "IT-BPM" take in programming.
philippine_it_bpm = _meaning("IT-BPM in Philippine statistics", bpo | programming & for_others)

#: The United Nations' classification of products, CPC 2.1, names logistics too, not driving.
cpc_business_process = _meaning(
    "business process service by CPC 2.1",
    bpo | outsourced & where(work="transport and storage") - where(by_whom="people on the road"),
)

#: In everyday speech "a BPO" is a company, and one person is none.
everyday_bpo = _meaning("BPO in everyday speech", bpo - where(by_whom="one person"))

#: Whoever else does it, an affiliate included.
supervised_outsourcing = _meaning(
    "outsourcing for some bank supervisors",
    where(gets="process") - where(for_whom=("own enterprise", "consumers")),
)

#: A joint venture is a captive of its owners in the trade.
wide_shared_services = _meaning(
    "shared services in the wide sense",
    shared_services | business_process & where(for_whom="joint owners"),
)

DEFINITIONS = (
    Definition(wide_call_centre, call_centre, ("wikipedia-call-centre",)),
    Definition(naics_2022, call_centre, ("naics-2022",)),
    Definition(uk_sic_2007, call_centre, ("uk-sic-2007",)),
    Definition(voice_based_bpo, outsourced_call_centre, ("trilegal-osp-2021", "btg-osp-2021")),
    Definition(ibm_bpo, bpo, ("ibm-bpo-2024",), closed=False),
    Definition(philippine_it_bpm, bpo, ("psa-itbpm-2021",), closed=False),
    Definition(cpc_business_process, bpo, ("cpc-2-1",), closed=False),
    Definition(everyday_bpo, bpo, ("vspages",)),
    Definition(supervised_outsourcing, outsourced, ("cbob-outsourcing-2020",)),
    Definition(wide_shared_services, shared_services, ("oshri-2011",)),
)


def otherwise(**facts: str) -> tuple[tuple[Definition, Verdict], ...]:
    """Return the definitions that settle an operation, and not as the handbook settles it.

    Args:
        facts: the known facts, by field, in plain words.

    Raises:
        FactError: a fact is unknown.
    """
    things = where(**facts)
    verdicts = ((one, verdict_of(one.concept, things)) for one in DEFINITIONS)
    return tuple(
        (one, verdict)
        for one, verdict in verdicts
        if {verdict, verdict_of(one.ours, things)} == {Verdict.ALWAYS, Verdict.NEVER}
    )


def table() -> list[list[str]]:
    """Return the table of the definitions beside the handbook's, with the header first."""
    header = ["Definition", "Beside the handbook's", "Takes in more", "Leaves out some"]
    return [header] + [
        [
            one.concept.name,
            one.ours.name,
            "no" if one.concept <= one.ours else "yes",
            ("no" if one.closed else "not known") if one.ours <= one.concept else "yes",
        ]
        for one in DEFINITIONS
    ]
