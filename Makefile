# Two commands: `make site` builds the wiki, `make test` runs every test. `make serve` shows edits as they are made.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: site test serve check golden bundle schema bench clean

site: .venv/site-installed
	$(BIN)/python -m mkdocs build --strict
	@echo "好了：用浏览器打开 site/index.html，或者运行 make serve 边改边看。"
	@echo "Done: open site/index.html in a browser, or run make serve."

serve: .venv/site-installed
	$(BIN)/python -m mkdocs serve -a 127.0.0.1:8000

check: .venv/site-installed
	$(BIN)/python -m generator check --strict

test: .venv/test-installed
	$(BIN)/python scripts/test.py

golden: .venv/test-installed
	GOLDEN=1 $(BIN)/python -m pytest tests/generator/test_pages.py tests/generator/test_wrong.py

bundle: .venv/test-installed
	. .venv/tools.env && "$$NODE" scripts/bundle.mjs

schema: .venv/site-installed
	$(BIN)/python -m generator schema

bench: .venv/test-installed
	$(BIN)/python tests/bench/build.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site-installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/test-installed: .venv/site-installed package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	$(BIN)/python scripts/tools.py
	@touch $@

clean:
	rm -rf .venv site node_modules
