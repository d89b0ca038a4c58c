# Two commands matter: `make demo` and `make test`. Both need python3, make and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCE ?= ../shared/data/ketamine

.PHONY: demo test lint long bench bench-large ledger schema units lexicon docs clean

demo: $(VENV)/.product  ## the main job on the shipped ledger
	$(BIN)/kg demo

test: $(VENV)/.tests system  ## the whole test suite
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered --durations=10

lint: $(VENV)/.tests  ## style, types, floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

long: $(VENV)/.tests system  ## property tests with many more examples
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -m "not shared" tests
	@$(PYTHON) -m venv .venv-indra && .venv-indra/bin/pip install --quiet --disable-pip-version-check indra || echo "INDRA cannot be installed"
	$(BIN)/python bench/bench_conflicts.py --indra .venv-indra/bin/python

bench: $(VENV)/.tests  ## figures and ratios
	for script in bench/bench_*.py; do echo "# $$script"; $(BIN)/python $$script || exit 1; done

LARGE ?= 1000000
bench-large: $(VENV)/.tests  ## the same of a ledger of LARGE claims, a million if not given
	$(BIN)/python bench/bench_index.py $(LARGE) --rounds 1
	$(BIN)/python bench/bench_cli_ledgers.py $(LARGE)
	$(BIN)/python bench/bench_export.py 1000000 --ledgers 100000 $(LARGE)

ledger: $(VENV)/.product  ## rebuild data/claims.ttl: make ledger SOURCE=folder
	$(BIN)/python -m kg.curate.build_ledger $(SOURCE) data

schema: $(VENV)/.product  ## rebuild the derived files of schema/
	$(BIN)/python -m kg.rdf.schema

units: $(VENV)/.tests  ## derive the factors of units anew, by pint
	$(BIN)/python tools/unit_factors.py

lexicon: $(VENV)/.product  ## what the program reads of kg/text/lexicon, made of the files there
	$(BIN)/python tools/lexicon.py

docs: $(VENV)/.product  ## rebuild the generated pages of docs/
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) dist build

$(VENV)/.python:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.product: pyproject.toml | $(VENV)/.python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tests: pyproject.toml requirements-test.lock | $(VENV)/.python
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-test.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@ $(VENV)/.product

.PHONY: system
system:  ## programs that tests need beside Python; where they cannot be installed, their tests say so
	@command -v dot >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends graphviz >/dev/null; } \
	  || echo "Graphviz is not installed and cannot be installed by this user"
