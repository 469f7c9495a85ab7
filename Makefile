.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8989
KLAAR := $(VENV)/.klaar
BENCHES := $(filter-out %_maten %plaats_vormen %plaats_zinnen,$(patsubst benches/%.py,bench-%,$(wildcard benches/*.py)))

.PHONY: help venv run test lint sbom beelden vertalingen lees-score bench lock $(BENCHES)

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

$(KLAAR): requirements-dev.lock pyproject.toml .ci/venv
	@PYTHON="$(PYTHON)" .ci/venv $(VENV)
	@touch $(KLAAR)

venv: $(KLAAR)  ## set up .venv, nothing else

run: $(KLAAR)  ## start the demo on http://127.0.0.1:8989 (PORT=… for another)
	@PORT=$(PORT) $(BIN)/nachtleven demo

lint: $(KLAAR)  ## ruff, ruff format, mypy and bandit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit -q -c pyproject.toml -r nachtleven

sbom: $(KLAAR)  ## sbom.json: every dependency that runs, with version and hash (CycloneDX), from the lock
	$(BIN)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml --of JSON -o sbom.json requirements.lock

test: lint  ## every check: lint and pytest
	$(BIN)/pytest -n 2

vertalingen: $(KLAAR)  ## gather what is to be translated and add it to the catalogues, empty
	$(BIN)/pybabel -q extract -F nachtleven/web/vertalingen/babel.cfg -k N_ --no-location --omit-header --sort-output -o $(VENV)/schermen.pot nachtleven/web
	@for t in en fr; do $(BIN)/pybabel -q update -N --omit-header --ignore-obsolete --no-wrap -i $(VENV)/schermen.pot -l $$t -o nachtleven/web/vertalingen/$$t.po; done
	@grep -c '^msgstr ""$$' nachtleven/web/vertalingen/en.po nachtleven/web/vertalingen/fr.po || true

lees-score: $(KLAAR)  ## how well texts are read, on what was tuned on and on what was set aside
	$(BIN)/python benches/lees_score.py

beelden: $(KLAAR)  ## the screenshots of docs/beelden, with the demo and chromium
	$(BIN)/python benches/beelden.py

# a static pattern: make looks for no implicit rule for a target that is phony
$(BENCHES): bench-%: $(KLAAR)
	$(BIN)/python benches/$*.py

bench: $(KLAAR)  ## all benches, one after another, into docs/prestaties.md (WELKE="portier rapport": those)
	$(BIN)/python benches/prestaties_maten.py $(WELKE)

lock: $(KLAAR)  ## lock the dependencies anew
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
