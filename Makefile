# Two commands: `make demo` and `make test`. Both set everything up first.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: setup demo test check lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	sh scripts/setup

demo: setup
	$(BIN)/ringfence demo

test: setup
	$(BIN)/pytest $(PYTEST)

check: setup
	sh scripts/check

# After a change of dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --no-annotate --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv build dist
