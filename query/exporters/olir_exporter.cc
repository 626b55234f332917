// Mapping sets as NIST's template for informative references (OLIR, IR 8278A), as TSV.
#include "query/exporters/table_text.h"

namespace concord {
namespace {

bool HasWords(const Mapping& row) { return HasWordsFor(row, RelationVocabulary::kStrm); }

Result<std::string> TextOf(const StoredMappings& set) {
  // The template names the documents on a sheet of its own; here they stand above the table.
  TextTable names;
  names.rows = {{"Focal Document Name", FrameworkOfSet(set, true)},
                {"Reference Document Name", FrameworkOfSet(set, false)}};
  return TableText(names, '\t') + TableText(OlirTable(set), '\t');
}

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "olir.tsv", TextOf, {HasWords, false, OlirSlots()});
}

}  // namespace

const Exporter kolirExporter = {"olir", "NIST OLIR/STRM table as TSV, for mapping sets", Write};

}  // namespace concord
