"""A document that ends the program is a row with the reason, and the others are read. Needs pyspark, but no cluster."""

import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "python", "concordkg"))
import spark as concord_spark  # noqa: E402

# Answers as `extract --jsonl -` does; a name that begins with "bad" kills it half way.
PROGRAM = """
import json, os, signal, sys
for line in sys.stdin:
    name = json.loads(line)["name"]
    print('{"kind":"document","file":"%s"}' % name, flush=True)
    if name.startswith("bad"):
        os.kill(os.getpid(), signal.SIGKILL)
    print('{"kind":"end","file":"%s"}' % name, flush=True)
"""
names = ["a", "bad 1", "b", "c", "bad 2", "bad 3", "d"]
documents = [(name, json.dumps({"name": name, "text": "x" * 100_000}).encode() + b"\n") for name in names]
with tempfile.NamedTemporaryFile("w", suffix=".py") as program:
    program.write(PROGRAM)
    program.flush()
    answers = list(concord_spark._extracted([sys.executable, program.name], iter(documents)))
assert [name for name, _ in answers] == names, answers
for name, rows in answers:
    kinds = [json.loads(row)["kind"] for row in rows]
    assert kinds == (["error"] if name.startswith("bad") else ["document", "end"]), (name, rows)
assert "signal 9" in json.loads(answers[1][1][0])["reason"]
try:
    list(concord_spark._extracted(["false"], iter(documents[:1])))
except RuntimeError as problem:
    assert "code 1" in str(problem)
else:
    sys.exit("a program that cannot run is no fault of a document")
print("documents that end the program are rows with reasons")
