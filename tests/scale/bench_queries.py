"""Three queries of the generated policy graph, for psql: prints the statements, or (--check) reads what psql printed and
compares the sums with cum.json.

Q2: a topic with everything narrower, the distinct measures on it, and the forums that issued their documents or that
they name; the 20 forums with most measures. Q3: distinct measures of one framework that measures of another reach over
one to three mappings. Q4: measures by framework and top category of mitigations."""

import csv
import json
import statistics
import sys

folder, count = sys.argv[1], int(sys.argv[2])
with open(f"{folder}/params.json") as file:
    parameters = json.load(file)
with open(f"{folder}/cum.json") as file:
    sums = json.load(file)
Q4_TIMES = min(3, count)


def keys(name: str) -> dict[int, str]:
    with open(f"{folder}/n_{name}.csv", newline="") as file:
        return {int(row["id"]): row["key"] for row in csv.DictReader(file)}


def check() -> int:
    found: dict[str, list[tuple[float, int]]] = {}
    query = None
    for line in sys.stdin:
        if line.startswith("Q"):
            query, value = line.split("|")
            found.setdefault(query, []).append((0.0, int(value)))
        elif line.startswith("Time:") and query:
            found[query][-1] = (float(line.split()[1]), found[query][-1][1])
            query = None
    wrong = 0
    for query, rows in found.items():
        total, expected = sum(value for _, value in rows), sums[query][len(rows) - 1]
        times = sorted(time for time, _ in rows)
        wrong += total != expected
        print(
            f"{query}: {len(rows)} times, sum {total} ({'as expected' if total == expected else f'expected {expected}'}), "
            f"median {statistics.median(times):.1f} ms, p95 {times[min(len(times) - 1, int(len(times) * 0.95))]:.1f} ms"
        )
    return 1 if wrong or not found else 0


PREPARE = """
SET search_path = concord; SET work_mem = '256MB'; SET max_parallel_workers_per_gather = 0; SET plan_cache_mode = force_custom_plan;
{types}
PREPARE q2 (text) AS WITH RECURSIVE topic (id) AS (
    SELECT id FROM node WHERE key = $1
    UNION SELECT e.source FROM topic t JOIN edge e ON e.type = :broader AND e.target = t.id),
  measure AS MATERIALIZED (
    SELECT DISTINCT e.source AS id FROM topic t JOIN edge e ON e.type = :classified_as AND e.target = t.id),
  pairs AS (
    SELECT i.target AS forum, m.id FROM measure m JOIN edge s ON s.type = :states AND s.target = m.id
    JOIN edge h ON h.type = :has_section AND h.target = s.source JOIN edge i ON i.type = :issued_by AND i.source = h.source
    UNION SELECT e.target, m.id FROM measure m JOIN edge e ON e.type = :involves_forum AND e.source = m.id)
  SELECT 'Q2', coalesce(sum(measures), 0) FROM (
    SELECT forum, count(*) AS measures FROM pairs GROUP BY forum ORDER BY measures DESC, forum LIMIT 20) top;
PREPARE q3 (text, text) AS WITH RECURSIVE
  a AS MATERIALIZED (
    SELECT m.target AS id FROM node f JOIN edge d ON d.type = :has_document AND d.source = f.id
    JOIN edge s ON s.type = :has_section AND s.source = d.target JOIN edge m ON m.type = :states AND m.source = s.target
    WHERE f.key = $1),
  one AS MATERIALIZED (SELECT DISTINCT e.target AS id FROM a JOIN edge e ON e.type = :maps_to AND e.source = a.id),
  two AS MATERIALIZED (SELECT DISTINCT e.target AS id FROM one JOIN edge e ON e.type = :maps_to AND e.source = one.id),
  three AS MATERIALIZED (SELECT DISTINCT e.target AS id FROM two JOIN edge e ON e.type = :maps_to AND e.source = two.id),
  reached AS (SELECT id FROM one UNION SELECT id FROM two UNION SELECT id FROM three),
  b AS MATERIALIZED (
    SELECT m.target AS id FROM node f JOIN edge d ON d.type = :has_document AND d.source = f.id
    JOIN edge s ON s.type = :has_section AND s.source = d.target JOIN edge m ON m.type = :states AND m.source = s.target
    WHERE f.key = $2)
  SELECT 'Q3', count(*) FROM reached JOIN b USING (id);
PREPARE q4 AS WITH RECURSIVE category (id, top) AS (
    SELECT id, id FROM node WHERE labels @> '{{Concept}}' AND properties->>'scheme' = 'mitigation'
      AND (properties->>'depth')::int = 1
    UNION ALL SELECT e.source, c.top FROM category c JOIN edge e ON e.type = :broader AND e.target = c.id),
  cells AS (
    SELECT d.source, c.top, count(*) AS measures FROM category c JOIN edge k ON k.type = :classified_as AND k.target = c.id
    JOIN edge m ON m.type = :states AND m.target = k.source JOIN edge s ON s.type = :has_section AND s.target = m.source
    JOIN edge d ON d.type = :has_document AND d.target = s.source GROUP BY 1, 2)
  SELECT 'Q4', sum(measures) FROM cells;
\\timing on
"""
TYPES = "BROADER CLASSIFIED_AS STATES HAS_SECTION ISSUED_BY INVOLVES_FORUM HAS_DOCUMENT MAPS_TO".split()

if "--check" in sys.argv:
    sys.exit(check())
types = "\n".join(f"SELECT id AS {name.lower()} FROM edge_type WHERE name = '{name}' \\gset" for name in TYPES)
print(PREPARE.format(types=types))
concepts, frameworks = {**keys("Topic"), **keys("Code")}, keys("Framework")
for topic in parameters["q2"][:count]:
    print(f"EXECUTE q2 ('{concepts[topic]}');")
for a, b in parameters["q3"][:count]:
    print(f"EXECUTE q3 ('{frameworks[a]}', '{frameworks[b]}');")
for _ in range(Q4_TIMES):
    print("EXECUTE q4;")
