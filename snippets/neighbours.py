"""Neighbouring concepts: what else is said when BPO or call centre is meant."""

from classified.concept import where
from snippets.bpo import back_office, bpo, business_process, front_office, outsourced
from snippets.call_centre import call_centre, contact_centre, text_led_centre

#: Where the work is done, seen from whoever it is for (T2). The trade keeps the three apart; the
#: OECD counts every other country as offshore (Glossary of Statistical Terms, entry 6271).
onshore = where("onshore operation", "T2", place="same country")
nearshore = where("nearshore operation", "T2", place="neighbouring country")
offshore = where("offshore operation", "T2", place="distant country")
abroad = (nearshore | offshore).called("operation abroad")

onshore_outsourcing = (outsourced & onshore).called("onshore outsourcing")
nearshore_outsourcing = (outsourced & nearshore).called("nearshore outsourcing")
offshore_outsourcing = (outsourced & offshore).called("offshore outsourcing")

#: A process that one company of a group runs for others of it. A department that serves others
#: may bear the name too; the facts do not tell it from any other.
#: Source: Eurostat (affiliated enterprises).
shared_services = (business_process & where(for_whom="own group")).called("shared services centre")

#: The same, in another country than those it works for.
#: Source: UNCTAD 2004 ("captive offshoring").
captive = (shared_services & abroad).called("captive centre")

#: Processes that need judgement, run for another enterprise; and two named for one process.
kpo = (bpo & where(work=("research and analysis", "legal support", "market research"))).called(
    "KPO operation"
)
lpo = (bpo & where(work="legal support")).called("LPO operation")
rpo = (bpo & where(work="recruitment")).called("RPO operation")

#: Computer work for another enterprise, which BPO here leaves out (C4).
#: Source: SEBoK ("related but not synonymous").
it_work = where("IT work", "C4", work="information technology")
ito = (outsourced & it_work).called("ITO operation")

#: Solving the technical problems of customers, or of an enterprise's own staff.
help_desk = (contact_centre & where(work=("technical support", "staff help desk"))).called(
    "help desk"
)
answering_service = (call_centre & where(work="message answering")).called(
    "telephone answering service"
)
telemarketing_bureau = (bpo & call_centre & where(work="telemarketing")).called(
    "telemarketing bureau"
)
emergency_centre = (call_centre & where(work="emergency call taking")).called(
    "emergency call centre"
)

#: Lending people, whom the client directs (R4).
#: Source: NAICS 2022, 561320.
staffing = where("staffing agency", "R4", gets="staff", for_whom=("client", "joint owners"))

NEIGHBOURS = (
    *(contact_centre, text_led_centre, help_desk, answering_service, telemarketing_bureau),
    *(emergency_centre, front_office, back_office, shared_services, captive),
    *(kpo, lpo, rpo, ito, staffing),
    *(onshore, nearshore, offshore),
    *(onshore_outsourcing, nearshore_outsourcing, offshore_outsourcing),
)
