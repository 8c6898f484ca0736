# make demo   check and post the corner store, on nothing but Python 3.11 and its venv module
# make test   the whole suite
# make lint   style, types and the direction of imports
# make bench  how fast it is on this machine; kept in bench/RESULTS.md
# make fuzz   the prover against books kept by hand, on shops made up at random
# make docs   the documentation, from docs/ and the code, into build/docs
# make mutants  the prover changed in small ways: does some test notice?
#
# Each makes the virtual environment it needs in .venv, and again when pyproject.toml changes.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$python -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$python; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
SOURCES := $(shell find compiler -name '*.py')

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench docs clean

help:
	@sed -n '1,9s/^# \{0,1\}//p' Makefile

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed, with its venv module' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.test $(VENV)/.lint $(VENV)/.docs: $(VENV)/.%: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$*]'
	touch $@

# Python may be told to write no bytecode; without it every start compiles everything.
$(VENV)/.compiled: $(VENV)/.installed $(SOURCES)
	$(BIN)/python -m compileall -q compiler
	touch $@

# There and back with a QuickBooks that the tests play, on a copy: the example is left alone.
STAND_IN := $(BIN)/python tests/quickbooks/stand_in/stand_in.py --company $(DEMO)/company.json

demo: $(VENV)/.compiled
	@rm -rf $(DEMO) && mkdir -p $(DEMO) && cp -r examples/corner-store $(DEMO)/shop
	$(BIN)/crossfoot check $(DEMO)/shop
	$(BIN)/crossfoot post $(DEMO)/shop --out $(DEMO)/outbox
	@echo && echo "a QuickBooks that the tests play takes the entries, and answers:"
	@$(STAND_IN) --make-from $(DEMO)/shop/chart.yaml
	@$(STAND_IN) $(DEMO)/outbox/*.xml > $(DEMO)/answer.xml
	$(BIN)/crossfoot receive $(DEMO)/answer.xml --project $(DEMO)/shop
	$(BIN)/crossfoot status $(DEMO)/shop
	@echo && echo "what is in its books now:"
	@$(STAND_IN) --ledger

test: $(VENV)/.test $(VENV)/.compiled
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/.test $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The theme tells, in colour, of a successor; nothing is fetched while the pages are made or read.
docs: $(VENV)/.docs $(VENV)/.compiled
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo build/docs/index.html

bench: $(VENV)/.test $(VENV)/.compiled
	$(BIN)/python -m compileall -q bench $(VENV)/lib
	$(BIN)/python bench/run.py

# Changes the prover in small ways and tells which of them no test notices; half an hour.
.PHONY: mutants
mutants: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[mutants]'
	$(BIN)/python tests/mutants/mutate.py

# Proves shops made up at random and keeps their books by hand; tells where the two disagree.
FIGURES ?= 1000000
SEED ?= 0
.PHONY: fuzz
fuzz: $(VENV)/.test $(VENV)/.compiled
	$(BIN)/python tests/reference/fuzz.py $(FIGURES) --seed $(SEED)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
