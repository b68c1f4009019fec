"""A handbook about bicycles, as small as one can be that uses all three packages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # here is its package of data, snippets

project = author = "Bicycles"
extensions = ["checked_prose", "myst_parser", "sphinxcontrib.bibtex", "typst_pdf"]
doctest_global_setup = "from classified.answer import ask; from snippets.kinds import *"
bibtex_bibfiles = ["docs/references.bib"]
reviewed_with = "the editor"
typst_documents = [{"name": "bicycles", "title": "Bicycles"}]
