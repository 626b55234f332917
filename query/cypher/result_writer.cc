#include "query/cypher/result_writer.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/unicode.h"
#include "query/cypher/working_graph.h"

namespace concord::cypher {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

class ValueWriter {
 public:
  ValueWriter(const QueryResult& result, Writer* json) : result_(result), json_(*json) {}

  void String(std::string_view text) {
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void Key(std::string_view text) { json_.Key(text.data(), static_cast<rapidjson::SizeType>(text.size())); }

  void Write(const Value& value) {
    switch (value.type()) {
      case ValueType::kNull:
        json_.Null();
        return;
      case ValueType::kBool:
        json_.Bool(value.as_bool());
        return;
      case ValueType::kInt:
        json_.Int64(value.as_int());
        return;
      case ValueType::kFloat:
        if (std::isfinite(value.as_float()))
          json_.Double(value.as_float());
        else
          String(FloatText(value.as_float()));  // JSON has no such number
        return;
      case ValueType::kString:
        String(value.as_string());
        return;
      case ValueType::kTemporal:
        String(ToText(value));
        return;
      case ValueType::kList:
        json_.StartArray();
        for (const Value& item : value.as_list()) Write(item);
        json_.EndArray();
        return;
      case ValueType::kMap:
        json_.StartObject();
        for (const auto& [key, item] : value.as_map()) {
          Key(key);
          Write(item);
        }
        json_.EndObject();
        return;
      case ValueType::kNode:
        WriteNode(value.as_node());
        return;
      case ValueType::kEdge:
        WriteEdge(value.as_edge());
        return;
      case ValueType::kPath:
        json_.StartObject();
        Key("nodes");
        json_.StartArray();
        for (const NodeId id : value.as_path().nodes) WriteNode(id);
        json_.EndArray();
        Key("relationships");
        json_.StartArray();
        for (const EdgeId id : value.as_path().edges) WriteEdge(id);
        json_.EndArray();
        json_.EndObject();
        return;
    }
  }

 private:
  void WriteProperties(const PropertyMap& properties) {
    Key("properties");
    json_.StartObject();
    for (const Property& property : properties) {
      Key(property.name);
      Write(FromStored(property.value));
    }
    json_.EndObject();
  }

  void WriteNode(NodeId id) {
    const Node& node = result_.nodes.at(id);
    json_.StartObject();
    Key("key");
    String(node.key);
    Key("labels");
    json_.StartArray();
    for (const std::string& label : node.labels) String(label);
    json_.EndArray();
    WriteProperties(node.properties);
    json_.EndObject();
  }

  // The ends by their keys.
  void WriteEnd(std::string_view name, NodeId id) {
    Key(name);
    const auto at = result_.nodes.find(id);
    if (at != result_.nodes.end())
      String(at->second.key);
    else
      json_.Uint64(id);
  }

  void WriteEdge(EdgeId id) {
    const Edge& edge = result_.edges.at(id);
    json_.StartObject();
    Key("type");
    String(edge.type);
    WriteEnd("from", edge.from);
    WriteEnd("to", edge.to);
    WriteProperties(edge.properties);
    json_.EndObject();
  }

  const QueryResult& result_;
  Writer& json_;
};

struct Change {
  uint64_t count;
  std::string_view key, one, many;
};

std::vector<Change> ChangesOf(const Counters& counters) {
  return {
      {counters.nodes_created, "nodes_created", "node created", "nodes created"},
      {counters.nodes_deleted, "nodes_deleted", "node deleted", "nodes deleted"},
      {counters.edges_created, "relationships_created", "relationship created", "relationships created"},
      {counters.edges_deleted, "relationships_deleted", "relationship deleted", "relationships deleted"},
      {counters.properties_set, "properties_set", "property set", "properties set"},
      {counters.labels_added, "labels_added", "label added", "labels added"},
      {counters.labels_removed, "labels_removed", "label removed", "labels removed"},
  };
}

std::string CellText(const Value& value, const QueryResult& result);

// Within a list or a map, where a null has to be seen.
std::string ItemText(const Value& value, const QueryResult& result) {
  return value.is_null() ? "null" : CellText(value, result);
}

// A cell for people and for CSV: text without quotes, nodes by their keys.
std::string CellText(const Value& value, const QueryResult& result) {
  switch (value.type()) {
    case ValueType::kNull:
      return "";
    case ValueType::kString:
      return value.as_string();
    case ValueType::kNode:
      return result.nodes.at(value.as_node()).key;
    case ValueType::kEdge: {
      const Edge& edge = result.edges.at(value.as_edge());
      return "[:" + edge.type + "]";
    }
    case ValueType::kPath: {
      const PathValue& path = value.as_path();
      std::string text;
      for (size_t i = 0; i < path.nodes.size(); ++i) {
        text += "(" + result.nodes.at(path.nodes[i]).key + ")";
        if (i == path.edges.size()) continue;
        const Edge& edge = result.edges.at(path.edges[i]);
        const bool out = edge.from == path.nodes[i];
        text += fmt::format("{}[:{}]{}", out ? "-" : "<-", edge.type, out ? "->" : "-");
      }
      return text;
    }
    case ValueType::kList: {
      std::vector<std::string> items;
      for (const Value& item : value.as_list()) items.push_back(ItemText(item, result));
      return fmt::format("[{}]", fmt::join(items, ", "));
    }
    case ValueType::kMap: {
      std::vector<std::string> items;
      for (const auto& [key, item] : value.as_map()) items.push_back(key + ": " + ItemText(item, result));
      return fmt::format("{{{}}}", fmt::join(items, ", "));
    }
    default:
      return ToText(value);
  }
}

constexpr auto kStepColumns = std::to_array<std::string_view>(
    {"step", "parent", "operator", "details", "estimated_rows", "rows", "time_ms"});

void WritePlan(const std::vector<PlanStep>& plan, Writer* json) {
  if (plan.empty()) return;
  const QueryResult table = PlanTable(plan);
  ValueWriter values(table, json);
  values.Key("plan");
  json->StartArray();
  for (const ValueList& row : table.rows) {
    json->StartObject();
    for (size_t i = 0; i < row.size(); ++i) {
      values.Key(table.columns[i]);
      values.Write(row[i]);
    }
    json->EndObject();
  }
  json->EndArray();
}

std::string OneLine(std::string_view text, size_t width) {
  std::string line;
  size_t columns = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t first = at;
    const char32_t c = NextCodePoint(text, &at);
    const bool blank = IsSpace(c) || IsControl(c);
    const std::string_view shown = blank ? std::string_view(" ") : text.substr(first, at - first);
    const size_t needed = DisplayWidth(shown);
    if (columns + needed > width - (at < text.size() ? 1 : 0)) return line + "\u2026";
    line += shown;
    columns += needed;
  }
  return line;
}

}  // namespace

std::string ChangesText(const Counters& counters) {
  std::string text;
  for (const Change& change : ChangesOf(counters)) {
    if (change.count == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", change.count,
                        change.count == 1 ? change.one : change.many);
  }
  return text;
}

QueryResult PlanTable(const std::vector<PlanStep>& plan) {
  const auto number = [](const auto& count) { return count ? Value(static_cast<int64_t>(*count)) : Value(); };
  // To the microsecond; nobody measures more exactly.
  const auto rounded = [](const auto& amount) {
    return amount ? Value(std::round(*amount * 1000) / 1000) : Value();
  };
  QueryResult table;
  table.columns.assign(kStepColumns.begin(), kStepColumns.end());
  for (size_t i = 0; i < plan.size(); ++i) {
    const PlanStep& step = plan[i];
    table.rows.push_back({Value(static_cast<int64_t>(i + 1)),
                          step.parent ? Value(static_cast<int64_t>(*step.parent + 1)) : Value(),
                          Value(step.name), Value(step.details), rounded(step.estimated_rows),
                          number(step.rows), rounded(step.milliseconds)});
  }
  return table;
}

std::string ResultTable(const QueryResult& result, size_t width) {
  const size_t columns = result.columns.size();
  if (columns == 0) return {};
  std::vector<std::vector<std::string>> cells;
  std::vector<size_t> widths(columns);
  for (size_t i = 0; i < columns; ++i) widths[i] = DisplayWidth(result.columns[i]);
  for (const ValueList& row : result.rows) {
    std::vector<std::string>& line = cells.emplace_back();
    for (size_t i = 0; i < columns; ++i) {
      line.push_back(OneLine(CellText(row[i], result), 1000));
      widths[i] = std::max(widths[i], DisplayWidth(line.back()));
    }
  }
  // The widest column gives way, down to twelve characters.
  const auto total = [&] {
    size_t sum = 0;
    for (const size_t its : widths) sum += its + 2;
    return sum;
  };
  while (total() > width + 2) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= 12) break;
    --*widest;
  }
  std::string text;
  const auto add = [&](const std::vector<std::string>& line) {
    std::string row;
    for (size_t i = 0; i < columns; ++i) {
      std::string cell = OneLine(line[i], widths[i]);
      cell.append(widths[i] + 2 - std::min(widths[i] + 1, DisplayWidth(cell)), ' ');
      row += cell;
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  };
  add(result.columns);
  std::vector<std::string> rule;
  for (const size_t its : widths) rule.emplace_back(its, '-');
  add(rule);
  for (const std::vector<std::string>& line : cells) add(line);
  return text;
}

std::string ResultJson(const QueryResult& result) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  ValueWriter values(result, &json);
  json.StartObject();
  values.Key("schema");
  values.String("concord.query/1");
  values.Key("columns");
  json.StartArray();
  for (const std::string& column : result.columns) values.String(column);
  json.EndArray();
  values.Key("rows");
  json.StartArray();
  for (const ValueList& row : result.rows) {
    json.StartArray();
    for (const Value& value : row) values.Write(value);
    json.EndArray();
  }
  json.EndArray();
  values.Key("changes");
  json.StartObject();
  for (const Change& change : ChangesOf(result.counters)) {
    if (change.count == 0) continue;
    values.Key(change.key);
    json.Uint64(change.count);
  }
  json.EndObject();
  values.Key("notes");
  json.StartArray();
  for (const Note& note : result.notes) values.String(note.text);
  json.EndArray();
  values.Key("note_codes");
  json.StartArray();
  for (const Note& note : result.notes) {
    json.StartObject();
    values.Key("code");
    values.String(note.code);
    values.Key("values");
    json.StartArray();
    for (const concord::Value& value : note.values) values.Write(FromStored(value));
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  WritePlan(result.plan, &json);
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::string ResultGraphJson(const QueryResult& result) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  ValueWriter values(result, &json);
  json.StartObject();
  values.Key("schema");
  values.String("concord.graph/1");
  values.Key("nodes");
  json.StartArray();
  for (const auto& [id, node] : result.nodes) values.Write(Value(NodeRef{id}));
  json.EndArray();
  values.Key("relationships");
  json.StartArray();
  for (const auto& [id, edge] : result.edges) values.Write(Value(EdgeRef{id}));
  json.EndArray();
  WritePlan(result.plan, &json);
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::string ResultJsonLines(const QueryResult& result) {
  if (!result.plan.empty()) return ResultJsonLines(PlanTable(result.plan));
  std::string text;
  for (const ValueList& row : result.rows) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    ValueWriter values(result, &json);
    json.StartObject();
    for (size_t i = 0; i < row.size(); ++i) {
      values.Key(result.columns[i]);
      values.Write(row[i]);
    }
    json.EndObject();
    text.append(buffer.GetString(), buffer.GetSize()) += '\n';
  }
  return text;
}

std::string ResultCsv(const QueryResult& result) {
  if (!result.plan.empty()) return ResultCsv(PlanTable(result.plan));
  std::string text;
  const auto add = [&](const std::vector<std::string>& line) {
    for (size_t i = 0; i < line.size(); ++i) {
      if (i > 0) text += ',';
      const bool quotes = line[i].find_first_of(",\"\r\n") != std::string::npos;
      if (!quotes) {
        text += line[i];
        continue;
      }
      text += '"';
      for (const char c : line[i]) {
        if (c == '"') text += '"';
        text += c;
      }
      text += '"';
    }
    text += "\r\n";
  };
  add(result.columns);
  for (const ValueList& row : result.rows) {
    std::vector<std::string> line;
    for (const Value& value : row) line.push_back(CellText(value, result));
    add(line);
  }
  return text;
}

Value ParseParameter(std::string_view text) {
  const std::unique_ptr<GraphStore> nothing = NewMemoryStore();
  const auto result = RunCypher(*nothing->TakeSnapshot(), fmt::format("RETURN {} AS value", text), {});
  if (result && result->columns == std::vector<std::string>{"value"} && result->rows.size() == 1)
    return result->rows[0][0];
  return Value(text);
}

}  // namespace concord::cypher
