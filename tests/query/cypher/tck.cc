#include "tests/query/cypher/tck.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "query/cypher/cypher.h"
#include "query/cypher/execution.h"
#include "tests/environment.h"

namespace concord::testing {

struct TckScenario {
  rapidjson::Document json;
};

namespace {

using cypher::ValueType;
using Json = rapidjson::Value;

std::string Text(const Json& json) { return {json.GetString(), json.GetStringLength()}; }

std::string FloatForm(double value) {
  if (std::isnan(value)) return "f:NaN";
  if (std::isinf(value)) return value > 0 ? "f:Inf" : "f:-Inf";
  return fmt::format("f:{}", value == 0 ? 0.0 : value);
}

std::string Joined(std::vector<std::string> parts, bool sorts) {
  if (sorts) std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

// One form for what is expected and for what came, so that the two can be compared as text.
class ExpectedForm {
 public:
  explicit ExpectedForm(bool ignore_list_order) : sorts_(ignore_list_order) {}

  std::string Of(const Json& json) const {
    if (json.IsNull()) return "null";
    if (json.IsBool()) return json.GetBool() ? "true" : "false";
    if (json.IsString()) return "'" + Text(json) + "'";
    if (json.IsArray()) {
      std::vector<std::string> items;
      for (const Json& item : json.GetArray()) items.push_back(Of(item));
      return "[" + Joined(std::move(items), sorts_) + "]";
    }
    if (json.HasMember("i")) return Text(json["i"]);
    if (json.HasMember("f")) {
      const std::string text = Text(json["f"]);
      if (text == "NaN") return FloatForm(std::nan(""));
      if (text == "Inf" || text == "-Inf") return "f:" + text;
      return FloatForm(std::strtod(text.c_str(), nullptr));
    }
    if (json.HasMember("m")) return Map(json["m"]);
    if (json.HasMember("n")) return Node(json);
    if (json.HasMember("r")) return Edge(json);
    std::string path = "<";
    for (const Json& part : json["path"].GetArray()) {
      if (!part.HasMember("rel")) {
        path += Node(part);
        continue;
      }
      const bool out = Text(part["dir"]) == "out";
      path += (out ? "-" : "<-") + Edge(part["rel"]) + (out ? "->" : "-");
    }
    return path + ">";
  }

 private:
  std::string Map(const Json& json) const {
    std::vector<std::string> entries;
    for (const auto& entry : json.GetObject()) entries.push_back(Text(entry.name) + ": " + Of(entry.value));
    return "{" + Joined(std::move(entries), true) + "}";
  }
  std::string Node(const Json& json) const {
    std::vector<std::string> labels;
    for (const Json& label : json["n"].GetArray()) labels.push_back(":" + Text(label));
    return "(" + Joined(std::move(labels), true) + " " + Map(json["p"]) + ")";
  }
  std::string Edge(const Json& json) const { return "[:" + Text(json["r"]) + " " + Map(json["p"]) + "]"; }

  bool sorts_;
};

class ActualForm {
 public:
  ActualForm(const cypher::QueryResult& result, bool ignore_list_order)
      : result_(result), sorts_(ignore_list_order) {}

  std::string Of(const cypher::Value& value) const {
    switch (value.type()) {
      case ValueType::kFloat:
        return FloatForm(value.as_float());
      case ValueType::kString:
        return "'" + value.as_string() + "'";
      case ValueType::kTemporal:
        return "'" + cypher::ToText(value) + "'";
      case ValueType::kList: {
        std::vector<std::string> items;
        for (const cypher::Value& item : value.as_list()) items.push_back(Of(item));
        return "[" + Joined(std::move(items), sorts_) + "]";
      }
      case ValueType::kMap: {
        std::vector<std::string> entries;
        for (const auto& [key, item] : value.as_map()) entries.push_back(key + ": " + Of(item));
        return "{" + Joined(std::move(entries), true) + "}";
      }
      case ValueType::kNode:
        return Node(value.as_node());
      case ValueType::kEdge:
        return Edge(value.as_edge());
      case ValueType::kPath: {
        const cypher::PathValue& path = value.as_path();
        std::string text = "<";
        for (size_t i = 0; i < path.nodes.size(); ++i) {
          text += Node(path.nodes[i]);
          if (i == path.edges.size()) continue;
          const bool out = result_.edges.at(path.edges[i]).from == path.nodes[i];
          text += (out ? "-" : "<-") + Edge(path.edges[i]) + (out ? "->" : "-");
        }
        return text + ">";
      }
      default:
        return cypher::ToText(value);
    }
  }

 private:
  std::string Map(const PropertyMap& properties) const {
    std::vector<std::string> entries;
    for (const Property& property : properties)
      entries.push_back(property.name + ": " + Of(cypher::FromStored(property.value)));
    return "{" + Joined(std::move(entries), true) + "}";
  }
  std::string Node(NodeId id) const {
    const concord::Node& node = result_.nodes.at(id);
    std::vector<std::string> labels;
    for (const std::string& label : node.labels) labels.push_back(":" + label);
    return "(" + Joined(std::move(labels), true) + " " + Map(node.properties) + ")";
  }
  std::string Edge(EdgeId id) const {
    const concord::Edge& edge = result_.edges.at(id);
    return "[:" + edge.type + " " + Map(edge.properties) + "]";
  }

  const cypher::QueryResult& result_;
  bool sorts_;
};

cypher::Value ToValue(const Json& json) {
  if (json.IsNull()) return {};
  if (json.IsBool()) return cypher::Value(json.GetBool());
  if (json.IsString()) return cypher::Value(Text(json));
  if (json.IsArray()) {
    cypher::ValueList list;
    for (const Json& item : json.GetArray()) list.push_back(ToValue(item));
    return cypher::Value(std::move(list));
  }
  if (json.HasMember("i")) return cypher::Value(int64_t{std::atoll(Text(json["i"]).c_str())});
  if (json.HasMember("f")) return cypher::Value(std::strtod(Text(json["f"]).c_str(), nullptr));
  cypher::ValueMap map;
  for (const auto& entry : json["m"].GetObject()) map[Text(entry.name)] = ToValue(entry.value);
  return cypher::Value(std::move(map));
}

// "test.my.proc(name :: STRING?, in :: INTEGER?) :: (out :: STRING?)"
class MockProcedure {
 public:
  explicit MockProcedure(const Json& json) {
    const std::string signature = Text(json["signature"]);
    const size_t open = signature.find('(');
    const size_t close = signature.find(')', open);
    procedure_.name = std::string(Trim(std::string_view(signature).substr(0, open)));
    procedure_.arguments = Fields(std::string_view(signature).substr(open + 1, close - open - 1));
    const size_t results = signature.find('(', close);
    procedure_.results =
        Fields(std::string_view(signature).substr(results + 1, signature.rfind(')') - results - 1));
    std::vector<cypher::ValueList> table;
    for (const Json& row : json["rows"].GetArray()) {
      cypher::ValueList values;
      for (const Json& value : row.GetArray()) values.push_back(ToValue(value));
      table.push_back(std::move(values));
    }
    procedure_.run = [table](cypher::Execution&, std::span<const cypher::Value> arguments) {
      std::vector<cypher::ValueList> rows;
      for (const cypher::ValueList& row : table) {
        bool fits = true;
        for (size_t i = 0; i < arguments.size(); ++i) fits = fits && cypher::Equivalent(row[i], arguments[i]);
        if (fits) rows.emplace_back(row.begin() + static_cast<ptrdiff_t>(arguments.size()), row.end());
      }
      return rows;
    };
  }

  cypher::Procedure Take() { return std::move(procedure_); }

 private:
  static std::vector<cypher::ProcedureField> Fields(std::string_view text) {
    std::vector<cypher::ProcedureField> fields;
    if (Trim(text).empty()) return fields;
    for (const std::string_view part : Split(text, ',')) {
      const size_t colons = part.find("::");
      cypher::ProcedureField field;
      field.name = std::string(Trim(part.substr(0, colons)));
      std::string_view type = Trim(part.substr(colons + 2));
      if (type.ends_with('?')) type.remove_suffix(1);
      if (type == "STRING") field.types = cypher::kStringSet;
      if (type == "INTEGER") field.types = cypher::kIntSet;
      if (type == "FLOAT" || type == "NUMBER") field.types = cypher::kNumberSet;
      if (type == "BOOLEAN") field.types = cypher::kBoolSet;
      fields.push_back(std::move(field));
    }
    return fields;
  }

  cypher::Procedure procedure_;
};

// What can be seen of a store: for side effects.
struct State {
  std::set<NodeId> nodes;
  std::set<EdgeId> edges;
  std::set<std::string> labels;
  std::set<std::tuple<bool, uint64_t, std::string, std::string>> properties;  // of a node?, id, name, value
};

State StateOf(const GraphStore& store) {
  State state;
  const auto snapshot = store.TakeSnapshot();
  const auto add = [&](bool is_node, uint64_t id, const PropertyMap& properties) {
    for (const Property& property : properties)
      state.properties.emplace(is_node, id, property.name, property.value.ToString());
  };
  (void)snapshot->ForEachNode([&](NodeId id) {
    const Node node = *snapshot->GetNode(id);
    state.nodes.insert(id);
    state.labels.insert(node.labels.begin(), node.labels.end());
    add(true, id, node.properties);
    return true;
  });
  (void)snapshot->ForEachEdge([&](const Edge& edge) {
    state.edges.insert(edge.id);
    add(false, edge.id, edge.properties);
    return true;
  });
  return state;
}

template <typename T>
void Differ(const std::string& what, const std::set<T>& before, const std::set<T>& after,
            std::map<std::string, int64_t>* effects) {
  std::vector<T> changed;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(changed));
  if (!changed.empty()) (*effects)["+" + what] = static_cast<int64_t>(changed.size());
  changed.clear();
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(changed));
  if (!changed.empty()) (*effects)["-" + what] = static_cast<int64_t>(changed.size());
}

std::string EffectsText(const std::map<std::string, int64_t>& effects) {
  std::string text;
  for (const auto& [name, count] : effects)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
  return text.empty() ? "none" : text;
}

std::string CheckEffects(const Json& expected, const State& before, const State& after) {
  if (expected.IsNull()) return {};
  std::map<std::string, int64_t> wanted, found;
  for (const auto& entry : expected.GetObject()) wanted[Text(entry.name)] = entry.value.GetInt64();
  Differ("nodes", before.nodes, after.nodes, &found);
  Differ("relationships", before.edges, after.edges, &found);
  Differ("labels", before.labels, after.labels, &found);
  Differ("properties", before.properties, after.properties, &found);
  if (wanted == found) return {};
  return fmt::format("side effects: expected {}, found {}", EffectsText(wanted), EffectsText(found));
}

std::string CheckRows(const Json& scenario, const cypher::QueryResult& result) {
  const bool ignore = scenario["ignore_list_order"].GetBool();
  std::vector<std::string> columns;
  for (const Json& column : scenario["columns"].GetArray()) columns.push_back(Text(column));
  if (columns != result.columns)
    return fmt::format("columns: expected {}, found {}", Joined(columns, false),
                       Joined(result.columns, false));
  std::vector<std::string> wanted, found;
  for (const Json& row : scenario["rows"].GetArray()) {
    std::vector<std::string> values;
    for (const Json& value : row.GetArray()) values.push_back(ExpectedForm(ignore).Of(value));
    wanted.push_back("| " + Joined(values, false));
  }
  for (const cypher::ValueList& row : result.rows) {
    std::vector<std::string> values;
    for (const cypher::Value& value : row) values.push_back(ActualForm(result, ignore).Of(value));
    found.push_back("| " + Joined(values, false));
  }
  if (!scenario["ordered"].GetBool()) {
    std::sort(wanted.begin(), wanted.end());
    std::sort(found.begin(), found.end());
  }
  if (wanted == found) return {};
  return fmt::format("rows: expected {}, found {}", Joined(wanted, false), Joined(found, false));
}

std::string CheckError(const Json& expected, const cypher::QueryError& error) {
  const std::string phase = error.phase == cypher::ErrorPhase::kCompile ? "compile time" : "runtime";
  const std::string wanted_phase = Text(expected["phase"]);
  const std::string detail = Text(expected["detail"]);
  const bool fits = Text(expected["class"]) == error.error_class &&
                    (wanted_phase == "any time" || wanted_phase == phase) &&
                    (detail == "*" || detail == error.detail);
  if (fits) return {};
  return fmt::format("error: expected {} at {} ({}), found {} at {} ({}): {}", Text(expected["class"]),
                     wanted_phase, detail, error.error_class, phase, error.detail, error.message);
}

// The query of a scenario, or its control query.
std::string RunQuery(const Json& scenario, GraphStore* store, cypher::QueryOptions options) {
  const State before = StateOf(*store);
  options.write = true;
  const std::string query = Text(scenario["query"]);
  const auto outcome = cypher::RunCypher(*store, query, options);
  const std::string expect = Text(scenario["expect"]);
  std::string wrong;
  if (expect == "error") {
    wrong = outcome ? "an error was expected: " + Text(scenario["error"]["detail"])
                    : CheckError(scenario["error"], outcome.error());
  } else if (!outcome) {
    wrong = fmt::format("failed with {} ({}): {}", outcome.error().error_class, outcome.error().detail,
                        outcome.error().message);
  } else if (expect == "rows") {
    wrong = CheckRows(scenario, *outcome);
  } else if (!outcome->rows.empty()) {
    wrong = fmt::format("no rows were expected, found {}", outcome->rows.size());
  }
  if (!wrong.empty()) return wrong;
  return CheckEffects(scenario["side_effects"], before, StateOf(*store));
}

void Empty(GraphStore* store) {
  GraphBatch batch;
  const auto snapshot = store->TakeSnapshot();
  (void)snapshot->ForEachNode([&](NodeId id) {
    batch.removed_nodes.push_back(snapshot->GetNode(id)->key);
    return true;
  });
  if (!batch.empty() && !store->Apply(batch)) std::abort();
}

}  // namespace

TckSuite::TckSuite(const std::filesystem::path& file) {
  const std::string bytes = ReadFileOrDie(file);
  for (const std::string_view line : Split(bytes, '\n')) {
    if (Trim(line).empty()) continue;
    scenarios_.push_back(std::make_unique<TckScenario>());
    if (scenarios_.back()->json.Parse(line.data(), line.size()).HasParseError()) {
      std::cerr << file << ": line " << scenarios_.size() << " is no JSON\n";
      std::abort();
    }
  }
}

TckSuite::~TckSuite() = default;

size_t TckSuite::size() const { return scenarios_.size(); }
std::string TckSuite::id(size_t scenario) const { return Text(scenarios_[scenario]->json["id"]); }
std::string TckSuite::folder(size_t scenario) const { return Text(scenarios_[scenario]->json["folder"]); }

std::string TckSuite::Run(size_t scenario, GraphStore* store,
                          const std::function<GraphStore*()>& reopen) const {
  const Json& json = scenarios_[scenario]->json;
  Empty(store);
  cypher::ProcedureRegistry procedures;
  for (const Json& procedure : json["procedures"].GetArray()) procedures.Add(MockProcedure(procedure).Take());
  cypher::QueryOptions options;
  options.procedures = &procedures;
  options.write = true;
  for (const Json& setup : json["setup"].GetArray()) {
    const auto done = cypher::RunCypher(*store, Text(setup), options);
    if (!done) return "the set-up failed: " + done.error().message;
  }
  if (reopen) store = reopen();
  for (const auto& parameter : json["params"].GetObject())
    options.parameters[Text(parameter.name)] = ToValue(parameter.value);
  std::string wrong = RunQuery(json, store, options);
  if (wrong.empty() && !json["control"].IsNull()) {
    wrong = RunQuery(json["control"], store, options);
    if (!wrong.empty()) wrong = "control query: " + wrong;
  }
  return wrong;
}

}  // namespace concord::testing
