// What every graph format must keep: each node and edge once, each property, no id of the store.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/delimited.h"
#include "query/exporters/exporter.h"
#include "query/exporters/rdf_words.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;
using Files = std::map<std::string, std::string>;

// Markup, quotes, line ends, characters of several bytes, parallel edges, names that formats have a meaning
// for.
constexpr std::string_view kText = "[[Providers]] shall \"tell\" <b>& inform\r\nthe Zürich Board.";

TinyGraph Act() {
  TinyGraph graph;
  graph.Document("act", "act@1", std::string(kText));
  graph.Section("act@1:art.1", "act@1", "Article 1", "", kText);
  graph.Measure("act@1:art.1#1", "act@1:art.1",
                "[[Providers]] shall \"tell\" <b>& inform\r\nthe Zürich Board.");
  graph.Forum("board", "Zürich: the Board?");
  graph.Involves("act@1:art.1#1", "board", "venue", "Zürich Board");
  graph.Node("act@1:art.1#1", {"Measure"},
             {{"addressee", List{"Providers", "others"}},
              {"id", "mine"},
              {"Source", "a"},
              {"source", "b"},
              {"confidence", 0.5}});
  graph.Framework("fw", {"One|text", "One|text"});
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"comment", "a"}});
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"comment", "b"}});
  graph.Maps("fw:2", "skos:relatedMatch", "fw:1", {{"modifier", "Not"}});
  return graph;
}

class GraphFormats : public ::testing::Test {
 protected:
  GraphFormats() : graph_(Act()), snapshot_(graph_.Take()) {
    auto selection = Select(snapshot_, {});
    EXPECT_TRUE(selection);
    selection_ = *std::move(selection);
  }
  Files Export(std::string_view format) {
    Files files;
    const auto done = FindExporter(format)->write(snapshot_, selection_,
                                                  [&](std::string_view file, std::string_view bytes) {
                                                    files[std::string(file)] += bytes;
                                                    return Result<void>();
                                                  });
    EXPECT_TRUE(done) << done.error().ToString();
    return files;
  }
  size_t nodes() const { return selection_.nodes.size(); }
  size_t edges() const { return selection_.edges.size(); }

  TinyGraph graph_;
  const Snapshot& snapshot_;
  Selection selection_;
};

rapidjson::Document Parse(const std::string& json) {
  rapidjson::Document parsed;
  parsed.Parse(json.c_str());
  EXPECT_FALSE(parsed.HasParseError()) << json;
  return parsed;
}

TEST_F(GraphFormats, NodeLinkKeepsParallelEdgesApart) {
  const rapidjson::Document json = Parse(Export("node_link")["graph.json"]);
  EXPECT_EQ(json["nodes"].Size(), nodes());
  EXPECT_EQ(json["edges"].Size(), edges());
  std::set<std::string> keys, ids;
  for (const auto& edge : json["edges"].GetArray()) keys.insert(edge["key"].GetString());
  for (const auto& node : json["nodes"].GetArray()) {
    ids.insert(node["id"].GetString());
    if (node["id"] == "act@1:art.1#1") {
      EXPECT_STREQ(node["id_"].GetString(), "mine");
      EXPECT_EQ(node["addressee"].Size(), 2u);
      EXPECT_EQ(node["confidence"].GetDouble(), 0.5);
    }
  }
  EXPECT_EQ(keys.size(), edges());
  EXPECT_EQ(ids.size(), nodes());
}

TEST_F(GraphFormats, CytoscapeIdsAreStringsAndEndsExist) {
  const rapidjson::Document json = Parse(Export("cytoscape")["graph.cyjs"]);
  std::set<std::string> ids;
  for (const auto& node : json["elements"]["nodes"].GetArray()) {
    ASSERT_TRUE(node["data"]["id"].IsString());
    EXPECT_TRUE(ids.insert(node["data"]["id"].GetString()).second);
  }
  EXPECT_EQ(ids.size(), nodes());
  for (const auto& edge : json["elements"]["edges"].GetArray()) {
    // An id is unique over nodes and edges.
    EXPECT_TRUE(ids.insert(edge["data"]["id"].GetString()).second);
    EXPECT_TRUE(ids.contains(edge["data"]["source"].GetString()));
    EXPECT_TRUE(ids.contains(edge["data"]["target"].GetString()));
  }
  EXPECT_EQ(ids.size(), nodes() + edges());
}

TEST_F(GraphFormats, GexfTitlesDifferInMoreThanCase) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(Export("gexf")["graph.gexf"].c_str()));
  const pugi::xml_node graph = xml.child("gexf").child("graph");
  size_t found = 0;
  for (const pugi::xml_node attributes : graph.children("attributes")) {
    std::set<std::string> titles;
    for (const pugi::xml_node attribute : attributes) {
      std::string title = attribute.attribute("title").value();
      for (char& c : title) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      EXPECT_TRUE(titles.insert(title).second) << title;
    }
    ++found;
  }
  EXPECT_EQ(found, 2u);
  EXPECT_EQ(std::distance(graph.child("nodes").begin(), graph.child("nodes").end()),
            static_cast<ptrdiff_t>(nodes()));
  EXPECT_EQ(std::distance(graph.child("edges").begin(), graph.child("edges").end()),
            static_cast<ptrdiff_t>(edges()));
}

TEST_F(GraphFormats, JsonLinesHaveOneObjectALine) {
  const Files files = Export("jsonl");
  for (const auto& [file, expected] :
       {std::pair<std::string, size_t>{"nodes.jsonl", nodes()}, {"edges.jsonl", edges()}}) {
    size_t lines = 0;
    const std::string& bytes = files.at(file);
    for (size_t at = 0; at < bytes.size();) {
      const size_t end = bytes.find('\n', at);
      ASSERT_NE(end, std::string::npos);
      EXPECT_TRUE(Parse(bytes.substr(at, end - at)).IsObject());
      at = end + 1;
      ++lines;
    }
    EXPECT_EQ(lines, expected);
  }
}

TEST_F(GraphFormats, Neo4jFieldsHaveNoLineBreakAndAsManyAsTheHeader) {
  const Files files = Export("neo4j");
  for (const auto& [file, expected] :
       {std::pair<std::string, size_t>{"nodes.csv", nodes()}, {"edges.csv", edges()}}) {
    DelimitedReader reader(files.at(file), file, {.separator = ','});
    std::vector<Cell> row;
    size_t rows = 0, width = 0;
    for (;;) {
      const auto more = reader.Next(&row);
      ASSERT_TRUE(more);
      if (!*more) break;
      if (rows == 0) width = row.size();
      EXPECT_EQ(row.size(), width);
      ++rows;
    }
    EXPECT_EQ(rows, expected + 1);
    // So a line is a row for readers that know no quoted line breaks.
    EXPECT_EQ(static_cast<size_t>(std::count(files.at(file).begin(), files.at(file).end(), '\n')),
              expected + 1);
  }
  EXPECT_NE(files.at("nodes.csv").find("\"addressee:string[]\""), std::string::npos);
  EXPECT_NE(files.at("nodes.csv").find("\"Providers;others\""), std::string::npos);
}

// Each table and each column is declared before a file is copied into it, and the rows have so many fields.
TEST_F(GraphFormats, KuzuHasATableForEachCombinationOfLabels) {
  const Files files = Export("kuzu");
  const std::string& script = files.at("load.cypher");
  EXPECT_NE(script.find("CREATE NODE TABLE `Actor_Forum` (key STRING, labels STRING, `name` STRING, "
                        "PRIMARY KEY (key));\n"),
            std::string::npos)
      << script;
  EXPECT_NE(script.find("CREATE REL TABLE `INVOLVES_FORUM` (FROM `Measure` TO `Actor_Forum`"),
            std::string::npos);
  EXPECT_NE(
      script.find("COPY `INVOLVES_FORUM` FROM 'INVOLVES_FORUM.Measure.Actor_Forum.csv' (from='Measure', "
                  "to='Actor_Forum', "),
      std::string::npos);
  EXPECT_NE(script.find("`confidence` DOUBLE"), std::string::npos);
  EXPECT_NE(script.find("`Source` STRING, "), std::string::npos);
  EXPECT_NE(script.find("`source_` STRING"), std::string::npos) << "letter case makes no difference to Kuzu";
  size_t node_rows = 0, edge_rows = 0;
  for (const auto& [file, bytes] : files) {
    if (file == "load.cypher") continue;
    EXPECT_NE(script.find(" FROM '" + file + "' ("), std::string::npos) << file;
    DelimitedReader reader(bytes, file, {.separator = ','});
    std::vector<Cell> row;
    size_t width = 0;
    for (;;) {
      const auto more = reader.Next(&row);
      ASSERT_TRUE(more);
      if (!*more) break;
      if (width == 0) width = row.size();
      EXPECT_EQ(row.size(), width) << file;
      ++(std::ranges::count(file, '.') == 1 ? node_rows : edge_rows);
    }
  }
  EXPECT_EQ(node_rows, nodes());
  EXPECT_EQ(edge_rows, edges());
}

TEST_F(GraphFormats, EveryWikiLinkLeadsToANote) {
  const Files files = Export("obsidian");
  EXPECT_EQ(files.size(), nodes());
  size_t links = 0;
  for (const auto& [file, note] : files) {
    EXPECT_EQ(file.find_first_of("[]#^|\\/:*?\"<>"), std::string::npos) << file;
    for (size_t at = note.find("[["); at != std::string::npos; at = note.find("[[", at + 2)) {
      if (at > 0 && note[at - 1] == '\\') continue;
      const std::string target = note.substr(at + 2, note.find("]]", at) - at - 2);
      EXPECT_TRUE(files.contains(target + ".md")) << file << ": " << target;
      ++links;
    }
  }
  EXPECT_EQ(links, 2 * edges());
}

TEST_F(GraphFormats, ADeniedMappingIsNoTriple) {
  const std::string nquads = Export("nquads")["graph.nq"];
  EXPECT_NE(nquads.find("<https://w3id.org/concord/id/fw:1> <http://www.w3.org/2004/02/skos/core#exactMatch> "
                        "<https://w3id.org/concord/id/fw:2> .\n"),
            std::string::npos);
  EXPECT_EQ(nquads.find("id/fw:2> <http://www.w3.org/2004/02/skos/core#relatedMatch>"), std::string::npos);
  // What a text says stands in the graph of its version.
  EXPECT_NE(nquads.find("<https://w3id.org/concord/id/act@1> .\n"), std::string::npos);
}

TEST(RdfWords, KeysBecomeTheEndOfAnIri) {
  EXPECT_EQ(KeyIri("act@1:art.1#1"), "act@1:art.1#1");
  EXPECT_EQ(KeyIri("a b#c#d<>"), "a%20b#c%23d%3C%3E");
  EXPECT_EQ(KeyIri("/root"), "%2Froot");
  EXPECT_EQ(RdfTerm("HAS_ITEM"), "concord:hasItem");
}

}  // namespace
}  // namespace concord
