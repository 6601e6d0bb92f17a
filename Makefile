# `make run` and `make test` do everything on a machine that has Python 3.11, make and package indexes.
#
#     PYTHON=…     the interpreter to build with, when it is not on the path
#     SYSTEM=no    leave the system packages alone

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-whoosh3 check bench pictures package lock model-sm model-md system system-tests environment always

# Modules are compiled once, not by each of the thousands of processes that tests and times begin.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
MADE := .venv/made

# The stamp holds the folder it was made in: scripts of a virtual environment that was moved, or whose
# interpreter is gone, lead nowhere, so that one is made again from nothing.
STAMP := $(shell cat $(MADE) 2>/dev/null)
ALIVE := $(shell $(BIN)/python -c 'print("yes")' 2>/dev/null)
AFRESH := $(if $(ALIVE),$(if $(STAMP),$(if $(filter-out $(CURDIR),$(STAMP)),--clear)),--clear)

help:
	@echo 'make run       the window on the sample library; with no display, build/first-look.png'
	@echo 'make test      everything CI checks'
	@echo 'make test-whoosh3  the tests of the search with the other Whoosh; a part of make test'
	@echo 'make check     its quick part: format, lint, types, floors'
	@echo 'make bench     times on a library of SIZE=10000 articles, beside SQLite FTS5 and other engines'
	@echo 'make pictures  each step of the main job, and every pane in every theme, into build/pictures'
	@echo 'make package   the wheel and the source archive in dist/, tried outside this folder'
	@echo 'make model-md  a larger names model, into the data folder; model-sm makes the bundled one again'
	@echo 'make lock      the lock again, after a change of the dependencies'

run: environment
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		exec $(BIN)/pressmark --sample; \
	else \
		mkdir -p build && exec env QT_QPA_PLATFORM=offscreen $(BIN)/pressmark first-look build/first-look.png; \
	fi

# pytest comes last: its closing line is the last line of the run. Four at a time, also on two cores: tests of
# windows and processes mostly wait.
test: system-tests check test-whoosh3
	$(BIN)/python packaging/wheel_check.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python -X faulthandler -m pytest -n 4 --dist worksteal

# The index must be readable, and searched alike, by the Whoosh that goes on where 2.7.4 ended: the same tests
# with that one first on the path, a quarter of a minute.
WHOOSH3 := build/whoosh3
test-whoosh3: environment $(WHOOSH3)/made
	PYTHONPATH=$(WHOOSH3) $(BIN)/python -c 'import whoosh; assert whoosh.__version__ == (3, 54, 0), whoosh.__version__'
	PYTHONPATH=$(WHOOSH3) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/search

$(WHOOSH3)/made: packaging/whoosh3.lock | environment
	rm -rf $(WHOOSH3)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps --only-binary :all: \
		--target $(WHOOSH3) -r packaging/whoosh3.lock
	@touch $@

check: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

SIZE := 10000
bench: environment
	$(BIN)/python packaging/bench.py --size $(SIZE)

pictures: environment
	$(BIN)/python packaging/pictures.py

package: environment
	$(BIN)/python packaging/wheel_check.py --keep dist

model-sm: environment
	$(BIN)/python packaging/models.py sm --check --keep tests/recognition/whole_model.json

model-md: environment
	$(BIN)/python packaging/models.py md --check

lock:
	sh packaging/lock.sh

environment: system $(MADE)

system:
	@python=$$(sh packaging/interpreter.sh) && sh packaging/system.sh "$$python"

# What only the tests need: a screen that nobody sees, and what a screen reader listens to.
system-tests:
	@python=$$(sh packaging/interpreter.sh) && sh packaging/system.sh "$$python" tests

# No build isolation: the lock has the build backend too, so nothing unnamed is ever downloaded.
$(MADE): packaging/requirements.lock pyproject.toml $(if $(AFRESH),always) | system
	@python=$$(sh packaging/interpreter.sh) && echo "Making .venv with $$python" && \
	"$$python" -m venv $(AFRESH) .venv || \
		{ echo "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r packaging/requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -c 'import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtNetwork' || \
		{ echo "Qt does not load: a system library is missing. packaging/system.sh has the list." >&2; exit 1; }
	@echo '$(CURDIR)' >$@
