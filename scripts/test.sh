#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests. Fails when one of them fails.
# Arguments go to ctest: scripts/test.sh -R keys
# CONCORD_PRESET chooses another preset of CMakePresets.json: CONCORD_PRESET=asan scripts/test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh
if command -v ccache >/dev/null; then
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
preset=${CONCORD_PRESET:-test}
cmake --preset "$preset"
cmake --build --preset "$preset"
ctest --preset "$preset" --parallel "$(nproc)" "$@"
