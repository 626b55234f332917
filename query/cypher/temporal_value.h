// The temporal types as one kind of value. What they are and do is in query/cypher/temporal/.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_VALUE_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_VALUE_H_

#include <optional>
#include <string>
#include <string_view>

#include "query/cypher/ast.h"
#include "query/cypher/temporal/temporal.h"
#include "query/cypher/value.h"

namespace concord::cypher {

struct TemporalValue {
  temporal::TemporalValue value;
};

Value FromTemporal(temporal::TemporalValue value);

std::string_view TemporalTypeName(const TemporalValue& value);  // "DATE", "DATETIME", ...
bool TemporalEquals(const TemporalValue& a, const TemporalValue& b);
std::optional<int> TemporalCompare(const TemporalValue& a, const TemporalValue& b);
int TemporalOrder(const TemporalValue& a, const TemporalValue& b);
size_t TemporalHash(const TemporalValue& value);
// Bytes that equal those of another one when their order is 0 (query/cypher/key_table.h).
void AppendTemporalKey(const TemporalValue& value, std::string* bytes);
std::string TemporalText(const TemporalValue& value);

// value.year and the like. Fails for a component that the type does not have.
Value TemporalProperty(const TemporalValue& value, const std::string& name, Position position);

// + - * /; nothing when the operation is not one for these types.
std::optional<Value> TemporalArithmetic(ExprKind kind, const Value& a, const Value& b, Position position);

// What a property holds of it, and back; nothing when the map stands for no temporal value.
concord::Value StoredTemporal(const TemporalValue& value);
std::optional<Value> TemporalFromStored(const concord::Value& value);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_VALUE_H_
