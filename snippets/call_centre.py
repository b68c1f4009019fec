"""The call centre: an operation that handles contacts, led by voice."""

from classified.concept import where
from snippets.bpo import bpo
from snippets.operation import REMOTE

VOICE_LED = ("voice", "voice+text")

#: Handling contacts with customers or the public, at a distance, as the service itself.
#: Where a contact only serves another service, it does not count (R3).
#: Source: NAICS 2022, 561422; ISO 18295-1, scope.
contact_centre = where(
    "contact centre",
    "R1 R3 R4 R5 C3",
    work="contact work",
    gets="process",
    channels=REMOTE,
)

#: Speech is the channel that most contacts take first; others may be added (C1).
#: Source: Holtgrewe et al. 2009 ("predominantly by telephone").
voice_led = where("voice-led operation", "C1", channels=VOICE_LED)

#: A contact centre led by voice (R1). For whom it works, where, and with people or machines, is
#: not read (T1, T2). Source: UK SIC 2007, note to 82.20; NAICS 2022, 561422; ISO 18295-1, scope.
call_centre = (contact_centre & voice_led).called("call centre")

outsourced_call_centre = (call_centre & bpo).called("outsourced call centre")
in_house_call_centre = (call_centre - bpo).called("in-house call centre")
other_bpo = (bpo - call_centre).called("other BPO")
text_led_centre = (contact_centre - call_centre).called("text-led contact centre")

inbound_centre = (call_centre & where(direction="inbound")).called("inbound call centre")
outbound_centre = (call_centre & where(direction="outbound")).called("outbound call centre")
blended_centre = (call_centre & where(direction="both")).called("blended call centre")

#: At least one contact is spoken, which is the rule of thumb that R3 rejects.
telephone_user = where(
    "operation that uses the telephone", "R3", channels=("voice", "voice+text", "text+voice")
)
written_channel = where(
    "operation with a written channel", "R1", channels=("voice+text", "text+voice", "text")
)

#: The people sit together.
#: Source: Wikipedia, "Call centre" ("centralised or remote").
centralised = where("centralised operation", "T2", by_whom="people in a centre")
home_based = where("home-based operation", "T2", by_whom="people at home")
no_contacts = where("operation without contacts", "R1", channels="none")
automated = where("automated operation", "C2", by_whom="a machine")
