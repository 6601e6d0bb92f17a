#!/bin/sh
# Makes packaging/requirements.lock anew from pyproject.toml: everything that runs, checks and builds
# Pressmark, with versions and the hashes of every platform's files. Pins stay unless asked otherwise:
#
#     packaging/lock.sh                        after a change of pyproject.toml
#     packaging/lock.sh --upgrade              newest of everything
#     packaging/lock.sh --upgrade-package NAME
#
# Where packages come from is each machine's own affair (pip's configuration), so the lock names no hosts.
set -eu
cd "$(dirname "$0")/.."

python=$(sh packaging/interpreter.sh)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet pip-tools

lock=packaging/requirements.lock
[ ! -f "$lock" ] || cp "$lock" "$scratch/lock"
"$scratch/venv/bin/pip-compile" --quiet --extra dev --all-build-deps --allow-unsafe --strip-extras \
    --generate-hashes --annotation-style line --no-header --no-emit-index-url --no-emit-find-links \
    --no-emit-trusted-host --no-emit-options --output-file "$scratch/lock" "$@" pyproject.toml

{
    echo "# Made by packaging/lock.sh with $("$python" --version) on $(uname -s). Do not edit."
    # Older pip-tools leave option lines in spite of the flags above; comments may name a folder.
    grep -vE '^(-|[[:space:]]*#.*(://|-r ))' "$scratch/lock"
} >"$scratch/clean"
cp "$scratch/clean" "$lock"
grep -c -E '^[a-z0-9].*==' "$lock" | sed 's/$/ packages locked/'
