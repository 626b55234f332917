"""Parts of the graph: networkx, igraph, exported files."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from concordkg import ExportedFiles, NotFoundError, Store, UsageError, export_formats


def test_networkx_has_what_an_exported_file_has(read_store: Store) -> None:
    """A second way to the same graph: node-link JSON, read by networkx itself."""
    networkx = pytest.importorskip("networkx")
    graph = read_store.graph("meridian-convention").to_networkx()
    (data,) = read_store.export("meridian-convention", format="node_link").values()
    other = networkx.node_link_graph(json.loads(data), edges="links" if b'"links"' in data else "edges")
    assert set(graph.nodes) == set(other.nodes) and graph.number_of_edges() == other.number_of_edges() > 10
    assert sorted((a, b) for a, b in graph.edges()) == sorted((a, b) for a, b in other.edges())


def test_graphml_of_the_export_has_the_same_edges(read_store: Store) -> None:
    networkx = pytest.importorskip("networkx")
    (data,) = read_store.export("oecd", format="graphml", hops=1, whole=False).values()
    other = networkx.read_graphml(io.BytesIO(data))
    graph = read_store.graph("oecd", hops=1, whole=False).to_networkx()
    assert graph.number_of_nodes() == other.number_of_nodes() > 2
    assert graph.number_of_edges() == other.number_of_edges()


def test_igraph_and_networkx_agree(read_store: Store) -> None:
    pytest.importorskip("igraph")
    pytest.importorskip("networkx")
    part = read_store.graph("meridian-convention")
    one, other = part.to_igraph(), part.to_networkx()
    assert one.vcount() == other.number_of_nodes() == part.node_count == len(part.nodes)
    assert one.ecount() == other.number_of_edges() == part.edge_count == len(part.edges)
    names = one.vs["name"]
    assert sorted((names[e.source], names[e.target], e["type"]) for e in one.es) == sorted(
        (a, b, data["type"]) for a, b, data in other.edges(data=True)
    )


def test_edge_tables_point_into_node_tables(read_store: Store) -> None:
    part = read_store.graph("meridian-convention")
    keys = part.nodes.column("key")
    for edge in part.edges:
        assert keys[edge["source_place"]] == edge["source"] and keys[edge["target_place"]] == edge["target"]
    properties = {row["key"]: json.loads(row["properties"]) for row in part.nodes}
    attributes = part.to_networkx().nodes["meridian-convention"]
    assert properties["meridian-convention"]["title"] == attributes["title"]
    assert f"{part.node_count} nodes" in repr(part)
    assert "nodes" in part._repr_html_()


def test_edges_are_chosen_by_type(read_store: Store) -> None:
    part = read_store.graph("meridian-convention", edges=["HAS_MEASURE"])
    assert set(part.edges.column("type")) <= {"HAS_MEASURE"}
    with pytest.raises(NotFoundError):
        read_store.graph("no-such-document")


def test_results_of_queries_are_graphs(read_store: Store) -> None:
    for library in ("networkx", "igraph", "polars"):
        pytest.importorskip(library)
    result = read_store.query("MATCH (d:Document)-[r:ISSUED_BY]->(a) RETURN d, r, a")
    graph = result.to_networkx()
    assert graph.number_of_edges() == len(result) > 3
    for row in result:
        assert row["r"].source == row["d"].key and row["r"].target == row["a"].key and row["r"].type == "ISSUED_BY"
        assert graph.has_edge(row["d"].key, row["a"].key)
    assert result.to_igraph().ecount() == len(result)
    columns = result.to_polars()
    assert columns["r"][0] == f"({result[0]['d'].key})-[ISSUED_BY]->({result[0]['a'].key})"
    # Ends of edges are there even where only the edges are returned.
    edges = read_store.query("MATCH (:Document)-[r:ISSUED_BY]->() RETURN r").to_networkx()
    assert set(edges.nodes) == set(graph.nodes)


def test_paths_are_objects(read_store: Store) -> None:
    pytest.importorskip("polars")
    result = read_store.query(
        "MATCH p = (d:Document)-[*2..2]->() WHERE key(d) = 'meridian-convention' RETURN p LIMIT 1"
    )
    path = result[0]["p"]
    assert len(path) == 2 and len(path.nodes) == 3 and path.nodes[0].key == "meridian-convention"
    assert result.to_polars()["p"][0].to_list() == [node.key for node in path.nodes]
    assert path.nodes[0]["title"] == path.nodes[0].properties["title"]


def test_answers_are_graphs(read_store: Store) -> None:
    answer = read_store.forums("incident reports")
    part = read_store.graph(answer=answer, whole=False)
    assert set(row["forum"] for row in answer) & set(part.nodes.column("key"))


def test_graphs_are_selected_as_the_command_line_selects(read_store: Store) -> None:
    keys = lambda part: set(part.nodes.column("key"))  # noqa: E731
    passages = read_store.graph(topic="incident reports", whole=False)
    bodies = {row["forum"] for row in read_store.forums("incident reports")}
    assert bodies <= keys(passages)
    assert "oecd" in keys(read_store.graph(forum="oecd", whole=False))
    around = read_store.query("MATCH (b)--(n) WHERE key(b) = 'oecd' RETURN DISTINCT key(n) AS k").column("k")
    assert keys(read_store.graph(forum=["oecd"], whole=False)) == {"oecd", *around}
    more = read_store.graph(topic="incident reports", whole=False, with_evidence=True)
    assert keys(passages) < keys(more)


def test_a_query_selects_what_its_rows_hold(read_store: Store) -> None:
    query = "MATCH (d:Document)-[r:ISSUED_BY]->(a) WHERE key(d) IN $keys RETURN d, r, a"
    parameters = {"keys": ["meridian-convention", "it's \\ no key"]}
    rows = read_store.query(query, parameters)
    part = read_store.graph(query=query, parameters=parameters, whole=False)
    assert len(rows) == part.edge_count == 1 and part.edges.column("type") == ["ISSUED_BY"]
    assert set(part.nodes.column("key")) == {rows[0]["d"].key, rows[0]["a"].key}
    with pytest.raises(NotFoundError):
        read_store.graph(query=query, parameters={"keys": []})
    with pytest.raises(UsageError) as caught:
        read_store.graph(query="RETURN $x", parameters={"x": object()})
    assert caught.value.parameter == "parameters"


def test_graphs_are_filtered(read_store: Store) -> None:
    everything = read_store.graph()
    stated = read_store.graph(review=["stated", "reviewed"])
    proposed = read_store.graph(review="proposed")
    assert 0 < stated.edge_count < everything.edge_count and 0 < proposed.edge_count < everything.edge_count
    confident = read_store.graph(min_confidence=0.9).edges
    properties = [json.loads(text or "{}") for text in confident.column("properties")]
    assert properties and all(edge.get("confidence", 1) >= 0.9 for edge in properties)
    date_of = "MATCH (v:Version) WHERE v.date >= date('2024-01-01') RETURN key(v) AS k"
    late = set(read_store.query(date_of).column("k"))
    for since in (2024, "2024", date(2024, 1, 1)):
        part = read_store.graph(since=since)
        assert {row["key"] for row in part.nodes if "Version" in row["labels"]} == late
    files = read_store.export(since=2024, format="node_link")
    assert isinstance(files, ExportedFiles) and files.notes == part.notes
    for name, value in {"since": "soon", "until": "soon", "review": "liked", "min_confidence": 1.5}.items():
        with pytest.raises(UsageError) as caught:
            read_store.export(**{name: value})
        assert caught.value.parameter == name


@pytest.mark.parametrize("name", sorted(export_formats()))
def test_every_format_exports(read_store: Store, tmp_path: Path, name: str) -> None:
    # Formats of mapping sets take sets; the others take any part.
    root = "https://example.org/sample/tideway-controls__lantern-risks"
    files = read_store.export(root, format=name, path=tmp_path / "out" if name != "csv" else tmp_path)
    assert files and any(files.values())
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.read_bytes() for path in written) == sorted(files.values())


def test_an_unknown_format_is_refused(read_store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        read_store.export("oecd", format="zip")
    assert caught.value.parameter == "format" and "graphml" in str(caught.value)
