"""Times the way from a store to data frames, and prints it: minimum and median of several runs, in milliseconds.

    python tests/python/measure.py EDGES_STORE [SAMPLE_STORE]

EDGES_STORE has a large graph (docs/python.md says how it was made). With SAMPLE_STORE, `forums` is timed as well.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from concordkg import Store

RUNS = 7


def timed(name: str, work: Callable[[], object], runs: int = RUNS) -> None:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:40} min {min(times):9.1f}  median {statistics.median(times):9.1f} ms")


def main() -> None:
    import pandas
    import polars
    import pyarrow

    print(f"pandas {pandas.__version__}, polars {polars.__version__}, pyarrow {pyarrow.__version__}")
    store = Store.open(sys.argv[1])
    part = store.graph()
    print(part)
    timed("a graph from the store", store.graph, 3)
    edges = part.edges
    timed("edges to polars", edges.to_polars)
    timed("edges to pyarrow", lambda: pyarrow.table(edges))
    timed("edges to pandas", edges.to_pandas)
    query = "MATCH (a)-[r]->(b) RETURN key(a) AS source, type(r) AS type, key(b) AS target, r.conf AS conf"
    timed("the same by Cypher", lambda: store.query(query), 1)
    result = store.query(query)
    timed("result to polars", result.to_polars)
    timed("result to pandas", result.to_pandas)
    timed("to igraph", part.to_igraph, 1)
    timed("to networkx", part.to_networkx, 1)
    if len(sys.argv) > 2:
        sample = Store.open(sys.argv[2])
        timed("forums 'incident reports'", lambda: sample.forums("incident reports"), 31)


if __name__ == "__main__":
    main()
