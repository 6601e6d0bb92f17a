#!/bin/sh
# Prints the Python that Pressmark is built with: the first on the path that is 3.11 to 3.13.
# 3.11 comes first because it is the one that is tested.
set -eu

for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        command -v "$name"
        exit 0
    fi
done

cat >&2 <<'END'
Pressmark needs Python 3.11, 3.12 or 3.13 (3.11 is the tested one), and none was found.
On Debian 12:            apt-get install python3 python3-venv
Python lies elsewhere:   make run PYTHON=/path/to/python3.11
END
exit 1
