"""Organisations: what runs operations, and is in the cells of all of them (N2)."""

from classified.concept import Runs, everything
from snippets.bpo import bpo
from snippets.call_centre import call_centre

anyone = Runs("organisation", everything)
bpo_provider = Runs("BPO provider", bpo)
call_centre_operator = Runs("organisation with a call centre", call_centre)
