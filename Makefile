.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A strict editable install is a tree of links: it is made again when a folder gains or loses a file.
FOLDERS := $(shell find engine dsl programs feeds cli -type d -not -name __pycache__)

$(VENV)/installed: pyproject.toml engine/version.py $(FOLDERS)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=24" "setuptools>=77"
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

setup: $(VENV)/installed  #> make the virtual environment
.PHONY: setup
