"""The cluster's part of run.sh: extracts twice (once with a task that is killed), compares both, joins, and writes."""

import argparse
import os
import sys
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


def extract(spark: SparkSession, rows: str, called: str) -> float:
    documents = concord_spark.read_folder(spark, given.folder)
    started = time.time()
    concord_spark.extract(documents, f"{work}/{rows}", partitions=partitions, program=called, manifest=given.manifest)
    return time.time() - started


def digest(spark: SparkSession, rows: str) -> list:
    table = spark.read.parquet(f"{work}/{rows}")
    hashed = table.select("kind", f.xxhash64(*table.columns).cast("decimal(20,0)").alias("hash"))
    return sorted(map(tuple, hashed.groupBy("kind").agg(f.count("*"), f.sum("hash")).collect()))


if os.environ.get("ONE_WORKER"):
    one = session(1)
    print(f"one worker: {extract(one, 'rows1', program):.1f} s")
    one.stop()
spark = session(2)
print(f"with a task that is killed: {extract(spark, 'killed', work + '/killing'):.1f} s")
if not os.path.isdir(f"{work}/killing.once"):
    sys.exit("no task was killed")
print(f"two workers: {extract(spark, 'rows', program):.1f} s")
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
