#!/usr/bin/env bash
# Installs a build tree into an empty folder, and builds and runs the example against it, once by CMake and once by
# pkg-config.   tests/install/run.sh BUILD_TREE
set -euo pipefail
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(cd "$1" && pwd)
source=$(cd "$tests/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$tree" --prefix "$work/prefix" >"$work/install.log"
program=$work/prefix/bin/concord
"$program" --store "$work/store" init >/dev/null
"$program" --store "$work/store" ingest "$source/datasets/sample" --manifest "$source/datasets/sample/MANIFEST.tsv" >/dev/null
expected=$("$program" --store "$work/store" forums incident reports --json | grep -o '"rows":\[' | wc -l)
[[ $expected -eq 1 ]] || { echo "the installed program does not answer"; exit 1; }

for file in man/man1/concord.1.gz man/man1/concord-map.1.gz bash-completion/completions/concord \
            zsh/vendor-completions/_concord fish/vendor_completions.d/concord.fish; do
  [[ -s $work/prefix/share/$file ]] || { echo "share/$file is not installed"; exit 1; }
done

cmake -S "$tests" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/configure.log"
cmake --build "$work/cmake" >"$work/build.log"
by_cmake=$("$work/cmake/example" "$work/store")

pc=$(find "$work/prefix" -name concord-kg.pc)
sed -i "s|^prefix=.*|prefix=$work/prefix|" "$pc"
export PKG_CONFIG_PATH=${pc%/*}
flags=$(pkg-config --cflags concord-kg)
libraries=$(pkg-config --libs concord-kg)
# shellcheck disable=SC2086  # several words each
c++ $flags "$tests/example.cc" -o "$work/example" $libraries
by_pkg_config=$("$work/example" "$work/store")

[[ $by_cmake == *forums && $by_cmake != "0 forums" ]] || { echo "by CMake: $by_cmake"; exit 1; }
[[ $by_cmake == "$by_pkg_config" ]] || { echo "by CMake: $by_cmake; by pkg-config: $by_pkg_config"; exit 1; }
echo "$by_cmake"
