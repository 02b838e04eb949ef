# One word per habit: `make` lists them. Pre-commit hooks and .ci/run only call these.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/runtime.installed
TOOLS := $(VENV)/tools.installed
PEERS := .venv-bench/peers.installed

# Exact versions and the hash of every file, for all systems and Pythons that we support.
# What a lock pins already stays, unless its .in asks for another version. Extras stand in it:
# pip 23 finds the hash of coverage[toml] only under that name.
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links --no-emit-package pip \
	--custom-compile-command 'make lock'

# A Python to build the environment with: the first of these that is 3.11 or newer.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$python && break; done)

# Layers without a database, a server or a browser.
PURE := $(wildcard tests/domain tests/labels tests/worktime tests/analytics tests/charts \
	tests/test_worktime.py tests/test_errors.py)

# Compiled modules are kept, whatever the machine says: each server and command that the tests
# start would compile them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run format lint types imports test test-fast test-postgres test-libreoffice \
	docs bench load torture peers check format-check lock sbom audit asvs

help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(TOOLS) ## environment, tools and commit hooks
	@if [ -e .git ]; then $(PY) -m pre_commit install; else echo "No git clone: no hooks."; fi

run: $(RUNTIME) ## set up and start the app; ARGS="--lan" and others are passed on
	$(PY) -m lkj start $(ARGS)

format: $(TOOLS) ## format the code and apply safe fixes
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

format-check: $(TOOLS)
	$(PY) -m ruff format --check .

lint: $(TOOLS) ## ruff
	$(PY) -m ruff check .

types: $(TOOLS) ## mypy, strict
	$(PY) -m mypy

imports: $(TOOLS) ## import-linter: the layers of the design
	$(VENV)/bin/lint-imports --no-logo

# What tests write is kept in memory where that has room: a sync there waits for no disk.
MEMORY := /dev/shm
MEMORY_KIB := $(shell df -Pk $(MEMORY) 2>/dev/null | awk 'END { print $$4 + 0 }')
IN_MEMORY := $(shell [ $(MEMORY_KIB) -ge 1000000 ] && [ -w $(MEMORY) ] && echo TMPDIR=$(MEMORY))

# Every behaviour, in minutes: the main paths in a browser, both databases.
QUICK := not libreoffice and not exhaustive and not thorough
PROFILE := --hypothesis-profile=quick

test: $(TOOLS) ## the tests, with a browser and PostgreSQL; thorough ones: make check
	$(PY) -m tests.support.machine
	$(IN_MEMORY) $(PY) -m pytest -m '$(QUICK)' -n 2 --dist loadfile --no-loadscope-reorder $(PROFILE) \
		--durations=10 --durations-min=5 $(TRACED)

# Thorough tests too; what they reach is traced here only: it makes them a third slower.
check: QUICK := not libreoffice and not exhaustive
check: PROFILE :=
check: TRACED := --cov --cov-report=term:skip-covered
check: format-check lint types imports audit test ## everything that must hold; CI runs this
	$(PY) -m coverage report --fail-under=100 --skip-covered \
		--include='lkj/domain/*,lkj/worktime*,lkj/analytics/*'

test-fast: $(TOOLS) ## the pure layers only, in seconds
	$(PY) -m pytest -q -m 'not slow' $(PURE)

test-postgres: $(TOOLS) ## what runs on a real PostgreSQL server
	$(PY) -m pytest -m postgres

test-libreoffice: $(TOOLS) ## downloads opened in LibreOffice, where it is installed
	$(PY) -m pytest -m libreoffice

lock: $(PY) ## pin and hash what requirements*.in name, and list it in docs/sbom.cdx.json
	$(PY) -m pip install --quiet "$$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-dev.in)"
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) -c requirements.txt requirements-dev.in -o requirements-dev.txt
	$(LOCK) -c requirements.txt requirements-bench.in -o requirements-bench.txt
	$(MAKE) sbom

sbom: $(TOOLS) ## list what the product runs on, with licences
	$(PY) -m tests.support.sbom

audit: $(TOOLS) ## known faults of what we run on; docs/audit.toml holds the exceptions
	$(PY) -m tests.support.audit

asvs: $(TOOLS) ## docs/asvs.md from docs/asvs.toml
	$(PY) -m tests.support.asvs

docs: $(TOOLS) ## make the pictures of the guide anew
	$(PY) -m tests.support.screenshots

bench: $(TOOLS) $(PEERS) ## measure against peers and budgets; writes docs/bench.md
	$(PY) -m tests.bench

load: $(TOOLS) ## put the app under load with real clients; writes docs/beban.md
	$(PY) -m tests.load --write

torture: $(TOOLS) ## wear the promises down, for hours; ARGS="P2 --scale 0.1"; writes docs/janji.md
	$(PY) -m tests.torture --record $(ARGS)

peers: $(TOOLS) $(PEERS) ## open our XES, OCEL and BPMN in other programs
	$(PY) -m tests.bench.open_formats

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found."; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(RUNTIME): requirements.txt $(PY)
	@echo "Installing requirements.txt; the first time takes a minute or two."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# uv takes seconds where pip takes most of a minute; pip alone knows what pip.conf says.
$(TOOLS): requirements.txt requirements-dev.txt $(PY)
	@echo "Installing requirements-dev.txt; the first time takes up to a minute or two."
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > $(VENV)/uv.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r $(VENV)/uv.txt
	@$(VENV)/bin/uv pip install --quiet --python $(PY) -r requirements-dev.txt \
		|| $(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUNTIME) $@

# Without the peers the bench still runs and says which rows it left out.
$(PEERS): requirements-bench.txt requirements.txt
	@echo "Installing requirements-bench.txt; the first time takes a few minutes."
	@$(PY) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check \
		-r requirements-bench.txt && touch $@ || rm -rf .venv-bench
