#!/usr/bin/env bash
# The main job on the bundled sample: documents into a store, the three answers out of it.
#   scripts/demo.sh [PROGRAM [STORE]]     a store that is there already is made anew
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${1:-build/release/concord}
export CONCORD_STORE=${2:-build/sample.db}

concord() {
  local words='' word
  for word in "$@"; do
    case $word in *' '*) words+=" '$word'" ;; *) words+=" $word" ;; esac
  done
  printf '\n$ concord%s\n' "$words"
  "$program" "$@"
}

rm -rf "$CONCORD_STORE"
concord init
concord ingest datasets/sample --manifest datasets/sample/MANIFEST.tsv

echo
echo "== Which measures of two frameworks correspond?"
concord map tideway-controls lantern-risks --top 1 --min 0.3 --quotes 1

echo
echo "== In which forums is a topic covered?"
concord forums 'incident reports' --top 6

echo
echo "== A part of the graph, for other tools"
concord export meridian-convention@2024-05-14:art.8.1 --hops 1 --format dot
concord export --answer 'forums incident reports' --format graphml --output "${CONCORD_STORE%/*}/incident-reports.graphml"
