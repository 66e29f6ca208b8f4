# make run · make test · make demo · make lint · make format · make types · make bench · make fuzz · make lock · make pictures
# Each sets up what it needs in .venv. On Windows: the plain commands in the README.

PYTHON := .venv/bin/python
READY  := .venv/.ready
# Chromium for the browser tests, LibreOffice and poppler for the tests that print a workbook or a paper, nginx and
# openssl for those of the app behind a web server, Node.js for the provider that the mode `oidc` is tested against.
TOOLS  := chromium:chromium,chromium-browser,google-chrome libreoffice-calc-nogui:soffice,libreoffice poppler-utils:pdftotext \
          nginx-light:nginx,/usr/sbin/nginx openssl:openssl nodejs:node npm:npm
DEMO   := data/local/demo.duckdb
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes \
          --requirement requirements.lock --requirement tests/tools.lock
LOCK    = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-deps --generate-hashes --no-header \
          --no-annotate

.PHONY: run test demo bench fuzz soak pictures lock lint format format-check types tools

run: $(READY)
	$(PYTHON) -m streamlit run app.py

# A file of tests to each core, those in a browser too: they wait for what they expect, and for long enough. The order is
# that of tests/conftest.py, not the one by the number of tests in a file.
test: $(READY) tools
	$(PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# The app on made-up returns, in a database of its own that begins anew each time.
demo: $(READY)
	rm -f $(DEMO) $(DEMO).wal
	DCCS_DATABASE=$(DEMO) $(PYTHON) -m loaders samples
	DCCS_DATABASE=$(DEMO) $(PYTHON) -m streamlit run app.py

bench: $(READY)
	$(PYTHON) -m pytest tests/bench -s

# Workbooks changed at random, for ten minutes unless FUZZ_SECONDS says otherwise; the files of faults are kept.
fuzz: $(READY)
	$(PYTHON) -m tests.fuzz --seconds $${FUZZ_SECONDS:-600}

# The pictures of the guides, taken anew of the app on made-up returns.
pictures: $(READY) tools
	$(PYTHON) -m tests.pictures

# A thousand kills, an office of fifty-five for half an hour, odd requests for ten minutes; SOAK_KILLS, SOAK_MINUTES and
# SOAK_CRAWL (seconds) say otherwise.
soak: $(READY)
	$(PYTHON) -m tests.soak kills --times $${SOAK_KILLS:-1000}
	$(PYTHON) -m tests.soak crowd --minutes $${SOAK_MINUTES:-30}
	$(PYTHON) -m tests.crawl --seconds $${SOAK_CRAWL:-600}

lint: $(READY)
	$(PYTHON) -m ruff check

format: $(READY)
	$(PYTHON) -m ruff format
	$(PYTHON) -m ruff check --fix

format-check: $(READY)
	$(PYTHON) -m ruff format --check

types: $(READY)
	$(PYTHON) -m mypy

# After a change of requirements.txt or of the tools in pyproject.toml: the locked lists anew, for Linux and Windows,
# every file by its hash, and the list of licences.
lock: $(READY)
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) --group dev --output-file tests/tools.lock
	$(INSTALL)
	$(PYTHON) -m tests.supply

$(READY): requirements.lock tests/tools.lock
	@for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	  $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Cần Python 3.11 trở lên (kèm venv). Trên Debian, Ubuntu: sudo apt install python3 python3-venv"; exit 1; \
	fi; \
	[ -x $(PYTHON) ] || $$python -m venv .venv
	$(INSTALL)
	@touch $@

# Installs through apt whichever tool no command of the machine offers, and a font as wide as Times New Roman, without
# which no print can be measured.
tools:
	@missing=; \
	for tool in $(TOOLS); do \
	  found=; \
	  for command in $$(echo $${tool#*:} | tr , ' '); do command -v $$command >/dev/null && found=1; done; \
	  [ -n "$$found" ] || missing="$$missing $${tool%%:*}"; \
	done; \
	fc-match "Times New Roman" 2>/dev/null | grep -qi "times\|liberation\|tinos" || missing="$$missing fontconfig fonts-liberation"; \
	[ -n "$$missing" ] || exit 0; \
	root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends $$missing || \
	echo "Chưa cài được:$$missing. Hãy tự cài rồi chạy lại; các kiểm thử cần chúng sẽ bị bỏ qua."
