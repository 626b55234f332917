// JSON Lines: nodes.jsonl and edges.jsonl, one object a line, with the evidence of each.
#include <fmt/format.h>

#include "query/exporters/exact_record.h"
#include "query/exporters/export_records.h"
#include "query/exporters/json_members.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

std::string ExactMember(const PropertyMap& properties) {
  ExactRecord exact;
  for (const auto& [name, value] : properties) exact.AddJson(name, value, false);
  return exact.empty() ? std::string() : fmt::format(",\"{}\":{}", kExactName, exact.Json());
}

std::string EvidenceMember(const std::optional<Evidence>& evidence) {
  if (!evidence) return {};
  return fmt::format(
      ",\"evidence\":{{\"document\":{},\"version\":{},\"section\":{},\"anchor\":{},\"start\":{},\"end\":{},"
      "\"quote\":{}}}",
      JsonText(evidence->document), JsonText(evidence->version), JsonText(evidence->section),
      JsonText(evidence->anchor), evidence->start, evidence->end, JsonText(evidence->quote));
}

Result<void> WriteJsonl(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  BufferedSink nodes(sink, "nodes.jsonl");
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    if (auto done = nodes.Write(fmt::format("{{\"key\":{},\"labels\":{},\"properties\":{}{}{}}}\n",
                                            JsonText(node->key), JsonTexts(node->labels),
                                            ValueToJson(Value(node->properties)),
                                            ExactMember(node->properties), EvidenceMember(node->evidence)));
        !done) {
      return done;
    }
  }
  if (auto done = nodes.Flush(); !done) return done;
  BufferedSink edges(sink, "edges.jsonl");
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    if (auto done = edges.Write(fmt::format("{{\"type\":{},\"from\":{},\"to\":{},\"properties\":{}{}{}}}\n",
                                            JsonText(edge->type), JsonText(edge->from), JsonText(edge->to),
                                            ValueToJson(Value(edge->properties)),
                                            ExactMember(edge->properties), EvidenceMember(edge->evidence)));
        !done) {
      return done;
    }
  }
  return edges.Flush();
}

}  // namespace

const Exporter kjsonlExporter = {"jsonl", "JSON Lines: nodes.jsonl and edges.jsonl, with evidence",
                                 WriteJsonl};

}  // namespace concord
