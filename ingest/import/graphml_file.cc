#include <fmt/format.h>

#include <map>
#include <optional>

#include "base/text.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/xml_graph.h"

namespace concord {
namespace {

struct Key {
  std::string name;
  std::string type = "string";  // as ParseTypedText takes it
  std::string domain;           // "node", "edge", "all"
  std::string desc;
  std::optional<std::string> otherwise;  // the value of records without one
  bool graphics = false;                 // of yEd: not a property
  bool exact = false;                    // what our own exports say beside
};

// "long" -> "int"; a type that GraphML does not have is text.
std::string GraphMlType(std::string_view attribute) {
  if (attribute == "boolean") return "bool";
  if (attribute == "int" || attribute == "long") return "int";
  if (attribute == "float" || attribute == "double") return "double";
  return "string";
}

class GraphMlHandler : public XmlGraphHandler {
 public:
  explicit GraphMlHandler(GraphRecords* records) : XmlGraphHandler("graphml", records) {}

  Result<void> Begin(std::string_view name, const XmlAttributes& attributes) override {
    if (SkipsBegin()) return {};
    if (in_data_) {  // markup within a value: the drawings of yEd
      PassOver();
      return {};
    }
    CONCORD_TRY(CheckRoot(name));
    if (name == "key") return BeginKey(attributes);
    if (name == "node") return BeginNode(attributes);
    if (name == "edge") return BeginEdge(attributes);
    if (name == "data") return BeginData(attributes);
    if (name == "desc" || name == "default") {
      text_.clear();
      takes_text_ = true;
      return {};
    }
    if (name == "graph") {
      if (attributes.Get("edgedefault") == "undirected") undirected_ = true;
      // A graph within a node: its nodes are nodes like others.
      if (!open_.empty()) records_.LeaveOut("nesting of graphs");
      return {};
    }
    if (name == "hyperedge") return Fail(ErrorCode::kUnsupported, "a hyperedge: an edge here has two ends");
    if (name == "port" || name == "locator") {
      records_.LeaveOut(fmt::format("elements {}", name));
      PassOver();
    }
    return {};
  }

  Result<void> End(std::string_view name) override {
    if (SkipsEnd()) return {};
    if (name == "desc" || name == "default") {
      takes_text_ = in_data_;
      if (!key_id_.empty()) {
        if (name == "desc")
          keys_[key_id_].desc = std::move(text_);
        else
          keys_[key_id_].otherwise = std::move(text_);
      } else if (name == "desc") {
        records_.LeaveOut("descriptions");
      }
      text_.clear();
      return {};
    }
    if (name == "key") return EndKey();
    if (name == "data") return EndData();
    if (name == "node") return EndNode();
    if (name == "edge") return EndEdge();
    return {};
  }

 private:
  Result<void> BeginKey(const XmlAttributes& attributes) {
    key_id_ = attributes.Get("id");
    if (key_id_.empty()) return Fail(ErrorCode::kInvalid, "expected a key with an id");
    Key key;
    key.name = attributes.Get("attr.name");
    key.type = GraphMlType(attributes.Get("attr.type"));
    key.domain = attributes.Get("for");
    key.graphics = key.name.empty() && attributes.Find("yfiles.type") != nullptr;
    if (key.name.empty()) key.name = key_id_;
    if (!keys_.emplace(key_id_, std::move(key)).second)
      return Fail(ErrorCode::kInvalid, fmt::format("the key '{}' is declared twice", key_id_));
    return {};
  }

  Result<void> EndKey() {
    Key& key = keys_[key_id_];
    key_id_.clear();
    if (!key.desc.starts_with('{')) return {};
    const Result<Value> desc = ParseJsonValue(key.desc);
    if (!desc || desc->type() != Value::Type::kMap) return {};  // a foreign description
    const PropertyMap& members = desc->as_map();
    if (const auto name = members.FindString("name"); !name.empty()) key.name = name;
    const std::string_view type = members.FindString("type");
    key.exact = type == "exact";
    ours_ = ours_ || key.exact;
    if (type == "date" || type == "list" || type == "map") key.type = type;
    return {};
  }

  Result<void> BeginNode(const XmlAttributes& attributes) {
    CONCORD_TRY(OpenNode(attributes));
    open_.back().node.labels = SplitLabels(attributes.Get("labels"));
    return {};
  }

  Result<void> BeginEdge(const XmlAttributes& attributes) {
    const std::string directed = attributes.Get("directed");
    CONCORD_TRY(OpenEdge(attributes, directed == "false" || (undirected_ && directed != "true")));
    if (attributes.Find("sourceport") != nullptr || attributes.Find("targetport") != nullptr)
      records_.LeaveOut("ports of edges");
    return {};
  }

  Result<void> BeginData(const XmlAttributes& attributes) {
    const auto key = keys_.find(attributes.Get("key"));
    if (key == keys_.end())
      return Fail(ErrorCode::kInvalid,
                  fmt::format("expected the id of a key, found '{}'", attributes.Get("key")));
    in_data_ = takes_text_ = true;
    data_key_ = key->first;
    text_.clear();
    return {};
  }

  Result<void> EndData() {
    in_data_ = takes_text_ = false;
    const Key& key = keys_[data_key_];
    if (open_.empty()) {
      records_.LeaveOut("data of the graph itself");
      return {};
    }
    if (key.graphics) {
      records_.LeaveOut("drawings");
      return {};
    }
    open_.back().filled.insert(data_key_);
    return Fill(key, text_, &open_.back());
  }

  static Result<void> Fill(const Key& key, const std::string& text, Record* record) {
    if (key.exact) {
      CONCORD_ASSIGN(record->exact, ParseJsonValue(text));
      return {};
    }
    if (!record->is_edge && key.name == "labels" && key.type == "string" && key.desc.empty()) {
      record->node.labels = SplitLabels(text);
      return {};
    }
    if (record->is_edge && key.name == "type" && key.type == "string" && key.desc.empty()) {
      record->edge.type = text;
      return {};
    }
    return SetProperty("data", key.name, key.type, text, record);
  }

  Result<void> FillDefaults(Record* record) override {
    for (const auto& [id, key] : keys_) {
      const bool applies =
          key.domain == "all" || key.domain.empty() || key.domain == (record->is_edge ? "edge" : "node");
      if (key.otherwise && applies && !record->filled.contains(id))
        CONCORD_TRY(Fill(key, *key.otherwise, record));
    }
    return {};
  }

  Result<void> EndNode() {
    CONCORD_ASSIGN(Record record, Close());
    return records_.Take(std::move(record.node), record.line);
  }

  Result<void> EndEdge() {
    CONCORD_ASSIGN(Record record, Close());
    if (record.edge.type.empty()) record.edge.type = record.label;
    if (record.edge.type.empty()) record.edge.type = record.edge.properties.FindString("label");
    return records_.Take(std::move(record.edge), record.line);
  }

  std::map<std::string, Key> keys_;
  std::string key_id_;    // of the key that is open
  std::string data_key_;  // of the data that is open
  bool in_data_ = false;
};

}  // namespace

Result<void> ReadGraphMl(std::istream& in, const std::string& source, GraphRecords* records) {
  GraphMlHandler handler(records);
  return ReadXmlEvents(in, source, &handler);
}

}  // namespace concord
