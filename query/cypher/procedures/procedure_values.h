// What procedures ask of their arguments, and how they give back what they found.
#ifndef CONCORD_QUERY_CYPHER_PROCEDURES_PROCEDURE_VALUES_H_
#define CONCORD_QUERY_CYPHER_PROCEDURES_PROCEDURE_VALUES_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/cypher/execution.h"
#include "query/cypher/failure.h"
#include "query/cypher/value.h"

namespace concord::cypher {

// The value of a result, or a Failure with its message.
[[noreturn]] void FailProcedure(std::string_view procedure, const Error& error);
template <typename T>
T OrFail(std::string_view procedure, Result<T> result) {
  if (!result) FailProcedure(procedure, result.error());
  return *std::move(result);
}

// The text of an argument; a Failure when it is something else, null included.
const std::string& TextOf(std::string_view procedure, std::string_view name, const Value& value);

// A map argument; a null is an empty one.
const ValueMap& MapOf(std::string_view procedure, std::string_view name, const Value& value);

// A Failure when the map has a key that is none of these, with the nearest of them.
void CheckKeys(std::string_view procedure, const ValueMap& map, const std::vector<std::string>& known);

// {document: ..., anchor: ..., quote: ..., ...}; what is empty is left out.
Value EvidenceValue(const Evidence& evidence);

// For algorithms: fails with the statement's Timeout or Cancelled, else true.
std::function<bool()> KeepGoing(Execution& execution);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PROCEDURES_PROCEDURE_VALUES_H_
