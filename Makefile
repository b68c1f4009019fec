# Build the handbook. `make` alone lists what there is.

LANGUAGES ?= en $(notdir $(wildcard docs/locale/??))
PYTHON    := .venv/bin/python
READY     := .venv/.installed
LOWEST    := .venv-lowest/.installed
TOOLS     := $(READY)-dev
ALONE     := @python3 tools/alone.py
PYTESTS   := $(PYTHON) -m pytest -n auto --dist worksteal
BUILD     := $(ALONE) $(PYTHON) tools/build.py

# SITE_URL=https://example.org/handbook/ is where the site will stand; PUBLISHING.md says more.
export SITE_URL ?= $(READTHEDOCS_CANONICAL_URL)

.DEFAULT_GOAL := help
.PHONY: help html pdf doctest quick test test-spark test-lowest check translations page case read mutants-prose mutants-logic fuzz bench budget audit format live clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile
	@echo "make BUILDER       any other Sphinx builder by its name: epub, latexpdf, linkcheck"
	@echo "LANGUAGES=en       chooses the editions; now: $(LANGUAGES)"

html: $(READY) ## build the site, with the book, in _build/html
	$(BUILD) html $(LANGUAGES)

pdf: $(READY) ## build the book in _build/pdf
	$(BUILD) pdf $(LANGUAGES)

doctest: $(READY)-register ## run every example on every page
	$(BUILD) doctest $(LANGUAGES)

quick: $(TOOLS) ## run what can fail after an edit of a page: examples, links, wording (seconds)
	$(BUILD) quick en
	@MADE=_build $(PYTHON) -m pytest --tb=line -m "not slow" tests/test_pages.py tests/test_prose.py

test: $(TOOLS) ## run the tests of the logic, the extension and the site, without a browser (two minutes)
	@$(PYTESTS) -m "not slow"

test-spark: $(TOOLS) $(READY)-spark ## run the SQL of guide/register on Apache Spark (a minute; needs Java)
	@$(PYTHON) -m pytest -s tests/spark_register.py

test-lowest: $(LOWEST) ## build the English edition with the oldest packages that are allowed (a minute)
	$(ALONE) sh -ec 'for builder in html doctest typst_pdf; do $(<D)/bin/python -m sphinx -M $$builder \
		docs _build/lowest -c . -n -W --keep-going -q; done'

check: $(TOOLS) ## run everything that CI runs: format, lint, types, doctest, all tests (minutes)
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy
	@$(MAKE) --no-print-directory doctest
	@$(PYTESTS) --durations=30

translations: $(TOOLS) ## bring the catalogues of the translation up to date with the pages
	$(BUILD) translations $(LANGUAGES)

READ_ENGLISH = { rm -f _build/doctest/en/*.json; $(MAKE) --no-print-directory doctest LANGUAGES=en; \
	$(PYTHON) tools/read.py _build/doctest/en; }

page: $(READY) ## begin a page: NAME=concepts/some-thing TITLE="Some thing"
	@$(PYTHON) tools/new.py page

case: $(READY) ## begin a real organisation as a case: NAME="Some firm"
	@$(PYTHON) tools/new.py case

read: $(READY) ## read each new or changed sentence beside its source, and keep it if it is right
	@$(foreach l,$(LANGUAGES),$(if $(filter en,$(l)),$(READ_ENGLISH),$(PYTHON) tools/translations.py read $(l)) &&) true

mutants-prose: $(TOOLS) ## edit sentences at random, and see whether the build notices
	@$(PYTHON) tools/mutants_prose.py

mutants-logic: $(READY)-mutants $(READY)-register ## change the rules, and see whether the pages notice (minutes)
	@$(PYTHON) tools/mutants_logic.py

fuzz: $(TOOLS) $(READY)-fuzz ## feed the readers what a fuzzer makes up, SECONDS=60 each (needs Linux)
	@$(PYTHON) tools/fuzz.py

bench: $(READY)-register $(TOOLS) ## time what readers and writers wait for: WHAT="builds logic claims pages registers examples sites"
	@$(PYTHON) tools/bench.py $(WHAT)

budget: $(TOOLS) html ## load every page in a browser, and fail where one is too heavy
	@$(PYTHON) tools/budget.py

audit: $(READY)-audit ## look up whether a locked package has a known vulnerability (needs the network)
	@$(PYTHON) -m pip_audit --strict --progress-spinner off --disable-pip $(addprefix -r ,$(wildcard requirements*.lock))

format: $(TOOLS) ## format the code and mend what the linter can
	@$(PYTHON) -m ruff check --quiet --fix .
	@$(PYTHON) -m ruff format --quiet .

live: $(TOOLS) ## serve the English site and rebuild it on every change
	@# -a writes every page: see tools/build.py
	@$(PYTHON) -m sphinx_autobuild -a -c . --watch conf.py --watch classified --watch snippets --watch docs/_ext docs _build/live

clean: ## remove what was built
	@rm -rf _build

# Each lock is installed once; whoever waited while another did it looks again.
INSTALL = $(@D)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<

$(READY): requirements.lock
$(LOWEST): requirements-lowest.lock
ifdef HELD
$(READY) $(LOWEST):
	@python3 tools/fits.py
	@echo "Installing the locked packages into $(@D) (once) ..."
	@python3 -m venv --clear $(@D)
	@$(INSTALL)
	@touch $@

$(READY)-%: requirements-%.lock $(READY)
	@echo "Installing what $* needs into $(@D) (once) ..."
	@$(INSTALL)
	@touch $@
else
$(READY) $(LOWEST):
	$(ALONE) $(MAKE) --no-print-directory HELD=1 $@

$(READY)-%: requirements-%.lock $(READY)
	$(ALONE) $(MAKE) --no-print-directory HELD=1 $@
endif

.PRECIOUS: $(READY)-%
Makefile $(wildcard requirements*.lock): ;

%: $(READY)
	@$(foreach l,$(LANGUAGES),$(PYTHON) -m sphinx -M $@ docs _build/$(l) -c . -n -W --keep-going -q -D language=$(l) &&) true
