# Two commands: `make site` builds the wiki, `make test` runs every test. `make serve` shows edits as they are made.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help site test serve check golden bundle schema bench clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: .venv/site-installed ## install what is needed, check the content, build the wiki into site/
	$(BIN)/python -m mkdocs build --strict
	@echo "好了：用浏览器打开 site/index.html，或者运行 make serve 边改边看。"
	@echo "Done: open site/index.html in a browser, or run make serve."

serve: .venv/site-installed ## show edits as they are made, on http://127.0.0.1:8000
	$(BIN)/python -m mkdocs serve -a 127.0.0.1:8000

check: .venv/site-installed ## check the content: what is wrong, where, how to mend it
	$(BIN)/python -m generator check --strict

test: .venv/test-installed ## run every test; scripts/test.py --only runs parts
	$(BIN)/python scripts/test.py

golden: .venv/test-installed ## write the golden pages and messages anew
	GOLDEN=1 $(BIN)/python -m pytest tests/generator/test_pages.py tests/generator/test_wrong.py

bundle: .venv/test-installed ## write what the browser loads from frontend/
	. .venv/tools.env && "$$NODE" scripts/bundle.mjs

schema: .venv/site-installed ## write JSON Schema for editors
	$(BIN)/python -m generator schema

bench: .venv/test-installed ## measure how building grows with the content
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

clean: ## remove everything that can be made again
	rm -rf .venv site node_modules
