.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/installed
LAYOUT := $(VENV)/layout

help: #> show what there is to make
	@awk -F ' *:.*#> *' '/^[a-z]+:.*#> / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A strict editable install is a tree of links, so it is made again when a file comes or goes.
$(LAYOUT): FORCE
	@mkdir -p $(VENV)
	@find engine dsl programs feeds batch tui cli -type f -not -path '*/__pycache__/*' | LC_ALL=C sort > $@.new
	@cmp -s $@.new $@ || cp $@.new $@

$(READY): pyproject.toml engine/version.py $(LAYOUT)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing Pointsman and what its development needs into $(VENV)"
	@$(BIN)/python -m pip install -qq --upgrade "pip>=24" "setuptools>=77"
	@$(BIN)/python -m pip install -qq --editable ".[dev]"
	@touch $@

setup: $(READY) #> make the virtual environment, all other targets do so when it is missing

demo: $(READY) #> show the main job: one purchase, and why it came out as it did
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/demo.sh

browser: #> install a Chromium for the tests of the web form, where there is none
	@scripts/install_browser.sh

test: $(READY) browser #> run all tests
	@$(BIN)/python -m pytest -n 2 -q

lint: $(READY) #> check formatting and lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(READY) #> check types, strictly
	@$(BIN)/mypy

layers: $(READY) #> check that each folder imports only from the ones below it
	@$(BIN)/lint-imports

docs: $(READY) #> build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

reference: $(READY) #> write the tables and the output that stand in the documentation
	@$(BIN)/python -m scripts.write_reference

pictures: $(READY) #> take the pictures of the terminal program for the documentation
	@$(BIN)/python -m scripts.pictures

wheel: $(READY) #> build the wheel into dist/ and try it in fresh environments
	@mkdir -p build dist
	@$(BIN)/python -m build --outdir dist . > build/wheel.log 2>&1 || { cat build/wheel.log; exit 1; }
	@scripts/try_wheel.sh $(PYTHON)

figures: $(READY) #> measure how fast the command starts
	@$(BIN)/python benchmarks/cold_start.py

bench: $(READY) #> measure Pointsman and its peers side by side, and write docs/benchmarks.md
	@$(BIN)/python -m benchmarks.run

tables: $(READY) #> work out the parser's tables, after a change to the grammar
	@PYTHONHASHSEED=0 $(BIN)/python scripts/write_tables.py

format: $(READY) #> put all code into the one style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

check: test lint types layers docs wheel #> all of the checks above

clean: #> remove everything that was made
	rm -rf $(VENV) build dist site pointsman.egg-info

.PHONY: FORCE help setup demo browser test lint types layers docs reference pictures wheel figures bench tables format check clean
