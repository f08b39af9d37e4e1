# `make run` and `make test` are all that a newcomer needs; each installs what it misses into .venv, once.
#
#   PYTHON=python3.12     the interpreter .venv is made with (3.11 or newer)
#   SLIM=1                without torch and sentence-transformers: the embedded encoder alone answers
#   TORCH_INDEX_URL=…     where torch is taken from; the public index has the CUDA build of several GB

PYTHON ?= python3
VENV ?= .venv
KIND := $(if $(SLIM),slim,full)
BIN := $(VENV)/bin
CONSTRAINTS := requirements/constraints.txt
PIP = $(BIN)/python -m pip install --disable-pip-version-check -c $(CONSTRAINTS)
INSTALLED := $(VENV)/.installed-$(KIND)
TESTABLE := $(VENV)/.testable-$(KIND)
LOCK := build/lock/bin
QUESTIONS := $(wildcard tests/questions/*.jsonl)

# compiled once, not by each of the many processes that the tests start
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run ask build test lint types eval bench bench-scale ablation kill-test load-test telegram-pictures parse-report \
  verifier-report gallery examples readme lock clean

help: ## list the chores
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

run: $(INSTALLED) ## serve the web page, the API and, with a token, the Telegram bot
	$(BIN)/hoi serve

ask: export QUESTION = $(value Q)
ask: $(INSTALLED) ## answer one question: make ask Q="câu hỏi"
	@$(BIN)/hoi ask -- "$$QUESTION"

build: $(INSTALLED) ## build the index
	$(BIN)/hoi build

test: lint types ## lint, types and tests
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(TESTABLE) ## format, habits and import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(TESTABLE) build/types ## strict types
	MYPYPATH=build/types:. $(BIN)/mypy -p hoi -p bench -p tests

eval: $(INSTALLED) ## score the question sets; the held-out one is only counted
	@for file in $(QUESTIONS); do echo "$$file"; \
	  $(BIN)/hoi eval "$$file" $$(case $$file in *heldout*) echo --markdown;; esac) || exit; done

bench: $(INSTALLED) ## measure against a plain baseline, and among 100,000 made provisions
	@mkdir -p build
	@$(BIN)/python -m bench.bench > build/bench.md
	@$(BIN)/python -m bench.parsing > build/parsing.md
	@$(BIN)/python -m bench.scale > build/scale.md
	@cat build/bench.md build/parsing.md build/scale.md

bench-scale: $(INSTALLED) ## measure among 100,000 and a million made provisions: some 10 minutes, 14 GB in TMPDIR
	$(BIN)/python -m bench.scale --sizes 100000,1000000

ablation: $(INSTALLED) ## answer the development questions with each part of finding switched off
	$(BIN)/python -m bench.ablation

examples: $(INSTALLED) ## learn from the examples of questions anew, after they were changed
	$(BIN)/python -m bench.examples

kill-test: $(TESTABLE) ## kill the Telegram bot at random moments; count what is lost, repeated, out of order
	@$(BIN)/python -m bench.kill_test

load-test: $(TESTABLE) ## ask the Telegram bot 30 questions a second; then let one person flood it
	@$(BIN)/python -m bench.load_test

telegram-pictures: $(TESTABLE) ## draw what people see on Telegram into docs/images (needs Chromium)
	$(BIN)/python -m bench.telegram_pictures

parse-report: $(TESTABLE) ## compare what is read from the sample files with their labels
	$(BIN)/python -m bench.parse_report

verifier-report: $(INSTALLED) ## corrupt the answers and count what the verifier catches
	$(BIN)/python -m bench.verifier_report $(filter-out %heldout.jsonl,$(QUESTIONS))

gallery: $(INSTALLED) ## answer a panel of questions on one page, to be read: build/gallery.html
	$(BIN)/python -m bench.gallery

readme: $(INSTALLED) ## write the README's tables: answers, and speed if measured
	$(BIN)/python -m bench.readme $(wildcard build/bench.md) $(wildcard build/parsing.md)

lock: ## write the constraints anew, from the newest versions that pyproject.toml allows
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	$(LOCK)/python requirements/listed.py full > build/lock/needed.txt
	$(LOCK)/python requirements/listed.py test >> build/lock/needed.txt
	$(if $(TORCH_INDEX_URL),$(LOCK)/python -m pip install --no-deps --index-url '$(TORCH_INDEX_URL)' $$(grep ^torch= build/lock/needed.txt))
	$(LOCK)/python -m pip install -r build/lock/needed.txt
	$(LOCK)/python -m pip list --format=freeze --exclude pip | sed 's/+.*//' > build/lock/constraints.txt
	mv build/lock/constraints.txt $(CONSTRAINTS)
	rm -rf build/lock

clean: ## remove what the chores made, except .venv
	rm -rf build dist hoi.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# The four folders are the packages hoi.bot, hoi.corpus …; mypy needs to see them under that name.
build/types:
	mkdir -p $@/hoi
	for each in bot corpus index prompts; do ln -s ../../../$$each $@/hoi/$$each; done

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Hỏi cần Python 3.11 trở lên; hãy chạy lại với PYTHON=… (Hỏi needs Python 3.11 or newer; set PYTHON=…).' >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo 'Python chưa có venv; hãy cài gói python3-venv (Python lacks venv; install python3-venv).' >&2; exit 2; }
	@touch $@

$(INSTALLED): $(VENV)/.made pyproject.toml $(CONSTRAINTS)
	$(if $(SLIM),,$(if $(TORCH_INDEX_URL),$(PIP) --no-deps --index-url '$(TORCH_INDEX_URL)' torch))
	$(BIN)/python requirements/listed.py $(KIND) > $@.txt
	$(PIP) -r $@.txt
	$(PIP) --no-deps -e .
	@touch $@

$(TESTABLE): $(INSTALLED)
	$(BIN)/python requirements/listed.py test > $@.txt
	$(PIP) -r $@.txt
	@touch $@
