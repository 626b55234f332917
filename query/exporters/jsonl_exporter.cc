// JSON Lines: nodes.jsonl and edges.jsonl, one object a line, with the evidence of each.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "query/exporters/export_records.h"
#include "query/exporters/record_json.h"
#include "query/output/json_text.h"

namespace concord {
namespace {

void AppendEvidence(const std::optional<EvidenceView>& evidence, std::string* out) {
  if (!evidence) return;
  *out += ",\"evidence\":{\"document\":";
  AppendJsonText(evidence->document, out);
  for (const auto& [head, text] :
       {std::pair<std::string_view, std::string_view>(",\"version\":", evidence->version),
        {",\"section\":", evidence->section},
        {",\"anchor\":", evidence->anchor}}) {
    *out += head;
    AppendJsonText(text, out);
  }
  *out += fmt::format(",\"start\":{},\"end\":{},\"quote\":", evidence->start, evidence->end);
  AppendJsonText(evidence->quote, out);
  *out += '}';
}

Result<void> WriteNodes(ExportRecords* records, const OutputSink& sink) {
  BufferedSink file(sink, "nodes.jsonl");
  std::string* const out = file.buffer();
  for (size_t i = 0; i < records->node_count(); ++i) {
    const auto got = records->NodeAt(i);
    if (!got) return tl::unexpected(got.error());
    const ExportNodeView& node = **got;
    *out += '{';
    AppendNodeMembers(node, out);
    AppendEvidence(node.evidence, out);
    *out += "}\n";
    if (auto done = file.Continue(); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteEdges(ExportRecords* records, const OutputSink& sink) {
  BufferedSink file(sink, "edges.jsonl");
  std::string* const out = file.buffer();
  for (size_t i = 0; i < records->edge_count(); ++i) {
    const auto got = records->EdgeAt(i);
    if (!got) return tl::unexpected(got.error());
    const ExportEdgeView& edge = **got;
    *out += '{';
    AppendEdgeMembers(edge, out);
    AppendEvidence(edge.evidence, out);
    *out += "}\n";
    if (auto done = file.Continue(); !done) return done;
  }
  return file.Flush();
}

Result<void> WriteJsonl(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  if (auto done = WriteNodes(&records, sink); !done) return done;
  return WriteEdges(&records, sink);
}

}  // namespace

const Exporter kjsonlExporter = {"jsonl", "JSON Lines: nodes.jsonl and edges.jsonl, with evidence",
                                 WriteJsonl};

}  // namespace concord
