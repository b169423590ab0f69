# Two commands do all the set-up: `make demo` and `make test`.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check codebook bench lint clean wheel

setup: $(STAMP)

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@echo "installing servanda and what its tests need into $(VENV) (about a minute) …"
	@$(BIN)/python -m pip install --quiet --group dev --editable '.[postgres]'
	@touch $@

demo: setup
	@$(BIN)/servanda demo

test: setup
	$(BIN)/python -m pytest -n auto

check: lint codebook test

codebook: setup
	$(BIN)/servanda codebook check

lint: setup
	$(BIN)/ruff check src tests bench training
	$(BIN)/ruff format --check src tests bench training
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis servanda-demo.sqlite*
