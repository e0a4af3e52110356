# Two commands matter: `make run` and `make test`. Both set up what they need, and do nothing twice.

PORT ?= 8080
DATA ?= ./data
PYTHON ?= python3
BIN := .venv/bin
PAGE := src/enishi/page/index.html
PAGE_SOURCES := $(shell find web src/enishi/catalogues src/enishi/features/*/texts -type f -not -path '*/node_modules/*' 2>/dev/null)

PIP := $(BIN)/pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --requirement requirements
ITSELF := $(PIP) --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --generate-hashes --python-version 3.11 --no-annotate \
	--custom-compile-command 'make lock' --group build --extra demo pyproject.toml

.PHONY: run test several lint bench docs screenshots lock sbom clean

run: .venv/run.stamp $(PAGE)
	@exec $(BIN)/enishi serve --port $(PORT) --data $(DATA)

test: lint tests/compat/node_modules/.stamp
	$(BIN)/pytest -n 2 --dist worksteal
	cd web && npm run --silent test

# The journeys again, with two servers on PostgreSQL and NATS whose workers are elsewhere.
several: .venv/dev.stamp
	$(BIN)/pytest --several -n 2 --dist worksteal

lint: .venv/dev.stamp $(PAGE)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	-@$(BIN)/python -m bench --stale
	cd web && npm run --silent check && PYTHON=../$(BIN)/python npm run --silent protocol:check && npm run --silent format:check

bench: .venv/dev.stamp $(PAGE)
	$(BIN)/python -m bench

docs: .venv/dev.stamp web/node_modules/.stamp
	$(BIN)/python -m scripts.reference
	cd web && PYTHON=../$(BIN)/python npm run --silent protocol

screenshots: .venv/dev.stamp $(PAGE)
	$(BIN)/python -m scripts.screenshots

# Locks the newest releases that fit what is locked already. For newer ones: rm requirements/*.txt, then this.
lock: .venv/dev.stamp
	$(LOCK) --extra dev --output-file requirements/dev.txt
	$(LOCK) --constraint requirements/dev.txt --output-file requirements/run.txt
	$(LOCK) --constraint requirements/dev.txt --extra voice --output-file requirements/voice.txt
	$(LOCK) --constraint requirements/dev.txt --extra postgres --output-file requirements/image.txt

sbom: .venv/dev.stamp
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-file dist/sbom-server.json requirements/voice.txt
	npm sbom --prefix web --package-lock-only --sbom-format cyclonedx > dist/sbom-page.json

.venv/run.stamp: pyproject.toml requirements/run.txt requirements/voice.txt
	@echo 'Setting up Python (once, about half a minute) …'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(LOCKED)/voice.txt 2>/dev/null || { \
		echo 'The recogniser of speech cannot be had for this machine: the server will hear nobody.' >&2; \
		$(LOCKED)/run.txt; }
	@$(ITSELF)
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo 'Setting up what the tests need (once) …'
	@$(LOCKED)/dev.txt
	@touch $@

web/node_modules/.stamp: web/package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing: install Node.js 20.19 or newer.' >&2; exit 1; }
	@echo 'Setting up the page (once) …'
	@cd web && npm ci --no-audit --no-fund
	@touch $@

tests/compat/node_modules/.stamp: tests/compat/package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing: install Node.js 20.19 or newer.' >&2; exit 1; }
	@echo 'Setting up the clients that the API is tested with (once) …'
	@cd tests/compat && npm ci --no-audit --no-fund
	@touch $@

$(PAGE): web/node_modules/.stamp $(PAGE_SOURCES)
	@echo 'Building the page …'
	@cd web && npm run --silent build -- --logLevel warn
	@touch $@

clean:
	rm -rf .venv web/node_modules tests/compat/node_modules src/enishi/page
