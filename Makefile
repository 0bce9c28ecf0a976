# Every command the README gives. Each sets up what it needs; .ci/run calls the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

unexport PYTHONDONTWRITEBYTECODE  # each test worker, and each bot it starts, would compile everything anew

.PHONY: setup demo run test fast check bench format clean
.DEFAULT_GOAL := setup

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt
	@echo "Setting up $(VENV) (once; about half a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: setup            ## the main job, end to end, on a local Discord; no token needed
	@$(BIN)/python -m demo

run: setup             ## the bot itself; needs .env
	@$(BIN)/python bot.py

test: setup            ## every test
	@$(BIN)/python -m pytest -n 4  # more than cores: the process tests wait more than they work

fast: setup            ## the tests that need no process and no seconds; of each law a tenth
	@$(BIN)/python -m pytest -m "not process and not shared and not long" -n auto --dist worksteal --hypothesis-profile=tenth

check: setup           ## format, lint, types, layers, dead code, message keys
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(BIN)/python -m tests.check_messages

bench: setup           ## the figures of docs/benchmarks.md
	@$(BIN)/python -m bench

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .import_linter_cache
