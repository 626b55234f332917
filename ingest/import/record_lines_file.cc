#include <fmt/format.h>

#include <optional>
#include <sstream>

#include "base/line_reader.h"
#include "base/text.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/json_events.h"

namespace concord {
namespace {

// A row as a record, where it has members that say what it is.
class RecordLines {
 public:
  explicit RecordLines(GraphRecords* records) : records_(*records) {}

  Result<void> Take(PropertyMap row, uint64_t line) {
    const std::string type(row.FindString("type"));
    const Value* properties = row.Find("properties");
    const bool nested = properties != nullptr && properties->type() == Value::Type::kMap;
    std::optional<RecordChange> change;
    if (nested && row.Find("change") != nullptr) {
      CONCORD_ASSIGN(change, TakeChangeWord(&row));
    }
    if (nested && (type == "relationship" || type == "node")) return TakeApoc(std::move(row), type, line);
    for (const auto& [from, to] :
         {std::pair("from", "to"), std::pair("source", "target"), std::pair("start", "end")}) {
      if (row.Find(from) == nullptr || row.Find(to) == nullptr) continue;
      // A node may have a start and an end too.
      if (from == std::string_view("start") && (row.Find("id") != nullptr || row.Find("labels") != nullptr))
        continue;
      GraphEdge edge;
      edge.from = TakeKey(from, &row);
      edge.to = TakeKey(to, &row);
      if (edge.from.empty() || edge.to.empty())
        return Fail(ErrorCode::kInvalid, fmt::format("expected keys of nodes as '{}' and '{}'", from, to));
      edge.type = TakeText("type", &row);
      std::vector<std::string> no_labels;
      CONCORD_ASSIGN(edge.properties, PropertiesOf(std::move(row), nested, &no_labels));
      return change ? records_.TakeChange(*change, std::move(edge), line)
                    : records_.Take(std::move(edge), line);
    }
    GraphNode node;
    node.key = TakeKey(row.Find("key") != nullptr && nested ? "key" : "id", &row);
    if (node.key.empty())
      return Fail(ErrorCode::kInvalid,
                  "expected a node with key or id, or an edge with from and to (or source and target)");
    node.labels = TakeLabels(&row);
    CONCORD_ASSIGN(node.properties, PropertiesOf(std::move(row), nested, &node.labels));
    return change ? records_.TakeChange(*change, std::move(node), line)
                  : records_.Take(std::move(node), line);
  }

 private:
  static Result<RecordChange> TakeChangeWord(PropertyMap* row) {
    const std::string word = TakeText("change", row);
    if (word == "added") return RecordChange::kAdded;
    if (word == "changed") return RecordChange::kChanged;
    if (word == "removed") return RecordChange::kRemoved;
    return Fail(ErrorCode::kInvalid,
                fmt::format("expected added, changed or removed as 'change', found '{}'", word));
  }

  // {"type":"node","id":"0","labels":[...],"properties":{...}}, and for an edge "label", and "start" and
  // "end" as objects with an id.
  Result<void> TakeApoc(PropertyMap row, const std::string& type, uint64_t line) {
    PropertyMap properties = row.Find("properties")->as_map();
    if (type == "node") {
      GraphNode node{TakeKey("id", &row), TakeLabels(&row), std::move(properties)};
      if (node.key.empty()) return Fail(ErrorCode::kInvalid, "expected a node with an id");
      return records_.Take(std::move(node), line);
    }
    GraphEdge edge{TakeText("label", &row), {}, {}, std::move(properties)};
    for (const auto& [name, key] : {std::pair("start", &edge.from), std::pair("end", &edge.to)}) {
      const Value* end = row.Find(name);
      if (end == nullptr || end->type() != Value::Type::kMap)
        return Fail(ErrorCode::kInvalid, fmt::format("expected an object as '{}'", name));
      PropertyMap members = end->as_map();
      *key = TakeKey("id", &members);
      if (key->empty()) return Fail(ErrorCode::kInvalid, fmt::format("expected an id in '{}'", name));
    }
    return records_.Take(std::move(edge), line);
  }

  // What is left of a row. Our own rows have evidence beside the properties, which follows from them.
  Result<PropertyMap> PropertiesOf(PropertyMap row, bool nested, std::vector<std::string>* labels) {
    if (!nested) return row;
    PropertyMap properties = row.Find("properties")->as_map();
    const Value* exact = row.Find("concord");
    if (exact != nullptr) CONCORD_TRY(ApplyExactRecord(*exact, labels, &properties));
    for (const auto& [name, value] : row) {
      if (name != "properties" && name != "concord" && name != "evidence")
        records_.LeaveOut(fmt::format("member '{}'", name));
    }
    return properties;
  }

  GraphRecords& records_;
};

class LineHandler : public JsonHandler {
 public:
  Result<void> Scalar(Value value) override {
    if (!builder_.is_open()) return Fail(ErrorCode::kInvalid, "expected an object on each line");
    return builder_.Scalar(std::move(value));
  }
  Result<void> Begin(bool is_map) override {
    if (!builder_.is_open() && !is_map) return Fail(ErrorCode::kInvalid, "expected an object on each line");
    return builder_.Begin(is_map);
  }
  Result<void> Name(std::string name) override {
    builder_.Name(std::move(name));
    return {};
  }
  Result<void> End() override { return builder_.End(); }
  PropertyMap Take() { return builder_.Take().as_map(); }

 private:
  ValueBuilder builder_;
};

}  // namespace

Result<void> ReadRecordLines(std::istream& in, const std::string& source, GraphRecords* records) {
  constexpr uint64_t kMaxLineBytes = uint64_t{1} << 30;
  LineReader lines(in, kMaxLineBytes);
  RecordLines rows(records);
  while (lines.Next()) {
    if (Trim(lines.line()).empty()) continue;
    const auto take = [&]() -> Result<void> {
      if (lines.too_long())
        return Fail(ErrorCode::kLimit, fmt::format("a line is longer than {} bytes", kMaxLineBytes));
      LineHandler handler;
      std::istringstream line(lines.line());
      CONCORD_TRY(ReadJsonEvents(line, {}, &handler));
      return rows.Take(handler.Take(), lines.number());
    };
    Result<void> done = take();
    if (done) continue;
    Error error = std::move(done).error();
    if (error.code == ErrorCode::kInvalid || error.code == ErrorCode::kLimit) {
      const bool placed = !error.source.empty();  // by whoever took the record
      if (!placed) {
        error.source = source;
        error.line = lines.number();
        error.column = 1;
        error.offset = lines.offset();
      }
    }
    return tl::unexpected(std::move(error));
  }
  return {};
}

}  // namespace concord
