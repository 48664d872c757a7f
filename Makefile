# `make help` says what each target does. Everything happens inside this folder, in .venv, .venv-readers and build/.
.DEFAULT_GOAL := help
.PHONY: help run test check setup bench eval faults readers screenshots format pins clean

VENV := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
ARGS :=

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## set up what is missing, then open the desktop on the sample project
	@PYTHON="$(PYTHON)" sh .ci/setup run
	@$(VENV) main.py $(or $(ARGS),--sample)

test: ## set up what is missing, then run the tests (ARGS="-k name" for some)
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(OFFSCREEN) $(VENV) -m pytest -n auto $(ARGS)

check: ## style, types and the rules of the architecture
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@$(OFFSCREEN) $(VENV) -m pytest -q -n auto tests/test_rules.py

setup: ## the environment alone
	@PYTHON="$(PYTHON)" sh .ci/setup test

bench: ## measure speed, each figure as a ratio to its limit (ARGS=--quick for a short look)
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(OFFSCREEN) $(VENV) -m pytest -m bench -s --timeout 1800 tests/bench $(ARGS)

eval: ## measure the suggestions against the annotated articles
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(VENV) -m tests.evaluation.measure $(ARGS)

faults: ## every fault test, the long ones too
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(OFFSCREEN) $(VENV) -m pytest -m faults --timeout 3600 --hypothesis-profile long $(ARGS)

readers: ## read exports by other programs: Label Studio's SDK, LibreOffice, spaCy (once 500 MB)
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@PYTHON="$(PYTHON)" sh .ci/setup readers
	@$(OFFSCREEN) $(VENV) -m pytest -n auto -m readers --timeout 900 tests/readers $(ARGS)

screenshots: ## take the README's pictures anew
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(OFFSCREEN) $(VENV) .ci/screenshots.py

format: ## lay the code out and mend what can be mended by itself
	@PYTHON="$(PYTHON)" sh .ci/setup test
	@$(VENV) -m ruff check --fix .
	@$(VENV) -m ruff format .

pins: ## renew the pinned versions and hashes from the .in files
	@PYTHON="$(PYTHON)" sh .ci/pins

clean: ## remove what these targets made: the environments, build/ and the caches
	@rm -rf .venv .venv-readers build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find model ui tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +
