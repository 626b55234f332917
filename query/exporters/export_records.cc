#include "query/exporters/export_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/shorten.h"
#include "base/text.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr size_t kBufferBytes = 1 << 20;

void Collect(const PropertyMap& properties, ExportRecords::Types* types) {
  for (const auto& [name, value] : properties) {
    const auto [at, fresh] = types->emplace(name, value.type());
    if (!fresh && at->second != value.type()) at->second = Value::Type::kString;
  }
}

}  // namespace

std::string NodeTitle(const ExportNode& node, size_t most) {
  std::string title;
  for (const std::string_view property :
       {"title", "name", "label", "heading", "designator", "text", "number"}) {
    title = CollapseSpace(node.properties.FindString(property));
    if (!title.empty()) break;
  }
  if (title.empty()) title = node.key;
  return Shorten(title, most);
}

Result<std::string> ExportRecords::KeyOf(NodeId id) {
  auto node = snapshot_.GetNode(id);
  if (!node) return tl::unexpected(node.error());
  return std::move(node->key);
}

Result<ExportNode> ExportRecords::Node(size_t i) {
  auto node = snapshot_.GetNode(selection_.nodes[i]);
  if (!node) return tl::unexpected(node.error());
  ExportNode out;
  if (SpanOf(node->properties)) {
    auto evidence = places_.EvidenceOf(*node);
    if (!evidence) {
      Error error = evidence.error();
      error.message = fmt::format("'{}': {}", node->key, error.message);
      return tl::unexpected(std::move(error));
    }
    out.evidence = std::move(*evidence);
  }
  out.key = std::move(node->key);
  out.labels = std::move(node->labels);
  out.properties = std::move(node->properties);
  const bool is_text = std::binary_search(out.labels.begin(), out.labels.end(), label::Measure) ||
                       out.properties.FindString(property::kind) == "item";
  if (is_text && out.evidence) out.properties.Set(property::text, out.evidence->quote);
  return out;
}

Result<ExportEdge> ExportRecords::Edge(size_t i) {
  auto edge = snapshot_.GetEdge(selection_.edges[i]);
  if (!edge) return tl::unexpected(edge.error());
  ExportEdge out;
  out.id = fmt::format("e{}", i + 1);
  if (SpanOf(edge->properties)) {
    auto evidence = places_.EvidenceOf(*edge);
    if (!evidence) {
      Error error = evidence.error();
      error.message = fmt::format("an edge {}: {}", edge->type, error.message);
      return tl::unexpected(std::move(error));
    }
    out.evidence = std::move(*evidence);
  }
  for (auto [id, key] : {std::pair{edge->from, &out.from}, std::pair{edge->to, &out.to}}) {
    auto name = KeyOf(id);
    if (!name) return tl::unexpected(name.error());
    *key = std::move(*name);
  }
  out.type = std::move(edge->type);
  out.properties = std::move(edge->properties);
  if (out.evidence) {
    out.properties.Set(property::quote, out.evidence->quote);
    out.properties.Set(property::version, out.evidence->version);
  }
  return out;
}

Result<ExportRecords::Types> ExportRecords::NodePropertyTypes() {
  Types types;
  for (size_t i = 0; i < node_count(); ++i) {
    auto node = Node(i);
    if (!node) return tl::unexpected(node.error());
    Collect(node->properties, &types);
  }
  return types;
}

Result<ExportRecords::Types> ExportRecords::EdgePropertyTypes() {
  Types types;
  for (size_t i = 0; i < edge_count(); ++i) {
    auto edge = Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    Collect(edge->properties, &types);
  }
  return types;
}

Result<void> BufferedSink::Write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() >= kBufferBytes ? Flush() : Result<void>();
}

Result<void> BufferedSink::Flush() {
  auto done = sink_(file_, buffer_);
  buffer_.clear();
  return done;
}

}  // namespace concord
