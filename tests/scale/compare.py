"""Compares two folders with nodes.jsonl and edges.jsonl, sorted. With --exact byte for byte, else by what the lines
hold, without what an export adds: the evidence, the words of a span, the version around it, and the member `concord`
with the types of dates."""

import json
import sys


def lines(folder: str, name: str, exact: bool) -> list:
    with open(f"{folder}/{name}.jsonl", encoding="utf-8") as file:
        if exact:
            return sorted(file)
        rows = []
        for line in file:
            row = json.loads(line)
            for added in ("evidence", "concord"):
                row.pop(added, None)
            for added in ("text", "quote"):
                row["properties"].pop(added, None)
            version = row["properties"].get("version")
            if version and row.get("from", row.get("key")).startswith(version):
                del row["properties"]["version"]
            if "labels" in row:
                row["labels"].sort()
            rows.append(json.dumps(row, sort_keys=True, ensure_ascii=False))
        return sorted(rows)


same = True
for name in ("nodes", "edges"):
    a, b = (lines(folder, name, "--exact" in sys.argv) for folder in sys.argv[1:3])
    if a == b:
        print(f"{len(a)} {name} are equal in {sys.argv[1].split('/')[-1]} and {sys.argv[2].split('/')[-1]}")
        continue
    same = False
    from collections import Counter

    left, right = Counter(a), Counter(b)
    print(f"{name}: {len(a)} and {len(b)}; {sum((left - right).values())} and {sum((right - left).values())} differ")
    for row in list((left - right))[:3]:
        print("  <", row[:400])
    for row in list((right - left))[:3]:
        print("  >", row[:400])
sys.exit(0 if same else 1)
