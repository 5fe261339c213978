# Everything a person does with this project. `make` alone prints the list.
PYTHON := .venv/bin/python
ARGS ?=
PIN := $(PYTHON) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
VERSION := $(shell sed -n 's/^version = "\(.*\)"$$/\1/p' pyproject.toml)
# Tests spend much of their time waiting for other processes.
WORKERS := $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) * 2 )))
QUICK := tests/rulebook tests/courses tests/house tests/properties $(addprefix --ignore=tests/properties/,test_every_short_history.py test_tables.py test_told_addresses.py)
ENGINE ?= $(shell command -v podman || command -v docker)

# Compiled Python is kept in one place; otherwise each of a run's many processes would compile everything again.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.amble/pycache
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run-packages test-packages check-packages demo quick test census check coverage hooks audit bench replies faults faults-long faults-mutants rule-mutants cohort traps fuzz site wheel supply image compose-test pictures fmt docs lock ear rules clean

help: ## Print this list
	@echo "Amble: daily, pain-gated walking by text message."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "Nothing is needed but Python 3.11 or newer, pip and make."

setup: check-packages ## Create the virtual environment with every pinned, hashed package

# Each command installs only what it needs; each group includes the one before it.
run-packages:
	@python3 infra/setup.py run

test-packages:
	@python3 infra/setup.py test

check-packages:
	@python3 infra/setup.py check

demo: run-packages ## Play a small clinic for some days, then keep it running (ARGS="--days 3 --exit")
	@$(PYTHON) -m services.command_line demo $(ARGS)

quick: check-packages ## Run the tests that need no servers: rule, texts, house rules (under a minute)
	@$(PYTHON) -m pytest -n 2 $(or $(ARGS),$(QUICK))

test: $(if $(findstring house,$(ARGS)),check,test)-packages ## Run the tests on real PostgreSQL, Valkey and Celery (ARGS="-k quiet")
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(or $(ARGS),--ignore=tests/house)

census: test-packages ## Say where the tests ask less than at another commit (ARGS=COMMIT, by default HEAD)
	@$(PYTHON) -m tests.census $(ARGS)

check: check-packages ## Linters, types, layers, migrations, documents, Compose, Kubernetes, alarms
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	@$(PYTHON) -m services.command_line check
	@$(PYTHON) -m pytest -n 2 tests/house

coverage: check-packages ## Run the tests and print which lines and branches they reach (ARGS="tests/doors")
	@rm -rf .amble/coverage && mkdir -p .amble/coverage
	@$(PYTHON) -m coverage run -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(or $(ARGS),--ignore=tests/house)
	@$(PYTHON) -m coverage combine -q && $(PYTHON) -m coverage report

hooks: check-packages ## Let git run what `make check` runs before each commit and push
	@$(PYTHON) -m pre_commit install

audit: check-packages ## Look for known vulnerabilities in pinned packages; fails if there is one
	@$(PYTHON) -m pip_audit --strict --require-hashes --disable-pip -r infra/locks/production.lock
	@$(PYTHON) -m pip_audit --strict --require-hashes --disable-pip -r requirements.lock

bench: test-packages ## Measure speed, and what has changed since the last run (ARGS="loop --size 200")
	@$(PYTHON) -m tests.bench $(ARGS)

replies: test-packages ## Measure how well patients' texts are read (ARGS='--reader "python mine.py"')
	@$(PYTHON) -m tests.replies $(ARGS)

faults: test-packages ## Break things on purpose and check that nothing is lost or sent twice (ARGS="--seed 7 --only redis")
	@$(PYTHON) -m tests.faults $(ARGS)

faults-long: test-packages ## A thousand random kills
	@$(PYTHON) -m tests.faults --kills 1000 $(ARGS)

faults-mutants: test-packages ## Prove that the fault checks notice what they should
	@$(PYTHON) -m tests.faults.mutants

rule-mutants: test-packages ## Prove that the tests of the rule see a rule that was made worse (ARGS="--every 10")
	@$(PYTHON) -m tests.rulebook.mutants $(ARGS)

traps: test-packages ## Look whether anybody can be stuck with nobody told (ARGS="--rules 4.1 --settings standard")
	@$(PYTHON) -m tests.traps $(ARGS)

cohort: test-packages ## Walk a virtual clinic through the released rule and this tree's (ARGS="--quick --json")
	@$(PYTHON) -m tests.cohort $(ARGS)

fuzz: test-packages ## Send the API thousands of generated requests (ARGS="--examples 150")
	@$(PYTHON) -m tests.contract $(ARGS)

site: check-packages ## Build the documentation as web pages (.amble/site)
	@NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict --quiet -f infra/mkdocs.yml && echo "Open .amble/site/index.html"

wheel: run-packages ## Build the wheel, the same bytes from the same commit (dist/)
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PYTHON) -m pip wheel -q --no-deps --no-build-isolation -w dist . && ls dist/*.whl

supply: check-packages ## List our dependencies: bill of materials (CycloneDX), licences, known vulnerabilities
	@mkdir -p dist
	@$(PYTHON) -m cyclonedx_py requirements --output-reproducible infra/locks/production.lock -o dist/amble.cdx.json
	@$(PYTHON) -m piplicenses --format=markdown --output-file=dist/licences.md \
		--fail-on="GNU General Public License v2 (GPLv2);GNU General Public License v3 (GPLv3);GNU Affero General Public License v3"
	@$(PYTHON) -m pip_audit --require-hashes --disable-pip -r infra/locks/production.lock || true
	@echo "dist/amble.cdx.json, dist/licences.md"

image: ## Build the image and its rehearsal variant with podman or docker
	@test -n "$(ENGINE)" || { echo "Neither podman nor docker is here: install one of them."; exit 1; }
	$(ENGINE) build $(BUILD_ARGS) -f infra/Dockerfile -t amble:$(VERSION)-production --target production .
	$(ENGINE) build $(BUILD_ARGS) -f infra/Dockerfile -t amble:$(VERSION)-rehearsal --target rehearsal .

compose-test: test-packages image ## Run the loop in containers, as docker-compose.yml says
	@AMBLE_TEST_ENGINE="$(ENGINE)" AMBLE_TEST_RUN="$(RUN_ARGS)" $(PYTHON) -m pytest -q tests/running/test_compose.py

pictures: test-packages ## Take the pictures of the console's pages again (needs Chromium)
	@$(PYTHON) -m tests.console

fmt: check-packages ## Format the code
	@$(PYTHON) -m ruff check --fix -q . || true
	@$(PYTHON) -m ruff format .

docs: run-packages ## Write the generated documents
	@$(PYTHON) -m services.command_line documents --write

lock: run-packages ## Pin every package again, with hashes
	@$(PIN) --all-extras pyproject.toml -o requirements.lock
	@$(PIN) -c requirements.lock --extra telemetry pyproject.toml -o infra/locks/production.lock
	@$(PIN) -c requirements.lock --extra local --extra build pyproject.toml -o infra/locks/run.lock
	@$(PIN) -c requirements.lock --extra local --extra build --extra test pyproject.toml -o infra/locks/test.lock
	@echo uv | $(PIN) -c requirements.lock - -o infra/locks/installer.lock

ear: check-packages ## Train the second ear (infra/ear/weights.bin); the same corpus gives the same bytes
	@$(PYTHON) -m infra.ear --held-out tests/rulebook/ear_held_out.tsv $(ARGS)

rules: ## Freeze this tree's rule as a wheel (infra/rules/); the same tree gives the same bytes
	@$(PYTHON) -m infra.rules.freeze $(ARGS)

clean: ## Remove everything made here: virtual environment, caches, local data
	@test ! -L .amble/servers/postgresql || rm -rf "$$(readlink .amble/servers/postgresql)"
	@rm -rf .venv .amble .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
