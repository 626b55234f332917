// Graphs through a file and back: docs/interchange.md says which format keeps what, and here it is tried.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "base/duckdb.h"
#include "base/text.h"
#include "graph/store.h"
#include "ingest/import/exported_graph.h"
#include "ingest/import/graph_import.h"
#include "ingest/import/table_import.h"
#include "query/exporters/exporter.h"
#include "query/exporters/graph_changes.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

using Files = std::map<std::string, std::string>;

// A value with its type: 1 and 1.0 and "1" differ.
std::string Shown(const Value& value) {
  switch (value.type()) {
    case Value::Type::kList: {
      std::string out;
      for (const Value& element : value.as_list()) out += Shown(element) + ",";
      return "[" + out + "]";
    }
    case Value::Type::kMap: {
      std::string out;
      for (const auto& [name, element] : value.as_map()) out += name + "=" + Shown(element) + ",";
      return "{" + out + "}";
    }
    default:
      return std::string(ValueTypeName(value.type())) + " '" + value.ToString() + "'";
  }
}

// All that a graph says, in no order of its own.
std::multiset<std::string> Content(const Snapshot& snapshot) {
  std::multiset<std::string> lines;
  std::map<NodeId, std::string> keys;
  EXPECT_TRUE(snapshot.ForEachNode([&](NodeId id) {
    const Node node = *snapshot.GetNode(id);
    keys[id] = node.key;
    std::string line = "node '" + node.key + "'";
    for (const std::string& label : node.labels) line += " :" + label;
    const Result<std::string> text = snapshot.GetBlob(id, "text");
    lines.insert(line + " " + Shown(Value(node.properties)) + (text ? " text '" + *text + "'" : ""));
    return true;
  }));
  EXPECT_TRUE(snapshot.ForEachEdge([&](const Edge& edge) {
    lines.insert("edge " + edge.type + " '" + keys[edge.from] + "' '" + keys[edge.to] + "' " +
                 Shown(Value(edge.properties)));
    return true;
  }));
  return lines;
}

Files Export(const Snapshot& snapshot, const std::string& format) {
  SelectionOptions options;
  options.texts = true;
  const Result<Selection> selection = Select(snapshot, options);
  EXPECT_TRUE(selection);
  Files files;
  const Result<void> done = FindExporter(format)->write(
      snapshot, *selection, OutputSink([&](std::string_view file, std::string_view bytes) -> Result<void> {
        files[std::string(file)] += bytes;
        return {};
      }));
  EXPECT_TRUE(done) << done.error().ToString();
  return files;
}

std::unique_ptr<GraphStore> StoreOf(const GraphBatch& batch) {
  auto store = NewMemoryStore();
  const Result<void> applied = store->Apply(batch);
  EXPECT_TRUE(applied) << applied.error().ToString();
  return store;
}

// What the import of the files gives. An error is content too.
std::multiset<std::string> Imported(const Files& files, GraphStore* store) {
  const TemporaryDir dir;
  for (const auto& [name, bytes] : files) std::ofstream(dir.path() / name, std::ios::binary) << bytes;
  const Result<ExportedGraph> graph = FindExportedGraph({dir.path().string()});
  if (!graph) return {graph.error().message};
  if (graph->files.empty()) {
    TableImportOptions options;
    options.nodes.push_back({{}, graph->nodes});
    options.edges.push_back({{}, graph->edges});
    if (const auto report = ImportTables(store, options); !report) return {report.error().ToString()};
  } else {
    GraphImportOptions options;
    options.files = graph->files;
    const auto report = ImportGraph(store, options);
    if (!report) return {report.error().ToString()};
    EXPECT_TRUE(report->left_out.empty()) << report->left_out.begin()->first;
  }
  return Content(*store->TakeSnapshot());
}

GraphBatch Nodes(std::vector<PropertyMap> properties) {
  GraphBatch batch;
  for (PropertyMap& map : properties)
    batch.nodes.push_back({"n" + std::to_string(batch.nodes.size()), {"Thing"}, std::move(map)});
  return batch;
}

// A column of the table: what is to be kept, in a graph that has little else.
struct Feature {
  std::string column;
  std::function<GraphBatch()> graph;
};

std::vector<Feature> Features() {
  return {
      {"keys, labels, types",
       [] {
         GraphBatch batch;
         batch.nodes = {{"https://example.org/a?b=c&d", {"Person", "Sailor"}, {}}, {"Ünï 7", {"Boat"}, {}}};
         batch.edges = {{"SAILS", "https://example.org/a?b=c&d", "Ünï 7", {}},
                        {"SAILS", "https://example.org/a?b=c&d", "Ünï 7", {}},
                        {"owned by", "Ünï 7", "https://example.org/a?b=c&d", {}}};
         return batch;
       }},
      {"odd labels",
       [] {
         GraphBatch batch = Nodes({{}});
         batch.nodes[0].labels = {"a:b", "c;d", "e"};
         return batch;
       }},
      {"numbers, truth values",
       [] {
         return Nodes({{{"int", INT64_MIN}, {"double", 1.0}, {"bool", true}},
                       {{"int", 7}, {"double", -0.1}, {"bool", false}}});
       }},
      {"all numbers",
       [] {
         return Nodes({{{"d", std::numeric_limits<double>::infinity()}},
                       {{"d", -std::numeric_limits<double>::infinity()}},
                       {{"d", std::nan("")}},
                       {{"d", 1e300}}});
       }},
      {"plain texts",
       [] {
         return Nodes({{{"s", "a, \"b\" <c> & d; e"}, {"t", ""}}, {{"s", "007"}}});
       }},
      {"line breaks, formulas",
       [] {
         return Nodes({{{"s", " a\r\nb\tc\n"}, {"t", "=1+1"}}, {{"s", "-x"}, {"t", "@y"}}});
       }},
      {"all characters",
       [] {
         return Nodes({{{"s", "bell \x07 none \xEF\xBF\xBE end"}}, {{"s", "😀"}}});
       }},
      {"dates",
       [] {
         return Nodes({{{"on", Date{2024, 3, 21}}}, {{"on", Date{2024, 3, 0}}}, {{"on", Date{2024, 0, 0}}}});
       }},
      {"lists, maps",
       [] {
         return Nodes({{{"l", List{"a;b", "c"}}, {"m", PropertyMap{{"x", List{1, 2.0, true}}}}},
                       {{"l", List{}}, {"m", PropertyMap{{"y/~", Date{2024, 5, 0}}}}}});
       }},
      {"mixed types",
       [] {
         return Nodes({{{"p", 1}}, {{"p", "1"}}, {{"p", 1.0}}, {{"p", Date{2024, 0, 0}}}, {{"p", List{1}}}});
       }},
      {"all names",
       [] {
         return Nodes({{{"labels", "x"},
                        {"id", "y"},
                        {"type", "z"},
                        {"Size", 1},
                        {"size", 2},
                        {"label", "l"},
                        {"concord", "c"},
                        {"source", "s"},
                        {"key", "k"},
                        {"id_", "i"},
                        {"a b:c", "d"}}});
       }},
      {"texts of documents",
       [] {
         const std::string text = "Keepers shall trim the wick. The Harbour Board is told.";
         GraphBatch batch;
         batch.nodes = {{"act", {"Document"}, {{"title", "Act"}}},
                        {"act@1", {"Version"}, {{"language", "en"}}},
                        {"act@1:1", {"Section"}, {{"start", 0}, {"end", 54}}},
                        {"act@1:1#1", {"Measure"}, {{"start", 0}, {"end", 28}}},
                        {"board", {"Actor"}, {{"name", "Harbour Board"}}}};
         batch.blobs = {{"act@1", "text", text}};
         batch.edges = {{"HAS_VERSION", "act", "act@1", {}},
                        {"HAS_SECTION", "act@1", "act@1:1", {}},
                        {"STATES", "act@1:1", "act@1:1#1", {}},
                        {"MENTIONS", "act@1:1", "board", {{"start", 33}, {"end", 46}}}};
         return batch;
       }},
  };
}

struct Table {
  std::vector<std::string> columns;
  std::map<std::string, std::vector<std::string>> rows;  // by format
};

// The table below the heading "What each format keeps".
Table TableOfThePage() {
  const std::string page = ReadFileOrDie(SourceDir() / "docs/interchange.md");
  Table table;
  size_t at = page.find("## What each format keeps");
  EXPECT_NE(at, std::string::npos);
  at = page.find("\n|", at);
  while (at != std::string::npos && page.compare(at, 2, "\n|") == 0) {
    const size_t end = page.find('\n', at + 1);
    std::vector<std::string> cells;
    for (const std::string_view cell : Split(std::string_view(page).substr(at + 2, end - at - 3), '|'))
      cells.emplace_back(Trim(cell));
    if (table.columns.empty()) {
      table.columns.assign(cells.begin() + 1, cells.end());
    } else if (cells[0].starts_with('`')) {
      table.rows[cells[0].substr(1, cells[0].size() - 2)].assign(cells.begin() + 1, cells.end());
    }
    at = end;
  }
  return table;
}

TEST(GraphRoundTripTest, FormatsKeepWhatThePageSays) {
  const Table table = TableOfThePage();
  std::vector<std::string> columns;
  for (const Feature& feature : Features()) columns.push_back(feature.column);
  EXPECT_EQ(table.columns, columns);
  ASSERT_GE(table.rows.size(), 7U);
  for (const auto& [format, cells] : table.rows) {
    ASSERT_NE(FindExporter(format), nullptr) << format;
    if (format == "parquet" && !DuckDb::Open()) continue;
    ASSERT_EQ(cells.size(), columns.size()) << format;
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto store = StoreOf(Features()[i].graph());
      const auto before = Content(*store->TakeSnapshot());
      const auto copy = NewMemoryStore();
      const Files files = Export(*store->TakeSnapshot(), format);
      const auto after = Imported(files, copy.get());
      EXPECT_EQ(after == before ? "yes" : "no", cells[i]) << format << ": " << columns[i] << "\n"
                                                          << (after == before ? "" : *after.begin());
      // What was kept is written as it was before.
      if (after == before) {
        EXPECT_EQ(Export(*copy->TakeSnapshot(), format), files) << format;
      }
    }
  }
}

class RandomGraph {
 public:
  explicit RandomGraph(unsigned seed) : random_(seed) {}

  GraphBatch Make() {
    GraphBatch batch;
    for (int i = 0; i < 40; ++i)
      batch.nodes.push_back({Text() + std::to_string(i), {Word(), Word()}, Properties()});
    for (int i = 0; i < 80; ++i)
      batch.edges.push_back({Word(), batch.nodes[Below(40)].key, batch.nodes[Below(40)].key, Properties()});
    return batch;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  std::string Word() {
    constexpr std::string_view kWords[] = {"Measure", "Actor", "type", "labels",
                                           "Über",    "A-b",   "x y",  "HAS_PART"};
    return std::string(kWords[Below(std::size(kWords))]);
  }
  std::string Text() {
    constexpr std::string_view kPieces[] = {"a", "Ω", "<", "&amp;", "\"",  "'",
                                            "/", "😀", ":", "#",     "]]>", " "};
    std::string text;
    for (size_t i = 0; i < 1 + Below(6); ++i) text += kPieces[Below(std::size(kPieces))];
    return text;
  }
  Value AnyValue(int depth) {
    switch (Below(depth > 2 ? 6 : 8)) {
      case 0:
        return static_cast<int64_t>(random_()) - 5;
      case 1:
        return std::ldexp(static_cast<double>(random_()), static_cast<int>(Below(60)) - 30);
      case 2:
        return Below(2) == 0;
      case 3:
        return Date{static_cast<int16_t>(1 + Below(9999)), static_cast<int8_t>(Below(13)), 0};
      case 4:
        return Text() + (Below(3) == 0 ? "\r\n\x01 " : "");
      case 5:
        return Below(2) == 0 ? std::nan("") : std::numeric_limits<double>::infinity();
      case 6: {
        List list;
        for (size_t i = Below(4); i > 0; --i) list.push_back(AnyValue(depth + 1));
        return list;
      }
      default: {
        PropertyMap map;
        for (size_t i = Below(3); i > 0; --i) map.Set(Text(), AnyValue(depth + 1));
        return map;
      }
    }
  }
  PropertyMap Properties() {
    PropertyMap map;
    for (size_t i = Below(5); i > 0; --i) map.Set(Below(2) == 0 ? Word() : Text(), AnyValue(0));
    return map;
  }

  std::mt19937 random_;
};

TEST(GraphRoundTripTest, AnyGraphComesBackFromTheFormatsThatLoseNothing) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const auto store = StoreOf(RandomGraph(seed).Make());
    const auto before = Content(*store->TakeSnapshot());
    for (const std::string format : {"graphml", "gexf", "node_link", "cytoscape", "jsonl", "parquet"}) {
      if (format == "parquet" && (seed > 5 || !DuckDb::Open())) continue;
      const auto copy = NewMemoryStore();
      const auto after = Imported(Export(*store->TakeSnapshot(), format), copy.get());
      std::vector<std::string> lost;
      std::ranges::set_difference(before, after, std::back_inserter(lost));
      EXPECT_TRUE(after == before) << format << ", seed " << seed << ": "
                                   << (lost.empty() ? "" : lost.front()) << "\n"
                                   << *after.begin();
    }
  }
}

// ---- changes

std::string ChangesBetween(const GraphStore& before, const GraphStore& after) {
  SelectionOptions options;
  options.texts = true;
  const auto older = before.TakeSnapshot(), newer = after.TakeSnapshot();
  const Selection was = *Select(*older, options), is = *Select(*newer, options);
  const Result<GraphChanges> changes = CompareStates({*older, was}, {*newer, is});
  EXPECT_TRUE(changes) << changes.error().ToString();
  std::string rows;
  const Result<void> done =
      WriteChanges({*older, was}, {*newer, is}, *changes,
                   OutputSink([&](std::string_view, std::string_view bytes) -> Result<void> {
                     rows += bytes;
                     return {};
                   }));
  EXPECT_TRUE(done) << done.error().ToString();
  return rows;
}

// A graph that is like the first, but not quite.
GraphBatch Altered(GraphBatch batch, const GraphBatch& other, std::mt19937* random) {
  const auto one_in = [random](unsigned n) { return (*random)() % n == 0; };
  std::set<std::string> gone;
  std::erase_if(batch.nodes, [&](const PutNode& node) { return one_in(6) && gone.insert(node.key).second; });
  std::erase_if(batch.edges, [&](const PutEdge& edge) {
    return gone.contains(edge.from) || gone.contains(edge.to) || one_in(8);
  });
  for (size_t i = 0; i < batch.nodes.size(); ++i) {
    if (one_in(5)) batch.nodes[i].properties = other.nodes[i].properties;
    if (one_in(5)) batch.nodes[i].labels = other.nodes[i].labels;
  }
  for (size_t i = 0; i < batch.edges.size(); ++i) {
    if (one_in(5)) batch.edges[i].properties = other.edges[i].properties;
    if (one_in(5)) batch.edges[i].to = batch.nodes.front().key;
  }
  for (int i = 0; i < 5; ++i) {
    batch.nodes.push_back(other.nodes[static_cast<size_t>(i)]);
    batch.nodes.back().key += " new";
    batch.edges.push_back({"NEW", batch.nodes.back().key, batch.nodes.front().key, {}});
    batch.edges.push_back(batch.edges.front());  // parallel and equal
  }
  return batch;
}

TEST(GraphChangesTest, ACopyOfTheOlderStateBecomesTheNewerOne) {
  const TemporaryDir dir;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    const GraphBatch first = RandomGraph(seed).Make();
    const auto before = StoreOf(first);
    const auto after = StoreOf(Altered(first, RandomGraph(seed + 100).Make(), &random));
    const bool on_disk = seed % 5 == 0;
    auto copy = on_disk ? *OpenStore(dir.path() / std::to_string(seed), OpenMode::kCreateIfMissing)
                        : NewMemoryStore();
    Imported(Export(*before->TakeSnapshot(), "jsonl"), copy.get());
    const Files changes = {{"changes.jsonl", ChangesBetween(*before, *after)}};
    const auto expected = Content(*after->TakeSnapshot());
    EXPECT_TRUE(Imported(changes, copy.get()) == expected) << seed;
    EXPECT_TRUE(Imported(changes, copy.get()) == expected) << seed << ": the same changes again do nothing";
    EXPECT_EQ(ChangesBetween(*copy, *after), "") << seed;
    // And back.
    EXPECT_TRUE(Imported({{"changes.jsonl", ChangesBetween(*after, *before)}}, copy.get()) ==
                Content(*before->TakeSnapshot()))
        << seed;
  }
}

TEST(GraphChangesTest, TextsOfDocumentsAndWhatTheyQuoteChange) {
  GraphBatch batch = Features().back().graph();
  const auto before = StoreOf(batch);
  const std::string text = "The Harbour Board is told. Keepers shall trim the wick and clean the glass.";
  batch.blobs = {{"act@1", "text", text}};
  batch.nodes[2].properties = {{"start", 0}, {"end", 75}};
  batch.nodes[3].properties = {{"start", 27}, {"end", 75}};
  batch.nodes.push_back({"act@1:1#2", {"Measure"}, {{"start", 0}, {"end", 26}}});
  batch.edges[3].properties = {{"start", 4}, {"end", 17}};
  batch.edges.push_back({"STATES", "act@1:1", "act@1:1#2", {}});
  const auto after = StoreOf(batch);
  const auto copy = NewMemoryStore();
  Imported(Export(*before->TakeSnapshot(), "jsonl"), copy.get());
  EXPECT_EQ(Imported({{"changes.jsonl", ChangesBetween(*before, *after)}}, copy.get()),
            Content(*after->TakeSnapshot()));
  // A text that stays, and a new edge that quotes it; then the document goes.
  batch.edges.push_back({"DIRECTED_AT", "act@1:1#1", "board", {{"start", 27}, {"end", 34}}});
  const auto later = StoreOf(batch);
  const std::string rows = ChangesBetween(*after, *later);
  EXPECT_EQ(std::ranges::count(rows, '\n'), 1) << rows;
  EXPECT_EQ(Imported({{"changes.jsonl", rows}}, copy.get()), Content(*later->TakeSnapshot()));
  GraphBatch rest;
  rest.nodes = {batch.nodes[4]};
  const auto last = StoreOf(rest);
  EXPECT_EQ(Imported({{"changes.jsonl", ChangesBetween(*later, *last)}}, copy.get()),
            Content(*last->TakeSnapshot()));
}

TEST(GraphChangesTest, AnotherStateIsRefusedAndStaysAsItWas) {
  const std::string kNode = R"("key":"n0","labels":["Thing"],"properties":{}})",
                    kNew = R"("key":"x","labels":[],"properties":{}})",
                    kEdge = R"("type":"T","from":"n0","to":"n1","properties":{"w":1}})";
  const std::pair<std::string, std::string> cases[] = {
      {R"({"change":"added",)" + kNode, "has the node 'n0' already"},
      {R"({"change":"removed",)" + kNew, "has no node 'x'"},
      {R"({"change":"changed",)" + kNew, "has no node 'x'"},
      {R"({"change":"removed",)" + kEdge, "no such edge T from 'n0' to 'n1'"},
      {R"({"change":"changed",)" + kEdge, "edges have no keys"},
      {R"({"change":"added",)" + kNew + "\n" + R"({"change":"removed",)" + kNode, "before what is changed"},
      {R"({"change":"added",)" + kNew + "\n{" + kNode, "among other rows"},
      {R"({"change":"swapped",)" + kNode, "found 'swapped'"},
  };
  GraphBatch batch = Nodes({{}, {}});
  batch.edges = {{"T", "n0", "n1", {{"w", 2}}}};
  for (const auto& [rows, message] : cases) {
    const auto store = StoreOf(batch);
    const auto said = Imported({{"changes.jsonl", rows + "\n"}}, store.get());
    EXPECT_NE(said.begin()->find(message), std::string::npos) << rows << "\n" << *said.begin();
    EXPECT_NE(said.begin()->find("changes.jsonl:"), std::string::npos) << *said.begin();
    EXPECT_EQ(Content(*store->TakeSnapshot()), Content(*StoreOf(batch)->TakeSnapshot()));
  }
}

}  // namespace
}  // namespace concord::testing
