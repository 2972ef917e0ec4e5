#!/usr/bin/env bash
# Makes .venv with Python 3.10 and the pinned packages. Does nothing when that is done already.
set -euo pipefail
cd "$(dirname "$0")/.."

STAMP=.venv/.setup-complete
LOG=.wegwijzer/logs/setup.log
MODEL=nl_core_news_sm
MODEL_WHEEL="https://github.com/explosion/spacy-models/releases/download/${MODEL}-3.7.0/${MODEL}-3.7.0-py3-none-any.whl"

step() { printf '==> %s\n' "$*"; }

stop() {
  printf '\nStopped: %s\n' "$*" >&2
  exit 1
}

fingerprint() { cat requirements-dev.txt requirements-uv.txt pyproject.toml scripts/setup.sh | cksum; }

if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ] && .venv/bin/python -c '' 2>/dev/null; then
  exit 0
fi

mkdir -p .wegwijzer/logs 2>/dev/null || stop "this folder can't be written; check its rights and the free space on the disk."
: 2>/dev/null >"$LOG" || stop "this folder can't be written; check its rights and the free space on the disk."

is_310() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in python3.10 python3 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python3.10 \
    /usr/local/bin/python3.10 /opt/homebrew/bin/python3.10; do
    if is_310 "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
}

# What went wrong, in one sentence, from what the failing command said.
explain() {
  local free
  free=$(df -Pk . | awk 'NR == 2 { print $4 }')
  if grep -qiE 'no space left|disk quota|errno 28' "$LOG" || [ "${free:-999999}" -lt 50000 ]; then
    stop "the disk is full; free at least 4 GB and run the same command again."
  elif grep -qiE 'dns error|name resolution|failed to (fetch|download)|error sending request|connection (refused|reset|error)|network is unreachable|timed out|could not connect|proxyerror|tunnel|newconnectionerror|no matching distribution|no solution found|not found in the package registry' "$LOG"; then
    stop "no network (or the package index can't be reached); connect, or check the proxy settings, and run the same command again. Details: $LOG"
  fi
  stop "$1 Details: $LOG"
}

# Runs a command; its output goes to the screen and to the log.
run() { "$@" 2>&1 | tee -a "$LOG"; }

python=$(find_python || true)

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  uv=.wegwijzer/tools/bin/uv
  if ! [ -x "$uv" ]; then
    base=${python:-$(command -v python3 || true)}
    [ -n "$base" ] || stop "no Python 3.10 found; install it (Debian/Ubuntu: apt install python3.10 python3.10-venv; or pyenv install 3.10; or install uv) and run the same command again."
    step "Installing uv, which installs the rest"
    "$base" -m venv .wegwijzer/tools >>"$LOG" 2>&1 || explain "Python's venv module is missing; install it (Debian/Ubuntu: apt install python3-venv) and run the same command again."
    .wegwijzer/tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt >>"$LOG" 2>&1 \
      || explain "uv could not be installed."
  fi
fi

if [ -z "$python" ]; then
  step "No Python 3.10 on the path or in pyenv; asking uv for it"
  run "$uv" python install 3.10 || stop "no Python 3.10 found and it can't be downloaded; install it (Debian/Ubuntu: apt install python3.10 python3.10-venv; or pyenv install 3.10) and run the same command again."
  python=$("$uv" python find 3.10 2>>"$LOG") || stop "no Python 3.10 found; install it (pyenv install 3.10) and run the same command again."
fi

step "Making .venv with $("$python" --version)"
"$uv" venv --quiet --clear --python "$python" .venv >>"$LOG" 2>&1 || explain "the environment could not be made."

step "Installing the pinned packages (about 2.6 GB on disk; a minute or two on a fast line)"
install=("$uv" pip install --python .venv/bin/python --compile-bytecode --require-hashes -r requirements-dev.txt)
if [ -t 2 ]; then
  # uv draws its progress on the terminal; a second, quiet try only asks what went wrong.
  "${install[@]}" || "${install[@]}" --quiet >>"$LOG" 2>&1 || explain "the packages could not be installed."
else
  "${install[@]}" >>"$LOG" 2>&1 || explain "the packages could not be installed."
fi
"$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . >>"$LOG" 2>&1 \
  || explain "the project itself could not be installed."

step "Trying spaCy's Dutch model $MODEL"
limit=$(command -v timeout || command -v gtimeout || true)
if UV_HTTP_TIMEOUT=20 ${limit:+"$limit" 90} "$uv" pip install --quiet --python .venv/bin/python --no-deps "$MODEL @ $MODEL_WHEEL" >>"$LOG" 2>&1; then
  echo "    installed: lemmas come from $MODEL"
else
  echo "    not reachable from here: going on with a blank Dutch pipeline and simplemma (everything works; run 'make clean setup' to try again)"
fi

fingerprint >"$STAMP"
step "Environment ready"
