# Every command the README gives. Each sets up what it needs; .ci/run calls the same.
# Tools are run as `python -m`, which knows where it stands: a folder that was moved goes on working.
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
RUNS := $(VENV)/.runs
DEVELOPS := $(VENV)/.develops
COMPILED := build/.compiled
TESTS ?= tests
DATABASES ?= sqlite,postgres
DESK_LANGUAGE ?= en
SLOW := process or shared or long
# What is named is run; of all tests, those that stand in the way of an answer in seconds are left to `make rest` and `make test`.
LEFT_OUT := $(SLOW)$(if $(filter tests,$(TESTS)), or further or apart)
# Rooms of which nothing would be run are not read either: to collect a test costs as much as to run a small one.
UNREAD := $(if $(filter tests,$(TESTS)),--stories --ignore=tests/process --ignore=tests/db/engine --ignore=tests/plans --ignore=tests/moving --ignore=tests/net --ignore=tests/localdiscord --ignore=tests/demo --ignore=tests/bench --ignore=tests/crash)
KILLS ?= 60
MESSAGES ?= 420000
BOT ?= .
DATABASE ?= sqlite
IN_MEMORY := $(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm)  # what tests write, where the system has such a place

unexport PYTHONDONTWRITEBYTECODE  # each test worker, and each bot it starts, would compile everything anew

.PHONY: setup install demo desk run test fast rest check crash soak bench format clean
.DEFAULT_GOAL := setup

install: $(RUNS) $(COMPILED)    ## what the bot needs to run, and nothing else

setup: $(DEVELOPS) $(COMPILED)  ## that, and what tests, checks and the demo need

$(RUNS): requirements.txt
	@echo "Setting up $(VENV) to run Rowan (once; 170 MB) ..."
	@.ci/venv $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(DEVELOPS): requirements.txt requirements-dev.txt
	@echo "Setting up $(VENV) to work on Rowan (once; 300 MB, about a minute) ..."
	@.ci/venv $(VENV)
	@$(PIP) -r requirements-dev.txt
	@touch $(RUNS) $@

$(COMPILED): core/links/glance/_sweep.c .ci/extension $(VENV)/pyvenv.cfg
	@$(PY) .ci/extension
	@mkdir -p $(@D) && touch $@

$(VENV)/pyvenv.cfg:
	@.ci/venv $(VENV)

demo: setup            ## the main job, end to end, on a local Discord; no token needed
	@$(PY) -m demo

desk: setup            ## every surface in every state, dark, light and 380 px wide, in build/desk.html (DESK_LANGUAGE=ar: in Arabic); no token needed
	@$(PY) -m tests.desk --language $(DESK_LANGUAGE)

run: install           ## the bot itself; needs .env. A supervisor runs .venv/bin/python bot.py (docs/running.md)
	@exec $(PY) bot.py

test: setup            ## every test, or those of TESTS=path
	@$(PY) -m pytest -p tests.forks --forks 6 --databases $(DATABASES) $(TESTS)  # more than cores: the process tests wait more than they work

fast: setup            ## the pure core, the house; of each file with a database, and of each folder with a stage, the first test, its story; of each law a tenth
	@$(IN_MEMORY) $(PY) -m pytest -p tests.forks --forks auto -m "not ($(LEFT_OUT))" $(UNREAD) --hypothesis-profile=tenth $(TESTS)

rest: setup            ## what `make fast` leaves out and starts no process: the other tests of stores, services and cogs, the database's engine, the tools
	@$(IN_MEMORY) $(PY) -m pytest -p tests.forks --forks auto -m "(further or apart) and not ($(SLOW))" $(TESTS)

check: setup           ## format, lint, message keys, types, layers, dead code, known holes of libraries
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m tests.check_messages
	@$(PY) -m tests.db.check_statements
	@$(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	@$(PY) -m vulture || { echo "Not used by anything? Delete it. Used by Discord, the database or a library alone? CONTRIBUTING.md, \"What a linter says\"."; exit 1; }
	@$(PY) .ci/audit

crash: setup           ## kills under load (KILLS=60), by a SEED; is what people were told what stands? BOT=folder of another bot.py; DATABASE=postgres
	@$(PY) -m tests.crash --kills $(KILLS) --bot $(BOT) --database $(DATABASE) $(if $(SEED),--seed $(SEED))

soak: setup            ## an hour's worth of events in minutes (MESSAGES=420000), with faults: what was told stands, memory is flat. DATABASE=postgres
	@$(PY) -m tests.soak --messages $(MESSAGES) --bot $(BOT) --database $(DATABASE) $(if $(SEED),--seed $(SEED))

bench: setup           ## the figures of docs/benchmarks.md
	@$(PY) -m bench

format: setup
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

clean:
	rm -rf $(VENV) build core/links/glance/*.so .mypy_cache .ruff_cache .import_linter_cache
