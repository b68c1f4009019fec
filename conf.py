"""Sphinx configuration: pages are read from docs/, with ``sphinx-build -c . docs OUTPUT``."""

import doctest
import sys
import tomllib
from pathlib import Path
from string import Template

ROOT = Path(__file__).parent
DOCS = ROOT / "docs"
sys.path[:0] = [str(ROOT), str(DOCS / "_ext")]

# -- Project -----------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information

project = "BPO and the call centre"
author = "The handbook's contributors"
copyright = "2026, The handbook's contributors"
version = release = "2.0"
edition = "30 November 2026"  # when its sources were last read

# -- General -----------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#general-configuration

extensions = [
    *("rebuild", "checked_prose", "computed", "guide", "comparing", "published", "translated"),
    *("accessible", "searching", "bibliography", "cards"),
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "typst_pdf",
]
exclude_patterns = ["_ext", "locale"]
templates_path = ["docs/_templates", "_templates"]  # seen from here, and from the pages
smartquotes_excludes = {"languages": ["ms"], "builders": ["gettext", "man", "text"]}
default_role = "any"
pygments_style = "a11y-light"  # the theme's own, in the PDF too
pygments_dark_style = "github-dark"

# -- Languages ---------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-internationalization

locale_dirs = ["locale"]
gettext_compact = False
gettext_additional_targets = ["index"]
figure_language_filename = "{root}.{language}{ext}"

# -- Markdown ----------------------------------------------------------------------------------
# https://myst-parser.readthedocs.io/en/latest/configuration.html

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# -- Examples ----------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/extensions/doctest.html

doctest_default_flags = doctest.DONT_ACCEPT_TRUE_FOR_1  # what is printed is what is expected
doctest_test_doctest_blocks = ""  # an example stands in a {doctest} fence or is none
trim_doctest_flags = True
doctest_global_setup = "from snippets.prelude import *"

# -- Checked prose -----------------------------------------------------------------------------
# docs/_ext/checked_prose/README.md

reviewed_record = "docs/reviewed.json"
reviewed_with = "`make read`"
sources_folder = "docs/sources"

# -- Interface of the logic --------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/extensions/autodoc.html

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_attr_annotations = False
napoleon_use_ivar = True
add_module_names = False

# -- Bibliography ------------------------------------------------------------------------------
# https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html

bibtex_bibfiles = ["docs/references.bib"]
bibtex_default_style = "sources"
bibtex_reference_style = "sources"
bibtex_cite_id = "source-{key}"
bibtex_bibliography_id = "sources"

# -- HTML --------------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-html-output

html_theme = "furo"
html_title = "BPO and the call centre"
html_static_path = ["docs/_static"]
html_css_files = ["handbook.css"]
html_js_files = [("drawers.js", {"defer": "defer"}), ("cards.js", {"defer": "defer"})]
html_favicon = "docs/_static/favicon.svg"
html_copy_source = False
html_show_sphinx = False
# "repository" is where the project stands on the web, if it does: each page then links to it.
html_context = {"author": author, "edition": edition, "repository": ""}
sidebar = ("brand", "search", "language", "scroll-start", "navigation", "book", "scroll-end")
html_sidebars = {"**": [f"sidebar/{part}.html" for part in sidebar]}
html_theme_options = {
    "light_logo": "favicon.svg",
    "dark_logo": "favicon.svg",
    "light_css_variables": {
        "color-brand-primary": "#0b6e6e",
        "color-brand-content": "#0b6e6e",
        "color-brand-visited": "#6b4a86",
        "color-background-primary": "#fffdf9",
        "color-background-secondary": "#f6f2ea",
        "color-sidebar-background": "#f6f2ea",
    },
    "dark_css_variables": {
        "color-brand-primary": "#6fd0c8",
        "color-brand-content": "#6fd0c8",
        "color-brand-visited": "#c9a6e0",
        "color-background-primary": "#141618",
        "color-background-secondary": "#1b1e20",
        "color-sidebar-background": "#1b1e20",
    },
}
copybutton_prompt_text = ">>> "
copybutton_only_copy_prompt_lines = True

# -- LaTeX -------------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-latex-output

latex_engine = "xelatex"
latex_table_style = ["booktabs"]
latex_use_xindy = False  # it is a package of its own; makeindex comes with every TeX

# -- PDF ---------------------------------------------------------------------------------------
# docs/_ext/typst_pdf/README.md

BOOK = Template((DOCS / "book.toml").read_text(encoding="utf-8"))
typst_documents = [tomllib.loads(BOOK.substitute(release=release, edition=edition))]
typst_leave_out = ["see-also", "where-to-go-next", "start", "not-in-print", "dropdown"]
typst_styles = "docs/_templates/handbook.typ"
