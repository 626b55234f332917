#include "query/cypher/procedures.h"

namespace concord::cypher {

void ProcedureRegistry::Add(Procedure procedure) {
  std::string name = procedure.name;
  procedures_[std::move(name)] = std::move(procedure);
}

const Procedure* ProcedureRegistry::Find(std::string_view name) const {
  const auto at = procedures_.find(name);
  return at == procedures_.end() ? nullptr : &at->second;
}

std::vector<std::string> ProcedureRegistry::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, procedure] : procedures_) names.push_back(name);
  return names;
}

}  // namespace concord::cypher
