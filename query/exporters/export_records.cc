#include "query/exporters/export_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <span>

#include "base/shorten.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/record_scan.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr size_t kBufferBytes = 1 << 20;
constexpr size_t kWindow = 8192;  // records that are read ahead

void Collect(const PropertyMap& properties, ExportRecords::Types* types) {
  for (const auto& [name, value] : properties) {
    const auto [at, fresh] = types->emplace(name, value.type());
    if (!fresh && at->second != value.type()) at->second = Value::Type::kString;
  }
}

// Whether all values of the name are strings so far, at least one, and this one too if there is one.
bool AreStrings(const PropertyMap& properties, const ExportRecords::Types& types, std::string_view name) {
  const auto known = types.find(std::string(name));
  const Value* own = properties.Find(name);
  return known != types.end() && known->second == Value::Type::kString &&
         (own == nullptr || own->type() == Value::Type::kString);
}

// What is exported with its text: a measure, or a row of a framework.
bool IsText(const Node& node) {
  return node.HasLabel(label::Measure) || node.properties.FindString(property::kind) == "item";
}

// Reads the records with these ids, in any order, in the order of the ids.
template <typename Record, typename Read>
Result<void> ReadWindow(const Snapshot& snapshot, std::span<const uint64_t> ids, Read read,
                        std::vector<Record>* records) {
  std::vector<uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](uint32_t i) { return ids[i]; });
  std::vector<uint64_t> rising;
  rising.reserve(ids.size());
  for (const uint32_t i : order) rising.push_back(ids[i]);
  records->clear();
  records->resize(ids.size());
  size_t next = 0;
  const Result<void> done =
      read(snapshot, rising, [&](Record record) { (*records)[order[next++]] = std::move(record); });
  if (!done) records->clear();
  return done;
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
  if (!keys_) {
    auto keys = NodeKeys::Load(snapshot_, selection_.nodes);
    if (!keys) return tl::unexpected(keys.error());
    keys_ = std::move(*keys);
  }
  if (const auto key = keys_->Find(id)) return std::string(*key);
  auto node = snapshot_.GetNode(id);
  if (!node) return tl::unexpected(node.error());
  return std::move(node->key);
}

Result<Node*> ExportRecords::StoredNode(size_t i) {
  if (!nodes_.Has(i)) {
    nodes_.first = nodes_.whole = i;
    const auto ids = std::span(selection_.nodes).subspan(i, std::min(kWindow, node_count() - i));
    if (auto done = ReadWindow(snapshot_, ids, ReadNodes, &nodes_.records); !done)
      return tl::unexpected(done.error());
  }
  return &nodes_.records[i - nodes_.first];
}

Result<Edge*> ExportRecords::StoredEdge(size_t i) {
  if (!edges_.Has(i)) {
    edges_.first = edges_.whole = i;
    const auto ids = std::span(selection_.edges).subspan(i, std::min(kWindow, edge_count() - i));
    if (auto done = ReadWindow(snapshot_, ids, ReadEdges, &edges_.records); !done)
      return tl::unexpected(done.error());
  }
  return &edges_.records[i - edges_.first];
}

Result<ExportNode> ExportRecords::Node(size_t i) {
  auto node = StoredNode(i);
  if (!node) return tl::unexpected(node.error());
  return Complete(nodes_.Take(i));
}

Result<const TextPolicies*> ExportRecords::Policies() {
  if (!policies_) {
    CONCORD_ASSIGN(policies_, TextPolicies::Load(snapshot_));
  }
  return &*policies_;
}

Result<void> ExportRecords::AddText(concord::Node* version) {
  CONCORD_ASSIGN(const std::optional<uint64_t> size, snapshot_.BlobSize(version->id, "text"));
  if (!size) return {};
  CONCORD_ASSIGN(std::string text, snapshot_.GetBlob(version->id, "text"));
  version->properties.Set(property::text, std::move(text));
  return {};
}

Result<ExportNode> ExportRecords::Complete(concord::Node node) {
  ExportNode out;
  if (SpanOf(node.properties)) {
    auto evidence = places_.EvidenceOf(node);
    if (evidence) {
      out.evidence = std::move(*evidence);
    } else if (evidence.error().code != ErrorCode::kNotFound) {
      Error error = evidence.error();
      error.message = fmt::format("'{}': {}", node.key, error.message);
      return tl::unexpected(std::move(error));
    }
  }
  if (IsText(node) && out.evidence) node.properties.Set(property::text, out.evidence->quote);
  if (selection_.texts && node.HasLabel(label::Version)) CONCORD_TRY(AddText(&node));
  CONCORD_ASSIGN(const TextPolicies* const policies, Policies());
  if (!policies->all_full()) {
    CONCORD_ASSIGN(const TextPolicy policy, policies->Of(node, &places_));
    // An excerpt of a whole text would be read as the whole.
    if (policy != TextPolicy::kFull && node.HasLabel(label::Version)) node.properties.Remove(property::text);
    ApplyTextPolicy(policy, node.labels, &node.properties);
    if (out.evidence) ApplyTextPolicy(policy, &*out.evidence);
  }
  out.key = std::move(node.key);
  out.labels = std::move(node.labels);
  out.properties = std::move(node.properties);
  return out;
}

Result<ExportEdge> ExportRecords::Edge(size_t i) {
  auto edge = StoredEdge(i);
  if (!edge) return tl::unexpected(edge.error());
  return Complete(edges_.Take(i), i);
}

Result<ExportEdge> ExportRecords::Complete(concord::Edge edge, size_t i) {
  ExportEdge out;
  out.id = fmt::format("e{}", i + 1);
  if (SpanOf(edge.properties)) {
    auto evidence = places_.EvidenceOf(edge);
    if (evidence) {
      out.evidence = std::move(*evidence);
    } else if (evidence.error().code != ErrorCode::kNotFound) {
      Error error = evidence.error();
      error.message = fmt::format("an edge {}: {}", edge.type, error.message);
      return tl::unexpected(std::move(error));
    }
  }
  for (auto [id, key] : {std::pair{edge.from, &out.from}, std::pair{edge.to, &out.to}}) {
    auto name = KeyOf(id);
    if (!name) return tl::unexpected(name.error());
    *key = std::move(*name);
  }
  out.type = std::move(edge.type);
  out.properties = std::move(edge.properties);
  if (out.evidence) {
    out.properties.Set(property::quote, out.evidence->quote);
    out.properties.Set(property::version, out.evidence->version);
  }
  CONCORD_ASSIGN(const TextPolicies* const policies, Policies());
  if (!policies->all_full()) {
    CONCORD_ASSIGN(const TextPolicy from, policies->Of(edge.from, &places_));
    CONCORD_ASSIGN(const TextPolicy to, policies->Of(edge.to, &places_));
    ApplyTextPolicy(std::max(from, to), {}, &out.properties);
    if (out.evidence) ApplyTextPolicy(std::max(from, to), &*out.evidence);
  }
  return out;
}

// Reading the text adds strings of known names. Where these names have strings already, it adds nothing to
// the types.
Result<ExportRecords::Types> ExportRecords::NodePropertyTypes() {
  Types types;
  CONCORD_ASSIGN(const TextPolicies* const policies, Policies());
  const bool all_full = policies->all_full();
  for (size_t i = 0; i < node_count(); ++i) {
    auto node = StoredNode(i);
    if (!node) return tl::unexpected(node.error());
    const PropertyMap& properties = (*node)->properties;
    const bool has_text =
        SpanOf(properties) ? IsText(**node) : selection_.texts && (*node)->HasLabel(label::Version);
    if (all_full && (!has_text || AreStrings(properties, types, property::text))) {
      Collect(properties, &types);
      continue;
    }
    auto complete = Complete(**node);
    if (!complete) return tl::unexpected(complete.error());
    Collect(complete->properties, &types);
  }
  return types;
}

Result<ExportRecords::Types> ExportRecords::EdgePropertyTypes() {
  Types types;
  CONCORD_ASSIGN(const TextPolicies* const policies, Policies());
  const bool all_full = policies->all_full();
  for (size_t i = 0; i < edge_count(); ++i) {
    auto edge = StoredEdge(i);
    if (!edge) return tl::unexpected(edge.error());
    const PropertyMap& properties = (*edge)->properties;
    if (all_full && (!SpanOf(properties) || (AreStrings(properties, types, property::quote) &&
                                             AreStrings(properties, types, property::version)))) {
      Collect(properties, &types);
      continue;
    }
    auto complete = Complete(**edge, i);
    if (!complete) return tl::unexpected(complete.error());
    Collect(complete->properties, &types);
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
