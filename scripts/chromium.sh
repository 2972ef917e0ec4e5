#!/usr/bin/env bash
# Prints where Chromium is; fails where there is none. With "install" it installs it first where it may, and never fails.
set -euo pipefail
cd "$(dirname "$0")/.."

LOG=.wegwijzer/logs/chromium.log

find_chromium() {
  local name
  for name in "${WEGWIJZER_TEST_CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

apt_install() { apt-get install -y --no-install-recommends chromium; }

if [ "${1:-}" != install ]; then
  find_chromium
  exit
fi
if find_chromium >/dev/null; then exit; fi
mkdir -p "${LOG%/*}"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  printf '==> Installing Chromium for the browser tests (about 400 MB, once)\n'
  { apt_install || { apt-get update && apt_install; }; } >"$LOG" 2>&1 || true
fi
find_chromium >/dev/null || printf '    SKIPPED: the browser tests. Install Chromium (Debian/Ubuntu: apt install chromium) or set WEGWIJZER_TEST_CHROMIUM to its path.\n' >&2
