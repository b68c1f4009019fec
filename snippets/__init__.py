"""The classification logic of the handbook: what is a BPO, what is a call centre.

``operation`` describes work by facts, ``concept`` makes sets of all that have some facts, and
``ask`` says whether a concept holds always, never, or depends on a fact that is not known. The
others define the concepts, one module for each page that explains them. No Sphinx here.
"""
