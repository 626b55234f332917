// Tables for spreadsheets and loaders: nodes.csv and edges.csv (RFC 4180, UTF-8, CRLF).
#include <fmt/format.h>

#include "query/exporters/export_records.h"
#include "query/output/csv_cell.h"

namespace concord {
namespace {

std::string Head(std::string first, const ExportRecords::Types& types) {
  for (const auto& [name, type] : types) first += "," + CsvText(name);
  return first + "\r\n";
}

// A cell for each type. Both are in the order of the names, and no property is without a type.
void Append(const PropertyMap& properties, const ExportRecords::Types& types, std::string* line) {
  auto property = properties.begin();
  for (const auto& [name, type] : types) {
    *line += ',';
    if (property == properties.end() || property->name != name) continue;
    AppendCsvCell(property->value, line);
    ++property;
  }
}

Result<void> WriteNodes(ExportRecords* records, const OutputSink& sink) {
  auto types = records->NodePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  BufferedSink file(sink, "nodes.csv");
  if (auto done = file.Write(Head(":ID,:LABEL,anchor", *types)); !done) return done;
  std::string line;
  for (size_t i = 0; i < records->node_count(); ++i) {
    auto node = records->Node(i);
    if (!node) return tl::unexpected(node.error());
    line.clear();
    AppendCsvText(node->key, &line);
    line += ',';
    AppendCsvText(fmt::format("{}", fmt::join(node->labels, ";")), &line);
    line += ',';
    if (node->evidence) AppendCsvText(node->evidence->anchor, &line);
    Append(node->properties, *types, &line);
    line += "\r\n";
    if (auto done = file.Write(line); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteEdges(ExportRecords* records, const OutputSink& sink) {
  auto types = records->EdgePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  BufferedSink file(sink, "edges.csv");
  if (auto done = file.Write(Head(":START_ID,:END_ID,:TYPE,document,section,anchor", *types)); !done)
    return done;
  static const Evidence kNone;
  std::string line;
  for (size_t i = 0; i < records->edge_count(); ++i) {
    auto edge = records->Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    line.clear();
    AppendCsvText(edge->from, &line);
    for (const std::string* text : {&edge->to, &edge->type}) {
      line += ',';
      AppendCsvText(*text, &line);
    }
    const Evidence& evidence = edge->evidence ? *edge->evidence : kNone;
    for (const std::string* text : {&evidence.document, &evidence.section, &evidence.anchor}) {
      line += ',';
      AppendCsvText(*text, &line);
    }
    Append(edge->properties, *types, &line);
    line += "\r\n";
    if (auto done = file.Write(line); !done) return done;
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
