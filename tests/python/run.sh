#!/usr/bin/env bash
# Builds the Python package and runs its tests in a virtual environment of its own.
#   tests/python/run.sh [PYTEST WORDS]
#   PYTHON=python3.12 tests/python/run.sh     another interpreter
#   WHEEL=dist/x.whl tests/python/run.sh      a wheel that is there already
# The environment stands in build/venv; a second run builds only what changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=${PYTHON:-python3}
venv=build/venv-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

"$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip install --quiet --disable-pip-version-check)
if [[ -n ${WHEEL:-} ]]; then
  "${pip[@]}" --force-reinstall --no-deps "$WHEEL"
else
  "${pip[@]}" .
fi
# Each is used where it is there; the tests that need a missing one are skipped and say so.
for library in pytest pyarrow pandas polars duckdb networkx igraph nbclient ipykernel matplotlib; do
  "${pip[@]}" "$library" || echo "run.sh: $library cannot be installed; its tests are skipped" >&2
done
exec "$venv/bin/python" -m pytest -q -rs -p no:cacheprovider tests/python "$@"
