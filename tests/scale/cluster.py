"""The cluster's part of run.sh: extracts twice (once with a task that is killed), compares both, joins, and writes.

Processor time is that of all processes of the cluster: the JVMs, the Python workers and the program. Elapsed time says
little on a machine that does other work."""

import argparse
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "python", "concordkg"))
import spark as concord_spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import functions as f  # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument("folder")
arguments.add_argument("--manifest")
given = arguments.parse_args()
work, program = os.environ["WORK"], os.environ["CONCORD"]
partitions = int(os.environ["PARTITIONS"])


def session(workers: int) -> SparkSession:
    spark = (
        SparkSession.builder.master(f"local-cluster[{workers},1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.range(100, numPartitions=4).count()  # the workers are there
    return spark


def processor_time() -> float:
    """Seconds of this process's descendants, and of those of them that have ended."""
    tick = os.sysconf("SC_CLK_TCK")
    parents, seconds = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(name)] = int(fields[1])
        seconds[int(name)] = sum(map(int, fields[11:15])) / tick
    total = 0.0
    for process in parents:
        above = process
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid() and process != above:
            total += seconds[process]
    return total


def extract(spark: SparkSession, rows: str, called: str) -> str:
    documents = concord_spark.read_folder(spark, given.folder)
    started, worked = time.time(), processor_time()
    concord_spark.extract(documents, f"{work}/{rows}", partitions=partitions, program=called, manifest=given.manifest)
    return f"{processor_time() - worked:.1f} s of processor time, {time.time() - started:.1f} s elapsed"


def plain() -> str:
    """The program alone, on the same documents."""
    words = [program, "extract", "--jsonl", "-", *(["--manifest", given.manifest] if given.manifest else [])]
    with tempfile.TemporaryFile() as lines:
        for root, _, names in os.walk(given.folder):
            for name in names:
                with open(os.path.join(root, name), "rb") as file:
                    row = {"name": os.path.relpath(file.name, given.folder), "content": file.read()}
                for _, line in concord_spark._document_lines([Batch(row)]):
                    lines.write(line)
        lines.seek(0)
        before = os.times()
        subprocess.run(words, stdin=lines, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return f"{spent:.1f} s of processor time, {after.elapsed - before.elapsed:.1f} s elapsed"


class Batch(dict):
    """A batch of one row, as far as _document_lines looks at it."""

    def to_pylist(self) -> list:
        return [self]


def digest(spark: SparkSession, rows: str) -> list:
    table = spark.read.parquet(f"{work}/{rows}")
    hashed = table.select("kind", f.xxhash64(*table.columns).cast("decimal(20,0)").alias("hash"))
    return sorted(map(tuple, hashed.groupBy("kind").agg(f.count("*"), f.sum("hash")).collect()))


print(f"the program alone: {plain()}", flush=True)
if os.environ.get("ONE_WORKER"):
    one = session(1)
    print(f"one worker, first run: {extract(one, 'rows1', program)}", flush=True)
    print(f"one worker: {extract(one, 'rows1', program)}", flush=True)
    one.stop()
spark = session(2)
print(f"with a task that is killed: {extract(spark, 'killed', work + '/killing')}", flush=True)
if not os.path.isdir(f"{work}/killing.once"):
    sys.exit("no task was killed")
print(f"two workers: {extract(spark, 'rows', program)}", flush=True)
first, second = digest(spark, "rows"), digest(spark, "killed")
print("rows:", {kind: count for kind, count, _ in first})
if first != second:
    sys.exit(f"the repeated task changed the rows: {second}")

started = time.time()
concord_spark.write_jsonl(spark, f"{work}/killed", f"{work}/jsonl")
print(f"JSON lines: {time.time() - started:.1f} s")

started = time.time()
tables = concord_spark.join(spark, f"{work}/killed", program=program)
os.makedirs(f"{work}/joined.jsonl", exist_ok=True)
texts = {
    "nodes": "concat('{\"key\":', _text(key), ',\"labels\":', to_json(labels), ',\"properties\":', properties, '}')",
    "edges": "concat('{\"type\":', _text(type), ',\"from\":', _text(source), ',\"to\":', _text(target), "
    "',\"properties\":', properties, '}')",
}
for name, line in texts.items():
    with open(f"{work}/joined.jsonl/{name}.jsonl", "w", encoding="utf-8") as out:
        for row in tables[name].select(f.expr(line).alias("line")).toLocalIterator():
            out.write(row.line + "\n")
print(f"joined: {time.time() - started:.1f} s")
for row in tables["refused"].collect():
    print(f"refused {row.file}: {row.reason}")
spark.stop()
