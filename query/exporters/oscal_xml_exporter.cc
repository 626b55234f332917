// Mapping sets as OSCAL mapping collections in XML.
#include "query/exporters/oscal_collection.h"

namespace concord {
namespace {

Result<void> Write(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  return WriteEachSet(snapshot, selection, sink, "oscal.xml", OscalXml, {nullptr, false, {}});
}

}  // namespace

const Exporter koscal_xmlExporter = {"oscal-xml", "OSCAL 1.2 mapping collection as XML, for mapping sets",
                                     Write};

}  // namespace concord
