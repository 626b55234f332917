"""Opening, reading documents, errors, threads, and how long things live."""

from __future__ import annotations

import gc
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import concordkg
from concordkg import NotFoundError, QueryError, Store, StoreError, UsageError, sample

COUNT = "MATCH (v:Version) RETURN count(v) AS n"


# ---- Opening and reading ----


def test_open_fails_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no store"):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_create_brings_the_bundled_facts_and_keeps_what_is_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", create=True) as store:
        assert store.query("MATCH (f:Forum) WHERE key(f) = 'oecd' RETURN count(f) AS n")[0]["n"] == 1
        store.ingest(sample() / "treaties" / "meridian-convention.txt")
    assert store.closed
    again = Store.open(tmp_path / "s.db", create=True)
    assert again.query("MATCH (m:Measure) RETURN count(m) AS n")[0]["n"] > 0


def test_ingest_reports_stored_unchanged_and_refused(own_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    shutil.copy(sample() / "treaties" / "meridian-convention.txt", folder)
    (folder / "broken.json").write_text('{"catalog": {"uuid": ')
    seen: list[tuple[int, int, str]] = []
    report = own_store.ingest(folder, progress=lambda done, total, path: seen.append((done, total, path)))
    assert [Path(document.path).name for document in report.stored] == ["meridian-convention.txt"]
    assert report.stored[0].measures > 0 and report.stored[0].sections > 0
    assert [Path(file.source).name for file in report.refused] == ["broken.json"]
    assert report.refused[0].message and report.refused[0].code in ("invalid", "unsupported")
    assert "1 stored" in str(report) and "broken.json" in report._repr_html_()
    assert [done for done, _, _ in seen] == [1, 2] and all(total == 2 for _, total, _ in seen)
    second = own_store.ingest(folder)
    assert second.stored == [] and len(second.unchanged) == 1


def test_ingest_takes_the_manifest_of_a_folder(own_store: Store) -> None:
    own_store.ingest(sample())
    rows = own_store.query("MATCH (d:Document) WHERE key(d) = 'meridian-convention' RETURN d.title AS title")
    named = [
        line.split("\t")
        for line in (sample() / "MANIFEST.tsv").read_text().splitlines()
        if line.startswith("treaties/meridian-convention.txt")
    ]
    assert rows[0]["title"] in named[0]


def test_ingest_names_one_document(own_store: Store) -> None:
    report = own_store.ingest(sample() / "frameworks" / "lantern-risks.tsv", key="lamps@7")
    assert report.stored[0].version == "lamps@7"
    with pytest.raises(UsageError) as caught:
        own_store.ingest(sample(), key="lamps")
    assert caught.value.parameter == "key"
    with pytest.raises(UsageError):
        own_store.ingest()


def test_remove_takes_a_document_away(own_store: Store) -> None:
    own_store.ingest(sample() / "treaties" / "meridian-convention.txt", key="gone@1")
    assert own_store.remove("gone") == ["gone@1"]
    with pytest.raises(NotFoundError):
        own_store.remove("gone")


def test_an_exception_of_the_progress_callback_comes_out_and_the_documents_stay(own_store: Store) -> None:
    def stop(done: int, total: int, path: str) -> None:
        raise KeyError(path)

    with pytest.raises(KeyError):
        own_store.ingest(sample(), progress=stop)
    assert own_store.query(COUNT)[0]["n"] > 0


# ---- Errors ----


def test_errors_have_code_and_parameter(read_store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        read_store.forums("incident reports", top="many")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.parameter) == ("usage", "top")
    assert isinstance(caught.value, ValueError)
    assert "--" not in str(caught.value)
    with pytest.raises(UsageError) as caught:
        read_store.forums("incident reports", as_of="soon")
    assert caught.value.parameter == "as_of"
    with pytest.raises(NotFoundError) as missing:
        read_store.show("meridian-conventoin")
    assert missing.value.code == "not found" and "meridian-convention" in str(missing.value)
    assert isinstance(missing.value, LookupError)


def test_ask_refuses_what_the_table_does_not_have(read_store: Store) -> None:
    with pytest.raises(UsageError, match="did you mean 'forums'"):
        read_store.ask("forumz", "x")
    with pytest.raises(UsageError) as caught:
        read_store.ask("forums", "incident reports", tops=3)
    assert caught.value.parameter == "tops"
    for words in ((), ("tideway-controls",), ("a", "b", "c")):
        with pytest.raises(UsageError):
            read_store.ask("map", *words)


def test_errors_of_queries_tell_class_and_place(read_store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        read_store.query("MATCH (n)\nRETURN m")
    error = caught.value
    assert (error.error_class, error.detail, error.phase) == ("SyntaxError", "UndefinedVariable", "compile time")
    assert (error.line, error.column, error.code) == (2, 8, "usage")
    with pytest.raises(QueryError) as caught:
        read_store.query("CREATE (n:Note)")
    assert caught.value.error_class == "AccessMode"
    with pytest.raises(QueryError) as caught:
        read_store.query("UNWIND range(1, 100000000) AS x RETURN sum(x)", timeout=0.05)
    assert caught.value.code == "limit"


# ---- Queries in Cypher ----


def test_parameters_come_back_as_they_went(read_store: Store) -> None:
    values = {
        "nothing": None,
        "yes": True,
        "number": -(2**63),
        "share": 0.5,
        "text": "naïve 🌍 \0 x",
        "day": date(2024, 2, 29),
        "list": [1, [2, "three"], None],
        "map": {"a": {"b": 1.5}},
    }
    row = read_store.query("RETURN " + ", ".join(f"${name} AS {name}" for name in values), values)[0]
    assert dict(row) == values
    with pytest.raises(TypeError):
        read_store.query("RETURN $x", {"x": object()})
    with pytest.raises(TypeError):
        read_store.query("RETURN $x", {"x": 2**63})


def test_a_query_writes_only_when_it_may(own_store: Store) -> None:
    result = own_store.query("CREATE (n:Note {key: 'note:1', text: $text})", {"text": "mine"}, write=True)
    assert result.counters["nodes_created"] == 1 and len(result) == 0
    assert own_store.query("MATCH (n:Note) RETURN n.text AS text").to_dicts() == [{"text": "mine"}]


def test_a_plan_is_text_and_data(read_store: Store) -> None:
    result = read_store.query("PROFILE MATCH (d:Document) RETURN d.title AS title")
    first, *below = result.plan_steps
    assert first["parent"] is None and first["operator"] in result.plan and first["rows"] == len(result) > 0
    assert all(step["parent"] < step["step"] for step in below)
    assert read_store.query("RETURN 1 AS one").plan_steps == []


def test_max_rows_leaves_rows_out_and_says_so(read_store: Store) -> None:
    result = read_store.query("UNWIND range(1, 10) AS x RETURN x", max_rows=3)
    assert result.column("x") == [1, 2, 3] and result.notes


# ---- Threads ----


def test_several_threads_read_one_store(read_store: Store) -> None:
    def ask(number: int) -> list[dict[str, object]]:
        if number % 3 == 0:
            return read_store.query(COUNT).to_dicts()
        if number % 3 == 1:
            return read_store.gaps("tideway-controls", by="lantern-risks").to_dicts()
        return read_store.forums("incident reports").to_dicts()

    expected = [ask(number) for number in range(3)]
    with ThreadPoolExecutor(6) as pool:
        for number, rows in enumerate(pool.map(ask, range(48))):
            assert rows == expected[number % 3]


def test_the_interpreter_runs_while_a_query_works(read_store: Store) -> None:
    done = threading.Event()

    def work() -> None:
        try:
            read_store.query("UNWIND range(1, 3000000) AS x RETURN sum(x)")
        finally:
            done.set()

    worker = threading.Thread(target=work)
    worker.start()
    ticks = 0
    longest = 0.0
    last = time.perf_counter()
    while not done.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
        ticks += 1
    worker.join()
    assert ticks > 5


def test_reading_goes_on_while_another_thread_writes(own_store: Store) -> None:
    documents = sorted(path for path in sample().rglob("*") if path.suffix in (".txt", ".md", ".html", ".xml"))
    counts: list[int] = []
    failures: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                counts.append(own_store.query(COUNT)[0]["n"])
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for document in documents:
            own_store.ingest(document)
    finally:
        stop.set()
        reader.join()
    assert not failures
    assert counts == sorted(counts)
    assert own_store.query(COUNT)[0]["n"] >= len(documents)


# ---- Lifetime ----


def test_results_outlive_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", create=True)
    store.ingest(sample() / "treaties" / "meridian-convention.txt", key="treaty@1")
    found = store.search("report")
    graph = store.graph("treaty")
    row = found[0]
    passages = row.evidence
    stream = found.__arrow_c_stream__()
    store.close()
    del store
    gc.collect()
    assert passages[0].quote and len(row)
    assert graph.nodes.column("key")
    del stream, found, graph
    gc.collect()
    assert passages[0].document


def test_an_answer_reads_the_state_that_it_was_made_from(own_store: Store) -> None:
    own_store.ingest(sample() / "treaties" / "meridian-convention.txt", key="treaty@1")
    found = own_store.search("report")
    before = own_store.graph(answer=found).node_count
    own_store.remove("treaty")
    assert own_store.graph(answer=found).node_count == before > 0


def test_a_closed_store_refuses_calls(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", create=True)
    store.close()
    for call in (lambda: store.stats(), lambda: store.query("RETURN 1"), lambda: store.ingest(sample())):
        with pytest.raises(UsageError, match="closed"):
            call()


def test_two_stores_of_one_folder_do_not_write_at_once(tmp_path: Path) -> None:
    first = Store.open(tmp_path / "s.db", create=True)
    second = Store.open(tmp_path / "s.db")
    inside = threading.Event()
    release = threading.Event()

    def wait(done: int, total: int, path: str) -> None:
        inside.set()
        release.wait(60)

    worker = threading.Thread(target=lambda: first.ingest(sample() / "treaties", progress=wait))
    worker.start()
    assert inside.wait(60)
    try:
        with pytest.raises(StoreError):
            second.ingest(sample() / "laws")
    finally:
        release.set()
        worker.join()
    assert second.ingest(sample() / "laws").stored


def test_version_is_that_of_the_build() -> None:
    top = Path(__file__).parents[2] / "CMakeLists.txt"
    assert f"project(concord VERSION {concordkg.__version__} " in top.read_text()
