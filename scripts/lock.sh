#!/usr/bin/env bash
# Renews requirements*.txt: exact versions with hashes, without addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .wegwijzer/tools/bin/uv)
for name in requirements requirements-dev requirements-uv; do
  "$uv" pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
    --custom-compile-command "make lock" "$name.in" -o "$name.txt"
done
