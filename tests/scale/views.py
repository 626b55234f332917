"""Compares the views of a published store with the answers of concord."""

import json
import subprocess
import sys
import tempfile

concord, store, socket = sys.argv[1:4]


def sql(statement: str) -> list[list[str]]:
    words = [
        "psql",
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-At",
        "-F",
        "\t",
        "-h",
        socket,
        "-U",
        "concord",
        "-d",
        "postgres",
    ]
    out = subprocess.run([*words, "-c", "SET search_path = concord; " + statement], stdout=subprocess.PIPE, check=True)
    return [line.split("\t") for line in out.stdout.decode().splitlines()]


def ask(*words: str) -> dict:
    out = subprocess.run([concord, "--store", store, "--json", *words], stdout=subprocess.PIPE)
    return json.loads(out.stdout)


wrong = compared = 0
for (concept,) in sql("SELECT DISTINCT concept FROM forum_coverage ORDER BY 1"):
    rows = sql(f"SELECT actor, issued, named, named_in FROM forum_coverage WHERE concept = '{concept}'")
    from_sql = {row[0]: tuple(map(int, row[1:])) for row in rows}
    answer = ask("forums", concept, "--top", "100000", "--no-model")
    from_concord = {
        row["forum"]: (row["issued"] or 0, row["named"] or 0, row["named_in"] or 0)
        for row in answer["rows"]
        if row["issued"] or row["named"]
    }
    compared += len(from_concord)
    if from_sql != from_concord:
        wrong += 1
        print(f"forums {concept}:\n  SQL     {sorted(from_sql.items())}\n  concord {sorted(from_concord.items())}")
with tempfile.TemporaryDirectory() as folder:
    words = [concord, "--store", store, "export", "--format", "jsonl", "--output", folder + "/"]
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    with open(folder + "/nodes.jsonl", encoding="utf-8") as file:
        nodes = [json.loads(line) for line in file]
texts = {node["key"]: node["properties"]["text"] for node in nodes if node["labels"] == ["Measure"]}
quotes = sql(
    "SELECT json_build_array(key, quote(regexp_replace(key, ':[^:]*$', ''), (properties->>'start')::bigint, "
    "(properties->>'end')::bigint)) FROM node WHERE labels = '{Measure}'"
)
if texts != dict(json.loads(row[0]) for row in quotes):
    wrong += 1
    print("quotes differ")
chains = int(sql("SELECT count(*) FROM mapping_chain WHERE steps = 1")[0][0])
edges = ask("query", "MATCH ()-[m:MAPS_TO]->() RETURN count(m) AS n")
print(
    f"{compared} lines of forum tables are compared, {wrong} differ; stated mappings: {chains} and "
    f"{edges['rows'][0][0]}; {len(texts)} quotes are compared"
)
sys.exit(1 if wrong or not compared or chains != edges["rows"][0][0] else 0)
