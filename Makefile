# `make run` starts the portal and `make test` proves it; nothing else has to be done first.

PYTHON ?= python3
BIN := .venv/bin

# A stamp carries the sum of its lock file, so packages are installed again only when that changes.
sum = $(shell cksum < $(1) | cut -d' ' -f1)
RUNTIME := .venv/runtime.$(call sum,requirements.lock)
TESTING := .venv/testing.$(call sum,requirements-test.lock)

.PHONY: help run test check messages lock clean

help:
	@echo 'make run       start the portal (ADDRESS=127.0.0.1 PORT=8000)'
	@echo 'make test      run every test, on SQLite and on PostgreSQL with Redis'
	@echo 'make check     run every other check'
	@echo 'make messages  bring the language catalogues up to date with the code'
	@echo 'make lock      write the lock files anew from pyproject.toml and package.json'
	@echo 'make clean     remove everything that was made here, except var/ (the data)'

$(RUNTIME):
	@$(PYTHON) tools/environment.py requirements.lock $@

$(TESTING):
	@$(PYTHON) tools/environment.py requirements-test.lock $@

define prepare
@$(BIN)/python tools/assets.py
@$(BIN)/python tools/catalogues.py compile
endef

run: $(RUNTIME)
	$(prepare)
	@exec $(BIN)/python manage.py serve

test: $(TESTING)
	$(prepare)
	@$(BIN)/python tools/suite.py

check: $(TESTING)
	$(prepare)
	@$(BIN)/python tools/checks.py

messages: $(TESTING)
	@$(BIN)/python tools/catalogues.py collect

lock: $(TESTING)
	@$(BIN)/python tools/locks.py

clean:
	rm -rf .venv node_modules static/vendor .mypy_cache .ruff_cache .hypothesis
	find locale -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
