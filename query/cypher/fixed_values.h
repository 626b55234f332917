// Properties of which the schema lists the values (graph/fixed_values.def).
#ifndef CONCORD_QUERY_CYPHER_FIXED_VALUES_H_
#define CONCORD_QUERY_CYPHER_FIXED_VALUES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/note.h"

namespace concord::cypher {

// A note that names the values of the property, with the nearest one, if `value` is none of them. None if it
// is one, or if the schema lists no values for any of the owners: labels of a node, or types of a
// relationship.
std::optional<Note> FixedValueNote(const std::vector<std::string>& owners, std::string_view property,
                                   std::string_view value);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_FIXED_VALUES_H_
