// Files for Neo4j: CSV with the headers of neo4j-admin, the command that loads them, and a Cypher script that
// makes the constraint and loads the same files into a database that runs.
#include <fmt/format.h>

#include <algorithm>

#include "query/exporters/attribute_text.h"
#include "query/exporters/export_records.h"

namespace concord {
namespace {

// neo4j-admin takes no line break in a field unless it is told to; a line break becomes a blank.
std::string Field(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
    } else {
      out += c;
      if (c == '"') out += '"';
    }
  }
  return out + "\"";
}

// A list of texts is `string[]`, whose elements a semicolon separates; anything nested otherwise is JSON.
constexpr char kBetween = ';';

bool IsTextList(const Value& value) {
  return value.type() == Value::Type::kList && std::ranges::all_of(value.as_list(), [](const Value& element) {
           return element.type() == Value::Type::kString &&
                  element.as_string().find(kBetween) == std::string::npos;
         });
}

// Columns and whether each is a list of texts in all rows.
struct Columns {
  ExportRecords::Types types;
  std::map<std::string, bool> lists;
};

template <typename Read>
Result<Columns> ColumnsOf(ExportRecords::Types types, size_t count, Read read) {
  Columns columns{std::move(types), {}};
  for (size_t i = 0; i < count; ++i) {
    const auto record = read(i);
    if (!record) return tl::unexpected(record.error());
    for (const auto& [name, value] : record->properties) {
      const auto at = columns.lists.try_emplace(name, true).first;
      at->second = at->second && IsTextList(value);
    }
  }
  return columns;
}

std::string Header(std::string first, const Columns& columns) {
  for (const auto& [name, type] : columns.types)
    first +=
        "," + Field(fmt::format("{}:{}", name, columns.lists.at(name) ? "string[]" : AttributeType(type)));
  return first + "\n";
}

std::string Cells(const PropertyMap& properties, const Columns& columns) {
  std::string out;
  for (const auto& [name, type] : columns.types) {
    out += ',';
    const Value* value = properties.Find(name);
    if (value == nullptr) continue;
    if (columns.lists.at(name)) {
      std::string list;
      for (const Value& element : value->as_list())
        list += (list.empty() ? "" : std::string(1, kBetween)) + element.as_string();
      out += Field(list);
    } else {
      out += Field(AttributeText(*value));
    }
  }
  return out;
}

constexpr std::string_view kScript =
    R"(// Into a new database, with Neo4j stopped (one line; run it in this folder):
//   neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=edges.csv --array-delimiter=";" --quote='"'
//
// Afterwards, or for a database that runs, this makes the constraint that key lookups need:
CREATE CONSTRAINT concord_key IF NOT EXISTS FOR (n:Concord) REQUIRE n.key IS UNIQUE;
)";

Result<void> WriteNeo4j(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  auto node_types = records.NodePropertyTypes();
  if (!node_types) return tl::unexpected(node_types.error());
  node_types->erase("key");
  const auto of_nodes =
      ColumnsOf(*std::move(node_types), records.node_count(), [&](size_t i) { return records.Node(i); });
  if (!of_nodes) return tl::unexpected(of_nodes.error());
  auto edge_types = records.EdgePropertyTypes();
  if (!edge_types) return tl::unexpected(edge_types.error());
  const auto of_edges =
      ColumnsOf(*std::move(edge_types), records.edge_count(), [&](size_t i) { return records.Edge(i); });
  if (!of_edges) return tl::unexpected(of_edges.error());

  // `key` is a property and the id by which edges name their ends. Every node also has the label Concord.
  BufferedSink nodes(sink, "nodes.csv");
  if (auto done = nodes.Write(Header("key:ID,:LABEL", *of_nodes)); !done) return done;
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    if (auto done = nodes.Write(Field(node->key) + "," +
                                Field(fmt::format("Concord;{}", fmt::join(node->labels, ";"))) +
                                Cells(node->properties, *of_nodes) + "\n");
        !done) {
      return done;
    }
  }
  if (auto done = nodes.Flush(); !done) return done;
  BufferedSink edges(sink, "edges.csv");
  if (auto done = edges.Write(Header(":START_ID,:END_ID,:TYPE", *of_edges)); !done) return done;
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    if (auto done = edges.Write(Field(edge->from) + "," + Field(edge->to) + "," + Field(edge->type) +
                                Cells(edge->properties, *of_edges) + "\n");
        !done) {
      return done;
    }
  }
  if (auto done = edges.Flush(); !done) return done;
  return sink("load.cypher", kScript);
}

}  // namespace

const Exporter kneo4jExporter = {"neo4j", "Neo4j: CSV for neo4j-admin, with the command and constraints",
                                 WriteNeo4j};

}  // namespace concord
