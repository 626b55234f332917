// The questions of query/queries/ as procedures: the same words and options, the same rows.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/procedures/concord_procedures.h"
#include "query/cypher/procedures/procedure_values.h"
#include "query/query.h"

namespace concord::cypher {
namespace {

// A column of the answer that is the key of a node; "" when there is none.
struct NodeColumn {
  std::string_view result;
  std::string_view column;
};

struct QuestionRow {
  std::string_view query;
  std::vector<std::string_view> words;    // its arguments, all texts
  bool needs_words = true;                // else the words have the default null, and are left out
  std::vector<std::string_view> columns;  // those that all its answers, or most, have
  std::vector<NodeColumn> nodes = {};
};

const std::vector<QuestionRow>& Questions() {
  static const std::vector<QuestionRow> rows = {
      {"search", {"words"}, true, {"score", "kind", "document", "anchor", "text", "key"}, {{"node", "key"}}},
      {"map",
       {"a", "b"},
       true,
       {"subject", "subject_title", "basis", "relation", "object", "object_title", "confidence", "why",
        "predicate", "justification"},
       {{"subject_node", "subject"}, {"object_node", "object"}}},
      {"paths",
       {"from", "to"},
       true,
       {"chain", "steps", "class", "relation", "confidence", "weakest", "contradiction"}},
      {"forums",
       {"topic"},
       true,
       {"forum", "name", "issued", "named", "measures", "first", "last", "members", "documents"},
       {{"node", "forum"}}},
      {"gaps",
       {"framework"},
       false,
       {"framework", "item", "title", "state", "topic", "label", "peers", "documents", "covered_by"},
       {{"node", "item"}}},
      {"coverage", {"framework"}, false, {"row", "name"}, {{"node", "row"}}},
  };
  return rows;
}

// What decides where a model lies or how an answer is printed is no business of a query.
constexpr std::string_view kNotHere[] = {"format", "model-dir", "embedder", "embedder-model", "no-model"};

// "as-of" in the map is as_of: a hyphen would need quotation marks.
std::string KeyOf(std::string_view option) {
  std::string key(option);
  std::ranges::replace(key, '-', '_');
  return key;
}

Arguments ReadArguments(const std::string& name, const QuestionRow& question, const concord::Query& query,
                        std::span<const Value> values) {
  Arguments arguments;
  for (size_t n = 0; n < question.words.size(); ++n) {
    if (!question.needs_words && values[n].is_null()) continue;
    arguments.words.push_back(TextOf(name, question.words[n], values[n]));
  }
  const ValueMap& options = MapOf(name, "options", values[question.words.size()]);
  std::vector<std::string> known;
  for (const QueryOption& option : query.options) {
    if (std::ranges::find(kNotHere, option.name) != std::end(kNotHere)) continue;
    known.push_back(KeyOf(option.name));
    const auto given = options.find(known.back());
    if (given == options.end() || given->second.is_null()) continue;
    const Value& value = given->second;
    // Flags are there or not.
    if (value.type() == ValueType::kBool && !value.as_bool()) continue;
    arguments.options[std::string(option.name)] = value.type() == ValueType::kString ? value.as_string()
                                                  : value.type() == ValueType::kBool ? "true"
                                                                                     : ToText(value);
  }
  CheckKeys(name, options, known);
  return arguments;
}

Value NodeNamed(const std::string& name, const Snapshot& snapshot, const Value& key) {
  if (key.type() != ValueType::kString) return {};
  const std::optional<NodeId> node = OrFail(name, snapshot.FindNode(key.as_string()));
  return node ? Value(NodeRef{*node}) : Value();
}

std::vector<ValueList> RowsOf(const std::string& name, const QuestionRow& question, const Snapshot& snapshot,
                              const Answer& answer) {
  std::vector<ValueList> rows;
  for (const concord::Row& row : answer.rows) {
    ValueMap all;
    for (size_t n = 0; n < answer.columns.size() && n < row.cells.size(); ++n)
      all[KeyOf(answer.columns[n].name)] = FromStored(row.cells[n]);
    const auto cell = [&](std::string_view column) {
      const auto found = all.find(column);
      return found == all.end() ? Value() : found->second;
    };
    ValueList values;
    for (const std::string_view column : question.columns) values.push_back(cell(column));
    for (const NodeColumn& node : question.nodes)
      values.push_back(NodeNamed(name, snapshot, cell(node.column)));
    ValueList evidence;
    for (const Evidence& passage : row.evidence) evidence.push_back(EvidenceValue(passage));
    values.emplace_back(std::move(evidence));
    values.emplace_back(std::move(all));
    rows.push_back(std::move(values));
  }
  return rows;
}

}  // namespace

void AddQueryProcedures(ProcedureRegistry& registry) {
  for (const QuestionRow& question : Questions()) {
    const concord::Query* query = FindQuery(question.query);
    if (query == nullptr) continue;
    Procedure procedure;
    procedure.name = fmt::format("concord.{}", question.query);
    procedure.about = std::string(query->title);
    for (const std::string_view word : question.words)
      procedure.arguments.push_back({std::string(word), kStringSet, !question.needs_words, Value()});
    procedure.arguments.push_back({"options", kMapSet, true, Value()});
    for (const std::string_view column : question.columns)
      procedure.results.push_back({std::string(column), kAnySet, false, Value()});
    for (const NodeColumn& node : question.nodes)
      procedure.results.push_back({std::string(node.result), kNodeSet, false, Value()});
    procedure.results.push_back({"evidence", kListSet, false, Value()});
    procedure.results.push_back({"answer", kMapSet, false, Value()});
    procedure.run = [&question, query, name = procedure.name](Execution& execution,
                                                              std::span<const Value> values) {
      const Snapshot& snapshot = execution.graph().snapshot();
      const Arguments arguments = ReadArguments(name, question, *query, values);
      return RowsOf(name, question, snapshot, OrFail(name, query->run(snapshot, arguments)));
    };
    registry.Add(std::move(procedure));
  }
}

const ProcedureRegistry& ConcordProcedures() {
  static const ProcedureRegistry registry = [] {
    ProcedureRegistry all;
    AddQueryProcedures(all);
    AddPlaceProcedures(all);
    AddAlgorithmProcedures(all);
    AddSchemaProcedures(all);
    return all;
  }();
  return registry;
}

}  // namespace concord::cypher
