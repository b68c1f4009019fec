"""Business process outsourcing: a process run for an enterprise outside the own group."""

from classified.concept import where

#: A process of an enterprise, run as such. Computer work, physical work and the professions are
#: left out (C4). Source: Gewald and Rouse 2012; UK SIC 2007, group 82.1 ("traditionally do for
#: themselves").
business_process = where(
    "business process",
    "R2 R4 R5 C4",
    work=("contact work", "information process"),
    gets="process",
)

#: Work of any kind, done for an enterprise outside the group or for joint owners, none of whom
#: controls (C5). Source: OECD Glossary of Statistical Terms, entry 6271 ("unaffiliated").
outsourced = where(
    "outsourced operation", "R2 R4 R5", gets="process", for_whom=("client", "joint owners")
)

#: Work that the enterprise, or its group, does for itself.
#: Source: ISO 18295-1, scope ("in-house (captive)").
in_house = where(
    "in-house operation", "R2 R4 R5", gets="process", for_whom=("own enterprise", "own group")
)

#: A business process, outsourced (R2). The place is not read (T2).
bpo = (business_process & outsourced).called("BPO operation")

#: Work that deals with the customers of whoever it is run for. A help desk for an enterprise's
#: own staff does not. Source: IBM 2024.
front_office = (
    business_process
    & where(work=("contact work", "debt collection")) - where(work="staff help desk")
).called("front office")
back_office = (business_process - front_office).called("back office")
