# Fresh machine, Python 3.11 or newer and make: `make serve` and `make test` do all the set-up, in .venv.
# `make` alone lists what there is.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# Which Python makes .venv: the newest one found, or yours: make test PYTHON=/opt/python3.12
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
# Two at a time (tests/conftest.py says what stays together); PARALLEL= for one after the other.
PARALLEL ?= -n 2 --dist loadscope
# Which benchmarks make bench runs.
BENCHMARKS ?= room growth first_load matching
# What goes to the command at the end: make serve ARGS='--port 8901', make test ARGS='tests/unit -k fold'
ARGS ?=

.PHONY: help serve dev test lint format bench types locks browser front-end clean

help: ## list these
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  make %-11s %s\n", $$1, $$2 }'

serve: $(VENV)/.serve front-end ## open the workbooks, and the room for phones
	$(BIN)/circle serve $(ARGS)

dev: $(VENV)/.test ## the same, and build the front end again at each change
	@$(BIN)/python hatch_build.py --watch & watch=$$!; \
	trap 'kill $$watch 2>/dev/null' EXIT INT TERM; $(BIN)/circle serve $(ARGS)

test: $(VENV)/.test front-end browser lint ## check everything: code, types, front end, Python, workbooks
	$(BIN)/python hatch_build.py --npm test
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

lint: $(VENV)/.test ## check style and types, without running anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python hatch_build.py --npm types

format: $(VENV)/.test ## write code the way that lint wants it, and strip outputs from workbooks
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	find workbooks -name '*.ipynb' -exec $(BIN)/nbstripout --extra-keys 'metadata.language_info metadata.kernelspec.display_name' {} +

types: $(VENV)/.test ## write the pages' types (ui/api.gen.ts) from the Python types
	@$(BIN)/python hatch_build.py --npm
	@$(BIN)/python -m circle_widgets.ui.api_types

bench: $(VENV)/.bench front-end browser ## measure: a full room, growth, first load, pairs and groups
	@set -e; for one in $(BENCHMARKS); do echo "== $$one"; $(BIN)/python benchmarks/$$one.py $(ARGS); done

front-end: $(VENV)/.serve ## build what browsers load, if its sources changed
	@$(BIN)/python hatch_build.py

browser: ## find a Chromium for the tests, or install one through apt-get
	@$(PYTHON) tests/chromium.py --quiet || $(MAKE) --no-print-directory install-browser

install-browser:
	@sudo=; [ "$$(id -u)" = 0 ] || sudo='sudo -n'; \
	if command -v apt-get >/dev/null && $$sudo true 2>/dev/null; then \
		echo 'No Chromium here: apt-get installs one, for the tests.'; \
		$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	fi; \
	$(PYTHON) tests/chromium.py

locks: $(VENV)/.test ## pin again: requirements/*.txt and package-lock.json
	$(BIN)/python requirements/lock.py $(ARGS)

clean: ## take away all that make made
	rm -rf $(VENV) node_modules src/circle_widgets/static build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# ---- set-up ----

$(VENV)/.python:
	@[ -n "$(PYTHON)" ] || { echo 'Python 3.11 or newer is needed, with its venv module (Debian, Ubuntu: apt-get install python3 python3-venv).' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
# uv installs in seconds what takes pip a minute; where there is no uv, or uv finds no index, pip does it.
UV := VIRTUAL_ENV=$(VENV) UV_SYSTEM_CERTS=1 $(BIN)/uv pip install --quiet

define install
	@echo 'Installing requirements/$(1).txt into $(VENV)'
	@$(PIP) --require-hashes -r requirements/uv.txt || true
	@$(UV) --require-hashes -r requirements/$(1).txt || $(PIP) --require-hashes -r requirements/$(1).txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
endef

INSTALLED := pyproject.toml hatch_build.py src/circle_widgets/ui/tokens.css $(wildcard src/circle_widgets/locale/*/voila.json) \
	$(shell find etc share -type f 2>/dev/null)

$(VENV)/.serve: requirements/serve.txt $(INSTALLED) | $(VENV)/.python
	$(call install,serve)

$(VENV)/.test: requirements/test.txt $(INSTALLED) | $(VENV)/.python
	$(call install,test)
	@touch $(VENV)/.serve

$(VENV)/.bench: requirements/bench.txt $(INSTALLED) | $(VENV)/.python
	$(call install,bench)
