// Graphs that other programs wrote, and files that are none.
#include "ingest/import/graph_import.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/environment.h"
#include "tests/ingest/store_picture.h"

namespace concord {
namespace {

using testing::TemporaryDir;

struct Outcome {
  Result<GraphImportReport> report;
  std::string picture;
};

Outcome Import(const std::string& name, const std::string& bytes, GraphImportOptions options = {}) {
  const TemporaryDir dir;
  std::ofstream(dir.path() / name, std::ios::binary) << bytes;
  options.files = {dir.path() / name};
  options.unit = "";
  const auto store = NewMemoryStore();
  Result<GraphImportReport> report = ImportGraph(store.get(), options);
  return {std::move(report), testing::Picture(*store->TakeSnapshot())};
}

std::string Place(const Outcome& outcome) {
  if (outcome.report) return "no error";
  const Error& error = outcome.report.error();
  return error.source.substr(error.source.rfind('/') + 1) + ":" + std::to_string(error.line) + ": " +
         error.message;
}

constexpr std::string_view kGraphMl = R"(<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d1" for="edge" attr.name="weight" attr.type="double"/>
<key id="d0" for="node" attr.name="colour" attr.type="string"><default>grey</default></key>
<key id="d2" for="node" attr.name="age" attr.type="int"/>
<key id="d9" for="node" yfiles.type="nodegraphics"/>
<graph edgedefault="directed">
<edge source="a" target="b" label="KNOWS"><data key="d1">0.5</data></edge>
<node id="a" labels=":Person:Sailor"><data key="d2">41</data><data key="d9"><y:Box xmlns:y="urn:y">t</y:Box></data></node>
<node id="b"><data key="d0">red &amp; blue</data></node>
</graph></graphml>)";

TEST(GraphImportTest, ForeignGraphMlKeepsItsWords) {
  const Outcome outcome = Import("a.graphml", std::string(kGraphMl));
  ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
  EXPECT_EQ(outcome.picture,
            "edge KNOWS a b {weight: 0.5} 0\n"
            "node a :Person :Sailor {age: 41, colour: grey}\n"
            "node b :Node {colour: red & blue}\n");
  EXPECT_EQ(outcome.report->left_out, (std::map<std::string, uint64_t>{{"drawings", 1}}));
}

TEST(GraphImportTest, ForeignGexfKeepsItsWords) {
  const Outcome outcome = Import("a.gexf", R"(<?xml version="1.0"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" xmlns:viz="http://www.gexf.net/1.2draft/viz">
<graph defaultedgetype="undirected"><attributes class="node"><attribute id="0" title="size" type="integer"/>
<attribute id="1" title="labels" type="string"/></attributes>
<nodes><node id="0" label="Ada"><viz:color r="1" g="2" b="3"/><attvalues><attvalue for="0" value="3"/>
<attvalue for="1" value="Person"/></attvalues></node><node id="1" label="Bo"/></nodes>
<edges><edge id="0" source="0" target="1" weight="2.5"/></edges></graph></gexf>)",
                                 {.edge_type = "MET"});
  ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
  EXPECT_EQ(outcome.picture,
            "edge MET 0 1 {weight: 2.5} 0\n"
            "node 0 :Person {label: Ada, size: 3}\n"
            "node 1 :Node {label: Bo}\n");
  EXPECT_EQ(outcome.report->left_out.size(), 3U) << "colours, the missing direction, ids of edges";
}

TEST(GraphImportTest, NodeLinkOfOtherProgramsHasLinksOrEdges) {
  for (const std::string links : {"links", "edges"}) {
    const Outcome outcome = Import(
        "a.json", R"({"directed": true, "multigraph": false, "graph": {}, "nodes": [{"id": 1, "on": null},
 {"id": "x", "tags": ["a", 2]}], ")" +
                      links + R"(": [{"source": 1, "target": "x", "type": "IN", "w": 2.0}]})");
    ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
    EXPECT_EQ(outcome.picture,
              "edge IN 1 x {w: 2} 0\n"
              "node 1 :Node {}\n"
              "node x :Node {tags: [a, 2]}\n");
  }
}

TEST(GraphImportTest, CytoscapeListsElements) {
  const Outcome outcome =
      Import("a.cyjs", R"({"elements": [{"data": {"id": "a"}, "position": {"x": 1}, "classes": "red"},
 {"data": {"id": "b"}}, {"data": {"source": "a", "target": "b", "label": "TO"}}]})");
  ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
  EXPECT_EQ(outcome.picture,
            "edge TO a b {label: TO} 0\n"
            "node a :Node {classes: red}\n"
            "node b :Node {}\n");
  EXPECT_EQ(outcome.report->left_out, (std::map<std::string, uint64_t>{{"positions and states", 1}}));
}

TEST(GraphImportTest, RowsOfOtherProgramsAreRead) {
  const Outcome outcome = Import("a.jsonl",
                                 R"({"type":"node","id":"0","labels":["Person"],"properties":{"name":"Ada"}}
{"id": "q", "name": "plain", "start": 1, "end": 2}

{"type":"relationship","id":"5","label":"KNOWS","start":{"id":"0","labels":["Person"]},"end":{"id":"q"},"properties":{"n":1}}
{"source": "q", "target": "0", "type": "LIKES", "much": true}
)");
  ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
  EXPECT_EQ(outcome.picture,
            "edge KNOWS 0 q {n: 1} 0\n"
            "edge LIKES q 0 {much: true} 1\n"
            "node 0 :Person {name: Ada}\n"
            "node q :Node {end: 2, name: plain, start: 1}\n");
}

TEST(GraphImportTest, RdfOfTaxonomiesAndProvenance) {
  const std::string skos = "<http://www.w3.org/2004/02/skos/core#", prov = "<http://www.w3.org/ns/prov#",
                    type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
  const Outcome outcome = Import(
      "a.nt", "# knots\n<urn:k/bowline> " + type + " " + skos + "Concept> .\n" +  //
                  "<urn:k/bowline> " + skos + "prefLabel> \"Bowline\" .\n" +      //
                  "<urn:k/bowline> " + skos + "prefLabel> \"Palstek\"@de .\n" +   //
                  "<urn:k/bowline> " + skos + "altLabel> \"a \\\"king\\\" \\u00FC\" .\n" +
                  "<urn:k/bowline> " + skos + "altLabel> \"loop\" .\n" +  //
                  "<urn:k/bowline> " + skos + "broader> <urn:k/loops> .\n" + "<urn:k/bowline> " + skos +
                  "exactMatch> <urn:z/9> .\n" + "<urn:k> " + prov + "wasDerivedFrom> _:b0 <urn:graph> .\n" +
                  "_:b0 <urn:v#pages> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
  ASSERT_TRUE(outcome.report) << outcome.report.error().ToString();
  EXPECT_EQ(outcome.picture,
            "edge BROADER urn:k/bowline urn:k/loops {} 0\n"
            "edge MAPS_TO urn:k/bowline urn:z/9 {predicate: skos:exactMatch} 1\n"
            "edge SOURCED_FROM urn:k _:b0 {} 2\n"
            "node _:b0 :Node {pages: 12}\n"
            "node urn:k :Node {}\n"
            "node urn:k/bowline :Concept {altLabel: [a \"king\" \xC3\xBC, loop], label: Bowline, label@de: "
            "Palstek}\n"
            "node urn:k/loops :Node {}\n"
            "node urn:z/9 :Node {}\n");
  EXPECT_EQ(outcome.report->left_out, (std::map<std::string, uint64_t>{{"names of graphs", 1}}));
  EXPECT_EQ(Place(Import("a.nq", "<a> <b> <c> .\n<a> <b> \"c .\n")),
            "a.nq:2: expected '\"' at the end (byte 13)");
  EXPECT_EQ(Place(Import("a.nq", "<a> \"b\" <c> .\n")), "a.nq:1: expected an IRI or a blank node (byte 5)");
}

// JSON-LD and the N-Quads that it stands for, worked out by hand after the algorithms of the standard.
TEST(GraphImportTest, JsonLdSaysWhatItsStatementsSay) {
  const std::pair<std::string, std::string> cases[] = {
      // Terms, prefixes, keywords under other names, values with types and languages.
      {R"({"@context":{"@vocab":"http://v/","ex":"http://ex/","id":"@id","kind":"@type",
            "on":{"@id":"ex:on","@type":"http://www.w3.org/2001/XMLSchema#date"},
            "knows":{"@id":"ex:knows","@type":"@id"},"@language":"EN"},
           "id":"ex:a","kind":["ex:Keeper","Sailor"],"on":"2024-03-21","knows":["ex:b",{"id":"ex:c","age":7}],
           "says":"ahoy","mute":{"@value":"aye"},"rate":0.5,"old":true,"none":null})",
       R"(<http://ex/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://ex/Keeper> .
          <http://ex/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://v/Sailor> .
          <http://ex/a> <http://ex/on> "2024-03-21"^^<http://www.w3.org/2001/XMLSchema#date> .
          <http://ex/a> <http://ex/knows> <http://ex/b> .
          <http://ex/a> <http://ex/knows> <http://ex/c> .
          <http://ex/c> <http://v/age> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
          <http://ex/a> <http://v/says> "ahoy"@en .
          <http://ex/a> <http://v/mute> "aye" .
          <http://ex/a> <http://v/rate> "0.5"^^<http://www.w3.org/2001/XMLSchema#double> .
          <http://ex/a> <http://v/old> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .)"},
      // Lists, sets, languages, reverse, JSON, a base, and a context that comes last.
      {R"({"@graph":[{"@id":"a","steps":["x","y"],"names":{"en":"tea","de":["Tee"]},
             "partOf":{"@id":"../b"},"@reverse":{"http://ex/in":{"@id":"#c"}},
             "http://ex/l":{"@list":[]},"j":{"k":[1,null]}}],
           "@context":[{"@base":"http://base/dir/file"},{"@vocab":"http://v/",
             "steps":{"@id":"http://ex/steps","@container":"@list"},
             "names":{"@id":"http://ex/names","@container":["@language","@set"]},
             "partOf":{"@reverse":"http://ex/has"},"j":{"@id":"http://ex/j","@type":"@json"}}]})",
       R"(<http://base/dir/a> <http://ex/steps> _:l1 .
          _:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "x" .
          _:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l2 .
          _:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "y" .
          _:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
          <http://base/dir/a> <http://ex/names> "tea"@en .
          <http://base/dir/a> <http://ex/names> "Tee"@de .
          <http://base/dir/file#c> <http://ex/in> <http://base/dir/a> .
          <http://base/b> <http://ex/has> <http://base/dir/a> .
          <http://base/dir/a> <http://ex/l> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
          <http://base/dir/a> <http://ex/j> "{\"k\":[1,null]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .)"},
      // A list of nodes, each with its context; nodes within nodes; names as keys.
      {R"([{"@context":{"p":"http://p/"},"@id":"p:a","p:b":[[{"@id":"p:c","p:n":1}]]},
           {"@context":{"of":{"@id":"http://p/of","@container":"@id"}},"@id":"http://p/d",
            "of":{"http://p/e":{"http://p/n":2},"http://p/f":{}}}])",
       R"(<http://p/a> <http://p/b> <http://p/c> .
          <http://p/c> <http://p/n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
          <http://p/d> <http://p/of> <http://p/e> .
          <http://p/d> <http://p/of> <http://p/f> .
          <http://p/e> <http://p/n> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .)"},
  };
  for (const auto& [linked, quads] : cases) {
    const Outcome found = Import("a.jsonld", linked), expected = Import("a.nq", quads);
    ASSERT_TRUE(expected.report) << expected.report.error().ToString();
    ASSERT_TRUE(found.report) << found.report.error().ToString();
    EXPECT_EQ(found.picture, expected.picture);
  }
}

TEST(GraphImportTest, JsonLdLoadsNothingFromElsewhereAndSaysWhatItCannotRead) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"@context":"https://schema.org/","name":"x"})", "the address 'https://schema.org/'"},
      {R"({"@context":{"@import":"https://example.org/c"}})", "'@import'"},
      {R"({"@context":{"a":{"@id":"http://a/","@context":{}}}})", "'@context' of 'a'"},
      {R"({"@context":{"a":{"@id":"http://a/","@container":"@graph"}}})", "a container"},
      {R"({"@context":{"a":7}})", "expected an address or an object for 'a'"},
      {R"({"@id":7})", "expected a text as @id"},
      {R"(["a"])", "expected objects that are nodes"},
      {R"("a")", "expected an object or a list"},
      {"{\"a\":\n", "expected JSON"},
  };
  for (const auto& [linked, message] : cases) {
    const Outcome outcome = Import("a.jsonld", linked);
    ASSERT_FALSE(outcome.report) << linked;
    EXPECT_NE(outcome.report.error().message.find(message), std::string::npos)
        << linked << "\n"
        << outcome.report.error().message;
  }
  const Outcome outcome = Import("a.jsonld", R"({"@id":"http://a","word":"without an address"})");
  ASSERT_TRUE(outcome.report);
  EXPECT_EQ(outcome.report->left_out.size(), 1U);
}

TEST(GraphImportTest, KeysCanHaveAPrefix) {
  const Outcome outcome =
      Import("a.json", R"({"nodes":[{"id":1}],"links":[{"source":1,"target":1}]})", {.prefix = "mine/"});
  EXPECT_EQ(outcome.picture, "edge RELATED mine/1 mine/1 {} 0\nnode mine/1 :Node {}\n");
}

TEST(GraphImportTest, ErrorsNameFileAndLine) {
  const auto graphml = [](const std::string& inside) {
    return Place(
        Import("g.graphml", "<graphml>\n<key id=\"n\" attr.name=\"n\" attr.type=\"int\"/>\n<graph>\n" +
                                inside + "\n</graph></graphml>"));
  };
  EXPECT_EQ(graphml("<node id='a'>\n<data key='n'>x</data></node>"),
            "g.graphml:5: data 'n': expected a whole number of 64 bits, found 'x'");
  EXPECT_EQ(graphml("<node id='a'/>\n<node id='a'/>"), "g.graphml:5: the node 'a' came before, on line 4");
  EXPECT_EQ(graphml("<node id='a'/>\n\n<edge source='a' target='b'/>"),
            "g.graphml:6: expected the key of a node at the end of the edge, found 'b', which no file has");
  EXPECT_EQ(graphml("<node><"), "g.graphml:4: expected a node with an id");
  EXPECT_EQ(graphml("<hyperedge/>"), "g.graphml:4: a hyperedge: an edge here has two ends");
  EXPECT_EQ(graphml("<node id='a'>"), "g.graphml:5: expected XML: mismatched tag");
  EXPECT_EQ(Place(Import("g.json", "{\"nodes\": [\n{\"id\": 1},\n{\"name\": 2}]}")),
            "g.json:3: expected a node with an id");
  EXPECT_EQ(Place(Import("g.json", "{\"nodes\": [\n7]}")), "g.json:2: expected an object in 'nodes'");
  EXPECT_EQ(Place(Import("g.json", "{\"nodes\": [")).substr(0, 23), "g.json:1: expected JSON");
  EXPECT_EQ(Place(Import("g.json", "{\"a\": 1}")),
            "g.json:1: expected the members nodes and links or edges, or elements");
  EXPECT_EQ(Place(Import("g.jsonl", "{\"id\": 1}\n[]\n")), "g.jsonl:2: expected an object on each line");
  EXPECT_EQ(Place(Import("g.jsonl", "{\"id\": 1}\n\n{\"id\": 1}\n")),
            "g.jsonl:3: the node '1' came before, on line 1");
}

TEST(GraphImportTest, HostileFilesEndInAnError) {
  std::string deep = "<graphml><graph>";
  for (int i = 0; i < 100'000; ++i) deep += "<node id='" + std::to_string(i) + "'><graph>";
  EXPECT_EQ(Place(Import("g.graphml", deep)), "g.graphml:1: elements nest deeper than 256");
  EXPECT_EQ(Place(Import("g.json", "{\"nodes\":[{\"id\":1,\"x\":" + std::string(1'000'000, '['))),
            "g.json:1: values nest deeper than 64");
  const std::string bomb =
      "<!DOCTYPE g [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<graphml><graph/></graphml>";
  EXPECT_EQ(Place(Import("g.graphml", bomb)),
            "g.graphml:1: the DOCTYPE declares the entity 'a'; graph files need none");
  EXPECT_NE(Place(Import("g.json", "{\"nodes\":[{\"id\":\"\xff\"}]}")), "no error");
}

TEST(GraphImportTest, AFailedImportLeavesNothing) {
  std::string rows;
  for (int i = 0; i < 20'000; ++i) rows += "{\"id\": " + std::to_string(i) + "}\n";
  const Outcome outcome = Import("g.jsonl", rows + "oops\n");
  EXPECT_FALSE(outcome.report);
  EXPECT_EQ(outcome.report.error().line, 20'001U);
  EXPECT_EQ(outcome.picture, "");
}

TEST(GraphImportTest, TheSameFilesAreImportedOnce) {
  const TemporaryDir dir;
  std::ofstream(dir.path() / "a.json") << R"({"nodes":[{"id":1}],"links":[]})";
  const auto store = NewMemoryStore();
  GraphImportOptions options;
  options.files = {dir.path() / "a.json"};
  ASSERT_TRUE(ImportGraph(store.get(), options));
  const auto again = ImportGraph(store.get(), options);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->unchanged);
  options.node_label = "Other";
  EXPECT_FALSE(ImportGraph(store.get(), options)) << "the unit was made of other settings";
}

}  // namespace
}  // namespace concord
