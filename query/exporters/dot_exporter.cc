// DOT, the language of Graphviz (graphviz.org/doc/info/lang.html).
#include <fmt/format.h>

#include "base/shorten.h"
#include "base/text.h"
#include "query/exporters/export_records.h"

namespace concord {
namespace {

constexpr size_t kMaxLabel = 60;  // bytes; a longer one hides the picture

// In a quoted DOT string only the quotation mark needs a backslash; but a backslash before a letter is
// read as an escape in labels, so it is doubled there.
std::string Escape(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n' || c == '\r' || c == '\0') {
      out += ' ';
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string LabelOf(const ExportNode& node) {
  std::string label;
  for (const std::string_view property : {"text", "title", "name", "label", "heading", "number"}) {
    label = CollapseSpace(node.properties.FindString(property));
    if (!label.empty()) break;
  }
  if (label.empty()) label = node.key;
  return Shorten(label, kMaxLabel);
}

Result<void> WriteDot(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  BufferedSink file(sink, "graph.dot");
  if (auto done = file.Write("digraph concord {\n  rankdir=LR;\n  node [shape=box];\n"); !done) return done;
  for (size_t i = 0; i < records.node_count(); ++i) {
    auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    auto done =
        file.Write(fmt::format("  {} [label={}, class={}];\n", Escape(node->key), Escape(LabelOf(*node)),
                               Escape(fmt::format("{}", fmt::join(node->labels, " ")))));
    if (!done) return done;
  }
  for (size_t i = 0; i < records.edge_count(); ++i) {
    auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    std::string tooltip;
    if (edge->evidence) tooltip = fmt::format(", tooltip={}", Escape(CollapseSpace(edge->evidence->quote)));
    auto done = file.Write(fmt::format("  {} -> {} [label={}{}];\n", Escape(edge->from), Escape(edge->to),
                                       Escape(edge->type), tooltip));
    if (!done) return done;
  }
  if (auto done = file.Write("}\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter kdotExporter = {"dot", "DOT, for Graphviz", WriteDot};

}  // namespace concord
