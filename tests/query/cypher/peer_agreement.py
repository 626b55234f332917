#!/usr/bin/env python3
"""Compares answers with Kuzu's (pip install kuzu==0.11.3).

    cypher_differential --print 400 | peer_agreement.py

Kuzu wants tables: nodes :A and :B, relationships :R and :S between any of them. Paths of variable length
repeat relationships there unless they are asked for as trails.
"""

import json
import re
import sys
import tempfile

import kuzu


def connect():
    folder = tempfile.mkdtemp()
    connection = kuzu.Connection(kuzu.Database(folder + "/graph"))
    for label in "AB":
        connection.execute(f"CREATE NODE TABLE {label}(x INT64, id INT64, PRIMARY KEY(id))")
    ends = ", ".join(f"FROM {a} TO {b}" for a in "AB" for b in "AB")
    for kind in "RS":
        connection.execute(f"CREATE REL TABLE {kind}({ends}, w INT64, id INT64)")
    return connection


def create(connection, graph):
    labels = {}
    for number, label, x in re.findall(r"\(n(\d+):([AB]) \{x: (\d+)", graph):
        labels[number] = label
        connection.execute(f"CREATE (:{label} {{x: {x}, id: {number}}})")
    for a, kind, properties, b in re.findall(r"\(n(\d+)\)-\[:([RS]) (\{[^}]*\})\]->\(n(\d+)\)", graph):
        connection.execute(
            f"MATCH (a:{labels[a]} {{id: {a}}}), (b:{labels[b]} {{id: {b}}}) CREATE (a)-[:{kind} {properties}]->(b)")


def translate(query):
    return re.sub(r"\*(\d)\.\.(\d)", r"* TRAIL \1..\2", query)


def text(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def main():
    agree, refused, differ = 0, {}, 0
    connection, graph = None, ""
    for line in sys.stdin:
        record = json.loads(line)
        if "graph" in record:
            graph = record["graph"]
            connection = connect()
            create(connection, graph)
            continue
        try:
            result = connection.execute(translate(record["query"]))
            rows = []
            while result.has_next():
                rows.append("".join(text(value) + "|" for value in result.get_next()))
        except RuntimeError as error:
            why = str(error).splitlines()[0][:60]
            refused[why] = refused.get(why, 0) + 1
            continue
        if sorted(rows) == sorted(record["rows"]):
            agree += 1
        else:
            differ += 1
            print(f"{graph}\n{record['query']}\n  here  {sorted(record['rows'])}\n  there {sorted(rows)}")
    print(f"{agree} agree, {differ} differ, {sum(refused.values())} are not understood there: {refused}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
