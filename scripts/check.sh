#!/usr/bin/env bash
# Checks beyond the tests. Continuous integration runs `format`, and the tests as `asan` does. Each check can be run alone:
#   scripts/check.sh [format] [asan] [tsan] [tidy]      (all four without a word)
#   format   clang-format would change nothing
#   asan     all tests under the address and undefined-behaviour sanitizers
#   tsan     the tests of what has threads, under the thread sanitizer
#   tidy     clang-tidy finds nothing in the files that changed since CONCORD_TIDY_BASE (HEAD~1)
# Needs what scripts/setup.sh installs with the word "checks".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh checks
if command -v ccache >/dev/null; then
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
[[ $# -gt 0 ]] || set -- format asan tsan tidy

threaded='RunTasks|WriteBehind|BulkLoad|Sorter|RocksStore|StoreModel|IngestTest|ExtractorSetTest.Threads|HttpServer|AnswerCache|SiteTest'

check_format() {
  git ls-files '*.cc' '*.h' | xargs clang-format --dry-run -Werror
}
check_asan() {
  cmake --preset asan
  cmake --build --preset asan
  ctest --preset asan --parallel "$(nproc)"
}
check_tsan() {
  cmake --preset tsan
  cmake --build --preset tsan --target base_test graph_test ingest_test server_test
  ctest --preset tsan --parallel "$(nproc)" -R "$threaded"
}
check_tidy() {
  local base=${CONCORD_TIDY_BASE:-HEAD~1} files
  git rev-parse --quiet --verify "$base" >/dev/null || { echo "tidy: there is no $base to compare with"; return 0; }
  cmake --preset dev >/dev/null
  files=$(git diff --name-only --diff-filter=AMR "$base" -- '*.cc')
  [[ -n $files ]] || { echo "tidy: no source changed since $base"; return 0; }
  # shellcheck disable=SC2086  # several words
  echo $files | tr ' ' '\n' | xargs -P "$(nproc)" -n 4 clang-tidy -p build/dev --quiet --warnings-as-errors='*'
}

for check in "$@"; do
  started=$SECONDS
  echo "== $check"
  "check_$check"
  echo "== $check: $((SECONDS - started)) s"
done
