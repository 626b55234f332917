#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/delimited.h"
#include "base/duckdb.h"
#include "query/exporters/exporter.h"
#include "query/output/answer_json.h"
#include "query/query.h"
#include "tests/environment.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;
using Files = std::map<std::string, std::string>;

// Markup, quotes, line ends, a formula, characters of several bytes, a control character.
constexpr std::string_view kText = "=SUM(1) <b>\"Größe\" & more,\r\nProviders shall tell the Zürich Board.";

TinyGraph Act() {
  TinyGraph graph;
  graph.Document("act", "act@1", std::string(kText));
  graph.Section("act@1:art.1", "act@1", "Article 1", "", kText);
  graph.Measure("act@1:art.1#1", "act@1:art.1", "Providers shall tell the Zürich Board.");
  graph.Measure("act@1:art.1#2", "act@1:art.1", "=SUM(1) <b>\"Größe\" & more,\r\n");
  graph.Forum("board", "Zürich\x01 Board");
  graph.Involves("act@1:art.1#1", "board", "venue", "Zürich Board");
  graph.Node("act@1:art.1#1", {"Measure"}, {{"addressee", List{"Providers", "others"}}, {"confidence", 0.5}});
  graph.Framework("fw", {"One|text", "Two|text"});
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"version", "act@1"}, {"start", 0}, {"end", 7}});
  graph.Maps("fw:2", "skos:relatedMatch", "fw:1", {{"modifier", "Not"}});
  return graph;
}

Files Export(const Snapshot& snapshot, std::string_view format, const SelectionOptions& options = {}) {
  Files files;
  auto selection = Select(snapshot, options);
  EXPECT_TRUE(selection) << selection.error().ToString();
  if (!selection) return files;
  auto done =
      FindExporter(format)->write(snapshot, *selection, [&](std::string_view file, std::string_view bytes) {
        files[std::string(file)] += bytes;
        return Result<void>();
      });
  EXPECT_TRUE(done) << done.error().ToString();
  return files;
}

TEST(Export, GraphMlReadsBackWithTypesAndTexts) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  const std::string xml = Export(snapshot, "graphml")["graph.graphml"];
  pugi::xml_document read;
  ASSERT_TRUE(read.load_buffer(xml.data(), xml.size()));
  const pugi::xml_node root = read.child("graphml");
  std::map<std::string, std::pair<std::string, std::string>> keys;  // id -> name, type
  for (const auto key : root.children("key")) {
    keys[key.attribute("id").value()] = {key.attribute("attr.name").value(),
                                         key.attribute("attr.type").value()};
  }
  std::map<std::string, std::map<std::string, std::string>> nodes;
  std::set<std::pair<std::string, std::string>> types;
  for (const auto node : root.child("graph").children("node")) {
    auto& properties = nodes[node.attribute("id").value()];
    for (const auto data : node.children("data")) {
      const auto key = keys.find(data.attribute("key").value());
      ASSERT_NE(key, keys.end());
      properties[key->second.first] = data.child_value();
      types.insert(key->second);
    }
  }
  EXPECT_TRUE(types.contains({"confidence", "double"}) && types.contains({"start", "long"}));
  EXPECT_EQ(nodes.size(), snapshot.NodeCount());
  EXPECT_EQ(nodes["act@1:art.1#1"]["text"], "Providers shall tell the Zürich Board.");
  EXPECT_EQ(nodes["act@1:art.1#2"]["text"], "=SUM(1) <b>\"Größe\" & more,\r\n");
  EXPECT_EQ(nodes["act@1:art.1#1"]["addressee"], R"(["Providers","others"])");
  EXPECT_EQ(nodes["board"]["labels"], "Actor:Forum");
  EXPECT_EQ(nodes["board"]["name"], "Zürich\xEF\xBF\xBD Board");
  size_t edges = 0;
  for (const auto edge : root.child("graph").children("edge")) {
    ++edges;
    EXPECT_TRUE(nodes.contains(edge.attribute("source").value()));
    EXPECT_TRUE(nodes.contains(edge.attribute("target").value()));
  }
  EXPECT_EQ(edges, snapshot.EdgeCount());
}

TEST(Export, GraphMlOpensInNetworkX) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  if (std::system("python3 -c 'import networkx' 2>/dev/null") != 0)
    GTEST_SKIP() << "networkx is not installed";
  const testing::TemporaryDir dir;
  const auto path = dir.path() / "graph.graphml";
  std::ofstream(path, std::ios::binary) << Export(snapshot, "graphml")["graph.graphml"];
  const std::string command =
      "python3 -c 'import networkx,sys; g=networkx.read_graphml(sys.argv[1],force_multigraph=True); "
      "sys.exit(0 if (g.number_of_nodes(),g.number_of_edges())==(int(sys.argv[2]),int(sys.argv[3])) else "
      "1)' " +
      path.string() + " " + std::to_string(snapshot.NodeCount()) + " " + std::to_string(snapshot.EdgeCount());
  EXPECT_EQ(std::system(command.c_str()), 0);
}

// A slice by characters, as Web Annotation counts them.
std::string Characters(std::string_view text, uint64_t start, uint64_t end) {
  std::string out;
  uint64_t at = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins) ++at;
    if (at > start && at <= end) out += c;
  }
  return out;
}

TEST(Export, JsonLdSelectorsFindTheirQuotes) {
  TinyGraph graph = Act();
  const std::string json = Export(graph.Take(), "jsonld")["graph.jsonld"];
  rapidjson::Document read;
  read.Parse(json.data(), json.size());
  ASSERT_FALSE(read.HasParseError()) << json.substr(0, 2000);
  size_t targets = 0, exact_matches = 0, denied = 0;
  for (const auto& object : read["@graph"].GetArray()) {
    if (object.HasMember("skos:exactMatch")) ++exact_matches;
    if (object.HasMember("skos:relatedMatch")) ++denied;
    if (!object.HasMember("oa:hasTarget")) continue;
    ++targets;
    const auto& target = object["oa:hasTarget"];
    std::string version = target["oa:hasSource"]["@id"].GetString();
    ASSERT_TRUE(version.starts_with("id:"));
    const auto& selectors = target["oa:hasSelector"];
    EXPECT_EQ(Characters(graph.text(version.substr(3)), selectors[0]["oa:start"].GetUint64(),
                         selectors[0]["oa:end"].GetUint64()),
              selectors[1]["oa:exact"].GetString());
  }
  EXPECT_EQ(targets, 4U) << "two measures, a forum, a mapping";
  EXPECT_EQ(exact_matches, 1U);
  EXPECT_EQ(denied, 0U) << "a denied mapping is no triple";
}

// The rows of an RFC 4180 table.
std::vector<std::vector<std::string>> Table(const std::string& csv) {
  DelimitedOptions options;
  options.separator = ',';
  DelimitedReader reader(csv, "csv", options);
  std::vector<std::vector<std::string>> rows;
  std::vector<Cell> cells;
  for (;;) {
    auto more = reader.Next(&cells);
    EXPECT_TRUE(more) << more.error().ToString();
    if (!more || !*more) return rows;
    rows.emplace_back();
    std::string buffer;
    for (const Cell& cell : cells) rows.back().emplace_back(cell.Value(&buffer));
  }
}

TEST(Export, CsvReadsBackAndHoldsNoFormula) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  Files files = Export(snapshot, "csv");
  for (const auto& [name, expected] :
       {std::pair{"nodes.csv", snapshot.NodeCount()}, std::pair{"edges.csv", snapshot.EdgeCount()}}) {
    const auto rows = Table(files[name]);
    ASSERT_EQ(rows.size(), expected + 1) << name;
    for (const auto& row : rows) {
      EXPECT_EQ(row.size(), rows[0].size());
      for (const std::string& cell : row) {
        EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos)
            << cell;
      }
    }
  }
  const auto nodes = Table(files["nodes.csv"]);
  const auto column = std::find(nodes[0].begin(), nodes[0].end(), "text") - nodes[0].begin();
  std::set<std::string> texts;
  for (const auto& row : nodes) texts.insert(row[static_cast<size_t>(column)]);
  EXPECT_TRUE(texts.contains("Providers shall tell the Zürich Board."));
  EXPECT_TRUE(texts.contains("'=SUM(1) <b>\"Größe\" & more,\r\n"));
}

TEST(Export, TheOrderOfWritingLeavesNoTrace) {
  const auto act = [] {
    TinyGraph graph = Act();
    graph.Node("https://sets.test/one", {"MappingSet"}, {{"license", "https://licence.test/"}});
    for (const char* predicate : {"skos:broadMatch", "skos:exactMatch", "skos:relatedMatch"})
      graph.Maps("fw:1", predicate, "fw:2", {{"set", "https://sets.test/one"}});
    return graph;
  };
  TinyGraph graph = act();
  TinyGraph reversed = act();
  std::reverse(reversed.batch().nodes.begin(), reversed.batch().nodes.end());
  std::reverse(reversed.batch().edges.begin(), reversed.batch().edges.end());
  for (const Exporter& exporter : Exporters()) {
    if (exporter.name == "parquet" && !DuckDb::Open()) continue;
    EXPECT_EQ(Export(graph.Take(), exporter.name), Export(reversed.Take(), exporter.name)) << exporter.name;
  }
}

TEST(Export, ASpanThatDoesNotFitIsNotExported) {
  TinyGraph graph = Act();
  graph.Node("act@1:art.1#3", {"Measure"}, {{"start", 0}, {"end", 9999}})
      .Edge("STATES", "act@1:art.1", "act@1:art.1#3");
  const Snapshot& snapshot = graph.Take();
  auto selection = Select(snapshot, {});
  ASSERT_TRUE(selection);
  const auto done = FindExporter("csv")->write(
      snapshot, *selection, [](std::string_view, std::string_view) { return Result<void>(); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kCorrupt);
}

std::set<std::string> Keys(const Snapshot& snapshot, const SelectionOptions& options) {
  std::set<std::string> keys;
  auto selection = Select(snapshot, options);
  EXPECT_TRUE(selection) << selection.error().ToString();
  if (!selection) return keys;
  std::string last;
  for (const NodeId id : selection->nodes) {
    const std::string key = snapshot.GetNode(id)->key;
    EXPECT_LT(last, key) << "ordered by key";
    keys.insert(last = key);
  }
  const std::set<NodeId> nodes(selection->nodes.begin(), selection->nodes.end());
  for (const EdgeId id : selection->edges) {
    EXPECT_TRUE(nodes.contains(snapshot.GetEdge(id)->from) && nodes.contains(snapshot.GetEdge(id)->to));
  }
  return keys;
}

TEST(Select, RootsHopsDocumentsAndFrameworks) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  SelectionOptions options;
  options.roots = {"act"};
  EXPECT_EQ(Keys(snapshot, options),
            (std::set<std::string>{"act", "act@1", "act@1:art.1", "act@1:art.1#1", "act@1:art.1#2"}));
  options.hops = 1;
  EXPECT_TRUE(Keys(snapshot, options).contains("board"));
  options = {};
  options.roots = {"board"};
  EXPECT_EQ(Keys(snapshot, options), std::set<std::string>{"board"});
  options.hops = 1;
  EXPECT_EQ(Keys(snapshot, options), (std::set<std::string>{"act@1:art.1#1", "board"}));
  options.hops = 2;
  EXPECT_EQ(Keys(snapshot, options), (std::set<std::string>{"act@1:art.1", "act@1:art.1#1", "board"}));
  options = {};
  options.roots = {"fw"};
  const auto framework = Keys(snapshot, options);
  EXPECT_TRUE(framework.contains("fw:1") && framework.contains("fw:2") && framework.contains("fw@1:1"));
  EXPECT_EQ(Keys(snapshot, {}).size(), snapshot.NodeCount());
  options = {};
  options.max_nodes = 3;
  EXPECT_EQ(Select(snapshot, options).error().code, ErrorCode::kLimit);
}

TEST(AnswerJson, HasTheDocumentedShape) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  const std::pair<const char*, Arguments> calls[] = {{"map", {{"fw", "act"}, {}}},
                                                     {"forums", {{"providers"}, {}}},
                                                     {"search", {{"board"}, {}}},
                                                     {"show", {{"act"}, {}}},
                                                     {"stats", {}},
                                                     {"check", {}}};
  for (const auto& [name, arguments] : calls) {
    auto answer = FindQuery(name)->run(snapshot, arguments);
    ASSERT_TRUE(answer) << name << ": " << answer.error().ToString();
    const std::string json = AnswerToJson(*answer);
    rapidjson::Document read;
    read.Parse(json.data(), json.size());
    ASSERT_FALSE(read.HasParseError()) << name;
    EXPECT_EQ(read["schema"].GetString(), "concord." + std::string(name) + "/1");
    EXPECT_TRUE(read["arguments"].IsObject());
    EXPECT_EQ(read["rows"].Size(), answer->rows.size());
    for (const auto& row : read["rows"].GetArray()) {
      for (const auto& column : read["columns"].GetArray())
        EXPECT_TRUE(row.HasMember(column["name"].GetString())) << name;
      EXPECT_TRUE(row["evidence"].IsArray());
    }
    EXPECT_TRUE(read["notes"].IsArray());
    EXPECT_TRUE(read["note_codes"].IsArray());
  }
}

}  // namespace
}  // namespace concord
