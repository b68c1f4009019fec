"""Neighbouring concepts: what else is said when BPO or call centre is meant."""

from collections.abc import Callable

from snippets.answer import Verdict, ask
from snippets.bpo import (
    back_office,
    bpo,
    front_office,
    in_house,
    is_business_process,
    outsourced,
)
from snippets.call_centre import call_centre, contact_centre
from snippets.concept import Concept
from snippets.operation import ForWhom, Operation, Place, Work

KNOWLEDGE_WORK = frozenset({Work.ANALYSIS, Work.LEGAL_SUPPORT})
IT_WORK = frozenset({Work.IT_OPERATION, Work.PROGRAMMING})


def is_abroad(operation: Operation) -> bool:
    """Return whether the work is done in a different country from whoever it is for (R4).

    A neighbouring country counts as abroad. Source: OECD Glossary, entry 6271.
    """
    return operation.place is not Place.SAME_COUNTRY


def is_captive(operation: Operation) -> bool:
    """Return whether a process is run for other enterprises of the own group only.

    Source: UNCTAD 2004 (captive offshoring); Eurostat (affiliated enterprises).
    """
    return is_business_process(operation) and operation.for_whom is ForWhom.OWN_GROUP


def _work(*works: Work) -> Callable[[Operation], bool]:
    return lambda operation: operation.work in works


def _at(*places: Place) -> Callable[[Operation], bool]:
    return lambda operation: operation.place in places


captive = Concept("captive centre", is_captive, "R2", "R6", "R7")
offshore = Concept("offshore operation", is_abroad, "R4")
nearshore = Concept("nearshore operation", _at(Place.NEIGHBOURING_COUNTRY), "R4")
onshore = Concept("onshore operation", _at(Place.SAME_COUNTRY), "R4")

offshore_outsourcing = (outsourced & offshore).called("offshore outsourcing")
nearshore_outsourcing = (outsourced & nearshore).called("nearshore outsourcing")
onshore_outsourcing = (outsourced & onshore).called("onshore outsourcing")
captive_offshoring = (captive & offshore).called("captive offshoring")

knowledge_work = Concept("knowledge process", _work(*KNOWLEDGE_WORK), "R2", "R6", "R7")
it_work = Concept("IT work", _work(*IT_WORK), "R2", "R6", "R7")
kpo = (knowledge_work & bpo).called("KPO operation")
lpo = (Concept("legal support", _work(Work.LEGAL_SUPPORT), "R2") & bpo).called("LPO operation")
rpo = (Concept("recruitment", _work(Work.RECRUITMENT), "R2") & bpo).called("RPO operation")
ito = (it_work & outsourced).called("ITO operation")
gbs = (captive | bpo).called("global business services")

help_desk = Concept("help desk", _work(Work.TECHNICAL_SUPPORT), "R1", "R5")
answering_service = (
    Concept("message answering", _work(Work.MESSAGE_ANSWERING), "R1", "R5") & call_centre
).called("telephone answering service")
telemarketing_bureau = (
    Concept("telemarketing", _work(Work.TELEMARKETING), "R1", "R5") & call_centre & bpo
).called("telemarketing bureau")
emergency_centre = (
    Concept("emergency call taking", _work(Work.EMERGENCY_CALL_TAKING), "R1", "R5") & call_centre
).called("emergency call centre")

NEIGHBOURS = (
    *(contact_centre, help_desk, answering_service, telemarketing_bureau, emergency_centre),
    *(front_office, back_office, captive, gbs, kpo, lpo, rpo, ito),
    *(onshore, nearshore, offshore),
    *(onshore_outsourcing, nearshore_outsourcing, offshore_outsourcing, captive_offshoring),
)


def axes() -> list[list[str]]:
    """Return the table of the two axes, for whom and where, with the header first."""
    rows = {
        "Run by the enterprise itself": "own enterprise",
        "Run by another enterprise of its group": "own group",
        "Run by an unaffiliated company": "client",
    }
    places = {"In the same country": "same country", "In another country": "distant country"}
    names = (captive_offshoring, offshore_outsourcing, onshore_outsourcing, captive, in_house)

    def name(for_whom: str, place: str) -> str:
        facts = {"work": "payroll", "for_whom": for_whom, "place": place}
        return next(one.name for one in names if ask(one, **facts).verdict is Verdict.ALWAYS)

    return [["", *places]] + [
        [words, *(name(for_whom, place) for place in places.values())]
        for words, for_whom in rows.items()
    ]
