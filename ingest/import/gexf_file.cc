#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/xml_graph.h"

namespace concord {
namespace {

struct Column {
  std::string name;
  std::string type;  // as ParseTypedText takes it; "kind" of labels and types, "exact" of our own exports
  std::optional<std::string> otherwise;
};

// "long" -> "int". Lists have no syntax of their own in GEXF and stay text.
std::string GexfType(std::string_view attribute) {
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

class GexfHandler : public XmlGraphHandler {
 public:
  explicit GexfHandler(GraphRecords* records) : XmlGraphHandler("gexf", records) {}

  Result<void> Begin(std::string_view name, const XmlAttributes& attributes) override {
    if (SkipsBegin()) return {};
    CONCORD_TRY(CheckRoot(name));
    if (std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown)) {
      records_.LeaveOut(name == "spells" || name == "spell"     ? "times of nodes and edges"
                        : name == "parents" || name == "parent" ? "nesting of nodes"
                                                                : "positions, sizes and colours");
      PassOver();
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

  Result<void> End(std::string_view name) override {
    if (SkipsEnd()) return {};
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

  Columns& columns() { return of_edges_ ? edge_columns_ : node_columns_; }

  // Our own ids are "date:issued", or "concord": see the exporter.
  Result<void> BeginAttribute(const XmlAttributes& attributes) {
    attribute_ = attributes.Get("id");
    Column column{attributes.Get("title"), GexfType(attributes.Get("type")), {}};
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
    if (attributes.Find("pid") != nullptr || !open_.empty()) records_.LeaveOut("nesting of nodes");
    CountTimes(attributes);
    CONCORD_TRY(OpenNode(attributes));
    open_.back().label = attributes.Get("label");
    return {};
  }

  Result<void> BeginEdge(const XmlAttributes& attributes) {
    const std::string direction = attributes.Get("type");
    CONCORD_TRY(OpenEdge(attributes, direction == "undirected" || direction == "mutual" ||
                                         (undirected_ && direction != "directed")));
    Record& record = open_.back();
    // Gephi writes its kind of an edge here.
    if (const std::string kind = attributes.Get("kind"); !kind.empty()) record.label = kind;
    if (const std::string weight = attributes.Get("weight"); !weight.empty()) {
      CONCORD_ASSIGN(Value number, ParseTypedText("double", weight));
      if (number.as_double() != 1) record.edge.properties.Set("weight", std::move(number));
    }
    CountTimes(attributes);
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
    return SetProperty("attribute", column.name, column.type, text, record);
  }

  Result<void> FillDefaults(Record* record) override {
    for (const auto& [id, column] : record->is_edge ? edge_columns_ : node_columns_) {
      if (column.otherwise && !record->filled.contains(id))
        CONCORD_TRY(Fill(column, *column.otherwise, record));
    }
    return {};
  }

  Result<void> EndNode() {
    CONCORD_ASSIGN(Record record, Close());
    // Our own label is made of the properties.
    if (!ours_ && !record.label.empty() && record.node.properties.Find("label") == nullptr)
      record.node.properties.Set("label", record.label);
    return records_.Take(std::move(record.node), record.line);
  }

  Result<void> EndEdge() {
    CONCORD_ASSIGN(Record record, Close());
    if (record.edge.type.empty()) record.edge.type = record.label;
    return records_.Take(std::move(record.edge), record.line);
  }

  Columns node_columns_, edge_columns_;
  std::string attribute_;
  bool of_edges_ = false;
};

}  // namespace

Result<void> ReadGexf(std::istream& in, const std::string& source, GraphRecords* records) {
  GexfHandler handler(records);
  return ReadXmlEvents(in, source, &handler);
}

}  // namespace concord
