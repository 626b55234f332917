#!/usr/bin/env bash
# Extracts a folder of documents on a small Spark cluster of this machine and compares the result with `concord ingest`:
# the store made of the rows, and the tables that Spark joined. One task is killed on the way. Not part of the tests that
# always run: it needs Java 17 and a Python with pyspark 4 and pyarrow, and takes some minutes.
#
#   tests/scale/run.sh [FOLDER]          (the sample, if no folder is given)
#
# CONCORD: the program (build/dev/concord); SPARK_PYTHON: that Python (python3); PARTITIONS (40); WORK: a folder for the
# files (a temporary one, removed at the end).
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath "${1:-datasets/sample}")
export CONCORD=${CONCORD:-$PWD/build/dev/concord}
export PARTITIONS=${PARTITIONS:-40}
python=${SPARK_PYTHON:-python3}
export PYSPARK_PYTHON=$python SPARK_LOCAL_IP=127.0.0.1
if [[ -z ${WORK:-} ]]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
export WORK
manifest=()
[[ -f $folder/MANIFEST.tsv ]] && manifest=(--manifest "$folder/MANIFEST.tsv")

# A program that kills the task that runs it, the first time that it is called.
cat > "$WORK/killing" <<'END'
#!/bin/sh
if mkdir "$0.once" 2>/dev/null; then (sleep 2; kill -9 $PPID) & fi
exec "$CONCORD" "$@"
END
sed -i "s|\$CONCORD|$CONCORD|" "$WORK/killing"
chmod +x "$WORK/killing"

"$python" tests/scale/restart.py

echo "== one machine"
time "$CONCORD" --store "$WORK/ingested" ingest "$folder" "${manifest[@]}" --jobs 2 2>/dev/null | tail -1 || true
"$CONCORD" --store "$WORK/ingested" export --format jsonl --output "$WORK/ingested.jsonl/" >/dev/null

echo "== cluster: two workers, $PARTITIONS partitions, and one task that is killed"
time "$python" tests/scale/cluster.py "$folder" "${manifest[@]}"

echo "== the rows of the cluster in a store"
rows=()
for file in "$WORK"/jsonl/part-*; do rows+=(--jsonl "$file"); done
time "$CONCORD" --store "$WORK/imported" import "${rows[@]}" 2>/dev/null || [[ $? -eq 4 ]]  # some were refused
"$CONCORD" --store "$WORK/imported" export --format jsonl --output "$WORK/imported.jsonl/" >/dev/null
"$python" tests/scale/compare.py "$WORK/ingested.jsonl" "$WORK/imported.jsonl" --exact
"$python" tests/scale/compare.py "$WORK/ingested.jsonl" "$WORK/joined.jsonl"
"$CONCORD" --store "$WORK/imported" check >/dev/null && echo "check finds nothing wrong with the imported store"
echo "passed"
