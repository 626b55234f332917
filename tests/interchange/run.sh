#!/usr/bin/env bash
# Exports a part of a graph in every format and lets other people's programs read it: each must find what the others find.
# Not part of the tests that always run: it needs many programs. What is not installed is skipped, and said.
#
#   tests/interchange/run.sh STORE [SELECTION...]     SELECTION: words for `concord export`; by default everything
#
# CONCORD: the program (build/dev/concord); CONCORD_PYTHON: a Python with networkx, rdflib and openpyxl, and for more of the
# readers igraph, xmlschema, kuzu, ladybug, sssom, skosify, jsonschema (python3); NODE_PATH: a folder with the package cytoscape;
# WORK: a folder for the files (a temporary one, removed at the end).
set -euo pipefail
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
concord=$(realpath "${CONCORD:-$tests/../build/dev/concord}")
python=${CONCORD_PYTHON:-python3}
store=$(realpath "$1")
shift
if [[ -z ${WORK:-} ]]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
cd "$WORK"
shared=${CONCORD_SHARED:-$tests/../../shared}

for format in graphml gexf node_link cytoscape jsonl neo4j kuzu turtle nquads jsonld workbook obsidian csv; do
  "$concord" --store "$store" export "$@" --format "$format" --output "$format/" >"$format.log"
done
for format in sssom oscal; do  # of all mapping sets, each of which has words of its own about what is lost
  "$concord" --store "$store" export --format "$format" --output "$format/" >"$format.log" 2>&1 || true
done
head -1 graphml.log

run() {  # NAME COMMAND...: says that the reader agrees, or ends
  local name=$1
  shift
  "$@" || { echo "$name: FAILED"; exit 1; }
}
without() { echo "$1: skipped, $2 is not installed"; }

schema=$shared/schemas/gexf-1.3/gexf.xsd
[[ -f $schema ]] || schema=
run "networkx, rdflib, openpyxl" "$python" "$tests/cli/graph_formats.py" ${schema:+"$schema"}
run readers "$python" "$tests/interchange/readers.py" "$shared/schemas/oscal"
for module in kuzu ladybug; do
  run "$module" "$python" "$tests/interchange/readers.py" --kuzu "$module"
done

statements=$(wc -l <nquads/graph.nq)
if command -v rapper >/dev/null; then
  for file in turtle/graph.ttl:turtle nquads/graph.nq:nquads; do
    found=$(rapper -q -i "${file#*:}" -o nquads "${file%:*}" | wc -l)
    echo "raptor ${file%:*}: $found statements"
    [[ $found -eq $statements ]] || { echo "expected $statements"; exit 1; }
  done
else
  without raptor rapper
fi
if command -v serdi >/dev/null; then
  for file in turtle/graph.ttl:turtle nquads/graph.nq:nquads; do
    found=$(serdi -q -i "${file#*:}" -o nquads "${file%:*}" | wc -l)
    echo "serd ${file%:*}: $found statements"
    [[ $found -eq $statements ]] || { echo "expected $statements"; exit 1; }
  done
else
  without serd serdi
fi
if command -v node >/dev/null && node -e 'require("cytoscape")' 2>/dev/null; then
  run cytoscape.js node "$tests/interchange/cytoscape.cjs"
else
  without cytoscape.js "the package of npm"
fi
office=$(command -v soffice || command -v libreoffice || true)
if [[ -n $office ]]; then
  # The options make one CSV of each sheet: separator, quote, UTF-8, first line, ..., all sheets.
  "$office" "-env:UserInstallation=file://$PWD/office" --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
    --outdir sheets workbook/graph.xlsx >office.log 2>&1
  run LibreOffice "$python" "$tests/interchange/readers.py" --sheets
else
  without LibreOffice soffice
fi
