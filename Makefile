# One way in: every target makes what it needs, from nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
READY := $(VENV)/.ready
FILMING := $(VENV)/.filming
CHARTING := $(VENV)/.charting
# Checkers that only npm has; what npm installs is named in package-lock.json.
CHECKERS := node_modules/.ready

# What the tests run: a program, and its Debian package where that has another name.
PROGRAMS := chromium nginx=nginx-light ffprobe=ffmpeg java=default-jre-headless pdftotext=poppler-utils locale-gen=locales

# The theme announces its successor in every build; pyproject.toml pins what this site is built with.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve test test-fast test-thunderbird build dist check preview summary weigh audit fix schema reference lock clean bench bench-chart walkthroughs walkthrough pictures search-report

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment is made again whenever what it is made of changes.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

serve: $(READY)  ## the site with live reload at http://127.0.0.1:8000/; elsewhere: make serve PORT=8001
	@$(BIN)/faq serve --port $(PORT)

# The bytes that `faq publish` puts on the branch: dated by the commit, canonical addresses in `latest`.
build: $(READY)  ## the site as it is published, strict, into site/
	SOURCE_DATE_EPOCH=$$($(BIN)/python -c 'from pathlib import Path; from faq.git import commit_time; print(int(commit_time(Path())))' 2>/dev/null || date +%s) MIKE_DOCS_VERSION=latest $(BIN)/mkdocs build --strict --clean --site-dir site

test: $(READY) $(CHECKERS)  ## all tests, the ones in a real browser included, but for the one with Thunderbird
	@$(BIN)/python -m faq.programs $(PROGRAMS)
	$(BIN)/pytest -n auto -m "not thunderbird"

# Debian has it as a package; Ubuntu, on which CI runs, has not.
test-thunderbird: $(READY) $(CHECKERS)  ## that Thunderbird sends the draft which pages save, on a display of its own
	$(BIN)/pytest -m thunderbird

test-fast: $(READY)  ## the tests that need no browser, no web server, no films and nothing from npm
	$(BIN)/pytest -n auto -m "not browser and not nginx and not films and not checker and not thunderbird"

check: $(READY) $(CHECKERS)  ## ruff, mypy, biome, the site's own check, a strict build, and the workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 hooks
	node_modules/.bin/biome ci --error-on-warnings
# What a policy would block, and what readers would lose, is seen in built pages alone, and told of whatever else was found;
# what is built goes away again.
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && status=0 && { $(BIN)/faq check --since-base || status=1; } && \
	$(BIN)/mkdocs build --strict --site-dir "$$folder/site" && $(BIN)/faq compare --site "$$folder/site" && exit $$status
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --offline --quiet --no-progress .github

preview: build  ## the site as a folder that opens without a server, into build/preview/
	rm -rf build/preview && $(BIN)/faq preview build/preview

summary: $(READY)  ## what a change means for readers, compared with where it began
	@$(BIN)/faq summary --build

weigh: build  ## requests and bytes of a first and a second page, by kind
	$(BIN)/python -m faq.auditing weigh

audit: build $(CHECKERS)  ## Lighthouse and the Nu HTML checker on every page
	$(BIN)/python -m faq.auditing pages

fix: $(READY)  ## numbers and references follow nav:
	$(BIN)/faq fix --since-base

# The same bytes each time: the build dates files by a day of its own.
dist: $(READY)  ## what others install, as sdist and wheel, into dist/
	$(BIN)/python -m build --no-isolation

$(CHECKERS): package.json package-lock.json
	@command -v npm >/dev/null || { echo "npm is needed: on Debian, sudo apt-get install npm" >&2; exit 1; }
	npm ci --silent
	@touch $@

$(FILMING): $(READY) requirements-walkthroughs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-walkthroughs.txt
	@touch $@

walkthroughs: $(FILMING)  ## film all walkthroughs
	$(BIN)/python -m faq.filming

walkthrough: $(FILMING)  ## film one: make walkthrough ID=outlook
	$(BIN)/python -m faq.filming $(or $(ID),$(error say which film: make walkthrough ID=outlook))

pictures: $(READY)  ## the pictures in CONTRIBUTING anew, of this site's page, a summary and a preview
	$(BIN)/python -m tests.pictures

search-report: $(READY)  ## what readers find: make search-report QUERIES=file
	@$(BIN)/python -m faq.querying "$(or $(QUERIES),$(error say which queries: make search-report QUERIES=file))"

# Each way of building in its turn, ROUNDS times; PEERS=1 adds Zensical, Hugo and Eleventy; LONG=5000 has every question
# named on every page up to that many, which takes hours (1000 otherwise); SECTIONS=40 parts what is one list otherwise.
N ?= 7 100 1000 5000
ROUNDS ?= 3
bench: $(READY)  ## what building costs, beside other ways: make bench N="7 1000" ROUNDS=5 PEERS=1
	@$(BIN)/python -m tests.bench run $(N) --rounds $(ROUNDS) $(if $(SECTIONS),--sections $(SECTIONS)) $(if $(PEERS),--peers) $(if $(LONG),--long $(LONG))

$(CHARTING): $(READY) requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

bench-chart: $(CHARTING)  ## the chart in bench/ anew, from what make bench measured last
	@$(BIN)/python -m tests.bench chart

# With CHROMIUM=/usr/bin/chromium by the whole browser, which readers have: it fetches the icon as well, and paints later.
# PAIRS times each; SEARCH=5000 builds a FAQ of so many questions to search in, which takes minutes.
PAIRS ?= 5
SEARCH ?= 5000
bench-reader: build $(CHECKERS)  ## what a first visit costs a reader, beside a bare page of the same text, and a search
	$(BIN)/python -m tests.bench reader --pairs $(PAIRS) --search $(SEARCH)

schema: $(READY)  ## the table of settings anew: JSON Schemas for editors, and the table in README
	$(BIN)/python -m faq.book.schema

reference: $(READY)  ## the page of all codes anew, reference/codes.md
	$(BIN)/python -m faq.explaining

lock: $(READY)  ## what is installed, pinned anew: pyproject.toml and package.json (needs uv and npm)
	npm install --package-lock-only --silent
	$(PYTHON) -c 'import json, pathlib; file = pathlib.Path("package-lock.json"); lock = json.loads(file.read_text()); [package.pop("funding", None) for package in lock["packages"].values()]; file.write_text(json.dumps(lock, indent=2) + "\n")'
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra dev --output-file requirements.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra bench --constraint requirements.txt --output-file requirements-bench.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra films --constraint requirements.txt --output-file requirements-walkthroughs.txt pyproject.toml

clean:  ## remove what was made
	rm -rf $(VENV) node_modules site build dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
