// Cytoscape.js JSON (js.cytoscape.org, "Elements JSON"), which Cytoscape Desktop reads too (.cyjs). Ids are
// strings.
#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"
#include "query/exporters/export_records.h"
#include "query/exporters/json_members.h"

namespace concord {
namespace {

// Classes are separated by blanks, and one begins with a letter: "Measure".
std::string Classes(const std::vector<std::string>& labels) {
  std::string classes;
  for (std::string label : labels) {
    for (char& c : label) {
      if (c == ' ') c = '_';
    }
    classes += (classes.empty() ? "" : " ") + label;
  }
  return classes;
}

Result<void> WriteCytoscape(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  BufferedSink file(sink, "graph.cyjs");
  CONCORD_ASSIGN(const DateNames dates, DateNames::Of(&records));
  CONCORD_TRY(file.Write(fmt::format(
      "{{\"data\":{{\"name\":\"concord\",\"concord\":{}}},\n\"elements\":{{\"nodes\":[", dates.Json())));
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    // `parent` would make a compound node of it.
    if (auto done = file.Write(fmt::format(
            "{}{{\"data\":{{\"id\":{},\"labels\":{},\"shown\":{}{}}},\"classes\":{}}}", i == 0 ? "\n" : ",\n",
            JsonText("n:" + node->key), JsonTexts(node->labels), JsonText(NodeTitle(*node, 80)),
            JsonMembers(node->properties, {"id", "labels", "shown", "parent", "source", "target"},
                        dates.nodes),
            JsonText(Classes(node->labels))));
        !done) {
      return done;
    }
  }
  if (auto done = file.Write("],\n\"edges\":["); !done) return done;
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    if (auto done = file.Write(fmt::format(
            "{}{{\"data\":{{\"id\":{},\"source\":{},\"target\":{},\"type\":{}{}}},\"classes\":{}}}",
            i == 0 ? "\n" : ",\n", JsonText(edge->id), JsonText("n:" + edge->from), JsonText("n:" + edge->to),
            JsonText(edge->type),
            JsonMembers(edge->properties, {"id", "source", "target", "type", "parent"}, dates.edges),
            JsonText(edge->type)));
        !done) {
      return done;
    }
  }
  if (auto done = file.Write("]}}\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter kcytoscapeExporter = {"cytoscape", "Cytoscape JSON, for Cytoscape and Cytoscape.js",
                                     WriteCytoscape};

}  // namespace concord
