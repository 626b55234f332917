// Mapping sets as NIST's template for informative references (OLIR, IR 8278A), as a workbook.
#include "query/exporters/table_text.h"
#include "query/output/xlsx_workbook_writer.h"

namespace concord {
namespace {

std::vector<SheetCell> CellsOf(const std::vector<std::string>& row) {
  std::vector<SheetCell> cells;
  for (const std::string& cell : row) cells.emplace_back(cell);
  return cells;
}

bool HasWords(const Mapping& row) { return HasWordsFor(row, RelationVocabulary::kStrm); }

Result<std::string> WorkbookOf(const StoredMappings& set) {
  Sheet general;
  general.name = "General Information";
  general.columns = {{"Field Name", 28}, {"Field Value", 60}};
  general.filter = false;
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>("Informative Reference Name",
                                            SlotText(set.metadata, "mapping_set_title")),
        {"Web Address", set.id},
        {"Informative Reference Version", SlotText(set.metadata, "mapping_set_version")},
        {"Focal Document Name", FrameworkOfSet(set, true)},
        {"Reference Document Name", FrameworkOfSet(set, false)},
        {"Author", SlotText(set.metadata, "creator_label")},
        {"Comments", SlotText(set.metadata, "comment")}}) {
    general.rows.push_back({name, value});
  }
  const TextTable table = OlirTable(set);
  Sheet relationships;
  relationships.name = "Relationships";
  for (const std::string& column : table.columns) {
    const bool prose = column.ends_with("Description") || column == "Comments";
    relationships.columns.push_back({column, prose ? 50.0 : 18.0, prose});
  }
  for (const std::vector<std::string>& row : table.rows) relationships.rows.push_back(CellsOf(row));
  return WriteXlsxWorkbook({general, relationships});
}

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "olir.xlsx", WorkbookOf, {HasWords, false, OlirSlots()});
}

}  // namespace

const Exporter kolir_xlsxExporter = {"olir-xlsx",
                                     "NIST OLIR/STRM table as an Excel workbook, for mapping sets", Write};

}  // namespace concord
