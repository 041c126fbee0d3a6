# Everything a fresh machine needs is Python 3.11+, pip and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DEMO := outputs/demo
# pip reads dependency groups from 25.1 on; an environment that is older gets it, others are not asked twice
PIP := pip>=25.1
NEW_PIP = $(BIN)/python -c 'import pip; raise SystemExit(tuple(map(int, pip.__version__.split(".")[:2])) < (25, 1))' \
	|| $(BIN)/python -m pip install --quiet --upgrade '$(PIP)'

# where a machine asks Python not to keep what it compiles, every command would compile the project anew
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test browser database lint bench fuzz reference refresh screenshots clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m pip install --user --quiet virtualenv && $(PYTHON) -m virtualenv $(VENV); }
	$(BIN)/python -m pip install --quiet --upgrade '$(PIP)'

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	@$(NEW_PIP)
	$(BIN)/python -m pip install --quiet --editable '.[parquet,postgres,spark,web]' --group dev
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed  ## a bulletin in, a table of facts and the sum checks out
	$(BIN)/extractor extract corpus/bulletins/fee-cuts.txt --metadata corpus/metadata.csv --output $(DEMO)
	$(BIN)/extractor table $(DEMO)
	@echo
	$(BIN)/extractor check $(DEMO)
	@echo
	$(BIN)/extractor report $(DEMO)
	@echo
	@echo '看什么 / what to look at:'
	@echo '  corpus/bulletins/fee-cuts.txt   原文 / the bulletin'
	@echo '  $(DEMO)/facts.xlsx          每个数字标在原句中 / each figure marked in its sentence'
	@echo '  $(DEMO)/report/index.html   报告：原文、事实、核对 / the report: text, facts, checks'
	@echo '  $(DEMO)/facts.jsonl         每行一条事实 / one fact a line'
	@echo '  README.zh-CN.md, README.md      怎么读 / how to read it'

# a module's tests stay in one process, and what they set up is set up once; tests/conftest.py gives the order
test: $(VENV)/.developing database  ## the whole test suite, on every core
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

browser:  ## Chromium with Chinese fonts, for the tests of the pages (Debian and Ubuntu, as root; elsewhere says what to do)
	sh tools/get_browser.sh

database: browser  ## PostgreSQL, for the tests of the store; after the browser, since apt-get does one thing at a time
	@$(PYTHON) tools/throwaway_postgres.py --only-install

lint: $(VENV)/.developing  ## ruff and mypy, both strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# a tool that does not install is left out of the table and named there
$(VENV)/.benching: pyproject.toml | $(VENV)/.installed
	@$(NEW_PIP)
	-$(BIN)/python -m pip install --quiet --group bench
	@touch $@

bench: $(VENV)/.benching  ## speed against jieba.cut and other tools as ratios, start-up, memory, growth
	$(BIN)/python bench/others.py
	$(BIN)/python bench/limits.py
	$(BIN)/python bench/bench.py

fuzz: $(VENV)/.developing  ## ten minutes of inputs nobody wrote; stops at the first crash
	$(BIN)/python -m pip install --quiet --group fuzz
	mkdir -p .fuzz && cd .fuzz && ../$(BIN)/python ../tools/fuzz.py -max_total_time=600 -rss_limit_mb=4000

reference: $(VENV)/.installed  ## write docs/reference/ anew
	$(BIN)/python tools/make_reference.py

refresh: $(VENV)/.developing reference  ## write anew what docs and outputs/sample/ show; read the diff
	UPDATE_SAMPLE=1 $(BIN)/python -m pytest tests/test_sample_output.py
	EXTRACTOR_WRITE_DOCS=1 $(BIN)/python -m pytest tests/test_docs.py tests/test_engines_spark.py -k page

screenshots: $(VENV)/.developing browser  ## draw docs/images/ anew, the review desk's pages; look at each
	$(BIN)/python tools/make_screenshots.py

clean:  ## remove the environment and what runs wrote
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache
