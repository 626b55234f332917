// A picture of the graph: SVG, with places that are computed here (query/pictures/graph_picture.h).
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "base/plural.h"
#include "base/try.h"
#include "query/exporters/export_records.h"
#include "query/pictures/graph_picture.h"

namespace concord {
namespace {

constexpr size_t kMostDots = 500;   // what people can read
constexpr size_t kNameBytes = 120;  // of a dot; the picture shortens it further

Result<void> WriteSvg(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  if (selection.nodes.size() > kMostDots)
    return Fail(ErrorCode::kLimit,
                fmt::format("a picture of {} cannot be read; select at most {}, or take graphml, gexf or dot",
                            Counted(selection.nodes.size(), "node"), kMostDots));
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  GraphDrawing drawing;
  drawing.title = fmt::format("{} and {}", Counted(selection.nodes.size(), "node"),
                              Counted(selection.edges.size(), "edge"));
  std::map<std::string, uint32_t> places;
  for (size_t i = 0; i < records.node_count(); ++i) {
    CONCORD_ASSIGN(const ExportNode node, records.Node(i));
    places.emplace(node.key, static_cast<uint32_t>(i));
    drawing.dots.push_back(
        {NodeTitle(node, kNameBytes), node.labels.empty() ? std::string() : node.labels.front(), {}, false});
  }
  for (size_t i = 0; i < records.edge_count(); ++i) {
    CONCORD_ASSIGN(const ExportEdgeView* const edge, records.EdgeAt(i));
    drawing.lines.push_back(
        {places.at(std::string(edge->from)), places.at(std::string(edge->to)), std::string(edge->type)});
  }
  sink.Say(MakeNote("picture-shows-less",
                    "the picture does not show the types and directions of edges, nor properties"));
  return sink("graph.svg", DrawGraph(drawing));
}

}  // namespace

const Exporter ksvgExporter = {"svg", "SVG: a picture of at most 500 nodes", WriteSvg};

}  // namespace concord
