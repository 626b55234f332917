"""Questions to the graph of all documents, as Spark jobs over the tables that ``spark.join`` returns.

    tables = concord_spark.join(session, "hdfs:///rows")
    graph = Graph(tables["nodes"], tables["edges"])
    graph.forums("mit-risk-domain:6.5").show()

The numbers are those of ``concord forums``, ``coverage`` and ``paths`` on one store. Where a loop is needed (what is
narrower, what is below), each round is one job, and intermediate results are kept on the executors.
"""

from __future__ import annotations

from functools import cached_property

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

PARTS = ("HAS_SECTION", "HAS_PART", "STATES", "HAS_ITEM")
RELATIONS = ("venue", "partner", "object", "host", "issuer", "other")


class Graph:
    """nodes: key, labels, properties (JSON). edges: type, source, target, properties (JSON)."""

    def __init__(self, nodes: DataFrame, edges: DataFrame) -> None:
        self.nodes = nodes.localCheckpoint()
        self.edges = edges.localCheckpoint()

    def of_type(self, *types: str) -> DataFrame:
        return self.edges.filter(f.col("type").isin(*types)).select("source", "target", "properties")

    def labelled(self, label: str) -> DataFrame:
        return self.nodes.filter(f.array_contains("labels", label)).select("key", "properties")

    @cached_property
    def editions(self) -> DataFrame:
        """work, version: the latest dated edition of each work; of its languages English, else the last key."""
        language = f.coalesce(f.get_json_object("v.properties", "$.language"), f.lit("en"))
        order = Window.partitionBy("work").orderBy(f.desc_nulls_last("date"), f.desc("english"), f.desc("version"))
        return (
            self.of_type("HAS_VERSION")
            .alias("e")
            .join(self.labelled("Version").alias("v"), f.col("v.key") == f.col("e.target"))
            .join(self.labelled("Document").alias("w"), f.col("w.key") == f.col("e.source"))
            .select(
                f.col("w.key").alias("work"),
                f.col("v.key").alias("version"),
                f.get_json_object("v.properties", "$.date").alias("date"),
                language.startswith("en").alias("english"),
            )
            .withColumn("place", f.row_number().over(order))
            .filter("place = 1")
            .select("work", "version")
            .localCheckpoint()
        )

    def narrower(self, *concepts: str) -> DataFrame:
        """top, concept: each concept with everything narrower."""
        spark = self.nodes.sparkSession
        start = spark.createDataFrame([(c, c) for c in concepts], "top string, concept string")
        below = self.of_type("BROADER").select(f.col("target").alias("concept"), f.col("source").alias("below"))
        return _closure(start, below, "concept", "below")

    def on_topic(self, concepts: DataFrame) -> DataFrame:
        """top, work, part: works, their sections and measures that are classified, or below something that is."""
        classified = (
            self.of_type("CLASSIFIED_AS")
            .join(f.broadcast(concepts), f.col("target") == f.col("concept"))
            .select("top", f.col("source").alias("part"))
        )
        of_part = f.expr("regexp_extract(part, '^(.*):[^:]*$', 1)")
        sections = classified.join(self.editions, of_part == f.col("version")).select("top", "work", "part")
        works = classified.join(self.labelled("Document"), f.col("part") == f.col("key")).select(
            "top", f.col("part").alias("work"), "part"
        )
        versions = works.join(self.editions, "work").select("top", "work", f.col("version").alias("part"))
        start = sections.unionByName(versions).distinct()
        below = self.of_type(*PARTS).select(f.col("source").alias("part"), f.col("target").alias("below"))
        return _closure(start, below, "part", "below").unionByName(works.distinct())

    def forums(self, concept: str) -> DataFrame:
        """forum, issued, named, a column for each relation, named_in: who issued texts on a topic, and whom they
        name."""
        scope = self.on_topic(self.narrower(concept)).localCheckpoint()
        works = scope.select("work").distinct()
        issued = (
            self.of_type("ISSUED_BY")
            .join(works, f.col("source") == f.col("work"))
            .groupBy(f.col("target").alias("forum"))
            .agg(f.countDistinct("work").alias("issued"))
        )
        relation = f.coalesce(f.get_json_object("properties", "$.relation"), f.lit("other"))
        known = f.when(relation.isin(*RELATIONS), relation).otherwise("other")
        named = (
            self.of_type("INVOLVES_FORUM")
            .join(scope, f.col("source") == f.col("part"))
            .withColumn("relation", known)
            .groupBy(f.col("target").alias("forum"))
            .agg(
                f.count("*").alias("named"),
                *(f.sum((f.col("relation") == name).cast("long")).alias(name) for name in RELATIONS),
                f.countDistinct("work").alias("named_in"),
            )
        )
        return issued.join(named, "forum", "full").na.fill(0)

    def coverage(self, concepts: list[str]) -> DataFrame:
        """actor, concept, documents: the works on each topic that each actor issued."""
        works = self.on_topic(self.narrower(*concepts)).select("top", "work").distinct()
        return (
            self.of_type("ISSUED_BY")
            .join(works, f.col("source") == f.col("work"))
            .groupBy(f.col("target").alias("actor"), f.col("top").alias("concept"))
            .agg(f.countDistinct("work").alias("documents"))
        )

    def chains(self) -> DataFrame:
        """subject, first, via, second, object: two mappings one after the other, with their predicates."""
        stated = self.of_type("MAPS_TO").withColumn("predicate", f.get_json_object("properties", "$.predicate"))
        a = stated.select(
            f.col("source").alias("subject"), f.col("predicate").alias("first"), f.col("target").alias("via")
        )
        b = stated.select(
            f.col("source").alias("via"), f.col("predicate").alias("second"), f.col("target").alias("object")
        )
        return a.join(b, "via").filter("subject != object")

    def page_rank(self, iterations: int = 20, damping: float = 0.85) -> DataFrame:
        """key, rank. Ranks add up to 1; from a node without outgoing edges the reader jumps to any node."""
        count = self.nodes.count()
        out = self.edges.groupBy("source").agg(f.count("*").alias("degree"))
        links = self.edges.join(out, "source").select("source", "target", "degree").localCheckpoint()
        ranks = self.nodes.select("key", f.lit(1.0 / count).alias("rank"))
        ends = self.nodes.select("key").join(out, f.col("key") == f.col("source"), "left_anti").localCheckpoint()
        for _ in range(iterations):
            lost = ranks.join(ends, "key").agg(f.coalesce(f.sum("rank"), f.lit(0.0))).first()[0]
            given = (
                links.join(ranks, f.col("source") == f.col("key"))
                .groupBy("target")
                .agg(f.sum(f.col("rank") / f.col("degree")).alias("given"))
            )
            base = (1 - damping + damping * lost) / count
            ranks = (
                self.nodes.select("key")
                .join(given, f.col("key") == f.col("target"), "left")
                .select("key", (f.lit(base) + damping * f.coalesce("given", f.lit(0.0))).alias("rank"))
                .localCheckpoint()
            )
        return ranks

    def components(self) -> DataFrame:
        """key, component: nodes that edges connect in either direction have the same component, its smallest key."""
        links = self.edges.select("source", "target")
        links = links.unionByName(
            links.select(f.col("target").alias("source"), f.col("source").alias("target"))
        ).distinct()
        links = links.localCheckpoint()
        found = self.nodes.select("key", f.col("key").alias("component"))
        while True:
            near = (
                links.join(found, f.col("target") == f.col("key"))
                .groupBy(f.col("source").alias("key"))
                .agg(f.min("component").alias("near"))
            )
            # One step to the neighbours, then one jump to the component of what was found.
            stepped = found.join(near, "key", "left").select(
                "key", f.least("component", f.coalesce("near", "component")).alias("next"), "component"
            )
            jump = stepped.select(f.col("key").alias("next"), f.col("next").alias("far"))
            jumped = (
                stepped.join(jump, "next", "left")
                .select("key", f.coalesce("far", "next").alias("next"), "component")
                .localCheckpoint()
            )
            changed = jumped.filter("next != component").limit(1).count()
            found = jumped.select("key", f.col("next").alias("component"))
            if not changed:
                return found


def _closure(start: DataFrame, step: DataFrame, column: str, next_column: str) -> DataFrame:
    """The rows of ``start``, and those that replacing ``column`` by what ``step`` leads to gives, again and again."""
    step = step.localCheckpoint()
    found = new = start.distinct().localCheckpoint()
    while new.limit(1).count():
        reached = new.join(step, column).drop(column).withColumnRenamed(next_column, column)
        new = reached.select(found.columns).subtract(found).localCheckpoint()
        found = found.unionByName(new).localCheckpoint()
    return found
