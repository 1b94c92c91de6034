# Needs make, Python 3.11 to 3.13 and a network to the package registries; everything else is installed into .venv.
SHELL := /bin/bash
PYTHON ?= $(shell for v in 3.12 3.11 3.13; do command -v python$$v >/dev/null 2>&1 && python$$v -c 'import venv, ensurepip' 2>/dev/null && { echo python$$v; exit; }; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE :=
# The certificates of the machine, as pip uses them, under both names that uv has had for it.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1

.DEFAULT_GOAL := help
.PHONY: help run chat demo test check evals fix bench soak cluster migrate revision train lock serve

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.base ## set everything up and start the coach (SQLite, no key)
	@$(BIN)/spotter run

chat: $(VENV)/.base ## open the chat in this terminal
	@$(BIN)/spotter chat

demo: $(VENV)/.base ## fill twelve weeks of an invented log, to look around in
	@$(BIN)/spotter demo

test: $(VENV)/.dev ## set everything up and run the tests, on SQLite and on PostgreSQL (about twenty minutes on two cores)
	@$(BIN)/pytest -n 2 --dist worksteal --cov=spotter --cov-report=term:skip-covered --cov-fail-under=90

check: $(VENV)/.dev ## format, lint, types, import contracts, architecture, migrations, evals with their gate
	@$(BIN)/ruff format --check spotter tests bench examples
	@$(BIN)/ruff check spotter tests bench examples
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-timeline 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/pytest tests/architecture
	@$(BIN)/spotter db check
	@$(BIN)/spotter eval gate

evals: $(VENV)/.base ## run every case that needs no model, and refuse what got worse or has no evidence
	@$(BIN)/spotter eval gate

fix: $(VENV)/.dev ## format and mend what can be mended
	@$(BIN)/ruff check --fix spotter tests bench examples
	@$(BIN)/ruff format spotter tests bench examples

bench: $(VENV)/.dev ## measure speed, side by side with a LangGraph supervisor (needs PostgreSQL)
	@$(BIN)/python -m bench

soak: $(VENV)/.dev ## plans for 10,000 invented people, then the long fault runs: duplicates and kill -9, with and without a model, over the API and over channels (make soak ARGS=--short)
	@$(BIN)/python -m bench.plans $(if $(ARGS),1000,10000)
	@$(BIN)/python -m bench.soak $(ARGS)
	@$(BIN)/python -m bench.channel_soak $(ARGS)

cluster: $(VENV)/.dev ## run 2 that serve and 3 that work, with a PostgreSQL and a Redis of their own, without containers
	@$(BIN)/python -m bench.cluster $(ARGS)

migrate: $(VENV)/.base ## bring the database to this version
	@$(BIN)/spotter db migrate

revision: $(VENV)/.dev ## write a migration from the tables in code: make revision m="why"
	@$(BIN)/spotter db revision "$(m)"

train: $(VENV)/.dev ## train both small classifiers, of agents and of red flags, on the sentences in the package
	@$(BIN)/python -m spotter.language.training
	@$(BIN)/python -m spotter.language.red_flag_training

lock: $(VENV)/.dev ## write locks/ from pyproject.toml
	@$(BIN)/uv lock -q
	@$(BIN)/uv export -q --frozen --no-emit-project --no-dev --format requirements.txt --no-header -o locks/base.txt
	@$(BIN)/uv export -q --frozen --no-emit-project --all-extras --format requirements.txt --no-header -o locks/dev.txt
	@$(BIN)/uv export -q --frozen --no-emit-project --no-dev --extra cluster --extra memory --format requirements.txt --no-header -o locks/cluster.txt

$(VENV)/.base: locks/base.txt pyproject.toml
	@$(MAKE) --no-print-directory install LOCK=base SIZE="about 390 MB, under a minute"

$(VENV)/.dev: locks/dev.txt pyproject.toml
	@$(MAKE) --no-print-directory install LOCK=dev SIZE="about 1.2 GB, one to three minutes"
	@touch $(VENV)/.base

.PHONY: install
install:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || \
	  { echo "Spotter needs Python 3.11, 3.12 or 3.13. Install one, or name it: make run PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up $(VENV) ($(SIZE)) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r locks/$(LOCK).txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(VENV)/.$(LOCK)
