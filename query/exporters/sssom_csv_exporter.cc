// Mapping sets as plain CSV: a column for each slot, and no header of metadata.
#include <algorithm>
#include <set>

#include "mapping/sssom_slots.h"
#include "query/exporters/stored_mappings.h"
#include "query/output/csv_cell.h"

namespace concord {
namespace {

std::string CellOf(const Mapping& row, std::string_view column) {
  if (column == "subject_id") return CsvText(row.subject_id);
  if (column == "subject_label") return CsvText(row.subject_label);
  if (column == "predicate_id") return CsvText(row.predicate_id);
  if (column == "predicate_modifier") return CsvText(row.predicate_modifier);
  if (column == "object_id") return CsvText(row.object_id);
  if (column == "object_label") return CsvText(row.object_label);
  if (column == "mapping_justification") return CsvText(row.justification);
  if (column == "confidence") return row.confidence ? CsvCell(Value(*row.confidence)) : std::string();
  const Value* value = row.other.Find(column);
  if (value == nullptr) return {};
  if (value->type() != Value::Type::kList) return CsvCell(*value);
  std::vector<std::string> values;
  for (const Value& item : value->as_list()) values.push_back(item.ToString());
  return CsvText(JoinSssomList(values));
}

Result<std::string> TextOf(const StoredMappings& set) {
  std::vector<std::string> columns;
  std::set<std::string> others;
  for (const Mapping& row : set.rows) {
    for (const auto& [name, value] : row.other) others.insert(name);
  }
  for (const SssomSlot& slot : SssomRowSlots()) {
    constexpr std::string_view kOwn[] = {
        "subject_id", "subject_label", "predicate_id",          "predicate_modifier",
        "object_id",  "object_label",  "mapping_justification", "confidence"};
    if (std::ranges::find(kOwn, slot.name) != std::end(kOwn) || others.contains(std::string(slot.name)))
      columns.emplace_back(slot.name);
    others.erase(std::string(slot.name));
  }
  columns.insert(columns.end(), others.begin(), others.end());
  std::string out;
  for (const std::string& column : columns) out += (out.empty() ? "" : ",") + CsvText(column);
  out += "\r\n";
  for (const Mapping& row : set.rows) {
    for (size_t i = 0; i < columns.size(); ++i) out += (i > 0 ? "," : "") + CellOf(row, columns[i]);
    out += "\r\n";
  }
  return out;
}

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "mappings.csv", TextOf);
}

}  // namespace

const Exporter ksssom_csvExporter = {"sssom-csv", "Plain CSV with a column for each slot, for mapping sets",
                                     Write};

}  // namespace concord
