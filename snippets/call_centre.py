"""The call centre: an operation that handles contacts, led by voice."""

from snippets.bpo import bpo
from snippets.concept import Concept
from snippets.operation import CONTACT_WORK, Channels, Direction, Operation, Site


def handles_contacts(operation: Operation) -> bool:
    """Return whether handling contacts with customers or the public is the service itself.

    Where the telephone only serves another service, it does not count (R5).
    Source: UK SIC 2007, note to 82.20; NAICS 2022, 56142.
    """
    return operation.work in CONTACT_WORK


def is_voice_led(operation: Operation) -> bool:
    """Return whether speech is the leading channel; others may be added.

    Source: Holtgrewe et al. 2009 ("predominantly by telephone").
    """
    return operation.channels in (Channels.VOICE, Channels.VOICE_TEXT)


def is_call_centre(operation: Operation) -> bool:
    """Return whether the operation handles contacts, led by voice (R1).

    For whom it does so, where, and on how many sites is not read.
    Source: UK SIC 2007, note to 82.20; NAICS 2022, 561422; ISO 18295-1, scope.
    """
    return handles_contacts(operation) and is_voice_led(operation)


def has_text(operation: Operation) -> bool:
    """Return whether any contact is written: by e-mail, chat, message or fax.

    Source: NAICS 2022, 561422 ("telephone, facsimile, email, or other communication modes").
    """
    return operation.channels not in (Channels.NONE, Channels.VOICE)


def uses_the_telephone(operation: Operation) -> bool:
    """Return whether any contact is spoken: the rule of thumb that R5 rejects."""
    return operation.channels not in (Channels.NONE, Channels.TEXT)


contact_centre = Concept("contact centre", handles_contacts, "R1", "R5")
call_centre = Concept("call centre", is_call_centre, "R1", "R5")
voice_led = Concept("voice-led operation", is_voice_led, "R1")
telephone_user = Concept("operation that uses the telephone", uses_the_telephone, "R1")
written_channel = Concept("operation with a written channel", has_text, "R1")

outsourced_call_centre = (call_centre & bpo).called("outsourced call centre")
in_house_call_centre = (call_centre - bpo).called("in-house call centre")
non_voice_bpo = (bpo - call_centre).called("non-voice BPO")
text_led_centre = (contact_centre - call_centre).called("text-led contact centre")


def is_centralised(operation: Operation) -> bool:
    """Return whether the people sit together rather than at home.

    Source: Wikipedia, "Call centre" ("centralised or remote"); no rule reads it.
    """
    return operation.site is Site.CENTRAL


def _started(name: str, direction: Direction) -> Concept[Operation]:
    def is_started_so(operation: Operation) -> bool:
        return is_call_centre(operation) and operation.direction is direction

    return Concept(name, is_started_so, "R1", "R5")


inbound_centre = _started("inbound call centre", Direction.INBOUND)
outbound_centre = _started("outbound call centre", Direction.OUTBOUND)
blended_centre = _started("blended call centre", Direction.BOTH)
centralised = Concept("centralised operation", is_centralised, "R1")
