"""The names that the examples on the pages may use without importing them."""

from snippets import bpo as _bpo
from snippets import call_centre as _call_centre
from snippets import definitions as _definitions
from snippets import neighbours as _neighbours
from snippets import organisation as _organisation
from snippets import overlap as _overlap
from snippets.answer import ask
from snippets.cases import case, cases
from snippets.concept import everything, where
from snippets.decide import classify
from snippets.overlap import CELLS
from snippets.source_article import article_claims

__all__ = ["CELLS", "article_claims", "ask", "case", "cases", "classify", "everything", "where"]

for _module in _bpo, _call_centre, _definitions, _neighbours, _organisation, _overlap:
    for _name, _one in vars(_module).items():
        if isinstance(_one, type(everything) | _organisation.Runs) and not _name.startswith("_"):
            globals()[_name] = _one
            __all__ += [_name]
