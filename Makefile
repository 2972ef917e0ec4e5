# The verbs of the project. `make chat` and `make test` do all set-up themselves.
SHELL := /bin/bash
PORT ?= 5005
EPOCHS ?= 100
DIET_EPOCHS ?= 100
VENV := .venv/bin
WEGWIJZER := $(VENV)/wegwijzer
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help chat serve setup train validate evaluate evaluate-ablation evaluate-stock benchmark benchmark-catalogue format lint types test lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

chat: setup ## set up, train if needed, serve, and open the chat page (PORT=5005)
	@$(WEGWIJZER) serve --port $(PORT) --open

serve: setup ## the same without opening a browser
	@$(WEGWIJZER) serve --port $(PORT)

setup: ## Python 3.10 environment with pinned packages
	@bash scripts/setup.sh

train: setup ## train the model if its inputs changed
	@$(WEGWIJZER) train

validate: setup ## check facts, answers and the training data
	@$(WEGWIJZER) validate

evaluate: setup ## measure understanding; writes docs/evaluation.md
	@$(WEGWIJZER) evaluate $(if $(XSID),--xsid "$(XSID)")

evaluate-ablation: setup ## measure what each part of the classifier is worth
	@$(WEGWIJZER) evaluate-ablation

evaluate-stock: setup ## train and measure the pipeline of `rasa init` beside ours (hours; QUESTIONS=8 DIET_EPOCHS=8: half an hour)
	@$(WEGWIJZER) evaluate-stock --epochs $(EPOCHS) --diet-epochs $(DIET_EPOCHS) $(if $(QUESTIONS),--questions $(QUESTIONS))

benchmark: setup ## speed and memory, with and without each change to Rasa; writes docs/benchmark.md
	@$(WEGWIJZER) benchmark

benchmark-catalogue: setup ## time all look-ups on 50,000 enterprises and 10,000 events
	@$(WEGWIJZER) catalogue benchmark

format: setup ## put the code in the house style
	@$(VENV)/ruff check --fix --quiet . && $(VENV)/ruff format .

lint: setup ## style of Python, YAML and JavaScript files
	@$(VENV)/ruff check . && $(VENV)/ruff format --check --quiet . && $(VENV)/yamllint --strict .
	@bash scripts/javascript.sh lint

types: setup ## mypy, strict; the JSDoc types of the JavaScript
	@$(VENV)/mypy
	@bash scripts/javascript.sh types

test: setup lint types ## lint, types, content rules and all tests
	@bash scripts/javascript.sh test
	@$(WEGWIJZER) validate --quiet
	@$(WEGWIJZER) train
	@bash scripts/chromium.sh install
	@$(VENV)/pytest

lock: setup ## renew the pinned requirements from requirements*.in
	@bash scripts/lock.sh

clean: ## remove the environment, models, database and logs
	rm -rf .venv node_modules artifacts .wegwijzer .rasa models .pytest_cache .mypy_cache .ruff_cache *.egg-info
