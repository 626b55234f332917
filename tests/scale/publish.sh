#!/usr/bin/env bash
# Publishes a store to private PostgreSQL servers and asks them. Not part of the tests that always run: it needs
# Debian's postgresql (15 or newer) with postgres_fdw.
#
#   tests/scale/publish.sh                   the sample: the views say what concord says; publishing again; one document less
#   tests/scale/publish.sh BENCH [N]         a generated policy graph (CSV files, params.json, cum.json): three of its
#                                            queries, N parameters each (200), on one server, then on three
#
# CONCORD: the program (build/dev/concord). Servers listen on sockets in a temporary folder only, and are stopped and
# removed at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."
concord=${CONCORD:-$PWD/build/dev/concord}
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d)
owner=()
if [[ $(id -u) -eq 0 ]]; then
  owner=(runuser -u postgres --)  # the server refuses to be root
  chown postgres "$work"
fi
chmod 755 "$work"

start() {  # start NAME PORT
  "${owner[@]}" "$bin/initdb" -D "$work/$1" -U concord -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  "${owner[@]}" "$bin/pg_ctl" -D "$work/$1" -w -l "$work/$1.log" start -o "-p $2 -k $work -c listen_addresses='' \
    -c shared_buffers=512MB -c max_wal_size=4GB -c synchronous_commit=off -c jit=off" >/dev/null
  servers+=("$1")
}
servers=()
finish() {
  for server in "${servers[@]}"; do "${owner[@]}" "$bin/pg_ctl" -D "$work/$server" -m immediate stop >/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
sql() { psql -X -q -v ON_ERROR_STOP=1 -At -h "$work" -U concord -d postgres "$@"; }
url() { echo "postgres://concord@/postgres?host=$work&port=$1"; }

start one 5501
export PGPORT=5501
if [[ $# -eq 0 ]]; then
  store=$work/sample.db
  "$concord" --store "$store" ingest datasets/sample --manifest datasets/sample/MANIFEST.tsv >/dev/null
  "$concord" --store "$store" publish "$(url 5501)"
  python3 tests/scale/views.py "$concord" "$store" "$work"
  again=$("$concord" --store "$store" --json publish "$(url 5501)")
  [[ $again == *'"added_nodes":0,"added_edges":0,"removed_nodes":0,"removed_edges":0'* ]] || { echo "changed: $again"; exit 1; }
  "$concord" --store "$store" remove meridian-convention >/dev/null
  "$concord" --store "$store" publish "$(url 5501)" | tee "$work/less"
  grep -q "editions: 0 added, 1 removed" "$work/less"
  for table in node edge; do
    [[ $(sql -c "SELECT count(*) FROM concord.$table") == $("$concord" --store "$store" --json query \
      "$([[ $table == node ]] && echo 'MATCH (n)' || echo 'MATCH ()-[n]->()') RETURN count(n) AS n" | grep -oE '\[\[?[0-9]+|"n":[0-9]+' | grep -oE '[0-9]+' | head -1) ]]
  done
  python3 tests/scale/views.py "$concord" "$store" "$work"
  echo passed
  exit
fi

bench=$(realpath "$1")
count=${2:-200}
store=$work/m.db
names="Topic=Concept Code=Concept TAGGED=CLASSIFIED_AS CODED_AS=CLASSIFIED_AS NARROWER=BROADER
       MENTIONS=INVOLVES_FORUM CITES=REFERENCES REFERS_TO=CITES HAS_MEASURE=STATES"
words=()
for name in $names; do words+=(--rename "$name"); done
for file in "$bench"/n_*.csv; do label=$(basename "$file" .csv); words+=(--nodes "${label#n_}=$file"); done
for file in "$bench"/e_*.csv; do type=$(basename "$file" .csv); words+=(--edges "${type#e_}=$file"); done
"$concord" --store "$store" import --key key --reverse NARROWER "${words[@]}" >/dev/null
python3 tests/scale/bench_queries.py "$bench" "$count" >"$work/queries.sql"

echo "== one server"
time "$concord" --store "$store" publish "$(url 5501)"
sql -f "$work/queries.sql" | python3 tests/scale/bench_queries.py "$bench" "$count" --check

echo "== three servers: edges by hash of their source"
start two 5502
start three 5503
for port in 5502 5503; do
  PGPORT=$port sql -c "CREATE SCHEMA concord; CREATE TABLE concord.edge (id bigint, type integer NOT NULL, source bigint NOT NULL,
    target bigint NOT NULL, properties jsonb NOT NULL, digest bigint NOT NULL)"
done
sql <<END
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
SET client_min_messages = warning;
SET search_path = concord;
ALTER TABLE edge RENAME TO edge_here;
CREATE TABLE edge (id bigint NOT NULL, type integer NOT NULL, source bigint NOT NULL, target bigint NOT NULL,
  properties jsonb NOT NULL, digest bigint NOT NULL) PARTITION BY HASH (source);
CREATE TABLE edge_0 PARTITION OF edge FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE SERVER two FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$work', port '5502', dbname 'postgres', fetch_size '10000',
  batch_size '1000', use_remote_estimate 'true', async_capable 'true');
CREATE SERVER three FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$work', port '5503', dbname 'postgres', fetch_size '10000',
  batch_size '1000', use_remote_estimate 'true', async_capable 'true');
CREATE USER MAPPING FOR concord SERVER two OPTIONS (user 'concord', password_required 'false');
CREATE USER MAPPING FOR concord SERVER three OPTIONS (user 'concord', password_required 'false');
CREATE FOREIGN TABLE edge_1 PARTITION OF edge FOR VALUES WITH (MODULUS 3, REMAINDER 1) SERVER two OPTIONS (table_name 'edge', schema_name 'concord');
CREATE FOREIGN TABLE edge_2 PARTITION OF edge FOR VALUES WITH (MODULUS 3, REMAINDER 2) SERVER three OPTIONS (table_name 'edge', schema_name 'concord');
INSERT INTO edge SELECT * FROM edge_here;  -- in batches, which COPY to another server does not do before PostgreSQL 16
DROP TABLE edge_here CASCADE;
CREATE INDEX ON edge_0 (type, source, target);
CREATE INDEX ON edge_0 (type, target, source);
END
for port in 5502 5503; do
  PGPORT=$port sql -c "CREATE INDEX ON concord.edge (type, source, target); CREATE INDEX ON concord.edge (type, target, source); ANALYZE concord.edge"
done
"$concord" --store "$store" publish "$(url 5501)"  # makes the views anew, over all servers
sql -c "SELECT tableoid::regclass, count(*) FROM concord.edge GROUP BY 1 ORDER BY 1"
sql -f "$work/queries.sql" | python3 tests/scale/bench_queries.py "$bench" "$count" --check
