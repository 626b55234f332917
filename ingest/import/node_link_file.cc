#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/json_events.h"

namespace concord {
namespace {

// What our own files say of all their records.
struct FileFacts {
  bool ours = false;
  std::set<std::string, std::less<>> node_dates, edge_dates;
};

std::set<std::string, std::less<>> NamesOf(const PropertyMap& dates, std::string_view member) {
  std::set<std::string, std::less<>> names;
  const Value* list = dates.Find(member);
  if (list == nullptr || list->type() != Value::Type::kList) return names;
  for (const Value& name : list->as_list()) {
    if (name.type() == Value::Type::kString) names.insert(name.as_string());
  }
  return names;
}

// {"concord":{"dates":{"nodes":[...],"edges":[...]}}}
void ReadFacts(const Value& about, FileFacts* facts) {
  if (about.type() != Value::Type::kMap) return;
  const Value* exact = about.as_map().Find("concord");
  if (exact == nullptr || exact->type() != Value::Type::kMap) return;
  facts->ours = true;
  const Value* dates = exact->as_map().Find("dates");
  if (dates == nullptr || dates->type() != Value::Type::kMap) return;
  facts->node_dates = NamesOf(dates->as_map(), "nodes");
  facts->edge_dates = NamesOf(dates->as_map(), "edges");
}

class NodeLinkHandler : public JsonHandler {
 public:
  explicit NodeLinkHandler(GraphRecords* records) : records_(*records) {}

  Result<void> Scalar(Value value) override {
    if (builder_.is_open()) return builder_.Scalar(std::move(value));
    if (depth_ == 0) return Fail(ErrorCode::kInvalid, "expected an object with nodes and edges");
    if (depth_ == 1 && name_ == "directed" && value == Value(false))
      records_.LeaveOut("the statement that edges have no direction; they lead from source to target now");
    if (name_ != "directed" && name_ != "multigraph" && !IsRecords())
      records_.LeaveOut(fmt::format("member '{}'", name_));
    if (IsRecords()) return Fail(ErrorCode::kInvalid, fmt::format("expected an object in '{}'", name_));
    return {};
  }

  Result<void> Begin(bool is_map) override {
    if (builder_.is_open()) return builder_.Begin(is_map);
    if (IsRecords() && in_list_) {
      if (!is_map) return Fail(ErrorCode::kInvalid, fmt::format("expected an object in '{}'", name_));
      record_line_ = line;
      return builder_.Begin(true);
    }
    if (depth_ == 1 && is_map && (name_ == "graph" || name_ == "data")) return builder_.Begin(true);
    if (depth_ == 0 && !is_map) return Fail(ErrorCode::kInvalid, "expected an object with nodes and edges");
    if (depth_ >= 1 && !(depth_ == 1 && name_ == "elements") && !IsRecords()) {
      records_.LeaveOut(fmt::format("member '{}'", name_));
      return builder_.Begin(is_map);
    }
    if (IsRecords() && is_map)
      return Fail(ErrorCode::kInvalid, fmt::format("expected a list of objects as '{}'", name_));
    ++depth_;
    in_list_ = !is_map;
    found_ = found_ || IsRecords();
    return {};
  }

  Result<void> Name(std::string name) override {
    if (builder_.is_open())
      builder_.Name(std::move(name));
    else
      name_ = std::move(name);
    return {};
  }

  Result<void> End() override {
    if (builder_.is_open()) {
      CONCORD_TRY(builder_.End());
      return builder_.is_open() ? Result<void>() : Deliver(builder_.Take());
    }
    --depth_;
    in_list_ = false;
    if (depth_ == 0 && !found_)
      return Fail(ErrorCode::kInvalid, "expected the members nodes and links or edges, or elements");
    return {};
  }

 private:
  bool IsRecords() const {
    return name_ == "nodes" || name_ == "links" || name_ == "edges" || (name_ == "elements" && in_list_);
  }

  Result<void> Deliver(Value value) {
    if (!IsRecords() || !in_list_) {
      if (name_ == "graph" || name_ == "data") {
        ReadFacts(value, &facts_);
        const size_t own = facts_.ours ? (name_ == "data" ? 2 : 1) : 0;
        if (value.as_map().size() > own) records_.LeaveOut("data of the graph itself");
      }
      return {};
    }
    PropertyMap record = value.as_map();
    // Cytoscape puts what we want one level down, and how it is drawn beside it.
    const Value* data = record.Find("data");
    const bool cytoscape = data != nullptr && data->type() == Value::Type::kMap &&
                           (data->as_map().Find("id") != nullptr || data->as_map().Find("source") != nullptr);
    if (cytoscape) {
      const std::string classes(record.FindString("classes"));
      const size_t known = record.Find("classes") == nullptr ? 1 : 2;
      if (record.size() > known) records_.LeaveOut("positions and states");
      record = PropertyMap(data->as_map());
      if (!facts_.ours && !classes.empty() && record.Find("classes") == nullptr)
        record.Set("classes", classes);
    }
    const bool is_edge =
        name_ == "links" || name_ == "edges" || (name_ == "elements" && record.Find("source") != nullptr);
    return is_edge ? DeliverEdge(std::move(record), cytoscape) : DeliverNode(std::move(record), cytoscape);
  }

  std::optional<Value> TakeExact(PropertyMap* record) const {
    const Value* exact = facts_.ours ? record->Find("concord") : nullptr;
    if (exact == nullptr) return std::nullopt;
    std::optional<Value> taken = *exact;
    record->Remove("concord");
    return taken;
  }

  std::string KeyOf(std::string key, bool cytoscape) const {
    return cytoscape && facts_.ours && key.starts_with("n:") ? key.substr(2) : key;
  }

  Result<void> DeliverNode(PropertyMap record, bool cytoscape) {
    GraphNode node;
    const std::optional<Value> exact = TakeExact(&record);
    node.key = KeyOf(TakeKey("id", &record), cytoscape);
    if (node.key.empty()) return Fail(ErrorCode::kInvalid, "expected a node with an id");
    node.labels = TakeLabels(&record);
    if (cytoscape && facts_.ours) record.Remove("shown");
    if (exact) CONCORD_TRY(ApplyExactRecord(*exact, &node.labels, &record));
    CONCORD_TRY(MakeDates(facts_.node_dates, &record));
    node.properties = std::move(record);
    return records_.Take(std::move(node), record_line_);
  }

  Result<void> DeliverEdge(PropertyMap record, bool cytoscape) {
    GraphEdge edge;
    const std::optional<Value> exact = TakeExact(&record);
    edge.from = KeyOf(TakeKey("source", &record), cytoscape);
    edge.to = KeyOf(TakeKey("target", &record), cytoscape);
    if (edge.from.empty() || edge.to.empty())
      return Fail(ErrorCode::kInvalid, "expected an edge with source and target");
    edge.type = TakeText("type", &record);
    // The number of an edge among those that run in parallel.
    if (facts_.ours) record.Remove(cytoscape ? "id" : "key");
    std::vector<std::string> no_labels;
    if (exact) CONCORD_TRY(ApplyExactRecord(*exact, &no_labels, &record));
    CONCORD_TRY(MakeDates(facts_.edge_dates, &record));
    if (edge.type.empty()) edge.type = record.FindString("label");
    edge.properties = std::move(record);
    return records_.Take(std::move(edge), record_line_);
  }

  GraphRecords& records_;
  FileFacts facts_;
  ValueBuilder builder_;  // of a record, or of something that is passed over
  std::string name_;      // of the last member outside of it
  uint64_t record_line_ = 0;
  size_t depth_ = 0;  // outside of it
  bool in_list_ = false, found_ = false;
};

}  // namespace

Result<void> ReadNodeLink(std::istream& in, const std::string& source, GraphRecords* records) {
  NodeLinkHandler handler(records);
  return ReadJsonEvents(in, source, &handler);
}

}  // namespace concord
