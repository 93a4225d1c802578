# Two commands: `make demo` and `make test`. Both set everything up first.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: setup static browser demo try test check schema release-schema lock clean

WEB := src/ringfence/interfaces/web

setup: .venv/ready $(WEB)/collected/staticfiles.json

.venv/ready: requirements.lock pyproject.toml
	sh scripts/setup

# What the pages are drawn with: after a change of a style, a script, a word.
$(WEB)/collected/staticfiles.json: .venv/ready $(WEB)/frontend/package-lock.json \
		$(shell find $(WEB)/static $(WEB)/locale -type f -not -name '*.mo')
	sh scripts/static

static: .venv/ready
	sh scripts/static

# Tests of the pages need a browser and Chinese fonts; where they may not be installed, those tests
# are skipped and say so.
browser:
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; }

demo: setup
	$(BIN)/ringfence demo

# The demonstration, then its pages, until Ctrl-C. Its people are made up: nobody has a telephone
# for a second factor.
try: demo
	RINGFENCE_SECOND_FACTOR=off $(BIN)/ringfence serve

test: setup browser
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
