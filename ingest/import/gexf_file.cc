#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/xml_events.h"

namespace concord {
namespace {

struct Column {
  std::string name;
  std::string type;  // as ParseTypedText takes it; "kind" of labels and types, "exact" of our own exports
  std::optional<std::string> otherwise;
};

// "long" -> "int". Lists have no syntax of their own in GEXF and stay text.
std::string TypeOf(std::string_view attribute) {
  if (attribute == "boolean") return "bool";
  if (attribute == "integer" || attribute == "long" || attribute == "short" || attribute == "byte")
    return "int";
  if (attribute == "float" || attribute == "double") return "double";
  return "string";
}

// Elements that say something of their own; all others hold these, or how the graph was drawn.
constexpr std::string_view kKnown[] = {
    "gexf",       "meta",      "creator", "description", "keywords",  "graph",    "nodes",   "edges",
    "attributes", "attribute", "node",    "edge",        "attvalues", "attvalue", "default", "options"};

class GexfHandler : public XmlHandler {
 public:
  explicit GexfHandler(GraphRecords* records) : records_(*records) {}

  Result<void> Begin(std::string_view name, const XmlAttributes& attributes) override {
    if (skip_ > 0) {
      ++skip_;
      return {};
    }
    seen_root_ = seen_root_ || name == "gexf";
    if (!seen_root_)
      return Fail(ErrorCode::kInvalid, fmt::format("expected an element gexf, found {}", name));
    if (std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown)) {
      records_.LeaveOut(name == "spells" || name == "spell"     ? "times of nodes and edges"
                        : name == "parents" || name == "parent" ? "nesting of nodes"
                                                                : "positions, sizes and colours");
      ++skip_;
      return {};
    }
    if (name == "description" || name == "keywords") records_.LeaveOut("descriptions");
    if (name == "graph") undirected_ = attributes.Get("defaultedgetype") == "undirected";
    if (name == "attributes") of_edges_ = attributes.Get("class") == "edge";
    if (name == "attribute") return BeginAttribute(attributes);
    if (name == "default") {
      text_.clear();
      takes_text_ = true;
    }
    if (name == "node") return BeginNode(attributes);
    if (name == "edge") return BeginEdge(attributes);
    if (name == "attvalue") return TakeValue(attributes);
    return {};
  }

  Result<void> Text(std::string_view text) override {
    if (takes_text_ && skip_ == 0) text_ += text;
    return {};
  }

  Result<void> End(std::string_view name) override {
    if (skip_ > 0) {
      --skip_;
      return {};
    }
    if (name == "default") {
      takes_text_ = false;
      columns()[attribute_].otherwise = text_;
    }
    if (name == "node") return EndNode();
    if (name == "edge") return EndEdge();
    return {};
  }

 private:
  using Columns = std::map<std::string, Column>;
  struct Record {
    bool is_edge = false;
    uint64_t line = 0;
    GraphNode node = {};
    GraphEdge edge = {};
    std::string label = {};
    std::optional<Value> exact = {};
    std::set<std::string> filled = {};  // ids of columns

    PropertyMap& properties() { return is_edge ? edge.properties : node.properties; }
  };

  Columns& columns() { return of_edges_ ? edge_columns_ : node_columns_; }

  // Our own ids are "date:issued", or "concord": see the exporter.
  Result<void> BeginAttribute(const XmlAttributes& attributes) {
    attribute_ = attributes.Get("id");
    Column column{attributes.Get("title"), TypeOf(attributes.Get("type")), {}};
    if (attribute_ == "concord") {
      column.type = "exact";
      ours_ = true;
    } else if (column.name == (of_edges_ ? "type" : "labels")) {
      column.type = "kind";
    } else if (const size_t colon = attribute_.find(':'); ours_ && colon != std::string::npos) {
      column.type = attribute_.substr(0, colon);
      column.name = attribute_.substr(colon + 1);
    }
    if (!columns().emplace(attribute_, std::move(column)).second)
      return Fail(ErrorCode::kInvalid, fmt::format("the attribute '{}' is declared twice", attribute_));
    return {};
  }

  Result<void> BeginNode(const XmlAttributes& attributes) {
    Record record{.line = line};
    record.node.key = attributes.Get("id");
    if (record.node.key.empty()) return Fail(ErrorCode::kInvalid, "expected a node with an id");
    record.label = attributes.Get("label");
    if (attributes.Find("pid") != nullptr || !open_.empty()) records_.LeaveOut("nesting of nodes");
    CountTimes(attributes);
    open_.push_back(std::move(record));
    return {};
  }

  Result<void> BeginEdge(const XmlAttributes& attributes) {
    Record record{.is_edge = true, .line = line};
    record.edge.from = attributes.Get("source");
    record.edge.to = attributes.Get("target");
    if (record.edge.from.empty() || record.edge.to.empty())
      return Fail(ErrorCode::kInvalid, "expected an edge with source and target");
    record.label = attributes.Get("label");
    // Gephi writes its kind of an edge here.
    if (const std::string kind = attributes.Get("kind"); !kind.empty()) record.label = kind;
    const std::string direction = attributes.Get("type");
    if (direction == "undirected" || direction == "mutual" || (undirected_ && direction != "directed"))
      records_.LeaveOut("edges without a direction, which now lead from source to target");
    if (!ours_ && attributes.Find("id") != nullptr) records_.LeaveOut("ids of edges");
    if (const std::string weight = attributes.Get("weight"); !weight.empty()) {
      CONCORD_ASSIGN(Value number, ParseTypedText("double", weight));
      if (number.as_double() != 1) record.edge.properties.Set("weight", std::move(number));
    }
    CountTimes(attributes);
    open_.push_back(std::move(record));
    return {};
  }

  void CountTimes(const XmlAttributes& attributes) {
    for (const std::string_view name : {"start", "end", "startopen", "endopen", "timestamp"}) {
      if (attributes.Find(name) != nullptr) {
        records_.LeaveOut("times of nodes and edges");
        return;
      }
    }
  }

  Result<void> TakeValue(const XmlAttributes& attributes) {
    if (open_.empty()) return Fail(ErrorCode::kInvalid, "an attvalue outside of nodes and edges");
    Record& record = open_.back();
    std::string id = attributes.Get("for");
    if (id.empty()) id = attributes.Get("id");  // GEXF 1.1
    const Columns& known = record.is_edge ? edge_columns_ : node_columns_;
    const auto column = known.find(id);
    if (column == known.end())
      return Fail(ErrorCode::kInvalid, fmt::format("expected the id of an attribute, found '{}'", id));
    if (attributes.Find("start") != nullptr || attributes.Find("end") != nullptr)
      records_.LeaveOut("times of values");
    record.filled.insert(id);
    return Fill(column->second, attributes.Get("value"), &record);
  }

  static Result<void> Fill(const Column& column, const std::string& text, Record* record) {
    if (column.type == "exact") {
      CONCORD_ASSIGN(record->exact, ParseJsonValue(text));
      return {};
    }
    if (column.type == "kind") {
      if (record->is_edge)
        record->edge.type = text;
      else
        record->node.labels = SplitLabels(text);
      return {};
    }
    Result<Value> value = ParseTypedText(column.type, text);
    if (!value)
      return Fail(value.error().code, fmt::format("attribute '{}': {}", column.name, value.error().message));
    record->properties().Set(column.name, *std::move(value));
    return {};
  }

  Result<void> Complete(Record* record) {
    for (const auto& [id, column] : record->is_edge ? edge_columns_ : node_columns_) {
      if (column.otherwise && !record->filled.contains(id))
        CONCORD_TRY(Fill(column, *column.otherwise, record));
    }
    if (!record->exact) return {};
    return ApplyExactRecord(*record->exact, &record->node.labels, &record->properties());
  }

  Result<void> EndNode() {
    Record record = std::move(open_.back());
    open_.pop_back();
    CONCORD_TRY(Complete(&record));
    // Our own label is made of the properties.
    if (!ours_ && !record.label.empty() && record.node.properties.Find("label") == nullptr)
      record.node.properties.Set("label", record.label);
    return records_.Take(std::move(record.node), record.line);
  }

  Result<void> EndEdge() {
    Record record = std::move(open_.back());
    open_.pop_back();
    CONCORD_TRY(Complete(&record));
    if (record.edge.type.empty()) record.edge.type = record.label;
    return records_.Take(std::move(record.edge), record.line);
  }

  GraphRecords& records_;
  Columns node_columns_, edge_columns_;
  std::string attribute_, text_;
  std::vector<Record> open_;  // nodes around nodes, as deep as elements may nest
  bool seen_root_ = false, undirected_ = false, of_edges_ = false, takes_text_ = false, ours_ = false;
  size_t skip_ = 0;  // open elements that are passed over
};

}  // namespace

Result<void> ReadGexf(std::istream& in, const std::string& source, GraphRecords* records) {
  GexfHandler handler(records);
  return ReadXmlEvents(in, source, &handler);
}

}  // namespace concord
