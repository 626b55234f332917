"""Tables: rows and evidence, Arrow, pandas, polars, DuckDB, notebooks."""

from __future__ import annotations

import csv
import datetime
import gc
import io
import json
from pathlib import Path

import pytest

from concordkg import Answer, Store, Table, UsageError, _concord, sample

pyarrow = pytest.importorskip("pyarrow")

# Every type, and nulls, worked out by hand.
MIXED = """
UNWIND [
  {t: 'é', i: 1, f: 1, b: true, d: date('2024-02-29'), l: ['x', 'y']},
  {t: null, i: null, f: 0.5, b: null, d: null, l: null},
  {t: '', i: -7, f: null, b: false, d: date('1969-12-31'), l: []}
] AS m RETURN m.t AS t, m.i AS i, m.f AS f, m.b AS b, m.d AS d, m.l AS l"""
EXPECTED = {
    "t": ["é", None, ""],
    "i": [1, None, -7],
    "f": [1.0, 0.5, None],
    "b": [True, None, False],
    "d": [datetime.date(2024, 2, 29), None, datetime.date(1969, 12, 31)],
    "l": [["x", "y"], None, []],
}


@pytest.fixture
def mixed(read_store: Store) -> Table:
    return read_store.query(MIXED)


def test_columns_have_types(mixed: Table) -> None:
    assert [(column.name, column.type) for column in mixed.columns] == [
        ("t", "text"),
        ("i", "integer"),
        ("f", "float"),
        ("b", "bool"),
        ("d", "date"),
        ("l", "list"),
    ]
    assert {column.name: mixed.column(column.name) for column in mixed.columns} == EXPECTED


def test_pyarrow_reads_what_rows_say(mixed: Table) -> None:
    table = pyarrow.table(mixed)
    table.validate(full=True)
    assert table.to_pydict() == EXPECTED
    assert [str(field.type) for field in table.schema] == [
        "large_string",
        "int64",
        "double",
        "bool",
        "date32[day]",
        "large_list<item: large_string>",
    ]
    assert pyarrow.schema(mixed).equals(table.schema)


def test_arrow_outlives_the_table(read_store: Store) -> None:
    table = read_store.query(MIXED)
    arrow = pyarrow.table(table)
    one = arrow.column("l")
    del table, arrow
    gc.collect()
    assert one.to_pylist() == EXPECTED["l"]


def test_streams_that_nobody_takes_are_let_go(mixed: Table) -> None:
    for _ in range(1000):
        mixed.__arrow_c_stream__()
        mixed.__arrow_c_schema__()


def test_polars_reads_what_rows_say(mixed: Table) -> None:
    polars = pytest.importorskip("polars")
    frame = mixed.to_polars()
    assert frame.to_dict(as_series=False) == EXPECTED
    assert frame.schema["d"] == polars.Date and frame.schema["l"] == polars.List(polars.String)


def test_pandas_reads_what_rows_say(mixed: Table) -> None:
    pandas = pytest.importorskip("pandas")
    frame = mixed.to_pandas()
    assert list(frame.columns) == list(EXPECTED) and frame.shape == (3, 6)
    assert frame["t"].iloc[0] == "é" and pandas.isna(frame["t"].iloc[1])
    assert frame["f"].iloc[1] == 0.5 and frame["d"].iloc[0] == datetime.date(2024, 2, 29)


def test_duckdb_reads_what_rows_say(read_store: Store) -> None:
    duckdb = pytest.importorskip("duckdb")
    arrow = pyarrow.table(read_store.query(MIXED))
    assert duckdb.sql("SELECT t, i, f, b, d, l FROM arrow").fetchall() == list(zip(*EXPECTED.values()))
    mixed = read_store.query(MIXED)
    assert duckdb.sql("SELECT count(*), sum(i) FROM mixed").fetchall() == [(3, -6)]


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 63, 64, 65, 1000])
def test_bits_lie_right_at_every_length(read_store: Store, size: int) -> None:
    table = read_store.query(
        "UNWIND range(1, $n) AS x RETURN x % 3 = 0 AS b, CASE WHEN x % 2 = 0 THEN x END AS i", {"n": size}
    )
    arrow = pyarrow.table(table)
    arrow.validate(full=True)
    assert arrow.column("b").to_pylist() == [x % 3 == 0 for x in range(1, size + 1)]
    assert arrow.column("i").to_pylist() == [x if x % 2 == 0 else None for x in range(1, size + 1)]


def test_answers_equal_those_of_csv(read_store: Store) -> None:
    """A second way to the same cells: the file that the library writes."""
    answer = read_store.forums("incident reports")
    rows = list(csv.DictReader(io.StringIO(answer.write("csv").decode("utf-8-sig"))))
    assert len(rows) == len(answer) > 3
    for row, written in zip(answer, rows):
        for name in ("forum", "name", "state"):
            assert row[name] == written[name]
        for name in ("issued", "named", "measures"):
            assert row[name] == int(written[name])


def test_dates_of_a_year_are_text_in_rows_and_its_first_day_in_columns(read_store: Store) -> None:
    answer = read_store.forums("incident reports")
    places = {row["forum"]: place for place, row in enumerate(answer)}
    at = places["new:lakeside-group"]
    assert answer[at]["first"] == datetime.date(2026, 1, 21)
    years = [place for place, row in enumerate(answer) if isinstance(row["first"], str)]
    assert years
    column = pyarrow.table(answer).column("first").to_pylist()
    assert column[at] == datetime.date(2026, 1, 21)
    assert column[years[0]] == datetime.date(int(answer[years[0]]["first"][:4]), 1, 1)


def test_rows_carry_their_evidence(read_store: Store) -> None:
    answer = read_store.forums("incident reports", evidence="all")
    assert sum(len(row.evidence) for row in answer) == len(answer.evidence) > 0
    for row in answer:
        for passage in row.evidence:
            if passage.end > passage.start:
                assert passage.quote and passage.document and passage.end - passage.start >= 1


def test_quotes_stand_in_the_source(read_store: Store) -> None:
    text = " ".join((sample() / "treaties" / "meridian-convention.txt").read_text().split())
    found = [
        passage
        for row in read_store.search("report", top=50)
        for passage in row.evidence
        if passage.document == "meridian-convention"
    ]
    assert found
    for passage in found:
        assert " ".join(passage.quote.split()) in text


def test_rows_are_mappings_and_tables_are_indexed(read_store: Store) -> None:
    answer = read_store.gaps("tideway-controls", by="lantern-risks")
    assert isinstance(answer, Answer) and len(answer) > 2
    assert dict(answer[-1]) == answer.to_dicts()[-1]
    assert [dict(row) for row in answer[1:3]] == answer.to_dicts()[1:3]
    with pytest.raises(IndexError):
        answer[len(answer)]
    with pytest.raises(KeyError):
        answer[0]["no such column"]


def test_notebooks_get_escaped_html_and_a_picture(read_store: Store) -> None:
    page = read_store.query("RETURN '<b>&' AS \"x\"".replace('"', "`"))._repr_html_()
    assert "&lt;b&gt;&amp;" in page and "<b>" not in page
    drawn = read_store.timeline("incident reports")
    assert drawn.svg() is not None and "<svg" in drawn._repr_html_()
    assert read_store.search("report").svg() is None
    assert "note: " in repr(read_store.forums("incident reports"))


def test_answers_are_written_in_their_formats(read_store: Store, tmp_path: Path) -> None:
    answer = read_store.map("tideway-controls", "lantern-risks")
    assert {"sssom", "svg", "csv", "xlsx"} <= set(answer.formats)
    data = answer.write("sssom", tmp_path / "m.sssom.tsv")
    assert (tmp_path / "m.sssom.tsv").read_bytes() == data and b"subject_id" in data
    assert answer.write("xlsx").startswith(b"PK")
    with pytest.raises(UsageError):
        answer.write("png")


# ---- Each question of the table ----

ASKED = {
    "map": (["tideway-controls", "lantern-risks"], {}),
    "codes": (["coastal-code"], {"scheme": "mit-risk-domain"}),
    "eval": (["https://example.org/sample/tideway-controls__lantern-risks"], {}),
    "paths": (["tideway-controls:GO-1", "lantern-risks:3.1"], {"steps": 3}),
    "forums": (["incident reports"], {"top": 5}),
    "briefing": (["incident reports"], {}),
    "issuers": ([], {}),
    "diff": (["tideway-controls", "lantern-risks"], {}),
    "coverage": (["tideway-controls"], {"by": ["lantern-risks"]}),
    "topics": (["mit-risk-domain"], {}),
    "timeline": (["incident reports"], {}),
    "naming": (["incident reports"], {}),
    "compare": (["incident reports", "human review"], {}),
    "gaps": (["tideway-controls"], {"by": "lantern-risks"}),
    "overlap": ([], {}),
    "forum": (["oecd"], {}),
    "standard": (["iso-iec:42001"], {}),
    "why": (["coastal-code", "oecd"], {}),
    "search": (["human review"], {}),
    "show": (["meridian-convention"], {}),
    "stats": ([], {}),
    "check": ([], {}),
}


@pytest.mark.parametrize("name", [row["name"] for row in _concord.queries()])
def test_every_question_has_a_method_with_the_answer_of_ask(read_store: Store, name: str) -> None:
    assert name in ASKED, "a question is new: say here how to ask it"
    words, options = ASKED[name]
    if name == "diff":  # needs two editions
        pytest.skip("the sample has one edition of each document; see test_diff")
    answer = getattr(read_store, name)(*words, **options)
    asked = read_store.ask(name, *words, **options)
    assert answer.query == name
    assert answer.to_dicts() == asked.to_dicts() and answer.columns == asked.columns
    assert pyarrow.table(answer).num_rows == len(answer)
    assert answer._repr_html_().count("<tr>") >= 1
    json.dumps(answer.arguments, default=str)


def test_diff(own_store: Store, tmp_path: Path) -> None:
    head = "id\ttitle\ttext\n"
    (tmp_path / "a.tsv").write_text(head + "1\tKeep logs\tKeep logs for a year.\n2\tReport\tReport incidents.\n")
    (tmp_path / "b.tsv").write_text(head + "1\tKeep logs\tKeep logs for a year.\n3\tTrain staff\tTrain all staff.\n")
    own_store.ingest(tmp_path / "a.tsv", key="house-rules@1")
    own_store.ingest(tmp_path / "b.tsv", key="house-rules@2")
    answer = own_store.diff("house-rules@1", "house-rules@2")
    changes = {row["change"] for row in answer}
    assert {"added", "removed"} & changes


def test_the_methods_are_those_of_the_table() -> None:
    """concordkg/questions.py is what its generator makes of query/queries.def today."""
    tool = Path(__file__).parents[2] / "python" / "tools" / "generate_questions.py"
    namespace: dict[str, object] = {"__name__": "generator", "__file__": str(tool)}
    exec(compile(tool.read_text(), str(tool), "exec"), namespace)  # noqa: S102
    made = namespace["generated"]()  # type: ignore[operator]
    assert (tool.parents[1] / "concordkg" / "questions.py").read_text() == made
