#!/usr/bin/env bash
# Checks beyond the tests. Each can be run alone:
#   scripts/check.sh [format] [asan] [tsan] [tidy [BASE]]      (all four without a word)
#   format   clang-format would change nothing
#   asan     all tests under the address and undefined-behaviour sanitizers
#   tsan     the tests of what has threads (tests/threaded.txt) under the thread sanitizer; CONCORD_TSAN names the programs
#   tidy     clang-tidy finds nothing in the sources that changed since BASE: a commit, by default the one where this
#            branch left the remote's. The most changed come first, CONCORD_TIDY_MOST (40) at most. Without such a commit,
#            as on the main branch itself, it reads base/.
# Continuous integration runs `format`, `tidy` and `tsan`, and then the tests as `asan` does (.ci/run).
# Needs what scripts/setup.sh installs with the word "checks".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh checks
if command -v ccache >/dev/null; then
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
[[ $# -gt 0 ]] || set -- format asan tsan tidy

check_format() {
  git ls-files '*.cc' '*.h' | xargs clang-format --dry-run -Werror
}
check_asan() {
  cmake --preset asan
  cmake --build --preset asan
  ctest --preset asan --parallel "$(nproc)"
}
check_tsan() {
  local targets=${CONCORD_TSAN:-base_test graph_test ingest_test query_test server_test}
  cmake --preset tsan
  # shellcheck disable=SC2086  # several words
  cmake --build --preset tsan --target $targets
  ctest --preset tsan --parallel "$(nproc)" -E '_NOT_BUILT$'
}
# The commit to compare with, or nothing.
tidy_base() {
  local base upstream
  for upstream in '@{upstream}' origin/HEAD origin/main; do
    base=$(git merge-base HEAD "$upstream" 2>/dev/null) || continue
    [[ $base == "$(git rev-parse HEAD)" ]] || { echo "$base"; return 0; }
  done
}
check_tidy() {
  local base=${1:-$(tidy_base)} most=${CONCORD_TIDY_MOST:-40} files
  cmake --preset dev >/dev/null
  if [[ -n $base ]]; then
    git rev-parse --quiet --verify "$base^{commit}" >/dev/null || { echo "tidy: there is no commit $base" >&2; return 1; }
    # What the preset does not build has no compile commands.
    files=$(git diff --numstat --diff-filter=AM --no-renames "$base" -- '*.cc' | sort -rn | cut -f3 | while read -r file; do
      if grep -qF "\"$PWD/$file\"" build/dev/compile_commands.json; then echo "$file"; fi
    done)
  else
    files=$(git ls-files 'base/*.cc')
  fi
  [[ -n $files ]] || { echo "tidy: no source changed since $base"; return 0; }
  echo "tidy: $(wc -l <<<"$files") sources ${base:+since $base}, $most at most"
  head -n "$most" <<<"$files" | xargs -P "$(nproc)" -n 1 clang-tidy -p build/dev --quiet --warnings-as-errors='*'
}

while [[ $# -gt 0 ]]; do
  check=$1
  shift
  arguments=()
  if [[ $check == tidy && $# -gt 0 && ! $1 =~ ^(format|asan|tsan|tidy)$ ]]; then
    arguments=("$1")
    shift
  fi
  started=$SECONDS
  echo "== $check"
  "check_$check" "${arguments[@]}"
  echo "== $check: $((SECONDS - started)) s"
done
