// Mapping sets as canonical SSSOM/TSV.
#include "mapping/sssom_text.h"
#include "query/exporters/stored_mappings.h"

namespace concord {
namespace {

Result<std::string> TextOf(const StoredMappings& set) {
  std::vector<const Mapping*> rows;
  for (const Mapping& row : set.rows) rows.push_back(&row);
  return SssomText(set, rows);
}

Result<void> WriteSssomFiles(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "sssom.tsv", TextOf);
}

}  // namespace

const Exporter ksssomExporter = {"sssom", "SSSOM/TSV in its canonical form, for mapping sets",
                                 WriteSssomFiles};

}  // namespace concord
