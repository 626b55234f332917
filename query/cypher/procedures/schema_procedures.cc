// What there is in the store, by the names under which graph databases tell it.
#include <set>

#include "query/cypher/execution.h"
#include "query/cypher/procedures/concord_procedures.h"

namespace concord::cypher {
namespace {

// Of all nodes and relationships. Reads them all.
std::vector<std::string> KeysOf(Execution& execution) {
  const Snapshot& snapshot = execution.graph().snapshot();
  std::set<std::string> keys;
  const auto add = [&](const PropertyMap& properties) {
    execution.Tick(8);
    for (const Property& property : properties) keys.insert(property.name);
    return true;
  };
  (void)snapshot.ForEachNode([&](NodeId id) {
    const Result<Node> node = snapshot.GetNode(id);
    return node ? add(node->properties) : true;
  });
  (void)snapshot.ForEachEdge([&](const Edge& edge) { return add(edge.properties); });
  return {keys.begin(), keys.end()};
}

// name(a, b = default) with what it yields.
std::string SignatureOf(const Procedure& procedure) {
  std::string text = procedure.name + "(";
  for (const ProcedureField& argument : procedure.arguments) {
    text += (text.back() == '(' ? "" : ", ") + argument.name;
    if (argument.has_default) text += " = " + ToText(argument.otherwise);
  }
  text += ")";
  for (const ProcedureField& field : procedure.results)
    text += (&field == &procedure.results.front() ? " YIELD " : ", ") + field.name;
  return text;
}

std::vector<ValueList> ProceduresOf(Execution& execution) {
  std::vector<ValueList> rows;
  for (const std::string& name : execution.procedures().Names()) {
    const Procedure& procedure = *execution.procedures().Find(name);
    rows.push_back({Value(name), Value(SignatureOf(procedure)), Value(procedure.about)});
  }
  return rows;
}

std::vector<ValueList> RowsOf(const std::vector<std::string>& names) {
  std::vector<ValueList> rows;
  for (const std::string& name : names) rows.push_back({Value(name)});
  return rows;
}

}  // namespace

void AddSchemaProcedures(ProcedureRegistry& registry) {
  registry.Add({"db.labels",
                "the labels in use",
                {},
                {ProcedureField{"label", kStringSet, false, Value()}},
                [](Execution& execution, std::span<const Value>) {
                  return RowsOf(execution.graph().snapshot().Labels());
                }});
  registry.Add({"db.relationshipTypes",
                "the relationship types in use",
                {},
                {ProcedureField{"relationshipType", kStringSet, false, Value()}},
                [](Execution& execution, std::span<const Value>) {
                  return RowsOf(execution.graph().snapshot().EdgeTypes());
                }});
  registry.Add({"db.propertyKeys",
                "the names of properties in use",
                {},
                {ProcedureField{"propertyKey", kStringSet, false, Value()}},
                [](Execution& execution, std::span<const Value>) { return RowsOf(KeysOf(execution)); }});
  registry.Add({"dbms.procedures",
                "the procedures that there are",
                {},
                {ProcedureField{"name", kStringSet, false, Value()},
                 ProcedureField{"signature", kStringSet, false, Value()},
                 ProcedureField{"description", kStringSet, false, Value()}},
                [](Execution& execution, std::span<const Value>) { return ProceduresOf(execution); }});
}

}  // namespace concord::cypher
