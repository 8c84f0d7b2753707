# What can be done here; `make help` lists it. Everything sets up what it needs first (tools/setup.sh).
SHELL := /bin/bash
PYTHON := .venv/bin/python
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run setup test verify measure bench bundle screenshots clean torture

help: ## List these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Show the program on its sample paper: a window, or without a display files and a report
	@tools/run.sh

setup: ## Make .venv and install whatever is missing
	@tools/setup.sh

test: setup ## Lint, format, types and tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	@mkdir -p build
	@$(PYTHON) -m pyright >build/pyright.txt 2>&1 & types=$$!; \
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(WORKERS) --dist worksteal; failed=$$?; \
	wait $$types || failed=1; \
	echo "$(PYTHON) -m pyright"; cat build/pyright.txt; exit $$failed

verify: test ## The tests, then the exported papers through validators from outside
	@tools/setup.sh --extras dev,verify
	$(PYTHON) tools/verify.py

measure: setup ## Precision and recall of each rule that reads the text
	$(PYTHON) tools/measure.py

bench: setup ## Measure what a user waits for, each beside the least that it can cost
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tools.bench

torture: setup ## Try with faults what is promised of papers (SUITES="kills damage", SHORT=1 or COUNT=100)
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tools.torture $(SUITES) $(if $(SHORT),--short) $(if $(COUNT),--count $(COUNT)) --write

bundle: ## Build the program that runs without Python (dist/engross), and let it draft the sample paper
	@tools/setup.sh --extras dev,bundle
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 0) PYTHONHASHSEED=1 \
		$(PYTHON) -m PyInstaller --noconfirm --clean --log-level WARN build.spec
	rm -rf build/bundle-demo build/bundle-library
	dist/engross/engross --library build/bundle-library demo --out build/bundle-demo
	@test -n "$$(ls build/bundle-demo/*.docx)" && test -n "$$(ls build/bundle-demo/*.pdf)"
	@du -sh dist/engross

screenshots: setup ## Take pictures of every page and dialog, in each look and size (build/screenshots)
	@if command -v xvfb-run >/dev/null && tools/setup.sh --display; \
	then xvfb-run -a -s '-screen 0 1920x1200x24' $(PYTHON) tools/screenshots.py; \
	else QT_QPA_PLATFORM=offscreen $(PYTHON) tools/screenshots.py; fi

clean: ## Remove what was made, but not .venv
	rm -rf build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
	find desktop_app tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
