"""The questions of cypher_bench on DuckDB and SQLite, with the same generated policy graph.

    policy_graph_peers.py DATA_FOLDER DATABASE_FOLDER [duckdb|sqlite]...

DATA_FOLDER is that of cypher_bench. Needs the package duckdb. Prints a line for each task: the system, the task, how
often it ran, the median in milliseconds of processor time of the whole process, and whether the answers had the
expected sum. Loading is given in seconds, of processor time and elapsed. DuckDB loads with two threads and answers with
one. Set SECONDS to change how long a question may take with all its parameters (12).
"""

import json
import os
import sqlite3
import statistics
import sys
import time
from pathlib import Path

NODES = ["Framework", "Forum", "Actor", "Standard", "Code", "Topic", "Document", "Section", "Measure"]
EDGES = [
    "HAS_DOCUMENT", "ISSUED_BY", "HAS_SECTION", "HAS_MEASURE", "ADDRESSED_TO", "MENTIONS", "CITES", "CODED_AS",
    "TAGGED", "REFERS_TO", "MAPS_TO", "MEMBER_OF", "BROADER", "NARROWER",
]  # fmt: skip

# SQLite keeps the order in which it is told to join.
Q2 = """with recursive st(id) as (select ? union select n.dst from NARROWER n join st on n.src = st.id),
 m as materialized (select distinct t.src as id from st {cross} join TAGGED t on t.dst = st.id),
 fm as (select i.dst f, m.id from m {cross} join HAS_MEASURE hm on hm.dst = m.id
   {cross} join HAS_SECTION hs on hs.dst = hm.src {cross} join ISSUED_BY i on i.src = hs.src
   union select me.dst, m.id from m {cross} join MENTIONS me on me.src = m.id)
 select f, count(*) c from fm group by f order by c desc, f limit 20"""
Q3 = """with a as materialized (select hm.dst id from HAS_DOCUMENT hd join HAS_SECTION hs on hs.src = hd.dst
   join HAS_MEASURE hm on hm.src = hs.dst where hd.src = ?),
 x1 as materialized (select distinct m.dst id from a join MAPS_TO m on m.src = a.id),
 x2 as materialized (select distinct m.dst id from x1 join MAPS_TO m on m.src = x1.id),
 x3 as materialized (select distinct m.dst id from x2 join MAPS_TO m on m.src = x2.id),
 b as (select id from x1 union select id from x2 union select id from x3)
 select count(*) from b {cross} join HAS_MEASURE hm on hm.dst = b.id {cross} join HAS_SECTION hs on hs.dst = hm.src
   {cross} join HAS_DOCUMENT hd on hd.dst = hs.src where hd.src = ?"""
Q4 = """with recursive an(id, top) as (select id, id from n_Code where scheme = 'mitigation' and depth = 1
   union all select b.src, an.top from BROADER b join an on b.dst = an.id)
 select hd.src, an.top, count(*) from CODED_AS c join an on an.id = c.dst join HAS_MEASURE hm on hm.dst = c.src
   join HAS_SECTION hs on hs.dst = hm.src join HAS_DOCUMENT hd on hd.dst = hs.src group by 1, 2"""
Q5A = """with h1 as materialized (select ? as id union select dst from e_all where src = ?
   union select src from e_all where dst = ?)
 select id from h1 union select e.dst from h1 {cross} join e_all e on e.src = h1.id
   union select e.src from h1 {cross} join e_all e on e.dst = h1.id"""
Q5B = """with recursive h(id, d) as (select ?, 0
   union select e.dst, h.d + 1 from h {cross} join e_mm e on e.src = h.id where h.d < 3) select distinct id from h"""
BOTH_WAYS = " union all ".join(f"select {ends} from {name}" for name in ("MAPS_TO", "REFERS_TO")
                               for ends in ("src, dst", "dst src, src dst"))  # fmt: skip


def bytes_of(path: Path) -> int:
    return sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))


class Peer:
    def __init__(self, name: str, data: Path):
        self.name = name
        self.parameters = json.loads((data / "params.json").read_text())
        sums = data / "cum.json"
        self.sums = json.loads(sums.read_text()) if sums.exists() else {}

    def say(self, task: str, **what) -> None:
        print(json.dumps({"system": self.name, "task": task, **what}), flush=True)

    def measure(self, task: str, arguments: list, ask) -> None:
        seconds = float(os.environ.get("SECONDS", "12"))
        times, total, start = [], 0, time.process_time()
        for argument in arguments[:5]:
            ask(argument)
            if time.process_time() - start > seconds / 3:
                break
        start = time.process_time()
        for argument in arguments:
            before = time.process_time()
            total += ask(argument)
            times.append((time.process_time() - before) * 1e3)
            if time.process_time() - start > seconds:
                break
        expected = self.sums.get(task)
        right = None if expected is None else expected[len(times) - 1] == total
        self.say(task, n=len(times), median_ms=round(statistics.median(times), 4), right=right)

    def questions(self, rows, cross: str) -> None:
        p = self.parameters
        self.measure("Q1", p["q1"], lambda key: len(rows("select text from n_Measure where key = ?", key)[0][0]))
        self.measure("Q2", p["q2"], lambda topic: sum(row[1] for row in rows(Q2.format(cross=cross), topic)))
        self.measure("Q3", p["q3"], lambda pair: rows(Q3.format(cross=cross), *pair)[0][0])
        self.measure("Q4", [0] * 20, lambda _: sum(row[2] for row in rows(Q4)))
        self.measure("Q5a", p["q5"], lambda node: len(rows(Q5A.format(cross=cross), node, node, node)))
        self.measure("Q5b", p["q5"], lambda node: len(rows(Q5B.format(cross=cross), node)))


def in_duckdb(data: Path, folder: Path) -> None:
    import duckdb

    peer = Peer("DuckDB " + duckdb.__version__, data)
    path = folder / "duck.db"
    for old in folder.glob("duck.db*"):
        old.unlink()
    cpu, start = time.process_time(), time.monotonic()
    base = duckdb.connect(str(path), config={"threads": 2})
    for name in NODES:
        base.execute(f"create table n_{name} as select * from read_csv('{data}/n_{name}.csv')")
    for name in EDGES:
        types = "{'src': 'INTEGER', 'dst': 'INTEGER'}"
        base.execute(f"create table {name} as select * from read_csv('{data}/e_{name}.csv', types = {types})")
    base.execute("checkpoint")
    peer.say("load", cpu_s=round(time.process_time() - cpu, 2), s=round(time.monotonic() - start, 2),
             mb=round(bytes_of(path) / 1e6, 1))  # fmt: skip
    # What its questions need besides.
    base.execute("create table e_all as " + " union all ".join(f"select src, dst from {name}" for name in EDGES))
    base.execute("create table e_mm as " + BOTH_WAYS)
    base.execute("create index measure_key on n_Measure(key)")
    base.execute("create index e_mm_src on e_mm(src)")
    base.execute("checkpoint")
    base.close()
    cpu = time.process_time()
    base = duckdb.connect(str(path), config={"threads": 1})
    base.execute("select * from n_Framework where id = 0").fetchall()
    peer.say("open", median_ms=round((time.process_time() - cpu) * 1e3, 2), n=1)
    peer.questions(lambda text, *given: base.execute(text, list(given)).fetchall(), "")


def in_sqlite(data: Path, folder: Path) -> None:
    import csv

    peer = Peer("SQLite " + sqlite3.sqlite_version, data)
    path = folder / "sqlite.db"
    for old in folder.glob("sqlite.db*"):
        old.unlink()
    cpu, start = time.process_time(), time.monotonic()
    base = sqlite3.connect(path, isolation_level=None, cached_statements=64)
    base.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000; begin")
    for name in NODES:
        with open(data / f"n_{name}.csv", newline="") as file:
            rows = csv.reader(file)
            heads = next(rows)
            columns = ["id integer primary key", "key text unique", *heads[2:]]
            base.execute(f"create table n_{name} ({', '.join(columns)})")
            base.executemany(f"insert into n_{name} values ({', '.join('?' * len(heads))})", rows)
    for name in EDGES:
        with open(data / f"e_{name}.csv", newline="") as file:
            rows = csv.reader(file)
            heads = next(rows)
            base.execute(f"create table {name} (src int, dst int{', conf real' if len(heads) > 2 else ''})")
            base.executemany(f"insert into {name} values ({', '.join('?' * len(heads))})", rows)
            base.execute(f"create index {name}_src on {name}(src, dst)")
            base.execute(f"create index {name}_dst on {name}(dst, src)")
    base.execute("commit")
    peer.say("load", cpu_s=round(time.process_time() - cpu, 2), s=round(time.monotonic() - start, 2),
             mb=round(bytes_of(path) / 1e6, 1))  # fmt: skip
    base.executescript("pragma synchronous = off")
    base.execute("create table e_all as " + " union all ".join(f"select src, dst from {name}" for name in EDGES))
    base.execute("create table e_mm as " + BOTH_WAYS)
    base.executescript("create index e_all_src on e_all(src, dst); create index e_all_dst on e_all(dst, src);"
                       "create index e_mm_src on e_mm(src, dst)")  # fmt: skip
    cpu, size = time.process_time(), bytes_of(path)
    base.executescript("begin; create virtual table fts using fts5(text, content='', tokenize='porter');"
                       "insert into fts(rowid, text) select id, text from n_Measure; commit")  # fmt: skip
    peer.say("text index", cpu_s=round(time.process_time() - cpu, 2), mb=round((bytes_of(path) - size) / 1e6, 1))
    base.close()
    cpu = time.process_time()
    base = sqlite3.connect(path, isolation_level=None, cached_statements=64)
    base.executescript("pragma cache_size = -1000000; pragma mmap_size = 8000000000; pragma temp_store = memory")
    base.execute("select * from n_Framework where id = 0").fetchall()
    peer.say("open", median_ms=round((time.process_time() - cpu) * 1e3, 2), n=1)
    peer.questions(lambda text, *given: base.execute(text, given).fetchall(), "cross")
    best = "select rowid, rank from fts where fts match ? order by rank limit 10"
    for task, join in (("Q8 or", " OR "), ("Q8 and", " AND ")):
        peer.measure(task, peer.parameters["q8"],
                     lambda words, join=join: len(base.execute(best, (join.join(words.split()),)).fetchall()))  # fmt: skip
    # Documents of 50 measures, each durable before the next.
    base.executescript("pragma journal_mode = wal; pragma synchronous = full")
    measure = base.execute("select max(id) + 1 from n_Measure").fetchone()[0]
    text = base.execute("select text from n_Measure limit 50").fetchall()
    times = []
    for document in range(20):
        before, clock = time.process_time(), time.monotonic()
        base.execute("begin")
        base.execute("insert into n_Document values (?, ?, 'New', 2026)", (measure + 1000, f"new-{document}"))
        base.execute("insert into n_Section values (?, ?, 'One', 1)", (measure + 1000, f"new-{document}.1"))
        base.execute("insert into HAS_SECTION values (?, ?)", (measure + 1000, measure + 1000))
        for i in range(50):
            base.execute("insert into n_Measure values (?, ?, ?, 'shall', 2026, 0.5)",
                         (measure, f"new-{document}.{i}", text[i][0]))  # fmt: skip
            base.execute("insert into HAS_MEASURE values (?, ?)", (measure + 1000, measure))
            base.execute("insert into fts(rowid, text) values (?, ?)", (measure, text[i][0]))
            measure += 1
        base.execute("commit")
        times.append(((time.process_time() - before) * 1e3, (time.monotonic() - clock) * 1e3))
    peer.say("document", n=len(times), median_ms=round(statistics.median(t[0] for t in times), 2),
             elapsed_ms=round(statistics.median(t[1] for t in times), 2))  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    known = {"duckdb": in_duckdb, "sqlite": in_sqlite}
    for name in sys.argv[3:] or known:
        known[name](Path(sys.argv[1]), Path(sys.argv[2]))
