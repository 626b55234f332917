"""Reads the exports of one graph, in the folders of the formats' names, and compares them property for property.

Node-link JSON is the reference. networkx reads GraphML and GEXF, rdflib Turtle, N-Quads and JSON-LD, openpyxl the
workbook; igraph reads GraphML and xmlschema checks GEXF, where they are installed. The CSV of neo4j-admin is read as
its documentation describes it. Ends with 1 and a message at the first difference.

    graph_formats.py [GEXF.XSD]"""

import collections
import csv
import html
import importlib.util
import json
import sys
from xml.etree import ElementTree

import networkx
import openpyxl
import rdflib


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found}, expected {expected}")


reference = networkx.node_link_graph(json.load(open("node_link/graph.json")), edges="edges")
nodes, edges = reference.number_of_nodes(), reference.number_of_edges()
types = collections.Counter(data["type"] for _, _, data in reference.edges(data=True))


def text(value):
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def plain(value):
    """XML readers make one line feed of a carriage return and a line feed, unless it is escaped."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def compare(name, found, expected):
    """`found` is what another program read. Names that a format uses itself have an underscore there, or here."""
    for property, value in expected.items():
        if property in ("labels", "type", "concord", "key"):
            continue
        names = [name for name in (property + "_", property, property.removesuffix("_")) if found.get(name) is not None]
        other = found[names[0]] if names else None
        if other != value:  # lists are JSON in formats without lists
            same(f"{name}: {property}", plain(other), plain(text(value)))


# Parallel edges are told apart by their ids, which count from e1 in every format.
edges_by_id = {key: (source, target, data) for source, target, key, data in reference.edges(keys=True, data=True)}

for name, graph in [("GraphML", networkx.read_graphml("graphml/graph.graphml", force_multigraph=True)),
                    ("GEXF", networkx.read_gexf("gexf/graph.gexf"))]:
    same(name + " nodes", graph.number_of_nodes(), nodes)
    same(name + " edges", graph.number_of_edges(), edges)
    same(name + " types", collections.Counter(data["type"] for _, _, data in graph.edges(data=True)), types)
    for key, data in reference.nodes(data=True):
        same(f"{name}: labels of {key}", graph.nodes[key]["labels"], ":".join(data["labels"]))
        compare(f"{name} of {key}", graph.nodes[key], data)
    multiple = graph.is_multigraph()
    for source, target, *key, data in graph.edges(keys=True, data=True) if multiple else graph.edges(data=True):
        id = key[0] if key and str(key[0]).startswith("e") else data.get("id")
        known = edges_by_id[id]
        same(f"{name}: ends of {id}", (source, target, data["type"]), (known[0], known[1], known[2]["type"]))
        compare(f"{name} of {id}", data, known[2])

for domain in ("node", "edge"):
    titles = [key.get("attr.name").lower() for key in ElementTree.parse("graphml/graph.graphml").getroot()
              if key.tag.endswith("}key") and key.get("for") == domain]
    same(f"GraphML: titles of each {domain} ignoring case", len(set(titles)), len(titles))

if importlib.util.find_spec("igraph"):
    import igraph
    graph = igraph.Graph.Read_GraphML("graphml/graph.graphml")
    same("igraph", (graph.vcount(), graph.ecount()), (nodes, edges))
    for vertex in graph.vs:
        found = {name: value for name, value in vertex.attributes().items() if value is not None}
        found["id"] = html.unescape(found["id"])  # igraph leaves references in attributes as they are
        expected = reference.nodes[found["id"]]
        same("igraph: labels", found["labels"], ":".join(expected["labels"]))
        compare("igraph of " + found["id"], {"id_": None, **found},
                {name: value for name, value in expected.items() if name != "id"})
    for edge in graph.es:
        known = edges_by_id[f"e{edge.index + 1}"]  # igraph gives edges the ids of nodes
        ends = [html.unescape(graph.vs[end]["id"]) for end in (edge.source, edge.target)]
        same("igraph: ends", (*ends, edge["type"]), (known[0], known[1], known[2]["type"]))
        compare(f"igraph of e{edge.index + 1}", edge.attributes(), known[2])

if len(sys.argv) > 1 and importlib.util.find_spec("xmlschema"):
    import xmlschema
    for error in xmlschema.XMLSchema(sys.argv[1]).iter_errors("gexf/graph.gexf"):
        sys.exit(f"GEXF: {error.reason} at {error.path}")


def neo4j_rows(file):
    """The rows of a file with the headers of neo4j-admin: (header, cell) lists, with the types applied."""
    for line in open(file, newline=""):
        if line.count('"') % 2:
            sys.exit(f"{file}: a line ends within a quoted cell: {line[:200]}")
    with open(file, newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        convert = {"long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
        for row in rows:
            same(f"{file}: cells", len(row), len(header))
            cells = {}
            for title, cell in zip(header, row):
                name, _, kind = title.rpartition(":")
                if cell == "" and kind not in ("string", "ID"):
                    continue
                cells[title if not name or kind == "ID" else name] = (
                    cell.split(";") if kind.endswith("[]") else convert.get(kind, str)(cell))
            yield cells


keys = set()
for row in neo4j_rows("neo4j/nodes.csv"):
    same("neo4j: key twice", row["key:ID"] in keys, False)
    keys.add(row["key:ID"])
    same("neo4j: labels", sorted(row[":LABEL"].split(";")), sorted(reference.nodes[row["key:ID"]]["labels"] + ["Concord"]))
    for property, value in reference.nodes[row["key:ID"]].items():
        if property in row and not isinstance(value, (list, dict)):
            found = " ".join(value.splitlines()) if isinstance(value, str) else value
            if not isinstance(value, str) or len(value.splitlines()) == 1:
                same(f"neo4j: {property} of {row['key:ID']}", row[property], found)
same("neo4j nodes", keys, set(reference.nodes))
found = collections.Counter()
for row in neo4j_rows("neo4j/edges.csv"):
    same("neo4j: ends", row[":START_ID"] in keys and row[":END_ID"] in keys, True)
    found[row[":TYPE"]] += 1
same("neo4j edges", found, types)

cytoscape = json.load(open("cytoscape/graph.cyjs"))["elements"]
same("Cytoscape", (len(cytoscape["nodes"]), len(cytoscape["edges"])), (nodes, edges))
same("Cytoscape: ids", all(isinstance(element["data"][name], str) for kind in ("nodes", "edges")
                           for element in cytoscape[kind] for name in ("id", "source", "target") if name in element["data"]),
     True)
for element in cytoscape["nodes"]:
    compare("Cytoscape", element["data"], reference.nodes[element["data"]["id"][2:]])
for line in open("jsonl/nodes.jsonl"):
    row = json.loads(line)
    expected = {name: value for name, value in reference.nodes[row["key"]].items() if name not in ("labels", "concord")}
    same("JSON Lines: " + row["key"], {name + "_" if name in ("id", "labels", "concord") else name: value
                                       for name, value in row["properties"].items()}, expected)
same("JSON Lines", (sum(1 for _ in open("jsonl/nodes.jsonl")), sum(1 for _ in open("jsonl/edges.jsonl"))), (nodes, edges))

book = openpyxl.load_workbook("workbook/graph.xlsx", read_only=True)
rows = {sheet.title: sum(1 for _ in sheet.iter_rows()) - 1 for sheet in book}
same("workbook edges", rows.pop("Edges"), edges)
same("workbook nodes", sum(rows.values()), nodes)


def statements(triples):
    """Triples with blank nodes made alike: enough to tell sets apart, without solving graph isomorphism."""
    def plain(term):
        if isinstance(term, rdflib.Literal):
            return str(term), str(term.datatype), term.language
        return None if isinstance(term, rdflib.BNode) else str(term)
    return collections.Counter((plain(s), plain(p), plain(o)) for s, p, o in triples)


# rdflib takes some 60 microseconds for a triple, whatever the size of the graph: a minute for a million in each format.
expected = statements(rdflib.Graph().parse("turtle/graph.ttl"))
dataset = rdflib.Dataset()
dataset.parse("nquads/graph.nq", format="nquads")
same("N-Quads and Turtle", statements({(s, p, o) for s, p, o, _ in dataset.quads((None, None, None, None))}), expected)
same("JSON-LD and Turtle", statements(rdflib.Graph().parse("jsonld/graph.jsonld", format="json-ld")), expected)
