"""Reads the exports of one graph, in the folders of the formats' names, and compares them.

Node-link JSON is the reference. networkx reads GraphML and GEXF, rdflib Turtle, N-Quads and JSON-LD, openpyxl the
workbook. Ends with 1 and a message at the first difference."""

import collections
import json
import sys

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


for name, graph in [("GraphML", networkx.read_graphml("graphml/graph.graphml")),
                    ("GEXF", networkx.read_gexf("gexf/graph.gexf"))]:
    same(name + " nodes", graph.number_of_nodes(), nodes)
    same(name + " edges", graph.number_of_edges(), edges)
    same(name + " types", collections.Counter(data["type"] for _, _, data in graph.edges(data=True)), types)
    for key, data in reference.nodes(data=True):
        for property, value in data.items():
            if property in ("labels", "label"):
                continue
            # A name that the format uses itself gets an underscore.
            found = graph.nodes[key].get(property, graph.nodes[key].get(property + "_"))
            # XML readers make one line feed of a carriage return and a line feed.
            if isinstance(value, str) and isinstance(found, str):
                value, found = value.replace("\r\n", "\n"), found.replace("\r\n", "\n")
            same(f"{name}: {property} of {key}", found, text(value))

cytoscape = json.load(open("cytoscape/graph.cyjs"))["elements"]
same("Cytoscape", (len(cytoscape["nodes"]), len(cytoscape["edges"])), (nodes, edges))
same("JSON Lines", (sum(1 for _ in open("jsonl/nodes.jsonl")), sum(1 for _ in open("jsonl/edges.jsonl"))), (nodes, edges))

book = openpyxl.load_workbook("workbook/graph.xlsx", read_only=True)
rows = {sheet.title: sum(1 for _ in sheet.iter_rows()) - 1 for sheet in book}
same("workbook edges", rows.pop("Edges"), edges)
same("workbook nodes", sum(rows.values()), nodes)


def statements(graph):
    """Triples with blank nodes made alike: enough to tell sets apart, without solving graph isomorphism."""
    def plain(term):
        return None if isinstance(term, rdflib.BNode) else term.n3()
    return collections.Counter((plain(s), plain(p), plain(o)) for s, p, o in graph)


turtle = rdflib.Graph().parse("turtle/graph.ttl")
dataset = rdflib.Dataset()
dataset.parse("nquads/graph.nq", format="nquads")
united = rdflib.Graph()
for s, p, o, _ in dataset.quads((None, None, None, None)):
    united.add((s, p, o))
linked = rdflib.Graph().parse("jsonld/graph.jsonld", format="json-ld")
same("N-Quads and Turtle", statements(united), statements(turtle))
same("JSON-LD and Turtle", statements(linked), statements(turtle))
