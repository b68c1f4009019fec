"""The names that the examples on the pages may use without importing them."""

from importlib import import_module as _module

from classified.answer import ask
from classified.cases import case, cases
from classified.concept import Concept as _Concept
from classified.concept import Runs as _Runs
from classified.concept import everything, where
from snippets.decide import classify
from snippets.overlap import CELLS
from snippets.source_article import article_claims

__all__ = ["CELLS", "article_claims", "ask", "case", "cases", "classify", "everything", "where"]

for _name in "bpo", "call_centre", "definitions", "neighbours", "organisation", "overlap":
    for _own, _one in vars(_module(f"snippets.{_name}")).items():
        if isinstance(_one, _Concept | _Runs) and not _own.startswith("_"):
            globals()[_own] = _one
            __all__ += [_own]
