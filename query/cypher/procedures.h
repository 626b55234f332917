// Procedures that CALL runs: what they take, what they yield, and how they are found.
#ifndef CONCORD_QUERY_CYPHER_PROCEDURES_H_
#define CONCORD_QUERY_CYPHER_PROCEDURES_H_

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/static_type.h"
#include "query/cypher/value.h"

namespace concord::cypher {

class Execution;  // query/cypher/execution.h

struct ProcedureField {
  std::string name;
  TypeSet types = kAnySet;  // of an argument: what may be given
  // An argument that need not be given, and what it is then.
  bool has_default = false;
  Value otherwise = Value();
};

struct Procedure {
  std::string name;
  std::string about;  // one line
  std::vector<ProcedureField> arguments;
  std::vector<ProcedureField> results;
  // One row for each result: as many values as there are result fields. May throw Failure.
  std::function<std::vector<ValueList>(Execution& execution, std::span<const Value> arguments)> run;
  bool walks_all = false;  // looks at every relationship of the graph
};

class ProcedureRegistry {
 public:
  void Add(Procedure procedure);
  const Procedure* Find(std::string_view name) const;  // nullptr when there is none
  std::vector<std::string> Names() const;

 private:
  std::map<std::string, Procedure, std::less<>> procedures_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PROCEDURES_H_
