# `make run` starts the app, `make test` runs everything that CI runs. Both need Python 3.11 or newer and nothing else.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
# A data folder for checks, so that they never touch the real one.
SCRATCH := STORYBOARD_DATA=.venv/scratch

# What asks the database something of its own: writes, reads, locks, races, order, and pages that hold their own questions.
VIEWS := batch board comments inbox presence queries review rounds share shots trash
ELSEWHERE := $(addprefix tests/test_,$(addsuffix .py,architecture core_guide access_guest exports imports lockout))
ON_POSTGRES := tests/writes tests/management/test_backup.py tests/management/test_send_digests.py \
	$(filter-out $(ELSEWHERE),$(wildcard tests/test_*.py)) $(wildcard $(VIEWS:%=tests/views/test_%.py))

# pytest without what only the browser tests need.
SUITE := $(PY) -m pytest -q -p no:playwright -p no:base_url
CORE := $(addprefix tests/,core exports imports forms media api)

.DEFAULT_GOAL := help
.PHONY: help run demo backup restore install test test-core test-views test-rest test-postgres check fix bench screens lock clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1 - /p' Makefile

run: .venv/runtime ## prepare what is needed and serve on HOST:PORT (127.0.0.1:8000)
	@exec $(PY) manage.py serve

demo: .venv/runtime ## add the demo project again
	@$(PY) manage.py demo

backup: .venv/runtime ## write everything into one zip (FILE=name.zip)
	@$(PY) manage.py backup $(FILE)

restore: .venv/runtime ## bring a backup back (FILE=name.zip, FORCE=1 to replace what is there)
	@$(PY) manage.py restore $(FILE) $(if $(FORCE),--force)

install: .venv/everything ## prepare .venv with all tools, and nothing else

test: .venv/everything ## everything CI runs: checks, the suite on SQLite and on PostgreSQL, the browser tests
	@$(MAKE) --no-print-directory -j3 --output-sync=target test-views test-postgres test-rest test-core check
	$(PY) -m tests.chromium $(PY) -m pytest -n 2 -q -m browser tests/browser

# Parts of the suite, each in one process: they share the cores among them, and what each found stands together.
test-core:
	$(SUITE) $(CORE)
test-views:
	$(SUITE) tests/views
test-rest:
	$(SUITE) $(filter-out $(CORE) tests/views tests/browser,$(patsubst %/,%,$(dir $(wildcard tests/*/__init__.py)))) tests/test_*.py
test-postgres:
	$(PY) -m tests.postgres $(SUITE) $(ON_POSTGRES)

check: .venv/everything ## format, lint, types, import contracts, templates, migrations, settings
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m djlint --lint --quiet templates
	.venv/bin/lint-imports
	$(SCRATCH) $(PY) manage.py makemigrations --check --dry-run
	$(SCRATCH) PUBLIC_URL=https://storyboard.example.org $(PY) manage.py check --deploy --fail-level WARNING
	$(SCRATCH) $(PY) -m mypy

fix: .venv/everything ## format, and mend what the linter can
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

bench: .venv/everything ## measure against the floor; writes bench/results.json
	@$(PY) -m bench

screens: .venv/everything ## make the pictures in docs/screens again
	SCREENS=1 $(PY) -m tests.chromium $(PY) -m pytest -q -m browser tests/browser/test_screens.py

lock: ## compile the pinned requirements again (needs uv)
	for name in requirements requirements-dev requirements-postgres; do uv pip compile --quiet --upgrade \
		--generate-hashes --no-emit-index-url --universal --python-version 3.11 $$name.in -o $$name.txt || exit 1; done

clean: ## remove .venv and caches; the data folder stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results

# --- The environment: made once, brought up to date when a lock file changes.

INSTALL = if command -v uv >/dev/null; then uv pip install --quiet --python $(PY) --require-hashes -r $(1); \
	else $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $(1); fi

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing what the app needs ..."
	@$(call INSTALL,requirements.txt)
	@touch $@

.venv/everything: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing the app's needs and the tools of its tests ..."
	@$(call INSTALL,requirements-dev.txt)
	@touch .venv/runtime $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Storyboard needs Python 3.11 or newer; none was found (set PYTHON=/path/to/python)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Storyboard needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python's venv module does not work here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
