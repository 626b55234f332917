#!/bin/sh
# build_corpus.sh DIR: a folder DIR/READER for each reader, with its test cases, the sample corpus and, where the
# shared material is there, its smaller files. Files are named by their content, so that running again adds nothing.
# PDF files are left out: what is fuzzed of their reader is all that comes after concord-pdf, so its seeds are lists of
# words. Of zip archives the seeds are lists of parts (reader_fuzzer.cc).
set -eu
if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi
out=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${CONCORD_SHARED:-$root/../shared}

add() {  # add READER FILE
  cp "$2" "$out/$1/$(sha256sum "$2" | cut -c1-16)"
}

for reader in $(sed -n 's/^READER(\([a-z0-9_]*\),.*/\1/p' "$root/ingest/readers/readers.def"); do
  mkdir -p "$out/$reader"
  for folder in "$root/tests/ingest/cases/$reader" "$root/tests/fuzz/seeds/$reader" "$root/tests/fuzz/found/$reader" \
    "$root/datasets/sample"; do
    [ -d "$folder" ] || continue
    find "$folder" -type f -size -64k ! -name '*.pdf' | while read -r file; do add "$reader" "$file"; done
  done
  case $reader in
    akoma_ntoso) folders=corpus/akn ;;
    uslm) folders=corpus/uslm ;;
    bill_status) folders=corpus/us-billstatus ;;
    formex) folders=corpus/formex ;;
    sssom) folders="crosswalks/sssom crosswalks/silver corpus/tsv-sssom" ;;
    framework_table) folders="crosswalks/items corpus/csv" ;;
    record_page) folders=seeds ;;
    json_record) folders=corpus/json ;;
    oscal) folders="corpus/oscal-json corpus/oscal-xml" ;;
    html) folders=corpus/html ;;
    docx) folders=corpus/docx ;;
    table) folders=corpus/csv ;;
    xlsx) folders=corpus/xlsx ;;
    markdown) folders=corpus/md ;;
    plain_text) folders=corpus/txt ;;
    *) folders= ;;
  esac
  for folder in $folders; do
    [ -d "$shared/$folder" ] || continue
    find "$shared/$folder" -type f -size -32k | while read -r file; do add "$reader" "$file"; done
  done
done
