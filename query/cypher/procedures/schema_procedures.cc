// What there is in the store, by the names under which graph databases tell it.
#include "query/cypher/execution.h"
#include "query/cypher/procedures/concord_procedures.h"

namespace concord::cypher {
namespace {

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
}

}  // namespace concord::cypher
