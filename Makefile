# Two commands: `make demo` and `make test`. Both set everything up first.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: setup demo test check schema release-schema lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	sh scripts/setup

demo: setup
	$(BIN)/ringfence demo

test: setup
	$(BIN)/pytest $(PYTEST)

check: setup
	sh scripts/check

# After a change of tables: docs/schema.sql shows a review what a migration did.
schema: setup
	$(BIN)/python scripts/schema.py >docs/schema.sql

# When a release is made: from then on its migrations and their SQL stay as they are.
release-schema:
	git ls-files 'src/**/migrations/0*.py' 'src/**/sql/0*.sql' | xargs sha256sum >tests/conventions/released.sha256

# After a change of dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --no-annotate --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv build dist
