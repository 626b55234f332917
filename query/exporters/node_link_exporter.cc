// Node-link JSON, as networkx.node_link_graph(data, edges="edges") reads it.
#include <fmt/format.h>

#include "base/try.h"
#include "query/exporters/export_records.h"
#include "query/exporters/json_members.h"

namespace concord {
namespace {

Result<void> WriteNodeLink(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  BufferedSink file(sink, "graph.json");
  CONCORD_ASSIGN(const DateNames dates, DateNames::Of(&records));
  // A graph with parallel edges needs `multigraph`; each edge then has a `key` of its own.
  CONCORD_TRY(file.Write(fmt::format(
      "{{\"directed\":true,\"multigraph\":true,\"graph\":{{\"concord\":{}}},\n\"nodes\":[", dates.Json())));
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    if (auto done = file.Write(fmt::format("{}{{\"id\":{},\"labels\":{}{}}}", i == 0 ? "\n" : ",\n",
                                           JsonText(node->key), JsonTexts(node->labels),
                                           JsonMembers(node->properties, {"id", "labels"}, dates.nodes)));
        !done) {
      return done;
    }
  }
  if (auto done = file.Write("],\n\"edges\":["); !done) return done;
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    if (auto done = file.Write(
            fmt::format("{}{{\"source\":{},\"target\":{},\"key\":{},\"type\":{}{}}}", i == 0 ? "\n" : ",\n",
                        JsonText(edge->from), JsonText(edge->to), JsonText(edge->id), JsonText(edge->type),
                        JsonMembers(edge->properties, {"source", "target", "key", "type"}, dates.edges)));
        !done) {
      return done;
    }
  }
  if (auto done = file.Write("]}\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter knode_linkExporter = {"node_link", "node-link JSON, for NetworkX and D3", WriteNodeLink};

}  // namespace concord
