# Build the handbook. `make` alone lists what there is.

LANGUAGES ?= en $(notdir $(wildcard docs/locale/??))
BUILD     := _build
PYTHON    := .venv/bin/python
READY     := .venv/.installed
BOOK      := $(BUILD)/pdf/.built
SPHINX    := $(PYTHON) -m sphinx -c . -n -W --keep-going -q

SOURCES   := conf.py $(shell find docs snippets -type f -not -name '*.pyc')
BOOK_en   := bpo-and-call-centre.pdf
BOOK_ms   := bpo-dan-pusat-panggilan.pdf

# English is at the root of its edition, any other language in a folder below it.
edition = $(1)$(if $(filter-out en,$(2)),/$(2))

# SITE_URL=https://example.org/handbook/ is where the site will stand; PUBLISHING.md says more.
SITE_URL ?= $(READTHEDOCS_CANONICAL_URL)
address   = $(if $(SITE_URL),$(call edition,$(SITE_URL:/=),$(1))/)

.DEFAULT_GOAL := help
.PHONY: help html pdf doctest test check record mutants-prose mutants-logic bench budget format live clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile
	@echo "make BUILDER       any other Sphinx builder by its name: epub, latexpdf, linkcheck"
	@echo "LANGUAGES=en       chooses the editions; now: $(LANGUAGES)"

html: $(READY) $(BOOK) ## build the site, with the book, in _build/html
	@$(foreach l,$(LANGUAGES),$(SPHINX) -b html -D language=$(l) -D html_baseurl=$(call address,$(l)) -A book=$(BOOK_$(l)) -d $(BUILD)/doctrees/$(l) docs $(call edition,$(BUILD)/html,$(l)) && cp $(BUILD)/pdf/$(BOOK_$(l)) $(call edition,$(BUILD)/html,$(l)) &&) true
	@echo "Built $(BUILD)/html/index.html"

pdf: $(BOOK) ## build the book in _build/pdf

$(BOOK): $(READY) $(SOURCES)
	@$(foreach l,$(LANGUAGES),$(SPHINX) -b typst_pdf -D language=$(l) -d $(BUILD)/doctrees/$(l) docs $(BUILD)/pdf &&) true
	@touch $@
	@echo "Built $$(echo $(BUILD)/pdf/*.pdf)"

doctest: $(READY) ## run every example on every page
	@$(foreach l,$(LANGUAGES),$(SPHINX) -b doctest -D language=$(l) -d $(BUILD)/doctrees/$(l) docs $(BUILD)/doctest/$(l) && sed -n '/^Examples of each page/,$$p' $(BUILD)/doctest/$(l)/output.txt &&) true

test: $(READY) $(BOOK) ## run the tests of the logic, the extension and the built site
	@$(PYTHON) -m pytest

check: $(READY) ## run everything that CI runs: format, lint, types, doctest, tests
	@rm -rf $(BUILD)/doctrees # a warning is given when a page is read: read them all
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy
	@$(MAKE) --no-print-directory doctest test

record: $(READY) ## keep the counts of examples and the reviewed sentences as they now are
	-@$(MAKE) --no-print-directory doctest LANGUAGES=en
	@cp $(BUILD)/doctest/en/examples.json tests/examples.json
	@cp $(BUILD)/doctest/en/reviewed.json docs/reviewed.json

mutants-prose: $(READY) ## edit sentences at random, and see whether the build notices
	@$(PYTHON) tools/mutants_prose.py

mutants-logic: $(READY) ## change the rules, and see whether the pages notice (minutes)
	@$(PYTHON) tools/mutants_logic.py

bench: $(READY) ## time what readers and writers wait for
	@$(PYTHON) tools/bench.py

budget: html ## load every page in a browser, and fail where one is too heavy
	@$(PYTHON) tools/budget.py

format: $(READY) ## format the code and mend what the linter can
	@$(PYTHON) -m ruff check --quiet --fix .
	@$(PYTHON) -m ruff format --quiet .

live: $(READY) ## serve the English site and rebuild it on every change
	@$(PYTHON) -m sphinx_autobuild -c . --watch snippets --watch docs/_ext docs $(BUILD)/live

clean: ## remove what was built
	@rm -rf $(BUILD)

$(READY): requirements.lock
	@echo "Installing the locked packages into .venv (once) ..."
	@python3 -m venv --clear .venv
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

Makefile requirements.lock $(SOURCES): ;

%: $(READY)
	@$(foreach l,$(LANGUAGES),$(PYTHON) -m sphinx -M $@ docs $(BUILD)/$(l) -c . -n -W --keep-going -q -D language=$(l) &&) true
