"""Sets of things that are described by facts, answers with reasons, and sentences about them.

``concept`` makes sets of all things that have some facts, ``answer`` says whether a concept holds
always, never, or depends on a fact that is not known, and ``language`` reads and writes sentences
in English and in Malay, which ``proposition`` judges. What the things are, ``data`` reads from
the package of whoever uses this one. README.md says how.
"""
