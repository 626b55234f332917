#include "ingest/import/xml_graph.h"

#include <fmt/format.h>

#include <utility>

#include "base/try.h"

namespace concord {

Result<void> XmlGraphHandler::Text(std::string_view text) {
  if (takes_text_ && skip_ == 0) text_ += text;
  return {};
}

bool XmlGraphHandler::SkipsBegin() {
  if (skip_ == 0) return false;
  ++skip_;
  return true;
}

bool XmlGraphHandler::SkipsEnd() {
  if (skip_ == 0) return false;
  --skip_;
  return true;
}

Result<void> XmlGraphHandler::CheckRoot(std::string_view name) {
  seen_root_ = seen_root_ || name == root_;
  if (seen_root_) return {};
  return Fail(ErrorCode::kInvalid, fmt::format("expected an element {}, found {}", root_, name));
}

Result<void> XmlGraphHandler::OpenNode(const XmlAttributes& attributes) {
  Record record{.line = line};
  record.node.key = attributes.Get("id");
  if (record.node.key.empty()) return Fail(ErrorCode::kInvalid, "expected a node with an id");
  open_.push_back(std::move(record));
  return {};
}

Result<void> XmlGraphHandler::OpenEdge(const XmlAttributes& attributes, bool is_undirected) {
  Record record{.is_edge = true, .line = line};
  record.edge.from = attributes.Get("source");
  record.edge.to = attributes.Get("target");
  if (record.edge.from.empty() || record.edge.to.empty())
    return Fail(ErrorCode::kInvalid, "expected an edge with source and target");
  record.label = attributes.Get("label");
  if (is_undirected) records_.LeaveOut("edges without a direction, which now lead from source to target");
  if (!ours_ && attributes.Find("id") != nullptr) records_.LeaveOut("ids of edges");
  open_.push_back(std::move(record));
  return {};
}

Result<XmlGraphHandler::Record> XmlGraphHandler::Close() {
  Record record = std::move(open_.back());
  open_.pop_back();
  CONCORD_TRY(FillDefaults(&record));
  if (record.exact) CONCORD_TRY(ApplyExactRecord(*record.exact, &record.node.labels, &record.properties()));
  return record;
}

Result<void> XmlGraphHandler::SetProperty(std::string_view what, const std::string& name,
                                          std::string_view type, const std::string& text, Record* record) {
  Result<Value> value = ParseTypedText(type, text);
  if (!value) return Fail(value.error().code, fmt::format("{} '{}': {}", what, name, value.error().message));
  record->properties().Set(name, *std::move(value));
  return {};
}

}  // namespace concord
