// Mapping sets as OSCAL mapping collections in JSON.
#include "query/exporters/oscal_collection.h"

namespace concord {
namespace {

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "oscal.json", OscalJson, {nullptr, false, {}});
}

}  // namespace

const Exporter koscalExporter = {"oscal", "OSCAL 1.2 mapping collection as JSON, for mapping sets", Write};

}  // namespace concord
