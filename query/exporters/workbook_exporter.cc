// An Excel workbook for people: a sheet for each kind of node, and one for the edges.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/shorten.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/exporters/export_records.h"
#include "query/output/answer_json.h"
#include "query/output/xlsx_workbook_writer.h"

namespace concord {
namespace {

constexpr size_t kMostBytes = 32'000;  // of a cell; Excel holds 32,767 characters

SheetCell CellOf(const Value* value) {
  if (value == nullptr) return std::monostate();
  if (value->type() == Value::Type::kInt) return static_cast<double>(value->as_int());
  if (value->type() == Value::Type::kDouble) return value->as_double();
  const bool nested = value->type() == Value::Type::kList || value->type() == Value::Type::kMap;
  return Shorten(nested ? ValueToJson(*value) : value->ToString(), kMostBytes);
}

SheetColumn ColumnOf(std::string title) {
  constexpr std::array<std::string_view, 6> kLong = {"text",     "quote",   "definition",
                                                     "abstract", "comment", "object"};
  const bool wrap = IsOneOf(title, kLong);
  const double width = wrap                                                                          ? 70
                       : title == "title" || title == "name" || title == "heading" || title == "key" ? 40
                                                                                                     : 16;
  return {.title = std::move(title), .width = width, .wrap = wrap};
}

// The label by which a person would sort it: a forum is an actor too.
std::string KindOf(const ExportNode& node) {
  if (std::ranges::find(node.labels, label::Forum) != node.labels.end()) return label::Forum;
  return node.labels.empty() ? "Node" : node.labels.front();
}

Result<void> WriteWorkbook(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  std::map<std::string, std::set<std::string>> columns;  // of each kind
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    auto& names = columns[KindOf(*node)];
    for (const auto& property : node->properties) names.insert(property.name);
  }
  std::map<std::string, Sheet> sheets;
  for (const auto& [kind, names] : columns) {
    Sheet& sheet = sheets[kind];
    sheet.name = SheetName(kind);
    for (const std::string_view first : {"key", "document", "anchor"})
      sheet.columns.push_back(ColumnOf(std::string(first)));
    for (const std::string& name : names) sheet.columns.push_back(ColumnOf(name));
  }
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    const std::string kind = KindOf(*node);
    std::vector<SheetCell> row = {node->key, node->evidence ? node->evidence->document : "",
                                  node->evidence ? node->evidence->anchor : ""};
    for (const std::string& name : columns[kind]) row.push_back(CellOf(node->properties.Find(name)));
    sheets[kind].rows.push_back(std::move(row));
  }
  const auto types = records.EdgePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  Sheet edges{.name = "Edges"};
  for (const std::string_view name : {"type", "from", "to", "document", "anchor"})
    edges.columns.push_back(ColumnOf(std::string(name)));
  for (const auto& [name, type] : *types) edges.columns.push_back(ColumnOf(name));
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    std::vector<SheetCell> row = {edge->type, edge->from, edge->to,
                                  edge->evidence ? edge->evidence->document : "",
                                  edge->evidence ? edge->evidence->anchor : ""};
    for (const auto& [name, type] : *types) row.push_back(CellOf(edge->properties.Find(name)));
    edges.rows.push_back(std::move(row));
  }
  std::vector<Sheet> all;
  for (auto& [kind, sheet] : sheets) all.push_back(std::move(sheet));
  all.push_back(std::move(edges));
  const auto bytes = WriteXlsxWorkbook(all);
  if (!bytes) return tl::unexpected(bytes.error());
  return sink("graph.xlsx", *bytes);
}

}  // namespace

const Exporter kworkbookExporter = {
    "workbook", "an Excel workbook: a sheet for each kind of node, one for edges", WriteWorkbook};

}  // namespace concord
