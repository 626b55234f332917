#!/usr/bin/env python3
"""Every query that an independent parser accepts must be accepted by Concord's.

    parser_check.py CYPHER_PARSE INDEPENDENT FILE.jsonl [MUTANTS]

CYPHER_PARSE is build/dev/cypher_parse. INDEPENDENT is a program that reads queries which end with a zero
byte and prints 1 or 0 for each: tests/query/cypher/open_cypher makes one of the crate open-cypher. The
queries are those of the suite (set-ups, queries, control queries), but for those that have to fail at
compile time, and MUTANTS changed ones: a token left
out, doubled, swapped with its neighbour or replaced by one of another query. Prints what only the
independent parser accepts.
"""

import json
import random
import re
import subprocess
import sys

TOKEN = re.compile(r"\s+|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[A-Za-z_]\w*|[0-9.]+|<=|>=|<>|\.\.|.", re.S)


def queries_of(path):
    for line in open(path, encoding="utf-8"):
        scenario = json.loads(line)
        yield from scenario["setup"]
        # A query that has to fail before it runs may fail in the parser.
        if not (scenario["expect"] == "error" and scenario["error"]["phase"] == "compile time"):
            yield scenario["query"]
        if scenario.get("control"):
            yield scenario["control"]["query"]


def mutants(queries, count):
    chance = random.Random(7)
    tokens = [[t for t in TOKEN.findall(q)] for q in queries]
    words = sorted({t for some in tokens for t in some if not t.isspace()})
    for _ in range(count):
        some = list(chance.choice(tokens))
        for _ in range(chance.choice((1, 1, 2))):
            if len(some) < 2:
                break
            at = chance.randrange(len(some) - 1)
            kind = chance.randrange(4)
            if kind == 0:
                del some[at]
            elif kind == 1:
                some.insert(at, some[at])
            elif kind == 2:
                some[at], some[at + 1] = some[at + 1], some[at]
            else:
                some[at] = chance.choice(words)
        yield "".join(some)


def verdicts(program, queries):
    data = b"".join(q.encode() + b"\0" for q in queries)
    found = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout
    return found.decode().splitlines()


def main():
    ours_path, theirs_path, suite = sys.argv[1:4]
    queries = sorted(set(q for q in queries_of(suite) if q.strip()))
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    both = queries + sorted(set(q for q in mutants(queries, count) if q.strip() and "\0" not in q))
    ours, theirs = verdicts(ours_path, both), verdicts(theirs_path, both)
    assert len(ours) == len(theirs) == len(both)
    missed = [(q, o) for q, o, t in zip(both, ours, theirs) if t == "1" and o != "1"]
    for query, why in missed[:200]:
        print(f"--- {why}\n{query}")
    accepted = sum(t == "1" for t in theirs)
    print(f"{len(both)} queries; the independent parser accepts {accepted}, {len(missed)} of them are refused here")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
