"""The classification logic of the handbook: what is a BPO, what is a call centre.

``operation`` describes work by facts and enumerates every possible description. ``concept``
turns a test of such a description into a set, and ``ask`` says whether a concept holds always,
never, or depends on a fact that is not known. The other modules define the concepts, one module
for each page that explains them. Nothing here knows of Sphinx.
"""
