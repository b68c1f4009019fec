"""Business process outsourcing: a process run for an enterprise outside the own group."""

from snippets.concept import Concept
from snippets.operation import CONTACT_WORK, ForWhom, Operation, Work
from snippets.rules import PROCESSES

CUSTOMER_FACING = CONTACT_WORK | {Work.DEBT_COLLECTION, Work.DISPATCH}


def is_business_process(operation: Operation) -> bool:
    """Return whether the work is a process that businesses traditionally run for themselves.

    Supplying tools, staff or advice is not (R6), nor is running a whole business (R7).
    Source: UK SIC 2007, division 82, group 82.1 and the exclusions of 62, 63 and 78.
    """
    return operation.work in PROCESSES


def is_outsourced(operation: Operation) -> bool:
    """Return whether the work is done for an enterprise outside the own group.

    Source: OECD Glossary of Statistical Terms, entry 6271 (unaffiliated company).
    """
    return operation.for_whom is ForWhom.CLIENT


def is_in_house(operation: Operation) -> bool:
    """Return whether the work is done for the own enterprise or the own group.

    Source: ISO 18295-1, scope ("in-house (captive)").
    """
    return not is_outsourced(operation)


def is_bpo(operation: Operation) -> bool:
    """Return whether a business process is run for an enterprise outside the group (R2).

    Source: Gewald and Rouse 2012; UK SIC 2007, division 82 ("for others, on a contract or fee
    basis"). Neither text mentions a country, so the place is not read (R4).
    """
    return is_business_process(operation) and is_outsourced(operation)


def is_front_office(operation: Operation) -> bool:
    """Return whether the process deals with the customers of the enterprise it is run for.

    Source: IBM 2024.
    """
    return operation.work in CUSTOMER_FACING


business_process = Concept("business process", is_business_process, "R2", "R6", "R7")
outsourced = Concept("outsourced operation", is_outsourced, "R2")
in_house = Concept("in-house operation", is_in_house, "R2")
bpo = Concept("BPO operation", is_bpo, "R2", "R6", "R7")
front_office = Concept("front office", is_front_office, "R1", "R2")
back_office = (business_process - front_office).called("back office")
