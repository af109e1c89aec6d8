# Grainscope's commands; `make` alone lists them. Settings: ARGS (for run, bench and bench-accuracy), FUZZ_SECONDS (for fuzz), CASES,
# PREFIX and DESTDIR (for install).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

SWIFT ?= swift
PYTHON ?= python3
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 3600
DESTDIR ?=
ARGS ?=

# Swift's own libraries go into the program: it starts faster, and once installed it needs no toolchain.
# Without the libraries' debugging information, which is half of the file; names of functions stay for backtraces.
BUILD_RELEASE := $(SWIFT) build -c release --static-swift-stdlib -Xlinker --strip-debug --product
RELEASE := .build/release
SOURCES := Sources Tests Plugins Package.swift $(wildcard Benchmarks)
VENV := .venv
# PyTorch's processor-only build is a tenth of the size of the one that pip would take.
PIP_OPTIONS := --quiet --disable-pip-version-check --extra-index-url https://download.pytorch.org/whl/cpu

# Debian's names of what the program needs, and of what the tests and the Python scripts need besides.
LIBRARIES := libncurses-dev libopenblas-dev zlib1g-dev libpng-dev libsqlite3-dev tzdata
TEST_TOOLS := tmux librsvg2-2 fonts-dejavu-core
# What the toolchain itself stands on; looked after only where it does not run, as it may come from elsewhere.
TOOLCHAIN_NEEDS := g++ git libcurl4-openssl-dev libedit2 libsqlite3-0 libxml2-dev libz3-dev
PYTHON_TOOLS := python3-venv

# Installs the packages $(1) that dpkg does not know as installed; takes some milliseconds when nothing is missing.
define install_missing
missing=; \
if command -v dpkg-query >/dev/null; then \
  for name in $(1); do \
    [ "$$(dpkg-query -W -f='$${db:Status-Status}' "$$name" 2>/dev/null || true)" = installed ] || missing="$$missing $$name"; \
  done; \
else \
  echo "This is not a Debian system: if the build fails, install what Debian calls $(1) first." >&2; \
fi; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ]; then as_root=; \
  elif command -v sudo >/dev/null; then as_root=sudo; \
  else \
    echo "Missing packages, and neither root nor sudo to install them. As root, run: apt-get install$$missing" >&2; \
    exit 1; \
  fi; \
  echo "Installing$$missing"; \
  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update; \
  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing; \
fi
endef

# Runs `swift test $(1)` and, where something failed, ends with the failures instead of hiding them among what passed.
define run_tests
mkdir -p .build; \
$(SWIFT) test --disable-xctest $(1) 2>&1 | tee .build/tests.log || { \
  printf '\nWhat failed:\n'; grep -E '✘|: error:|ThreadSanitizer' .build/tests.log | cut -c1-1000 | tail -n 40; exit 1; }
endef

# What is trained here for checks, pictures and measurements is not kept among the user's runs.
bench-accuracy check-peers bench bench-peers pictures packaged: export XDG_STATE_HOME := $(CURDIR)/.build/state

.PHONY: help run test unit goldens fuzz fuzz-commands torture-store torture-input soak check build release bench bench-peers bench-accuracy check-peers check-words fixtures samples docs lint format install uninstall \
  clean pictures packaged toolchain libraries test-tools

help: ## list these commands
	@echo "Usage: make COMMAND [ARGS=\"…\"]"; echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

toolchain:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "There is no Swift toolchain in PATH: install version 6.2 or newer from https://www.swift.org/install" >&2; exit 1; }
	@$(SWIFT) build --version >/dev/null 2>&1 || { $(call install_missing,$(TOOLCHAIN_NEEDS)); }

libraries: toolchain
	@$(call install_missing,$(LIBRARIES))

test-tools: toolchain
	@$(call install_missing,$(LIBRARIES) $(TEST_TOOLS))

run: release ## install what is missing, build, start; ARGS="FILE --horizon 1d" is passed on
	@$(RELEASE)/grainscope $(ARGS)

test: test-tools ## install what is missing, build, run every test
	@$(call run_tests,)

unit: libraries ## build, run the tests that need neither terminal nor tmux
	@$(call run_tests,--skip '^(EndToEndTests|TerminalTests)\.')

goldens: libraries ## record anew what the tests hold screens against; look at what changed before you commit it
	GRAINSCOPE_GOLDENS=record $(SWIFT) test --disable-xctest --filter '^DashboardTests\.GoldenRecording'
	@git status --short Tests/DashboardTests/Golden

# Coverage-guided, with libFuzzer and the address sanitizer of the toolchain. A finding is a file whose first byte
# stands for options: mend the reader, and keep the file in Tests/DatasetsTests/Fixtures/Findings.
FUZZ := .build-fuzz
fuzz: libraries ## look for files that the readers stumble over, for FUZZ_SECONDS (3600), then fuzz-commands
	GRAINSCOPE_FUZZ=1 $(SWIFT) build -c release --scratch-path $(FUZZ) --product grainscope-fuzz
	@mkdir -p $(FUZZ)/corpus $(FUZZ)/findings
	ASAN_OPTIONS=detect_leaks=0 $(FUZZ)/release/grainscope-fuzz $(FUZZ)/corpus Tests/Fuzz/Seeds \
	  -artifact_prefix=$(FUZZ)/findings/ -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=30 \
	  -rss_limit_mb=2560 -malloc_limit_mb=256
	@$(MAKE) fuzz-commands COMMAND_SECONDS=$(FUZZ_SECONDS)

# A case is a function of its number and of GRAINSCOPE_FUZZ_SEED; GRAINSCOPE_FUZZ_CASE=NUMBER runs one alone. With
# GRAINSCOPE_PROGRAM=.build/debug/grainscope the same cases are tried with more checks and in more time.
fuzz-commands: CASES = 1000000
fuzz-commands: COMMAND_SECONDS =
fuzz-commands: libraries ## call the program with CASES (1000000) drawn arguments, files and keys
	$(BUILD_RELEASE) grainscope
	$(SWIFT) build --product CommandFuzzer
	CASES=$(CASES) GRAINSCOPE_FUZZ_SECONDS=$(COMMAND_SECONDS) \
	  GRAINSCOPE_PROGRAM="$${GRAINSCOPE_PROGRAM:-$(RELEASE)/grainscope}" .build/debug/CommandFuzzer

# The same seed (GRAINSCOPE_TORTURE_SEED) gives the same moments, as far as a machine keeps time. `make test` has a few of them.
MOMENTS ?= 1000
torture-store: test-tools ## cut programs off that keep runs, at MOMENTS (1000) random moments; look for what is lost
	$(SWIFT) build --build-tests
	@export GRAINSCOPE_TORTURE_MOMENTS=$(MOMENTS); \
	  $(call run_tests,--skip-build --filter '^EndToEndTests\.(Torture|TornShard|FullDisk|LabTorture)Tests')

# Likewise with GRAINSCOPE_TORTURE_SEED.
CASES ?= 2000
torture-input: test-tools ## try CASES (2000) series with holes and values of options; nothing may end by a signal
	$(SWIFT) build --build-tests
	@export GRAINSCOPE_TORTURE_SERIES=$(CASES) GRAINSCOPE_TORTURE_VALUES=$(CASES); \
	  $(call run_tests,--skip-build --filter '^(TrainingTests\.Gap|EndToEndTests\.ValueEdge)Tests')

# Likewise with GRAINSCOPE_SOAK_SEED.
SOAK_SECONDS ?= 3600
soak: test-tools ## press random keys for SOAK_SECONDS (3600) over training, then over a stream of a thousand lines a second
	$(SWIFT) build --build-tests
	@export GRAINSCOPE_SOAK_SECONDS=$(SOAK_SECONDS); \
	  $(call run_tests,--skip-build --filter '^TerminalTests\.SoakTests')

# Warnings are errors by Package.swift. The tests come last, so that their verdict is the last line. Those of the whole
# program take the one that users have: it does in a tenth of the time what one built for debugging does, and traps as it.
check: lint test-tools packaged ## all that continuous integration checks: format, warnings, imports, races, tests
	$(SWIFT) build --build-tests
	@export GRAINSCOPE_RACES=1 TSAN_OPTIONS="suppressions=$(CURDIR)/.ci/thread-sanitizer.supp"; \
	  $(call run_tests,--sanitize=thread --scratch-path .build-tsan --filter '^(Training|Telemetry|Store)Tests\.|^TerminalTests\.(Soak|LabByte)Tests' --skip '\.(Gap|ShardMutation)Tests')
	@export GRAINSCOPE_PROGRAM="$(CURDIR)/$(RELEASE)/grainscope" GRAINSCOPE_SOAK_SECONDS=150; $(call run_tests,--skip-build)

# What a user does first: `make run`, and `make install`, whose program finds its samples where it was put; `-o release`,
# as it has just been built.
packaged:
	$(MAKE) run ARGS=--version
	$(MAKE) -o release install DESTDIR="$(CURDIR)/.build/stage" PREFIX=/usr >/dev/null
	cd / && "$(CURDIR)/.build/stage/usr/bin/grainscope" inspect demand >/dev/null
	bash -n .build/stage/usr/share/bash-completion/completions/grainscope

build: libraries ## build for debugging
	$(SWIFT) build

release: libraries ## build for use
	$(BUILD_RELEASE) grainscope

bench: libraries ## measure our own speed, memory and response
	$(BUILD_RELEASE) grainscope
	$(BUILD_RELEASE) grainscope-bench
	@$(RELEASE)/grainscope-bench $(ARGS)
	@$(RELEASE)/grainscope-bench images
	@if command -v $(PYTHON) >/dev/null; then \
	  $(PYTHON) Benchmarks/screen.py $(RELEASE)/grainscope sample-data/demand.csv; \
	  $(PYTHON) Benchmarks/length.py $(RELEASE)/grainscope; \
	else echo "The screen and long series were not measured: that needs Python 3." >&2; fi

bench-peers: $(VENV)/ready libraries ## measure the same workloads here, in bare loops and in other libraries
	$(BUILD_RELEASE) grainscope-bench
	@$(RELEASE)/grainscope-bench
	@$(RELEASE)/grainscope-bench images
	@$(MAKE) -C Benchmarks reading bare peers PYTHON="$(CURDIR)/$(VENV)/bin/python" CC="$$(command -v cc || command -v clang)"

# What is downloaded and what peers forecast stays in .build/accuracy; ARGS="NAME ..." takes those series alone.
bench-accuracy: $(VENV)/ready release ## hold default forecasts of public series against other libraries at the same origins
	@PYTHONDONTWRITEBYTECODE=1 $(VENV)/bin/python Benchmarks/accuracy/run.py $(RELEASE)/grainscope sample-data .build/accuracy $(ARGS)

check-peers: $(VENV)/ready release ## recompute scores in NumPy from raw files, and open exports with their programs
	PYTHONDONTWRITEBYTECODE=1 $(VENV)/bin/python Tests/Peers/recompute-scores.py $(RELEASE)/grainscope sample-data
	PYTHONDONTWRITEBYTECODE=1 $(VENV)/bin/python Tests/Peers/check-exports.py $(RELEASE)/grainscope sample-data

check-words: $(VENV)/ready ## hold the catalogue of words against Fluent's own parser and formatter
	$(VENV)/bin/python Tests/WordsTests/Fixtures/check-catalogue.py

fixtures: $(VENV)/ready ## remake what tests compare with (PyTorch, NumPy, SciPy, statsmodels, Fluent)
	$(VENV)/bin/python Tests/NetworksTests/Fixtures/make-fixtures.py
	$(VENV)/bin/python Tests/NetworksTests/Fixtures/make-families.py
	$(VENV)/bin/python Tests/DatasetsTests/Fixtures/make-fixtures.py
	$(VENV)/bin/python Tests/DatasetsTests/Fixtures/make-pictures.py
	$(VENV)/bin/python Tests/DatasetsTests/Fixtures/make-lines.py
	$(VENV)/bin/python Tests/GranularityTests/Fixtures/make-scores.py
	$(VENV)/bin/python Tests/GranularityTests/Fixtures/make-reconciled.py
	$(VENV)/bin/python Tests/GranularityTests/Fixtures/make-bands.py
	$(VENV)/bin/python Tests/GranularityTests/Fixtures/make-differences.py
	$(VENV)/bin/python Tests/GranularityTests/Fixtures/make-shapes.py
	$(VENV)/bin/python Tests/ModelsTests/Fixtures/make-smoothing.py
	$(VENV)/bin/python Tests/ModelsTests/Fixtures/make-classical.py
	$(VENV)/bin/python Tests/WordsTests/Fixtures/make-rendered.py

samples: $(VENV)/ready ## remake sample-data, all but the recording
	cd sample-data && PYTHONDONTWRITEBYTECODE=1 && export PYTHONDONTWRITEBYTECODE && \
	for name in demand co2 digits generated-waves; do \
	  ../$(VENV)/bin/python scripts/make-$$name.py > $$name.part; mv $$name.part $$name.csv; \
	done

# A virtual environment with the pinned packages of every script; made again when a list changes.
REQUIREMENTS := $(wildcard sample-data/scripts/requirements.txt Tests/*Tests/Fixtures/requirements.txt \
  Tests/Peers/requirements.txt Benchmarks/*/requirements.txt)
$(VENV)/ready: $(REQUIREMENTS)
	@$(call install_missing,$(PYTHON_TOOLS))
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install $(PIP_OPTIONS) $(addprefix -r ,$(REQUIREMENTS))
	@touch $@

docs: libraries ## make a site of manual and reference in .build/docs
	@SWIFT="$(SWIFT)" docs/make-site.sh

pictures: release ## draw the pictures of the README and the manual
	mkdir -p docs/pictures
	for screen in lab trade-offs data; do for theme in dark light; do \
	  $(RELEASE)/grainscope picture demand --screen $$screen --epochs 200 --size 120x36 --theme $$theme \
	    --output docs/pictures/$$screen-$$theme.svg; \
	done; done
	$(RELEASE)/grainscope picture demand --grain 30min,1h,6h,1d --horizon 1d --epochs 60 --keys "j down down enter" \
	  --size 120x36 --theme dark --output docs/pictures/joined-dark.svg
	$(RELEASE)/grainscope picture digits --recipe conv --epochs 3 --keys "." --size 160x50 --theme dark \
	  --output docs/pictures/images-dark.svg
	$(RELEASE)/grainscope picture digits --recipe mlp --grain 8x8,4x4 --epochs 30 --keys "j enter 2" --size 120x36 \
	  --theme dark --output docs/pictures/cascade-dark.svg

lint: ## check the form of the Swift code
	$(SWIFT) format lint --strict -r $(SOURCES)

format: ## bring the Swift code into form
	$(SWIFT) format -i -r $(SOURCES)

install: release ## install the program, its samples and completions under PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/grainscope"
	install -m 755 $(RELEASE)/grainscope "$(DESTDIR)$(PREFIX)/bin/grainscope"
	cp -R sample-data themes LICENSE "$(DESTDIR)$(PREFIX)/share/grainscope/"
	for shell in bash:bash-completion/completions/grainscope zsh:zsh/site-functions/_grainscope \
	  fish:fish/vendor_completions.d/grainscope.fish; do \
	  target="$(DESTDIR)$(PREFIX)/share/$${shell#*:}"; \
	  install -d "$$(dirname "$$target")"; \
	  $(RELEASE)/grainscope --generate-completion-script "$${shell%%:*}" > "$$target"; \
	done

uninstall: ## remove what install put there
	rm -rf "$(DESTDIR)$(PREFIX)/share/grainscope"
	cd "$(DESTDIR)$(PREFIX)" && rm -f bin/grainscope share/bash-completion/completions/grainscope \
	  share/zsh/site-functions/_grainscope share/fish/vendor_completions.d/grainscope.fish

clean: ## remove everything that was built
	rm -rf .build .build-tsan $(VENV)
