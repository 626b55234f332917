#!/bin/sh
# run_all.sh SECONDS JOBS [DIR [READER...]]: builds nothing; runs the fuzzer of each reader (or of those named) for
# SECONDS, JOBS of them side by side, and prints a row for each: reader, seconds, executions, findings. Seeds are made
# by build_corpus.sh; seeds, what was discovered, logs and reproducers stay under DIR (build/fuzz/run). Exit code 1 when
# something was found, or a program is missing. Every fuzzer that finds something is started again until its time is
# over, so that one finding does not hide the others.
#
# An input is at most 64 KiB. Ten seconds for it, with sanitizers, on a busy machine, and 2 GiB of memory are far
# beyond what any reader may need (ReadLimits): more is a finding.
set -eu
if [ $# -lt 2 ]; then
  echo "usage: $0 SECONDS JOBS [DIR [READER...]]" >&2
  exit 2
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=$1 jobs=$2
dir=${3:-$root/build/fuzz/run}
shift 2
[ $# -eq 0 ] || shift
if [ $# -gt 0 ]; then readers=$*; else readers=$(sed -n 's/^READER(\([a-z0-9_]*\),.*/\1/p' "$root/ingest/readers/readers.def"); fi
mkdir -p "$dir/log" "$dir/found" "$dir/new"
"$root/tests/fuzz/build_corpus.sh" "$dir/seeds"

# shellcheck disable=SC2016  # the inner shell expands these
one='
  root=$1 dir=$2 seconds=$3 reader=$4
  mkdir -p "$dir/new/$reader" "$dir/found/$reader"
  rm -f "$dir/log/$reader".*
  start=$(date +%s) left=$seconds run=0 executions=0
  while [ "$left" -gt 0 ] && [ "$run" -lt 20 ]; do
    run=$((run + 1))
    "$root/build/fuzz/${reader}_fuzzer" -max_total_time="$left" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
      -print_final_stats=1 -artifact_prefix="$dir/found/$reader/" "$dir/new/$reader" "$dir/seeds/$reader" \
      > "$dir/log/$reader.$run" 2>&1 && break
    left=$((seconds - $(date +%s) + start))
  done
  for log in "$dir/log/$reader".*; do
    more=$(sed -n "s/^stat::number_of_executed_units: *//p" "$log")
    [ -n "$more" ] || more=$(sed -n "s/^#\([0-9]*\)	.*/\1/p" "$log" | tail -n 1)
    executions=$((executions + ${more:-0}))
  done
  findings=$(find "$dir/found/$reader" -type f | wc -l)
  [ -x "$root/build/fuzz/${reader}_fuzzer" ] || findings="no program"
  printf "%s\t%s\t%s\t%s\n" "$reader" $(($(date +%s) - start)) "$executions" "$findings"
'
printf 'reader\tseconds\texecutions\tfindings\n' | tee "$dir/summary.tsv"
for reader in $readers; do echo "$reader"; done |
  xargs -P "$jobs" -I NAME nice -n 19 sh -c "$one" one "$root" "$dir" "$seconds" NAME | tee -a "$dir/summary.tsv"
awk -F '\t' 'NR > 1 && $4 != "0" { bad = 1 } END { exit bad }' "$dir/summary.tsv"
