// Which properties, and which values of one, some nodes or relationships of the store have.
#ifndef CONCORD_QUERY_CYPHER_PROPERTY_SURVEY_H_
#define CONCORD_QUERY_CYPHER_PROPERTY_SURVEY_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "graph/snapshot.h"
#include "query/note.h"

namespace concord::cypher {

// What a query that finds nothing says of the nodes with a label, or of the relationships of a type.
struct AskedProperty {
  bool is_edge = false;
  std::string owner;  // the label or the type
  std::string property;
  std::set<std::string> values;  // with which the query compares it; may be empty
  auto operator<=>(const AskedProperty&) const = default;
};

// A note if none of those that are looked at, a thousand at most, has the property, or if the property has
// few values, which repeat, and none of those that the query compares it with.
std::optional<Note> PropertyNote(const Snapshot& snapshot, const AskedProperty& asked);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PROPERTY_SURVEY_H_
