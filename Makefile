# Everything a person does with this project. `make` alone prints the list.
PYTHON := .venv/bin/python
ARGS ?=
ENGINE ?= $(shell command -v podman || command -v docker)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench faults faults-long faults-mutants fuzz site wheel supply image compose-test pictures fmt docs lock clean

help: ## Print this list
	@echo "Amble: daily, pain-gated walking by text message."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "Nothing is needed but Python 3.11 or newer, pip and make."

setup: ## Make the virtual environment with pinned, hashed packages
	@python3 infra/setup.py

demo: setup ## Play a small clinic for some days, then stay up (ARGS="--days 3 --exit")
	@$(PYTHON) -m services.command_line demo $(ARGS)

test: setup ## Run the tests on real PostgreSQL, Valkey and Celery (ARGS="-k quiet")
	@$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(or $(ARGS),--ignore=tests/house)

check: setup ## Lint, types, rooms, migrations, documents, Compose, Kubernetes, alarms
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	@$(PYTHON) -m services.command_line check
	@$(PYTHON) -m pytest -n 2 tests/house

bench: setup ## Measure what must stay quick (one JSON object a line in a pipe)
	@$(PYTHON) -m tests.bench $(ARGS)

faults: setup ## Break things on purpose and check that nothing is lost or doubled (ARGS="--seed 7 --only redis")
	@$(PYTHON) -m tests.faults $(ARGS)

faults-long: setup ## A thousand random kills
	@$(PYTHON) -m tests.faults --kills 1000 $(ARGS)

faults-mutants: setup ## Prove that the checks of the faults see what they are there to see
	@$(PYTHON) -m tests.faults.mutants

fuzz: setup ## Ask the API thousands of generated questions (ARGS="--examples 150")
	@$(PYTHON) -m tests.contract $(ARGS)

site: setup ## Build the documentation as pages (.amble/site)
	@NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict --quiet -f infra/mkdocs.yml && echo "Open .amble/site/index.html"

wheel: setup ## Build the wheel, the same bytes from the same commit (dist/)
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PYTHON) -m pip wheel -q --no-deps --no-build-isolation -w dist . && ls dist/*.whl

supply: setup ## What we stand on: bill of materials (CycloneDX), licences, known weaknesses
	@mkdir -p dist
	@$(PYTHON) -m cyclonedx_py requirements --output-reproducible infra/production.lock -o dist/amble.cdx.json
	@$(PYTHON) -m piplicenses --format=markdown --output-file=dist/licences.md \
		--fail-on="GNU General Public License v2 (GPLv2);GNU General Public License v3 (GPLv3);GNU Affero General Public License v3"
	@$(PYTHON) -m pip_audit --require-hashes --disable-pip -r infra/production.lock || true
	@echo "dist/amble.cdx.json, dist/licences.md"

image: ## Build the image and its rehearsal variant with podman or docker
	@test -n "$(ENGINE)" || { echo "Neither podman nor docker is here: install one of them."; exit 1; }
	$(ENGINE) build $(BUILD_ARGS) -f infra/Dockerfile -t amble:0.1.0-production --target production .
	$(ENGINE) build $(BUILD_ARGS) -f infra/Dockerfile -t amble:0.1.0-rehearsal --target rehearsal .

compose-test: setup image ## Run the loop in containers of the image, as docker-compose.yml says
	@AMBLE_TEST_ENGINE="$(ENGINE)" AMBLE_TEST_RUN="$(RUN_ARGS)" $(PYTHON) -m pytest -q tests/running/test_compose.py

pictures: setup ## Take the pictures of the console's pages anew (needs Chromium)
	@$(PYTHON) -m tests.console

fmt: setup ## Format the code
	@$(PYTHON) -m ruff check --fix -q . || true
	@$(PYTHON) -m ruff format .

docs: setup ## Write the generated documents anew
	@$(PYTHON) -m services.command_line documents --write

lock: setup ## Pin every package anew, with hashes
	@$(PYTHON) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --all-extras pyproject.toml -o requirements.lock
	@$(PYTHON) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 -c requirements.lock --extra telemetry pyproject.toml -o infra/production.lock

clean: ## Remove what was made here: the virtual environment, caches, local data
	@test ! -L .amble/servers/postgresql || rm -rf "$$(readlink .amble/servers/postgresql)"
	@rm -rf .venv .amble .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
