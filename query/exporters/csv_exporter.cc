// Tables for spreadsheets and loaders: nodes.csv and edges.csv (RFC 4180, UTF-8, CRLF).
#include <string>
#include <vector>

#include "query/exporters/export_records.h"
#include "query/output/csv_cell.h"

namespace concord {
namespace {

std::string Head(std::string first, const ExportRecords::Types& types) {
  for (const auto& [name, type] : types) first += "," + CsvText(name);
  return first + "\r\n";
}

// Where each column of the records is in the table.
std::vector<size_t> PlacesOf(const ExportRecords& records, const ExportRecords::Types& types) {
  std::vector<size_t> places(records.column_count(), 0);
  size_t place = 0;
  for (const auto& [name, type] : types) places[records.ColumnOf(name)] = place++;
  return places;
}

// A cell for each of `count` types, with a comma in front. Properties have the order of the names too.
void Append(const std::vector<ExportProperty>& properties, const std::vector<size_t>& places, size_t count,
            std::string* line) {
  size_t next = 0;
  for (const ExportProperty& property : properties) {
    const size_t place = places[property.column];
    line->append(place + 1 - next, ',');
    AppendCsvCell(property.value, line);
    next = place + 1;
  }
  line->append(count - next, ',');
}

Result<void> WriteNodes(ExportRecords* records, const OutputSink& sink) {
  auto types = records->NodePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  const std::vector<size_t> places = PlacesOf(*records, *types);
  BufferedSink file(sink, "nodes.csv");
  std::string* const out = file.buffer();
  *out += Head(":ID,:LABEL,anchor", *types);
  std::string labels;
  for (size_t i = 0; i < records->node_count(); ++i) {
    const auto got = records->NodeAt(i);
    if (!got) return tl::unexpected(got.error());
    const ExportNodeView& node = **got;
    AppendCsvText(node.key, out);
    *out += ',';
    labels.clear();
    for (const std::string_view label : node.labels) labels.append(labels.empty() ? "" : ";").append(label);
    AppendCsvText(labels, out);
    *out += ',';
    if (node.evidence) AppendCsvText(node.evidence->anchor, out);
    Append(node.properties, places, types->size(), out);
    *out += "\r\n";
    if (auto done = file.Continue(); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteEdges(ExportRecords* records, const OutputSink& sink) {
  auto types = records->EdgePropertyTypes();
  if (!types) return tl::unexpected(types.error());
  const std::vector<size_t> places = PlacesOf(*records, *types);
  BufferedSink file(sink, "edges.csv");
  std::string* const out = file.buffer();
  *out += Head(":START_ID,:END_ID,:TYPE,document,section,anchor", *types);
  for (size_t i = 0; i < records->edge_count(); ++i) {
    const auto got = records->EdgeAt(i);
    if (!got) return tl::unexpected(got.error());
    const ExportEdgeView& edge = **got;
    AppendCsvText(edge.from, out);
    const EvidenceView evidence = edge.evidence.value_or(EvidenceView());
    for (const std::string_view text :
         {edge.to, edge.type, evidence.document, evidence.section, evidence.anchor}) {
      *out += ',';
      AppendCsvText(text, out);
    }
    Append(edge.properties, places, types->size(), out);
    *out += "\r\n";
    if (auto done = file.Continue(); !done) return done;
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
