// Parts of OSCAL that are kept unchanged: a tree in any serialisation as the JSON of the standard.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_

#include <span>
#include <string>
#include <string_view>

#include "graph/value.h"
#include "ingest/source/data_tree.h"

namespace concord {

// Leaves out the members of the outermost map that are in `left_out` (by their names in XML or JSON).
// Repeated XML elements become the lists of JSON ("prop" becomes "props"); percentages are numbers. "{}" if
// nothing is left. Recursion is as deep as the tree, which has a limit.
std::string OscalPartAsJson(DataNode node, std::span<const std::string_view> left_out);

// The value that a JSON text represents; a text if it is not JSON, or nests deeper than eight levels.
Value ValueOfJson(const std::string& json);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_JSON_H_
