"""Lets programs that are not ours read the exports in the folders of the formats' names; see run.sh. Prints what each of
them found, and ends with 1 at the first difference from node-link JSON.

    readers.py [FOLDER OF OSCAL'S SCHEMAS]
    readers.py --sheets         compares the sheets that LibreOffice wrote
    readers.py --kuzu MODULE    kuzu, or ladybug, its successor; one process cannot load both"""

import collections
import csv
import glob
import importlib.util
import json
import os
import re
import sys
import tempfile

csv.field_size_limit(sys.maxsize)


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found}, expected {expected}")


def reference():
    with open("node_link/graph.json") as file:
        graph = json.load(file)
    return {node["id"]: node for node in graph["nodes"]}, graph["edges"]


def installed(name, reader):
    if importlib.util.find_spec(name):
        return True
    print(f"{reader}: skipped, the Python package {name} is not installed")
    return False


def read_kuzu(module, nodes, edges):
    """Loads the script as its own words say and asks six questions, whose answers node-link JSON gives too."""
    kuzu = importlib.import_module(module)
    folder = os.getcwd()
    with tempfile.TemporaryDirectory() as place:
        connection = kuzu.Connection(kuzu.Database(os.path.join(place, "graph.db")))
        os.chdir("kuzu")
        try:
            with open("load.cypher") as script:
                for line in script:
                    if line.strip() and not line.startswith("//"):
                        connection.execute(line.strip().removesuffix(";"))
        finally:
            os.chdir(folder)

        def ask(question):
            rows = connection.execute(question)
            out = []
            while rows.has_next():
                out.append(tuple(rows.get_next()))
            return out

        labels = {key: node["labels"] for key, node in nodes.items()}
        same("Kuzu: nodes", ask("MATCH (n) RETURN count(n)"), [(len(nodes),)])
        same("Kuzu: edges", ask("MATCH ()-[e]->() RETURN count(e)"), [(len(edges),)])
        types = collections.Counter(edge["type"] for edge in edges)
        same("Kuzu: edges of each type", dict(ask("MATCH ()-[e]->() RETURN label(e), count(e)")), dict(types))
        by_labels = collections.Counter(":".join(names) for names in labels.values())
        same("Kuzu: nodes of each kind", dict(ask("MATCH (n) RETURN n.labels, count(n)")), dict(by_labels))
        degrees = collections.Counter(edge["target"] for edge in edges)
        most = sorted(((-count, key) for key, count in degrees.items()))[:10]
        same("Kuzu: the ten with most edges to them",
             ask("MATCH (n)<-[e]-() RETURN n.key, count(e) AS edges ORDER BY edges DESC, n.key LIMIT 10"),
             [(key, -count) for count, key in most])
        two = collections.Counter()
        outgoing = collections.Counter(edge["source"] for edge in edges)
        for edge in edges:
            two[edge["type"]] += outgoing[edge["target"]]
        same("Kuzu: ways of two edges by the first type",
             dict(ask("MATCH ()-[e]->()-[]->() RETURN label(e), count(*)")), {k: v for k, v in two.items() if v})
        # Every text of every measure.
        texts = {key: node["text"] for key, node in nodes.items() if node["labels"] == ["Measure"] and "text" in node}
        if texts:
            same("Kuzu: texts of measures", dict(ask("MATCH (m:Measure) WHERE m.text IS NOT NULL RETURN m.key, m.text")),
                 texts)
        print(f"Kuzu ({module} {getattr(kuzu, '__version__', '')}): {len(nodes)} nodes, {len(edges)} edges, "
              f"{len(texts)} texts, six questions")


def read_obsidian(nodes):
    """Every wiki link leads to a note."""
    notes = {os.path.relpath(path, "obsidian").removesuffix(".md")
             for path in glob.glob("obsidian/**/*.md", recursive=True)}
    names = {os.path.basename(note) for note in notes}
    links = 0
    for note in notes:
        with open(f"obsidian/{note}.md") as file:
            for target in re.findall(r"(?<!\\)\[\[([^\]|#]+)", file.read()):
                links += 1
                if target not in notes and target not in names:
                    sys.exit(f"Obsidian: {note}: the link '{target}' leads nowhere")
    print(f"Obsidian: {len(notes)} notes, {links} links, none broken; {len(nodes)} nodes")


def read_sssom():
    tables, rows = 0, 0
    from sssom.parsers import parse_sssom_table
    for path in sorted(glob.glob("sssom/**/*.tsv", recursive=True)):
        frame = parse_sssom_table(path)
        with open(path) as file:
            expected = sum(1 for line in file if line.strip() and not line.startswith("#")) - 1
        same(f"sssom-py: rows of {path}", len(frame.df), expected)
        tables, rows = tables + 1, rows + len(frame.df)
    print(f"sssom-py: {tables} sets, {rows} mappings")


def check_oscal(schemas):
    import jsonschema
    with open(os.path.join(schemas, "oscal_mapping_schema.json")) as file:
        schema = json.load(file)

    def plain(value):  # \p{L} and the like are no syntax of Python
        if isinstance(value, dict):
            return {name: plain(part) for name, part in value.items() if not (name == "pattern" and "\\p" in part)}
        return [plain(part) for part in value] if isinstance(value, list) else value

    validator = jsonschema.Draft7Validator(plain(schema))
    collections_read = 0
    for path in sorted(glob.glob("oscal/**/*.json", recursive=True)):
        if os.path.basename(path) == "manifest.json":
            continue
        with open(path) as file:
            for error in validator.iter_errors(json.load(file)):
                sys.exit(f"OSCAL: {path}: {error.message[:300]}")
        collections_read += 1
    print(f"OSCAL: {collections_read} collections are valid by NIST's schema")


def check_skos():
    """What skosify finds wrong with the concepts: circles of broader concepts, and labels that are there twice."""
    import logging
    import rdflib
    import skosify
    graph = rdflib.Graph()
    skos = rdflib.namespace.SKOS
    for statement in rdflib.Graph().parse("turtle/graph.ttl"):
        if statement[1] == rdflib.RDF.type and statement[2] in (skos.Concept, skos.ConceptScheme):
            graph.add(statement)
        elif str(statement[1]).startswith(str(skos)):
            graph.add(statement)
    found = collections.Counter()

    class Count(logging.Handler):
        def emit(self, record):
            found[re.sub(r"\S*(http|https)://\S+|\d+|'[^']*'", "…", record.getMessage())[:100]] += 1

    logger = logging.getLogger()
    logger.addHandler(Count())
    before = len(graph)
    concepts = len(set(graph.subjects(rdflib.RDF.type, skos.Concept)))
    skosify.skosify(graph, mark_top_concepts=False, infer=False)
    print(f"skosify: {concepts} concepts, {before} statements; it says: {dict(found)}")


def compare_sheets():
    """The rows of each sheet by LibreOffice and by openpyxl."""
    import openpyxl
    nodes, edges = reference()
    book = openpyxl.load_workbook("workbook/graph.xlsx", read_only=True)
    sheets, cells = 0, 0
    for sheet in book:
        expected = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        with open(f"sheets/graph-{sheet.title}.csv", newline="") as file:
            found = list(csv.reader(file))
        same(f"LibreOffice: rows of {sheet.title}", len(found), len(expected))
        for row, wanted in zip(found, expected):
            same(f"LibreOffice: the first cell of a row of {sheet.title}", row[0], wanted[0])
            cells += sum(1 for cell in row if cell)
        sheets += 1
    print(f"LibreOffice: {sheets} sheets, {cells} cells; {len(nodes)} nodes, {len(edges)} edges")


def main():
    if sys.argv[1:] == ["--sheets"]:
        return compare_sheets()
    nodes, edges = reference()
    if sys.argv[1:2] == ["--kuzu"]:
        return read_kuzu(sys.argv[2], nodes, edges) if installed(sys.argv[2], "the script for Kuzu") else None
    print(f"node-link JSON: {len(nodes)} nodes, {len(edges)} edges, "
          f"{sum(len(node) for node in nodes.values()) + sum(len(edge) for edge in edges)} values")
    read_obsidian(nodes)
    if installed("sssom", "sssom-py"):
        read_sssom()
    if installed("jsonschema", "OSCAL") and len(sys.argv) > 1 and os.path.isdir(sys.argv[1]):
        check_oscal(sys.argv[1])
    if installed("skosify", "skosify"):
        check_skos()


main()
