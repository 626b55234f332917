"""Extraction on a cluster, with Apache Spark 4.

    from pyspark.sql import SparkSession
    import spark as concord_spark                    # or: from concordkg import spark as concord_spark

    session = SparkSession.builder.getOrCreate()
    documents = concord_spark.read_folder(session, "hdfs:///policies")
    concord_spark.extract(documents, "hdfs:///rows", partitions=400)
    concord_spark.write_jsonl(session, "hdfs:///rows", "/shared/jsonl")   # for concord import --jsonl
    tables = concord_spark.join(session, "hdfs:///rows")                   # for SQL over everything

Each task runs ``concord extract --jsonl -`` on its documents; the program must be installed on every node. This file
needs pyspark and pyarrow alone, so it can be given to a cluster without the rest of the package. docs/scale.md says
what each table holds and what the second step joins.
"""

from __future__ import annotations

import base64
import collections
import heapq
import json
import os
import subprocess
import sys
import tempfile
import threading
from typing import Any, Iterable, Iterator

from pyspark import SparkFiles, cloudpickle
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f
from pyspark.sql.types import StringType

# Tasks get this file's functions by value: nodes need no copy of it.
cloudpickle.register_pickle_by_value(sys.modules[__name__])

# What a row of the stream becomes. `line` is the whole line for the kinds "document", "end" and "error".
ROWS = (
    "kind string, file string, ordinal long, key string, labels array<string>, lifetime string, type string, "
    "source string, target string, dates array<string>, properties string, name string, bytes binary, line string"
)
_COLUMNS = [column.strip().split(" ")[0] for column in ROWS.split(",")]
# The last member of a node or an edge begins so, and what stands before it has no such bytes outside of strings, in
# which quotes are escaped. So the properties stay as the program wrote them.
_PROPERTIES = b',"properties":'
_BATCH_ROWS = 16384
_BATCH_BYTES = 16 << 20


def read_folder(spark: SparkSession, folder: str) -> DataFrame:
    """The files below a folder, as documents: name (the path below the folder), content (bytes), size."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    path = spark._jvm.org.apache.hadoop.fs.Path(folder)
    root = path.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(path).toString().rstrip("/") + "/"
    return files.select(
        f.expr(f"substring(path, {len(root) + 1})").alias("name"), "content", f.col("length").alias("size")
    )


def balance(documents: DataFrame, partitions: int) -> DataFrame:
    """Documents in partitions of similar size: the largest document first, each into the partition that is smallest.

    The driver holds the names and sizes of all documents, some 200 bytes each."""
    spark = documents.sparkSession
    sizes = sorted(((row.size, row.name) for row in documents.select("size", "name").collect()), reverse=True)
    heap = [(0, number) for number in range(partitions)]
    places = []
    for size, name in sizes:
        total, number = heapq.heappop(heap)
        places.append((name, number))
        heapq.heappush(heap, (total + size + 10_000, number))  # a small document has a cost, too
    # Spark puts a row into the partition that the hash of a column says: find a number for each partition.
    found: dict[int, int] = {}
    for row in spark.range(64 * partitions).select("id", f.expr(f"pmod(hash(id), {partitions})").alias("p")).collect():
        found.setdefault(row.p, row.id)
    keyed = spark.createDataFrame([(name, found[number]) for name, number in places], "name string, place long")
    return documents.join(f.broadcast(keyed), "name").repartition(partitions, "place").drop("place")


def extract(
    documents: DataFrame,
    output: str,
    *,
    partitions: int | None = None,
    program: str = "concord",
    manifest: str | None = None,
    options: Iterable[str] = (),
) -> None:
    """Extracts documents and writes their rows as Parquet, one folder a kind (``kind=node``, ``kind=edge`` ...).

    documents: columns name (string) and content (bytes); any of media_type, format, key, edition (strings) and
        metadata (a struct, or JSON); size, which balancing needs. Other columns are ignored.
    partitions: so many, of similar size; None leaves the partitions as they are.
    manifest: a file of the driver, as ``ingest --manifest`` takes it; names are its paths.
    options: more words for the program, such as ``--max-file-bytes``.

    A document that cannot be read is a row of kind "error" with its reason. So is one that ends the program; the others
    of its partition go on. A task that is killed leaves nothing, and its repetition gives the same rows.
    """
    context = documents.sparkSession.sparkContext
    with tempfile.NamedTemporaryFile("w", prefix="names-", suffix=".txt", encoding="utf-8", delete=False) as names:
        for row in documents.select("name").collect():
            names.write(row.name.replace("\n", " ") + "\n")
    context.addFile(names.name)  # by its path: it has to stay
    files = {"--names": os.path.basename(names.name)}
    if manifest is not None:
        context.addFile(manifest)
        files["--manifest"] = os.path.basename(manifest)
    if partitions is not None:
        documents = balance(documents, partitions)
    words = [program, "extract", "--jsonl", "-", *options]

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        more = [word for option, name in files.items() for word in (option, SparkFiles.get(name))]
        return _record_batches(_extracted(words + more, _document_lines(batches)))

    rows = documents.drop("size").mapInArrow(run, ROWS)
    rows.write.mode("overwrite").partitionBy("kind").parquet(output)


def _document_lines(batches: Iterator[Any]) -> Iterator[tuple[str, bytes]]:
    """The name and the line of each document."""
    for batch in batches:
        for row in batch.to_pylist():
            line = {"name": row["name"], "base64": base64.b64encode(row["content"] or b"").decode()}
            for field in ("media_type", "format", "key", "edition"):
                if row.get(field):
                    line[field] = row[field]
            metadata = row.get("metadata")
            if isinstance(metadata, str):
                metadata = json.loads(metadata)
            if metadata:
                line["metadata"] = {name: value for name, value in metadata.items() if value is not None}
            yield row["name"], json.dumps(line).encode() + b"\n"


def _extracted(words: list[str], documents: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, list[bytes]]]:
    """The rows of each document, in order. Starts the program again if a document ends it."""
    waiting: collections.deque[tuple[str, bytes]] = collections.deque()  # sent, and not answered
    again: collections.deque[tuple[str, bytes]] = collections.deque()  # to be sent once more
    while True:
        first = again.popleft() if again else next(documents, None)
        if first is None:
            return
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failures: list[BaseException] = []

        def send(sent: tuple[str, bytes] | None = first, pipe: Any = process.stdin) -> None:
            try:
                while sent is not None:
                    waiting.append(sent)
                    pipe.write(sent[1])
                    pipe.flush()
                    sent = again.popleft() if again else next(documents, None)
            except BrokenPipeError:
                pass  # the program ended; what waits is sent again
            except BaseException as problem:  # of the documents: the task must fail
                failures.append(problem)
            finally:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass

        sender = threading.Thread(target=send, daemon=True)
        sender.start()
        rows: list[bytes] = []
        for line in process.stdout:
            rows.append(line.rstrip(b"\n"))
            if line.startswith((b'{"kind":"end"', b'{"kind":"error"')):
                name, _ = waiting.popleft()
                yield name, rows
                rows = []
        code = process.wait()
        sender.join()
        if failures:
            raise failures[0]
        if code in (0, 4) and not waiting:  # 4: some documents were refused
            continue
        if not waiting or code >= 0:  # no document makes it end so: it is called wrongly, or cannot write
            raise RuntimeError(f"{' '.join(words)} ended with code {code}")
        name, _ = waiting.popleft()
        reason = f"the program ended with signal {-code}"
        yield name, [_error_line(name, reason)]
        again.extend(waiting)
        waiting.clear()


def _error_line(name: str, reason: str) -> bytes:
    row = {"kind": "error", "file": name, "code": "limit", "reason": reason, "line": 0, "column": 0, "offset": 0}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _record_batches(documents: Iterator[tuple[str, list[bytes]]]) -> Iterator[Any]:
    """Rows as Arrow batches of the schema ROWS, some megabytes each. A batch has its nodes and edges first."""
    heads: list[bytes] = []  # of nodes and edges: what stands before their properties
    properties: list[str] = []
    places: list[tuple[str, int]] = []  # their files and ordinals
    others: list[dict[str, Any]] = []
    size = 0
    for name, lines in documents:
        for ordinal, line in enumerate(lines):
            head, found, rest = line.partition(_PROPERTIES)
            if found:
                heads.append(head)
                properties.append(rest[:-1].decode())
                places.append((name, ordinal))
            else:
                others.append({**_row_of(line), "file": name, "ordinal": ordinal})
            size += len(line)
            if len(heads) + len(others) >= _BATCH_ROWS or size >= _BATCH_BYTES:
                yield _record_batch(heads, properties, places, others)
                heads, properties, places, others, size = [], [], [], [], 0
    if heads or others:
        yield _record_batch(heads, properties, places, others)


def _record_batch(
    heads: list[bytes], properties: list[str], places: list[tuple[str, int]], others: list[dict[str, Any]]
) -> Any:
    import pyarrow as pa
    from pyarrow import json as arrow_json

    texts = pa.list_(pa.string())
    types = {"ordinal": pa.int64(), "labels": texts, "dates": texts, "bytes": pa.binary()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in _COLUMNS])
    batches = [pa.RecordBatch.from_pylist(others, schema)] if others else []
    if heads:
        lines = b"}\n".join(heads) + b"}\n"
        in_line = {"source": "from", "target": "to"}
        fields = [(in_line.get(n, n), schema.field(n).type) for n in _COLUMNS[: _COLUMNS.index("properties")]]
        parsed = arrow_json.read_json(
            pa.BufferReader(lines),
            arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),  # one block, so one chunk
            arrow_json.ParseOptions(explicit_schema=pa.schema(fields), unexpected_field_behavior="error"),
        )
        files, ordinals = zip(*places)
        columns = {"file": files, "ordinal": ordinals, "properties": properties}
        arrays = []
        for field in schema:
            if field.name in columns:
                arrays.append(pa.array(columns[field.name], field.type))
            elif in_line.get(field.name, field.name) in parsed.column_names:
                arrays.append(parsed[in_line.get(field.name, field.name)].combine_chunks())
            else:
                arrays.append(pa.nulls(len(heads), field.type))
        batches.insert(0, pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.concat_batches(batches)


def _row_of(line: bytes) -> dict[str, Any]:
    head, found, properties = line.partition(_PROPERTIES)
    if found:
        row = json.loads(head + b"}")
        row["properties"] = properties[:-1].decode()
        if row["kind"] == "edge":
            row["source"], row["target"] = row.pop("from"), row.pop("to")
        return row
    row = json.loads(line)
    if row["kind"] != "blob":
        return {"kind": row["kind"], "line": line.decode()}
    row["bytes"] = row["text"].encode() if "text" in row else base64.b64decode(row["base64"])
    return row


def write_jsonl(spark: SparkSession, rows: str, output: str) -> None:
    """Writes the rows of ``extract`` as JSON lines again, for ``concord import --jsonl``. A document's lines are in one
    file and in order."""
    table = spark.read.parquet(rows)
    head = f.to_json(
        f.struct(
            "kind",
            "key",
            "labels",
            "lifetime",
            "type",
            f.col("source").alias("from"),
            f.col("target").alias("to"),
            "dates",
        )
    )
    with_properties = f.concat(
        f.expr("substring(head, 1, length(head) - 1)"), f.lit(',"properties":'), "properties", f.lit("}")
    )
    is_text = f.col("name") == "text"
    blob = f.to_json(
        f.struct(
            "kind",
            "key",
            "name",
            f.when(is_text, f.col("bytes").cast("string")).alias("text"),
            # Spark breaks base64 into lines of 76 characters.
            f.when(~is_text, f.translate(f.base64("bytes"), "\r\n", "")).alias("base64"),
        )
    )
    line = (
        f.when(f.col("line").isNotNull(), f.col("line")).when(f.col("kind") == "blob", blob).otherwise(with_properties)
    )
    lines = table.withColumn("head", head).select("file", "ordinal", line.alias("value"))
    partitions = max(1, table.select("file").distinct().count() // 1000)
    ordered = lines.repartition(partitions, "file").sortWithinPartitions("file", "ordinal")
    ordered.select("value").write.mode("overwrite").text(output)


def join(
    spark: SparkSession, rows: str, *, program: str = "concord", datasets: str | None = None
) -> dict[str, DataFrame]:
    """The graph of all documents together, as one store holds it: the tables nodes (key, labels, properties), edges
    (type, source, target, properties), documents (file, version, document ...) and refused (file, code, reason).

    This is the part of ingest that looks at several documents at once. Files that claim one key of a version for
    different bytes get different keys, in the order of their names; a second copy of the same bytes is left out; nodes
    that several documents mention become one, which joins their labels and takes each property from the last document
    that has it. What the tables of datasets/ say comes first; ``datasets`` is a folder with others.
    """
    table = spark.read.parquet(rows)
    documents = _documents(table)
    words = [program, "datasets", "rows", *([datasets] if datasets else [])]
    lines = subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    facts = [{**dict.fromkeys(_COLUMNS), **_row_of(line), "file": "", "ordinal": n} for n, line in enumerate(lines)]
    puts = table.filter("kind in ('node', 'edge')").join(
        documents.select("file", f.col("proposed"), f.col("version").alias("final")), "file"
    )
    puts = puts.withColumn("is_renamed", f.col("proposed") != f.col("final"))
    for column in ("key", "source", "target"):
        renamed = f.expr(
            f"case when is_renamed and ({column} = proposed or startswith({column}, concat(proposed, ':'))) "
            f"then concat(final, substring({column}, length(proposed) + 1)) else {column} end"
        )
        puts = puts.withColumn(column, renamed)
    in_properties = "replace(properties, concat('\"version\":', {0}), concat('\"version\":', {1}))".format(
        "_text(proposed)", "_text(final)"
    )
    spark.udf.register("_text", lambda text: json.dumps(text, ensure_ascii=False))
    puts = puts.withColumn("properties", f.expr(f"case when is_renamed then {in_properties} else properties end"))
    columns = ["kind", "file", "ordinal", "key", "labels", "lifetime", "type", "source", "target", "properties"]
    known = spark.createDataFrame([tuple(fact[c] for c in _COLUMNS) for fact in facts], ROWS).select(columns)
    puts = puts.select(columns).unionByName(known.filter("kind in ('node', 'edge')"))

    merged = f.udf(_merge, StringType(), useArrow=False)
    nodes = puts.filter("kind = 'node'")
    owned = nodes.filter("lifetime = 'owned'").select("key", f.array_sort("labels").alias("labels"), "properties")
    shared = (
        nodes.filter("lifetime != 'owned'")
        .groupBy("key")
        .agg(f.array_sort(f.collect_list(f.struct("file", "ordinal", "labels", "properties"))).alias("puts"))
        .select(
            "key",
            f.array_sort(f.array_distinct(f.flatten("puts.labels"))).alias("labels"),
            merged("puts.properties").alias("properties"),
        )
    )
    edges = puts.filter("kind = 'edge'").select("type", "source", "target", "properties")
    error = f.from_json("line", "file string, code string, reason string")
    refused = table.filter("kind = 'error'").select(error.alias("e")).select("e.*")
    return {"nodes": owned.unionByName(shared), "edges": edges, "documents": documents, "refused": refused}


def _documents(table: DataFrame) -> DataFrame:
    """The documents that a store would keep, with the keys that it would give their versions."""
    schema = (
        "file string, version string, document string, sha256 string, format string, source_bytes long, "
        "text_bytes long, sections long"
    )
    proposed = (
        table.filter("kind = 'document'")
        .select(f.from_json("line", schema).alias("d"))
        .select("d.*")
        .withColumnRenamed("version", "proposed")
    )
    of_key = Window.partitionBy("proposed").orderBy("file")
    of_bytes = Window.partitionBy("proposed", "sha256").orderBy("file")
    return (
        proposed.withColumn("first", f.first("sha256").over(of_key))
        .withColumn("copy", f.row_number().over(of_bytes))
        .filter("copy = 1")
        .withColumn("version", f.expr("if(sha256 = first, proposed, concat(proposed, '+', substring(sha256, 1, 12)))"))
        .drop("first", "copy")
    )


def _merge(puts: list[str]) -> str:
    """Properties of one node, put one after the other."""
    if len(puts) == 1:
        return puts[0]
    merged: dict[str, Any] = {}
    for properties in puts:
        merged.update(json.loads(properties))
    return json.dumps(dict(sorted(merged.items())), ensure_ascii=False, separators=(",", ":"))
