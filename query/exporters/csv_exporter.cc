// Tables for spreadsheets and loaders: nodes.csv and edges.csv (RFC 4180, UTF-8, CRLF).
#include <fmt/format.h>

#include "query/exporters/export_records.h"
#include "query/output/csv_cell.h"

namespace concord {
namespace {

std::string Cell(const Value* value) { return value == nullptr ? std::string() : CsvCell(*value); }

std::string Head(std::string first, const ExportRecords::Types& types) {
  for (const auto& [name, type] : types) first += "," + CsvText(name);
  return first + "\r\n";
}

void Append(const PropertyMap& properties, const ExportRecords::Types& types, std::string* line) {
  for (const auto& [name, type] : types) *line += "," + Cell(properties.Find(name));
}

Result<void> WriteNodes(ExportRecords* records, const OutputSink& sink) {
  auto types = records->NodePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  BufferedSink file(sink, "nodes.csv");
  if (auto done = file.Write(Head(":ID,:LABEL,anchor", *types)); !done) return done;
  for (size_t i = 0; i < records->node_count(); ++i) {
    auto node = records->Node(i);
    if (!node) return tl::unexpected(node.error());
    std::string line = CsvText(node->key) + "," + CsvText(fmt::format("{}", fmt::join(node->labels, ";"))) +
                       "," + CsvText(node->evidence ? node->evidence->anchor : "");
    Append(node->properties, *types, &line);
    if (auto done = file.Write(line + "\r\n"); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteEdges(ExportRecords* records, const OutputSink& sink) {
  auto types = records->EdgePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  BufferedSink file(sink, "edges.csv");
  if (auto done = file.Write(Head(":START_ID,:END_ID,:TYPE,document,section,anchor", *types)); !done)
    return done;
  for (size_t i = 0; i < records->edge_count(); ++i) {
    auto edge = records->Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    const Evidence evidence = edge->evidence.value_or(Evidence());
    std::string line = CsvText(edge->from);
    for (const std::string* text : std::initializer_list<const std::string*>{
             &edge->to, &edge->type, &evidence.document, &evidence.section, &evidence.anchor}) {
      line += "," + CsvText(*text);
    }
    Append(edge->properties, *types, &line);
    if (auto done = file.Write(line + "\r\n"); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteCsv(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  if (auto done = WriteNodes(&records, sink); !done) return done;
  return WriteEdges(&records, sink);
}

}  // namespace

const Exporter kcsvExporter = {"csv", "CSV: nodes.csv and edges.csv, with the evidence of each edge",
                               WriteCsv};

}  // namespace concord
